import { Router } from 'express'
import type { Lifecycle } from './lifecycle.ts'

/** Says why the process should get no requests now, or nothing. */
export type Readiness = () => Promise<string | undefined>

/** `/healthz`: the process lives, whatever the database does. `/readyz`: send requests here. */
export function probes(lifecycle: Lifecycle, unready: Readiness): Router {
  const router = Router()
  router.get('/healthz', (_request, response) => void response.set('cache-control', 'no-store').type('text').send('ok'))
  router.get('/readyz', async (_request, response) => {
    const why = lifecycle.draining ? 'stopping' : await unready().catch(() => 'not able to tell')
    response.set('cache-control', 'no-store').type('text')
    if (why) response.set('retry-after', '5')
    response.status(why ? 503 : 200).send(why ?? 'ready')
  })
  return router
}
