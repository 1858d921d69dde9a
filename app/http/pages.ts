import { createRequestHandler } from '@remix-run/express'
import type { ServerBuild } from '@remix-run/node'
import type { RequestHandler, Response } from 'express'
import type { Lifecycle } from './lifecycle.ts'
import type { Slice } from './route-slices.ts'
import { sliceRoutes } from './route-slices.ts'

type Entry = typeof import('../entry.server.tsx')
export type Build = ServerBuild & { entry: { module: Entry } }

/** Aborted if the caller goes away before the answer is written. */
function closing(response: Response): AbortSignal {
  const gone = new AbortController()
  response.once('close', () => {
    if (!response.writableFinished) gone.abort()
  })
  return gone.signal
}

/** The path of the page that a request is about: single fetch asks for `/portal/orders.data`, and for `/_root.data`. */
const pageOf = (pathname: string): string =>
  pathname.endsWith('.data') ? pathname.slice(0, -5).replace(/^\/_root$/, '/') : pathname

const shieldedOnce = new WeakMap<Build, ServerBuild>()

/** Development has a new build whenever a file was saved, and the same one between. */
function shield(build: Build): ServerBuild {
  const known = shieldedOnce.get(build) ?? build.entry.module.shielded(build)
  shieldedOnce.set(build, known)
  return known
}

/** Hands the rest to Remix: in production through slices of the route table, in development with the build of the moment. */
export function pages(load: () => Promise<Build>, fixed: Build | undefined, lifecycle: Lifecycle): RequestHandler {
  const handler = (build: ServerBuild | (() => Promise<ServerBuild>)): RequestHandler =>
    createRequestHandler({
      build,
      async getLoadContext(request, response) {
        const { requestContext } = (await load()).entry.module
        return requestContext({
          requestId: String(response.locals.requestId),
          nonce: String(response.locals.nonce),
          closed: closing(response as Response),
          leaving: lifecycle.leaving,
          ip: request.ip ?? '',
          setCookie: (cookie) => response.append('set-cookie', cookie),
          setHeader: (name, value) => response.set(name, value),
          cookies: request.get('cookie'),
          languages: request.get('accept-language'),
        })
      },
    })
  if (!fixed) return handler(async () => shield(await load()))

  const slices = sliceRoutes(shield(fixed))
  const handlers = new WeakMap<Slice, RequestHandler>()
  return (request, response, next) => {
    const asked = request.path === '/__manifest' ? [request.query.p ?? []].flat().map(String) : undefined
    const slice = asked ? slices.covering(asked) : slices.find(pageOf(request.path))
    response.locals.route = slice.pattern
    const answer = handlers.get(slice) ?? handler(slice.build)
    handlers.set(slice, answer)
    return answer(request, response, next)
  }
}
