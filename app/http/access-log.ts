import type { RequestHandler } from 'express'

type Logger = { info: (what: object, message: string) => void }

/** One line per finished request. The path has no query, because links in mail carry their secret there or in the path itself. */
export function accessLog(log: Logger): RequestHandler {
  return (request, response, next) => {
    const started = performance.now()
    response.once('close', () => {
      const { requestId, route } = response.locals as { requestId: string; route?: string }
      log.info(
        {
          request: requestId,
          method: request.method,
          route: route ?? 'file',
          status: response.statusCode,
          ms: Math.round((performance.now() - started) * 10) / 10,
          ip: request.ip,
          ...(!response.writableFinished && { broken: true }),
        },
        'request',
      )
    })
    next()
  }
}
