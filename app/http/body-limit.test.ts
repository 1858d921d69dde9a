import type { Request, Response } from 'express'
import { expect, test } from 'vitest'
import { limitBody } from './body-limit'

/** What is answered to a body of so many bytes for this address; 'taken' where it goes on. */
function answerTo(path: string, bytes: number): number | 'taken' {
  let answer: number | 'taken' | undefined
  const response = {
    set: () => response,
    type: () => response,
    send: () => response,
    status(status: number) {
      answer = status
      return response
    },
  }
  const request = { path, headers: { 'content-length': String(bytes) } } as unknown as Request
  limitBody(request, response as unknown as Response, () => {
    answer = 'taken'
  })
  return answer ?? 0
}
const mb = (count: number) => count * 1_048_576

test.each([
  ['/supplier/catalog/GV-065/propose', mb(10), 'taken'],
  ['/supplier/catalog/GV-065/propose.data', mb(10), 'taken'],
  ['/supplier/catalog/GV-065/propose', mb(12), 413],
  ['/supplier/proposals/upload', mb(44), 'taken'],
  ['/supplier/proposals/upload', mb(46), 413],
  ['/supplier/proposals', mb(2), 413],
])('%s takes a form of %i bytes: %s', (path, bytes, answer) => expect(answerTo(path, bytes)).toBe(answer))
