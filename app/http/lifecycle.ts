import type { RequestHandler } from 'express'

/** Whether this process is leaving. Set once, never back. */
export type Lifecycle = { draining: boolean }

/** While draining every answer closes its connection; a keep-alive client would hold the process otherwise. */
export function closeWhileDraining(lifecycle: Lifecycle): RequestHandler {
  return (_request, response, next) => {
    if (lifecycle.draining) response.set('connection', 'close')
    next()
  }
}
