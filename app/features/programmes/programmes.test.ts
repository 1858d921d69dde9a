import { expect, test } from 'vitest'
import { allocate } from './allocation'
import type { Line } from './counting'
import { cutAt } from './days-together'
import { Evaluation, settle } from './evaluation'
import { activeDays, periodAt } from './periods'
import { ladderT, line } from './programmes.fixture'
import type { Rules } from './rule-words'
import { problemOf } from './rules'

// The vectors of the design, each with exactly its result.

const whole = { territory: [], activeDays: 365, periodDays: 365 }
const incremental: Rules = { ...ladderT, ladder: 'incremental' }

const onValue = (rules: Rules, value: string, paid = '0') => settle(rules, whole, { reached: value, earning: value }, paid)

function evaluated(rules: Rules, lines: readonly Line[], terms = whole as ConstructorParameters<typeof Evaluation>[1]) {
  const evaluation = new Evaluation(rules, terms)
  for (const one of lines) evaluation.add(one)
  return evaluation.settle()
}

test('R1: the reached rate counts on everything', () => {
  expect(onValue(ladderT, '123456.78').amount).toBe('4320.99')
})

test('R2: each slice has its own rate', () => {
  expect(onValue(incremental, '123456.78').amount).toBe('1820.99')
})

test('R3: a threshold belongs to the band that it begins', () => {
  expect(onValue(ladderT, '99999.99').amount).toBe('2000.00')
  expect(onValue(ladderT, '100000.00').amount).toBe('3500.00')
  expect(onValue(incremental, '99999.99').amount).toBe('1000.00')
  expect(onValue(incremental, '100000.00').amount).toBe('1000.00')
})

test('R4: half a cent goes away from zero, on either side of it', () => {
  expect(onValue(ladderT, '50000.25').amount).toBe('1000.01')
  const fromNothing = { ...ladderT, bands: [{ from: '0', rate: '2' }] }
  expect(onValue(fromNothing, '-50000.25').amount).toBe('-1000.01')
})

test('R5: by units, an amount for each or per cent of the value', () => {
  const bands = [
    { from: '0', rate: '0' },
    { from: '500', rate: '2' },
    { from: '1000', rate: '3' },
  ]
  const units: Rules = { ...incremental, measure: 'units', reward: 'per_unit', unit: 'C62', bands }
  expect(evaluated(units, [line({ net: '12000', quantity: '1200' })]).amount).toBe('1600.00')
  const tenPercent: Rules = {
    ...units,
    ladder: 'retrospective',
    reward: 'percent',
    bands: bands.map(({ from }, index) => ({ from, rate: String(index * 5) })),
  }
  expect(evaluated(tenPercent, [line({ net: '12000', quantity: '1200' })]).amount).toBe('1200.00')
  expect(evaluated(units, [line({ quantity: '700' }), line({ quantity: '9', unit: 'KGM' })]).amount).toBe('400.00')
})

test('R8: all goods reach the tier, a category earns', () => {
  const rules: Rules = { ...ladderT, earning: { skus: [], categories: ['Actuators'] } }
  const lines = [line({ net: '80123.45' }), line({ net: '179876.55', category: 'Valves' })]
  expect(evaluated(rules, lines)).toMatchObject({ amount: '4006.17', shares: ['4006.17', '0.00'] })
})

test('R9: what went outside the territory is excluded, or counts and is flagged', () => {
  const lines = [line({ net: '90000' }), line({ net: '30000', shipTo: 'FR' })]
  const terms = { ...whole, territory: ['DE', 'NL'] }
  expect(evaluated({ ...ladderT, outside: 'exclude' }, lines, terms)).toMatchObject({
    amount: '1800.00',
    totals: { flagged: '0' },
  })
  expect(evaluated({ ...ladderT, outside: 'flag' }, lines, terms)).toMatchObject({
    amount: '4200.00',
    totals: { flagged: '30000' },
  })
  expect(evaluated(ladderT, lines, terms).amount).toBe('4200.00')
  expect(evaluated({ ...ladderT, outside: 'exclude' }, [line({ net: '60000', shipTo: null })], terms).amount).toBe('0.00')
})

test('R10: what was settled already is taken off', () => {
  const rules: Rules = {
    ...ladderT,
    bands: [
      { from: '0', rate: '0' },
      { from: '5000', rate: '2' },
      { from: '20000', rate: '4' },
    ],
  }
  expect(onValue(rules, '3000').due).toBe('0.00')
  expect(onValue(rules, '7000').due).toBe('140.00')
  expect(onValue(rules, '27000', '140').due).toBe('940.00')
})

test('R11: thresholds shrink with the days that somebody took part', () => {
  const year = periodAt(ladderT, '2026-06-11')
  const days = activeDays(year, '2026-04-01', null)
  expect([days, year.days]).toEqual([275, 365])
  const terms = { territory: [], activeDays: days, periodDays: year.days }
  const settled = settle({ ...ladderT, prorated: true }, terms, { reached: '76000', earning: '76000' })
  expect(settled.from[2]).toBe('75342.47')
  expect(settled.amount).toBe('2660.00')
})

test('R14: first the least, then the most; a least above the most is refused', () => {
  expect(onValue({ ...ladderT, cap: '4000' }, '123456.78').amount).toBe('4000.00')
  expect(onValue({ ...ladderT, floor: '500' }, '10000').amount).toBe('500.00')
  expect(problemOf({ ...ladderT, floor: '500', cap: '400' })).toMatchObject({ field: 'cap' })
  expect(problemOf({ ...ladderT, floor: '500', cap: '500' })).toBeNull()
})

test('R15: lines are converted at the rate of their day and rounded, nothing else before the end', () => {
  const lines = [line({ net: '40000.00', rate: '1.0837' }), line({ net: '15250.55', rate: '1.1012' })]
  expect(evaluated({ ...ladderT, currency: 'USD' }, lines)).toMatchObject({ amount: '1202.84', totals: { reached: '60141.91' } })
})

test('R17: cents go to the largest remainders, ties to the lowest line', () => {
  expect(allocate(10000n, [1n, 1n, 1n])).toEqual([3334n, 3333n, 3333n])
  const rules: Rules = { ...ladderT, bands: [{ from: '0', rate: '1' }], cap: '100' }
  const lines = ['4000', '4000', '4000'].map((net) => line({ net }))
  expect(evaluated(rules, lines).shares).toEqual(['33.34', '33.33', '33.33'])
})

test('a line without a known rate of exchange counts for nothing and is told', () => {
  const evaluation = new Evaluation(ladderT, whole)
  expect(evaluation.add(line({ net: '100', currency: 'JPY' })).left).toBe('rate')
  expect(evaluation.totals).toMatchObject({ unrated: 1, reached: '0' })
})

test('rules that pay what nobody could replay are refused, each at its field', () => {
  const bad: [Partial<Rules>, string][] = [
    [{ bands: [] }, 'bands'],
    [{ bands: [{ from: '1', rate: '0' }] }, 'bands'],
    [
      {
        bands: [
          { from: '0', rate: '0' },
          { from: '0', rate: '1' },
        ],
      },
      'bands',
    ],
    [{ bands: [{ from: '0', rate: '101' }] }, 'bands'],
    [{ bands: [{ from: '0', rate: '-1' }] }, 'bands'],
    [{ ladder: 'incremental', measure: 'units', unit: 'C62' }, 'reward'],
    [{ ladder: 'incremental', earning: { skus: [], categories: ['Valves'] } }, 'earning'],
    [{ measure: 'units' }, 'unit'],
    [{ floor: '-1' }, 'floor'],
  ]
  for (const [change, field] of bad) expect(problemOf({ ...ladderT, ...change }), JSON.stringify(change)).toMatchObject({ field })
  expect(problemOf(ladderT)).toBeNull()
})

test('days are read together while their lines fit, and a day with more by itself', () => {
  const days = [
    ['2026-01-01', 3],
    ['2026-01-02', 2],
    ['2026-01-05', 9],
    ['2026-01-06', 1],
    ['2026-01-07', 4],
  ] as const
  expect(cutAt(days, 5)).toEqual([
    { from: '2026-01-01', to: '2026-01-02' },
    { from: '2026-01-05', to: '2026-01-05' },
    { from: '2026-01-06', to: '2026-01-07' },
  ])
})
