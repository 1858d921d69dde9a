import { expect, test } from 'vitest'
import { fillIn } from './canned'

const values = { name: 'Ines', number: 'RQ-1', order: 'SO-2', agent: 'Noor', host: 'Fairlead' }

test('names between braces are filled, what is not known stays to be seen', () => {
  expect(fillIn('Dear {{name}}, {{ order }} of {{number}}. {{agent}}, {{host}}', values)).toBe(
    'Dear Ines, SO-2 of RQ-1. Noor, Fairlead',
  )
  expect(fillIn('{{toString}} {{nobody}}', values)).toBe('{{toString}} {{nobody}}')
})

test('what is filled in is not read again', () => {
  expect(fillIn('{{name}}', { ...values, name: '{{number}}' })).toBe('{{number}}')
})
