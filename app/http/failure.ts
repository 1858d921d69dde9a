import type { ErrorRequestHandler, Request } from 'express'

type Logger = { error: (what: object, message: string) => void }

export const wantsJson = (request: Request): boolean =>
  request.path.startsWith('/api/') || request.accepts(['html', 'application/problem+json', 'json']) !== 'html'

/**
 * The last resort, for what fails outside of every page: an id to tell and nothing of what happened, in both languages, because
 * the part that knows the reader's may be what failed.
 */
export function failure(log: Logger): ErrorRequestHandler {
  return (error, request, response, _next) => {
    const id = String(response.locals.requestId)
    const given = (error as { status?: number }).status ?? 500
    const status = given >= 400 && given < 500 ? given : 500
    if (status === 500) log.error({ err: error, request: id, path: request.path }, 'request failed outside of a page')
    if (response.headersSent) return void response.destroy()
    response.status(status).set('cache-control', 'no-store')
    if (wantsJson(request))
      return void response.type('application/problem+json').send(JSON.stringify({ title: 'Failed', status, instance: id }))
    response
      .type('html')
      .send(`<!DOCTYPE html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Quayside</title><h1>Something broke on our side</h1><p>Please try again. If it happens again, tell us this number: ${id}</p>
<h1 lang="zh-CN">我们这边出错了</h1><p lang="zh-CN">请重试。如果仍然出错，请把这个编号告诉我们：${id}</p></html>`)
  }
}
