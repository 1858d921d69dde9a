import type { ActionFunctionArgs, AppLoadContext, EntryContext, LoaderFunctionArgs } from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { renderToString } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { logFailure, problemResponse } from './failures.server'
import { texts } from './languages/texts.server'
import { PageContextProvider } from './page-context'

// What the server process takes from the bundle, because plain Node resolves neither `~/` nor `.tsx`.
export { startWork } from './commands.server'
export { pool } from './database/connection.server'
export { env } from './env.server'
export { shielded } from './failures.server'
export { gauges } from './gauges.server'
export { takeStripeMessage } from './hooks.server'
export { log } from './log.server'
export { unready } from './readiness.server'
export { requestContext } from './request-context.server'

/** No page waits for anything after its loaders, so this only bounds a loader that returned a promise by mistake. */
export const streamTimeout = 5_000

const forScript: Record<string, string> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
}
const scriptSafe = (json: string): string => json.replace(/[<>&\u2028\u2029]/g, (one) => forScript[one] ?? one)

/**
 * The page as one string: it costs a third less than streaming, statuses and money never arrive late, and an error while
 * rendering still becomes an error page. The loaders' data, which Remix would stream in behind the page, is put at its end.
 */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  if (status === 503) headers.set('retry-after', '5')
  if (status >= 400 && wantsProblem(request)) return problemOf(remix, status, headers, context)
  const { serverHandoffStream, ...page } = remix
  const html = renderToString(
    <PageContextProvider value={{ nonce: context.nonce, requestId: context.requestId, theme: context.preferences.theme }}>
      <I18nextProvider i18n={texts[context.language]}>
        <RemixServer context={page} url={request.url} nonce={context.nonce} abortDelay={streamTimeout} />
      </I18nextProvider>
    </PageContextProvider>,
  )
  // A Suspense boundary swallows what fails inside it and leaves this mark for the browser to try again.
  if (html.includes('<!--$!-->')) throw new Error('a part of the page failed, or waited, while it was rendered')
  headers.set('content-type', 'text/html; charset=utf-8')
  const data = await dataOf(serverHandoffStream)
  return new Response(`<!DOCTYPE html>${paintFirst(html, data, context.nonce)}`, { status, headers })
}

/** Programs get a problem in JSON where people get a page. */
function wantsProblem(request: Request): boolean {
  const accept = request.headers.get('accept') ?? ''
  return new URL(request.url).pathname.startsWith('/api/') || (accept.includes('json') && !accept.includes('text/html'))
}

function problemOf({ staticHandlerContext }: EntryContext, status: number, headers: Headers, context: AppLoadContext): Response {
  const [error] = Object.values(staticHandlerContext.errors ?? {})
  const thrown = isRouteErrorResponse(error) && error.status === status ? error.data : null
  return problemResponse({ data: thrown, init: { status, headers } }, context.requestId)
}

/** Data for a page that moves without reloading; the shield's headers got lost on the way. */
export function handleDataRequest(response: Response): Response {
  if (response.status === 503) response.headers.set('retry-after', '5')
  return response
}

/**
 * A page is read before it is used: its scripts are fetched when it has been painted, so that they do not take the line from the style
 * and the letters. The elements stay as they are, because the browser's first render expects them; a tab in the background, which
 * paints nothing, starts a second later.
 */
const start = `(() => {
  const { nonce } = document.currentScript
  let started = false
  const start = () => {
    if (started) return
    started = true
    for (const link of document.querySelectorAll('link[rel=later]')) link.rel = 'modulepreload'
    const script = Object.assign(document.createElement('script'), { type: 'module', nonce })
    script.text = document.querySelector('script[type=later]').text
    document.head.append(script)
    script.remove()
  }
  new PerformanceObserver(start).observe({ type: 'paint', buffered: true })
  setTimeout(start, 1000)
})()`.replaceAll(/\n\s*/g, '\n')

function paintFirst(html: string, data: string, nonce: string): string {
  const later = html
    .replaceAll('<link rel="modulepreload"', '<link rel="later"')
    .replaceAll(/(<script [^>]*)type="module"/g, '$1type="later"')
  const end = later.lastIndexOf('</body>')
  return `${later.slice(0, end)}<script nonce="${nonce}">${data}${later === html ? '' : start}</script>${later.slice(end)}`
}

async function dataOf(stream: EntryContext['serverHandoffStream']): Promise<string> {
  if (!stream) return ''
  const json = scriptSafe(JSON.stringify(await new Response(stream).text()))
  return `window.__remixContext.streamController.enqueue(${json});window.__remixContext.streamController.close();`
}

/** What failed while rendering; loaders and actions are shielded already. Who left early saw nothing of it. */
export function handleError(error: unknown, { request, context }: LoaderFunctionArgs | ActionFunctionArgs): void {
  if (!context.closed.aborted && !isRouteErrorResponse(error)) logFailure(error, context, request)
}
