import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sumAmounts } from '~/values/money'
import { allocate } from './allocation'
import type { Line } from './counting'
import { Evaluation, settle } from './evaluation'
import { Exact } from './exact'
import type { Rules } from './rule-words'
import { allGoods } from './rule-words'
import { problemOf } from './rules'

// What must hold of every ladder and all lines.

const cents = (min: number, max: number) => fc.integer({ min, max }).map((value) => (value / 100).toFixed(2))
const bands = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 1, max: 300_000 }), { maxLength: 5 }),
    fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 6, maxLength: 6 }),
  )
  .map(([starts, rates]) =>
    [0, ...starts.sort((a, b) => a - b)].map((from, index) => ({ from: String(from), rate: String((rates[index] ?? 0) / 100) })),
  )
const limit = fc.option(cents(0, 500_000), { nil: null })
const rules = fc
  .record({ bands, floor: limit, cap: limit, ladder: fc.constantFrom('retrospective' as const, 'incremental' as const) })
  .map(
    (some): Rules => ({
      currency: 'EUR',
      period: 'quarter',
      yearStarts: 1,
      measure: 'value',
      reward: 'percent',
      unit: null,
      prorated: true,
      target: allGoods,
      earning: null,
      outside: 'exclude',
      ...some,
    }),
  )
  .filter((one) => problemOf(one) === null)
const lines = fc.array(
  fc.record({ net: cents(-2_000_000, 8_000_000), shipTo: fc.constantFrom('DE', 'FR') }).map(
    (some): Line => ({
      document: 'INV-1',
      lineNo: 1,
      day: '2026-02-03',
      sku: 'FA-080',
      category: null,
      currency: 'EUR',
      rate: null,
      quantity: '1',
      unit: 'C62',
      ...some,
    }),
  ),
  { maxLength: 40 },
)
const terms = { territory: ['DE'], activeDays: 60, periodDays: 90 }

test('raising turnover never lowers an incremental rebate', () => {
  fc.assert(
    fc.property(rules, cents(-1_000_000, 40_000_000), cents(0, 5_000_000), (one, from, more) => {
      const incremental: Rules = { ...one, ladder: 'incremental' }
      const on = (value: string) => settle(incremental, terms, { reached: value, earning: value }).amount
      const after = new Exact(from).plus(more).toFixed()
      expect(new Exact(on(after)).gte(on(from))).toBe(true)
    }),
  )
})

test('what the lines earned, with the least that none has earned, is the statement to the cent', () => {
  fc.assert(
    fc.property(rules, lines, (one, all) => {
      const evaluation = new Evaluation(one, terms)
      for (const line of all) evaluation.add(line)
      const { shares, minimum, amount } = evaluation.settle()
      expect(new Exact(sumAmounts([...shares, minimum])).eq(amount)).toBe(true)
      all.forEach((line, index) => {
        if (line.shipTo === 'FR') expect(shares[index]).toBe('0.00')
      })
    }),
  )
})

test('lines one by one come to what their sums come to, in any pieces', () => {
  fc.assert(
    fc.property(rules, lines, (one, all) => {
      const evaluation = new Evaluation(one, terms)
      for (const line of all) evaluation.add(line)
      const { totals, amount, exact } = evaluation.settle()
      expect(settle(one, terms, totals)).toMatchObject({ amount, exact })
    }),
  )
})

test('a share is never a cent away from the exact part', () => {
  const weights = fc.array(fc.bigInt(-1000n, 1000n), { minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(fc.bigInt(-100_000n, 100_000n), weights, (sum, some) => {
      const all = some.reduce((total, one) => total + one, 0n)
      fc.pre(all !== 0n)
      const shares = allocate(sum, some)
      expect(shares.reduce((total, one) => total + one, 0n)).toBe(sum)
      shares.forEach((share, index) => {
        const off = new Exact(String(share)).minus(new Exact(String((some[index] ?? 0n) * sum)).div(String(all)))
        expect(off.abs().lt(1)).toBe(true)
      })
    }),
  )
})
