import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareAmounts, lineNet, minorUnits, sumAmounts } from '~/values/money'
import type { PricedLine } from './totals'
import { contentsOf, totalsOf } from './totals'

const line = (more: Partial<PricedLine> = {}): PricedLine => {
  const given = { quantity: '8', unitPrice: '2450', priceBase: '1', discount: '0', taxRate: '0', ...more }
  return { ...given, net: more.net ?? lineNet({ ...given, currency: 'EUR' }) }
}
const eur = { currency: 'EUR', freight: '0', tax: '0' }

test('the sums of the example', () => {
  const lines = [line(), line({ quantity: '6', unitPrice: '3015' }), line({ quantity: '60', unitPrice: '29.5' })]
  expect(totalsOf(lines, { ...eur, freight: '504.50' })).toEqual({
    goods: '39460',
    discount: '0',
    freight: '504.50',
    tax: '0',
    total: '39964.5',
  })
})

test('a discount is what the stored net leaves out', () => {
  expect(totalsOf([line({ quantity: '3', unitPrice: '33.33', discount: '0.15' })], eur)).toMatchObject({
    goods: '99.99',
    discount: '15',
    total: '84.99',
  })
})

test('tax is taken once per rate, not per line', () => {
  const lines = Array.from({ length: 3 }, () => line({ quantity: '1', unitPrice: '0.03', taxRate: '0.210000' }))
  expect(totalsOf(lines, eur).tax).toBe('0.02')
  expect(totalsOf([...lines, line({ quantity: '1', unitPrice: '10', taxRate: '0.09' })], eur).tax).toBe('0.92')
})

test('where no line has a rate, the tax that the source gave stays', () => {
  expect(totalsOf([line()], { ...eur, tax: '4116.00' })).toMatchObject({ tax: '4116.00', total: '23716' })
})

test('sums add up in every currency, also where credits make them negative', () => {
  const price = fc.integer({ min: -99_999, max: 999_999 }).map((cents) => (cents / 100).toFixed(2))
  const lines = fc.array(
    fc.record({
      quantity: fc.integer({ min: 1, max: 500 }).map(String),
      unitPrice: price,
      discount: fc.constantFrom('0', '0.05', '0.125'),
      taxRate: fc.constantFrom('0', '0.09', '0.21'),
    }),
    { maxLength: 6 },
  )
  fc.assert(
    fc.property(lines, fc.constantFrom('EUR', 'JPY', 'KWD'), price, (given, currency, freight) => {
      const made = given.map((one) => ({ ...one, priceBase: '1', net: lineNet({ ...one, priceBase: '1', currency }) }))
      const totals = totalsOf(made, { currency, freight, tax: '0' })
      const net = sumAmounts(made.map((one) => one.net))
      expect(compareAmounts(sumAmounts([net, totals.discount]), totals.goods)).toBe(0)
      expect(compareAmounts(sumAmounts([net, freight, totals.tax]), totals.total)).toBe(0)
      expect((totals.tax.split('.')[1] ?? '').length).toBeLessThanOrEqual(minorUnits(currency))
    }),
  )
})

const content = (lineNo: number, description: string, more: object = {}) => ({
  lineNo,
  description,
  quantity: '12',
  cancelled: '0',
  unit: 'C62',
  ...more,
})
test.each([
  ['12 × Actuator DN80', [content(1, 'Actuator DN80', { quantity: '12.000000' })]],
  ['Cable 3 × 1.5', [content(1, 'Cable 3 × 1.5', { unit: 'MTR' })]],
  ['Gasket kit', [content(2, 'Seal'), content(1, 'Gasket kit')]],
  ['Seal', [content(1, 'Gasket kit', { cancelled: '12' }), content(2, 'Seal')]],
  ['12 × Gasket kit', [content(1, 'Gasket kit', { cancelled: '12' })]],
  ['', []],
])('contents are %j', (text, lines) => expect(contentsOf(lines)).toBe(text))

test('contents fit their column', () => {
  expect([...contentsOf([content(1, '阀'.repeat(400))])]).toHaveLength(200)
})
