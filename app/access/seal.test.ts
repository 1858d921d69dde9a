import { expect, test } from 'vitest'
import { handleOf, idOf, seal, unseal } from './seal.server'

test('what is sealed comes back, looks different each time, and cannot be changed', () => {
  const sealed = seal('a token, 令牌')
  expect(unseal(sealed)).toBe('a token, 令牌')
  expect(seal('a token, 令牌')).not.toBe(sealed)
  const first = sealed[0] === 'A' ? 'B' : 'A'
  expect(() => unseal(first + sealed.slice(1))).toThrow()
})

test('a handle names one record of one kind', () => {
  for (const id of ['1', '2', '18446744073709551615']) {
    expect(handleOf('person', id)).toMatch(/^[\w-]{22}$/)
    expect(idOf('person', handleOf('person', id))).toBe(id)
    expect(idOf('session', handleOf('person', id))).toBeNull()
  }
  expect(handleOf('person', '1')).toBe(handleOf('person', '1'))
})

test.each(['', '1', 'a'.repeat(22), `${'a'.repeat(21)}!`, '../../etc/passwd', 'é'.repeat(22)])('%j is no handle', (text) => {
  expect(idOf('person', text)).toBeNull()
})
