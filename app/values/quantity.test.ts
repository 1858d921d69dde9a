import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { trimQuantity } from './quantity'

test('zeros behind a quantity go, and nothing else of it', () => {
  const said = ['8.000000', '1.500000', '100', '-0.00', '0.000000', '-12.3400', '100.00', '1.000001', '007.50', '-0']
  expect(said.map(trimQuantity)).toEqual(['8', '1.5', '100', '0', '0', '-12.34', '100', '1.000001', '7.5', '0'])
})

test('a quantity is trimmed as its number would be said', () => {
  const text = fc
    .tuple(fc.constantFrom('', '-'), fc.nat({ max: 10 ** 9 }), fc.option(fc.stringMatching(/^\d{1,6}$/), { nil: null }))
    .map(([sign, whole, digits]) => `${sign}${whole}${digits === null ? '' : `.${digits}`}`)
  fc.assert(fc.property(text, (quantity) => trimQuantity(quantity) === new Decimal(quantity).toFixed()))
})
