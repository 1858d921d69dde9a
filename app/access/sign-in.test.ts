import { expect, test } from 'vitest'
import { safeNext } from './sign-in.server'

test.each([
  ['/portal/orders?status=open&q=a%20b', '/portal/orders?status=open&q=a%20b'],
  ['/staff/../portal', '/portal'],
  ['/portal/orders/SO-1#lines', '/portal/orders/SO-1'],
])('after signing in one may go on to %s', (next, path) => {
  expect(safeNext(next)).toBe(path)
})

test.each([
  null,
  undefined,
  '',
  'portal',
  'https://evil.example/',
  '//evil.example/',
  '/\\evil.example/',
  '/\t/evil.example/',
  '\t//evil.example',
  '/.//evil.example',
  '/%2e//evil.example',
  '/..//evil.example',
  'javascript:alert(1)',
  '/sign-in?next=/portal',
  '/sign-out',
  '/reset/abc',
  `/${'a'.repeat(2001)}`,
])('but not to %j', (next) => {
  expect(safeNext(next)).toBeNull()
})
