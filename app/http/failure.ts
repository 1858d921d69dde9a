import type { ErrorRequestHandler, Request, Response } from 'express'

type Logger = { error: (what: object, message: string) => void }

export const wantsJson = (request: Request): boolean =>
  request.path.startsWith('/api/') || request.accepts(['html', 'application/problem+json', 'json']) !== 'html'

type Said = readonly [title: string, text: string]

/** A page of nothing but a title and a sentence, in both languages, for where no page of the application can be made. */
export const plainPage = (response: Response, status: number, { en, zh }: { en: Said; zh: Said }): Response =>
  response
    .status(status)
    .type('html')
    .send(`<!DOCTYPE html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Quayside</title><h1>${en[0]}</h1><p>${en[1]}</p><h1 lang="zh-CN">${zh[0]}</h1><p lang="zh-CN">${zh[1]}</p></html>`)

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
    plainPage(response, status, {
      en: ['Something broke on our side', `Please try again. If it happens again, tell us this number: ${id}`],
      zh: ['我们这边出错了', `请重试。如果仍然出错，请把这个编号告诉我们：${id}`],
    })
  }
}
