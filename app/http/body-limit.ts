import type { RequestHandler } from 'express'

/** No form of ours comes near it. */
export const bodyLimit = 1_048_576

/** Forms that carry a file, and what they may weigh: the file and a little around it. */
const uploads = /^\/staff\/shipments\/[^/]+\/proof(\.data)?$/
const uploadLimit = 11 * 1_048_576
const limitOf = (path: string) => (uploads.test(path) ? uploadLimit : bodyLimit)

/**
 * Refuses a body that is too large before reading any of it. Its length must be said: Node then reads no byte more than that,
 * and every browser says it.
 */
export const limitBody: RequestHandler = (request, response, next) => {
  if (request.headers['transfer-encoding']) return void response.set('connection', 'close').sendStatus(411)
  if (Number(request.headers['content-length'] ?? 0) > limitOf(request.path))
    return void response.set('connection', 'close').sendStatus(413)
  next()
}
