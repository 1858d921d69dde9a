import type { RequestHandler } from 'express'

/** Whatever does not say how long it may be kept is kept nowhere: pages hold what one person may see. */
export const privateByDefault: RequestHandler = (_request, response, next) => {
  const writeHead = response.writeHead
  response.writeHead = function (this: typeof response, ...given: never[]) {
    if (!response.hasHeader('cache-control')) response.setHeader('cache-control', 'private, no-store')
    return writeHead.apply(this, given as never)
  } as typeof response.writeHead
  next()
}
