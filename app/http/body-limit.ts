import type { RequestHandler } from 'express'
import { plainPage } from './failure.ts'

/** No form of ours comes near it. */
export const bodyLimit = 1_048_576

/** Forms that carry files, and what they may weigh: the files and a little around them. */
const uploads: readonly { path: RegExp; most: number }[] = [
  { path: /^\/staff\/shipments\/[^/]+\/proof(\.data)?$/, most: 11 * 1_048_576 },
  // Three pictures.
  { path: /^\/portal\/requests\/new(\.data)?$/, most: 32 * 1_048_576 },
  // A file of changes and the pictures that it names.
  { path: /^\/supplier\/proposals\/upload(\.data)?$/, most: 45 * 1_048_576 },
  { path: /^\/supplier\/catalog\/[^/]+\/propose(\.data)?$/, most: 11 * 1_048_576 },
]
const limitOf = (path: string) => uploads.find((one) => one.path.test(path))?.most ?? bodyLimit

/**
 * Refuses a body that is too large before reading any of it. Its length must be said: Node then reads no byte more than that,
 * and every browser says it.
 */
export const limitBody: RequestHandler = (request, response, next) => {
  if (request.headers['transfer-encoding']) return void response.set('connection', 'close').sendStatus(411)
  if (Number(request.headers['content-length'] ?? 0) > limitOf(request.path))
    return void plainPage(response.set('connection', 'close'), 413, {
      en: ['This is too large', 'Go back: what you typed is still there. Choose smaller files, and send it again.'],
      zh: ['发送的内容太大', '请返回，您填写的内容仍在。请选择较小的文件后重新发送。'],
    })
  next()
}
