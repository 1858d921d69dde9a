import { createHash, timingSafeEqual } from 'node:crypto'
import type { Request, RequestHandler, Response } from 'express'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export type Gauges = () => Promise<Record<string, number>>
type Given = { token: string | undefined; gauges: Gauges }

const digest = (text: string) => createHash('sha256').update(text).digest()
const local = /^(::ffff:)?127\.|^::1$/

/** With a token whoever has it; without one this machine only, and not through a proxy on it. */
function mayRead(request: Request, response: Response, token: string | undefined): boolean {
  if (token) return timingSafeEqual(digest(request.get('authorization') ?? ''), digest(`Bearer ${token}`))
  return local.test(request.socket.remoteAddress ?? '') && !response.locals.forwarded && !request.get('x-forwarded-for')
}

/** Times of requests by route pattern, never by URL; the process's own; and `gauges`, asked when somebody reads. */
export function metrics({ token, gauges }: Given): { measure: RequestHandler; answer: RequestHandler } {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from request to the end of the answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  const gauge = (name: string): Gauge =>
    (registry.getSingleMetric(name) as Gauge | undefined) ??
    new Gauge({ name, help: name.replaceAll('_', ' '), registers: [registry] })

  const measure: RequestHandler = (request, response, next) => {
    const stop = duration.startTimer()
    response.once('close', () => {
      stop({ method: request.method, route: String(response.locals.route ?? 'none'), status: response.statusCode })
    })
    next()
  }
  const answer: RequestHandler = async (request, response) => {
    if (!mayRead(request, response, token)) return void response.sendStatus(404)
    for (const [name, value] of Object.entries(await gauges())) gauge(name).set(value)
    response.type(registry.contentType).send(await registry.metrics())
  }
  return { measure, answer }
}
