import { randomBytes } from 'node:crypto'
import type { RequestHandler } from 'express'

const wellFormed = /^[\w-]{8,64}$/

/** One id per request, in each log line, on each error page and in the answer; a proxy's own id is kept if it can be trusted to be one. */
export const requestId: RequestHandler = (request, response, next) => {
  const given = request.get('x-request-id')
  const id = given && wellFormed.test(given) ? given : randomBytes(9).toString('base64url')
  response.locals.requestId = id
  response.set('x-request-id', id)
  next()
}
