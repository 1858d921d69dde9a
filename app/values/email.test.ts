import { describe, expect, test } from 'vitest'
import { normalEmail } from './email'

describe('a mail address has one form', () => {
  test.each([
    ['Buyer@Customer.Example', 'buyer@customer.example'],
    ['  buyer@customer.example\n', 'buyer@customer.example'],
    ["o'hara+orders@customer.co.uk", "o'hara+orders@customer.co.uk"],
    ['einkauf@Bücher.example', 'einkauf@xn--bcher-kva.example'],
    ['einkauf@Bu\u0308cher.example', 'einkauf@xn--bcher-kva.example'],
    ['a@1.example', 'a@1.example'],
  ])('%j is %j', (typed, stored) => {
    expect(normalEmail(typed)).toBe(stored)
  })

  test.each([
    '',
    'buyer',
    '@customer.example',
    'buyer@',
    'buyer@localhost',
    'buyer@customer..example',
    'buyer@-customer.example',
    'two words@customer.example',
    'buyer@customer.example, other@customer.example',
    'buyer@customer.example/../x',
    'buyer@customer.example:25',
    'bu\u212Aer@customer.example',
    'bÜyer@customer.example',
    'a"b@customer.example',
    'a\u0000@customer.example',
    `${'a'.repeat(65)}@customer.example`,
    `a@${'b.'.repeat(130)}example`,
    'a@127.0.0.1:80',
  ])('%j is none', (typed) => {
    expect(normalEmail(typed)).toBeNull()
  })
})
