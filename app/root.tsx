import type { LinksFunction } from '@remix-run/node'
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useLoaderData, useMatches, useRouteError } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { anyone } from './access/guards.server'
import type { PageHandle } from './page-context'
import { usePageContext } from './page-context'
import { FailurePage, statusOf } from './routes/failure'
import { Behaviour } from './ui/behaviour'
import { kindOf } from './ui/error-page'
import { fontLinks } from './ui/fonts'
import { ReaderProvider } from './ui/reader'
import './tailwind.css'

export const handle: PageHandle = { i18n: ['shell', 'ui'] }

export const links: LinksFunction = () => [...fontLinks, { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' }]

export const loader = anyone.load(({ visitor, context }) => ({
  locale: context.language,
  timeZone: visitor?.timeZone ?? 'UTC',
  now: new Date(),
}))

/** Who reads, in which language and theme, changes only by loading a page anew. */
export const shouldRevalidate = () => false

const handleOf = (match: { handle: unknown }): PageHandle => (match.handle as PageHandle | undefined) ?? {}

/** The texts of the pages shown, so that the browser's first render says the same as the server's. */
function Texts() {
  const { i18n } = useTranslation()
  const { nonce } = usePageContext()
  const wanted = [...new Set(useMatches().flatMap((match) => handleOf(match).i18n ?? []))]
  const bundle = Object.fromEntries(wanted.map((name) => [name, i18n.getResourceBundle(i18n.language, name)]))
  const html = { __html: JSON.stringify(bundle).replaceAll('<', '\\u003c') }
  // biome-ignore lint/security/noDangerouslySetInnerHtml: our own texts as JSON, with every < escaped
  return <script type="application/json" id="texts" nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={html} />
}

/** The deepest page that names itself; a page of errors is named by what went wrong. */
function useTitle(): string {
  const { t } = useTranslation('ui')
  const error = useRouteError()
  const named = useMatches().findLast((match) => handleOf(match).title)
  if (error != null) return `${t(`error.${kindOf(statusOf(error))}.title`)} · Quayside`
  // A page without data, null where its form failed, is shown as a failure, inside the frame of its audience.
  if (named && named.data == null) return `${t('error.page')} · Quayside`
  const title = named && handleOf(named).title?.(t as never, named.data as never)
  return title ? `${title} · Quayside` : 'Quayside'
}

export function Layout({ children }: { children: ReactNode }) {
  const { nonce, theme, requestId } = usePageContext()
  const { i18n } = useTranslation()
  const title = useTitle()
  const fixed = theme === 'system' ? undefined : theme
  return (
    <html lang={i18n.language} data-theme={fixed} data-request={requestId}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content={fixed ?? 'light dark'} />
        <title>{title}</title>
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <Texts />
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  )
}

export default function App() {
  const reader = useLoaderData<typeof loader>()
  return (
    <ReaderProvider value={reader}>
      <Outlet />
      <Behaviour />
    </ReaderProvider>
  )
}

export function ErrorBoundary() {
  return <FailurePage />
}
