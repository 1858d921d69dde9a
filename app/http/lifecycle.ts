import type { RequestHandler } from 'express'

/**
 * Whether this process is leaving (set once, never back), when somebody last asked it for something, and the end of whatever would
 * otherwise go on.
 */
export type Lifecycle = { draining: boolean; askedAt: number; leaving: AbortSignal }

/**
 * What every answer gets when its head is written, however long ago its request came: while draining it closes its connection,
 * because a keep-alive client would hold the process.
 */
export function closeWhileDraining(lifecycle: Lifecycle): RequestHandler {
  return (_request, response, next) => {
    lifecycle.askedAt = Date.now()
    beforeHead(response, () => {
      if (lifecycle.draining) response.setHeader('connection', 'close')
    })
    next()
  }
}

/** Pages hold what one person may see: an answer that does not say how long it may be kept is kept nowhere. */
export const privateByDefault: RequestHandler = (_request, response, next) => {
  beforeHead(response, () => {
    if (!response.hasHeader('cache-control')) response.setHeader('cache-control', 'private, no-store')
  })
  next()
}

type Answer = Parameters<RequestHandler>[1]

function beforeHead(response: Answer, run: () => void): void {
  const writeHead = response.writeHead
  response.writeHead = function (this: Answer, ...given: never[]) {
    run()
    return writeHead.apply(this, given as never)
  } as typeof response.writeHead
}
