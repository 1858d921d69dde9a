import { constants } from 'node:zlib'
import compression from 'compression'
import type { Express, RequestHandler } from 'express'
import express from 'express'
import { accessLog } from './access-log.ts'
import { assets } from './assets.ts'
import { limitBody } from './body-limit.ts'
import { failure } from './failure.ts'
import { stripeHook } from './hooks.ts'
import type { Lifecycle } from './lifecycle.ts'
import { closeWhileDraining, privateByDefault } from './lifecycle.ts'
import { metrics } from './metrics.ts'
import type { Build } from './pages.ts'
import { pages } from './pages.ts'
import { probes } from './probes.ts'
import { requestId } from './request-id.ts'
import { sameSite } from './same-site.ts'
import { securityHeaders } from './security.ts'

export type Given = {
  build: Build
  /** The build of the moment, which changes in development. */
  load: () => Promise<Build>
  lifecycle: Lifecycle
  /** Of the migrations that this version needs, as `migration/step`. */
  steps: readonly string[]
  /** Vite's middleware, in development. */
  development?: RequestHandler
}

const forwarded = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port', 'forwarded']

/** Without a proxy that is known to stand in front, its headers are a visitor's invention. */
const forgetProxies: RequestHandler = (request, response, next) => {
  response.locals.forwarded = forwarded.some((name) => name in request.headers)
  for (const name of forwarded) delete request.headers[name]
  next()
}

const plainTarget: RequestHandler = (request, response, next) => {
  if (!request.url.startsWith('/')) return void response.sendStatus(400)
  try {
    decodeURIComponent(request.path)
    next()
  } catch {
    response.sendStatus(400)
  }
}

export function createApplication({ build, load, lifecycle, steps, development }: Given): Express {
  const { env, log, gauges, unready } = build.entry.module
  const { measure, answer } = metrics({ token: env.METRICS_TOKEN, gauges })
  const app = express().disable('x-powered-by').set('etag', false).set('query parser', 'simple')
  if (env.TRUST_PROXY === false) app.use(forgetProxies)
  else app.set('trust proxy', env.TRUST_PROXY)

  app.use(closeWhileDraining(lifecycle), requestId)
  app.use(probes(lifecycle, () => unready(steps)))
  app.get('/metrics', answer)
  app.use(securityHeaders({ development: development !== undefined, https: env.PUBLIC_URL.startsWith('https:') }))
  app.use(development ?? assets('build/client'))
  app.use(accessLog(log), measure, plainTarget, privateByDefault)
  app.post('/hooks/stripe', ...stripeHook(load))
  app.use(compression({ threshold: 1024, brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } } }))
  app.use(sameSite(env.PUBLIC_URL), limitBody)
  app.use(pages(load, development ? undefined : build, lifecycle))
  app.use(failure(log))
  return app
}
