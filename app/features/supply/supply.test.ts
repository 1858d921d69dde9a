import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Change } from './deciding'
import { decided, isConflict, isHeld, outcomeOf, proposalNumber, sameValue } from './deciding'
import type { PriceSpan, PriceStart } from './price'
import {
  earliestFrom,
  effectiveFrom,
  needsTwo,
  priceKeyOf,
  priceOn,
  priceVariant,
  risePercent,
  spansOf,
  withPrice,
} from './price'
import type { Decision, Value } from './proposal'
import { itemFields, mayBecome } from './proposal'
import { uploadForm } from './supply.forms.server'

type Decided = Change & { decision: Decision }
type Item = Record<string, Value>

/** What the decisions of a proposal, one after the other, make of an item. */
function decideAll(live: Item, fields: readonly Decided[]): Item {
  const item = { ...live }
  for (const one of fields) item[one.field] = decided(one, item[one.field] ?? null, one.decision)
  return item
}

describe('a proposal', () => {
  const price: Decided = { field: 'price', base: '10.00', proposed: '10.80', decision: 'approved' }
  const title: Decided = { field: 'title_en', base: 'A', proposed: 'B', decision: 'refused' }
  const live: Item = { price: '10.00', weight_kg: '2.1', title_en: 'A' }

  test('changes what was approved and nothing else: {10.80, 2.1, A}, partly approved', () => {
    expect(decideAll(live, [price, title])).toEqual({ price: '10.80', weight_kg: '2.1', title_en: 'A' })
    expect(outcomeOf([price.decision, title.decision])).toBe('partly_approved')
    expect([isConflict(price, live.price ?? null), isConflict(title, live.title_en ?? null)]).toEqual([false, false])
  })

  test('conflicts only where the live value is neither what it was nor what is proposed', () => {
    const weight: Change = { field: 'weight_kg', base: '2.0', proposed: '2.4' }
    expect(isConflict(weight, '2.1')).toBe(true)
    expect(isConflict(weight, '2.000')).toBe(false)
    expect(isConflict(weight, '2.400')).toBe(false)
    expect(isConflict({ field: 'title_zh', base: null, proposed: '闸阀' }, null)).toBe(false)
    expect(isConflict({ field: 'title_zh', base: null, proposed: '闸阀' }, '阀')).toBe(true)
    expect(sameValue('unit', '2', '2.0')).toBe(false)
  })

  test('is decided when each field is', () => {
    expect(outcomeOf(['approved', null])).toBeNull()
    expect(outcomeOf(['approved', 'approved'])).toBe('approved')
    expect(outcomeOf(['refused', 'refused'])).toBe('refused')
    expect(outcomeOf([])).toBe('refused')
  })

  test('moves as the table of its states says', () => {
    expect(mayBecome('draft', 'submitted')).toBe(true)
    expect(mayBecome('draft', 'approved')).toBe(false)
    for (const last of ['approved', 'partly_approved', 'refused', 'withdrawn'] as const)
      expect(mayBecome(last, 'submitted')).toBe(false)
  })

  test('approving field by field in any order ends the same', () => {
    const value = fc.option(fc.string({ maxLength: 3 }), { nil: null })
    const change = fc.record({
      field: fc.constantFrom(...itemFields),
      base: value,
      proposed: value,
      decision: fc.constantFrom('approved' as const, 'refused' as const),
    })
    fc.assert(
      fc.property(
        fc.uniqueArray(change, { selector: (one) => one.field, maxLength: itemFields.length }),
        fc.dictionary(fc.constantFrom(...itemFields), value),
        fc.array(fc.nat(), { minLength: 9, maxLength: 9 }),
        (fields, item, ranks) => {
          const shuffled = fields.map((one, index) => ({ one, rank: ranks[index] ?? 0 })).sort((a, b) => a.rank - b.rank)
          const other = shuffled.map(({ one }) => one)
          const whole = Object.fromEntries(itemFields.map((field) => [field, item[field] ?? null]))
          expect(decideAll(whole, other)).toEqual(decideAll(whole, fields))
          expect(outcomeOf(other.map((one) => one.decision))).toBe(outcomeOf(fields.map((one) => one.decision)))
        },
      ),
    )
  })

  test('of everything is held above 5 %: 1,000 → 940', () => {
    expect(isHeld(1000, 60)).toBe(true)
    expect(isHeld(1000, 50)).toBe(false)
    expect(isHeld(1000, 51)).toBe(true)
    expect(isHeld(0, 0)).toBe(false)
    expect(isHeld(3, 1)).toBe(true)
  })

  test('has a number without letters that are mistaken for figures', () => {
    expect(proposalNumber(() => 0)).toBe('CP-222222')
    expect(proposalNumber((below) => below - 1)).toBe('CP-ZZZZZZ')
  })
})

describe('prices', () => {
  const starts: PriceStart[] = [
    { from: '2026-06-01', ends: null, amount: '11' },
    { from: '2026-01-01', ends: null, amount: '10' },
  ]
  const ladder = spansOf(starts)
  const overlaps = (spans: readonly PriceSpan[]) =>
    spans.some(({ from, to }, index) => {
      const next = spans[index + 1]
      return (to !== null && to <= from) || (next !== undefined && (to === null || to > next.from))
    })

  test('submitted 10 June with 30 days of notice hold from 10 July 2026', () => {
    expect(earliestFrom('2026-06-10', 30)).toBe('2026-07-10')
    expect(effectiveFrom(null, '2026-07-10', '2026-06-15')).toBe('2026-07-10')
    expect(effectiveFrom('2026-06-20', '2026-07-10', '2026-06-15')).toBe('2026-07-10')
    expect(effectiveFrom('2026-08-01', '2026-07-10', '2026-06-15')).toBe('2026-08-01')
  })

  test('decided late do not reach back', () => expect(effectiveFrom('2026-07-10', '2026-07-10', '2026-07-20')).toBe('2026-07-20'))

  test('10.00 → 10.80 needs two, 10.50 does not', () => {
    expect(needsTwo('10.00', '10.80')).toBe(true)
    expect(needsTwo('10.00', '10.50')).toBe(false)
    expect(needsTwo('10.00', '10.500001')).toBe(true)
    expect(needsTwo('10.00', '9')).toBe(false)
    expect(needsTwo(null, '9')).toBe(false)
    expect(needsTwo('0', '9')).toBe(true)
    expect(risePercent('10.00', '10.80')).toBe('8.0')
    expect(risePercent(null, '10.80')).toBeNull()
  })

  test('hold from their day up to and without the next: the order’s date decides', () => {
    expect(priceOn(ladder, '2026-05-31')?.amount).toBe('10')
    expect(priceOn(ladder, '2026-06-01')?.amount).toBe('11')
    expect(priceOn(ladder, '2025-12-31')).toBeNull()
  })

  test('a price ends the one before it and gives way to the one after it, or to nothing at its own end', () => {
    expect(spansOf(withPrice(starts, { from: '2026-03-01', amount: '10.4' }))).toEqual([
      { from: '2026-01-01', to: '2026-03-01', amount: '10' },
      { from: '2026-03-01', to: '2026-06-01', amount: '10.4' },
      { from: '2026-06-01', to: null, amount: '11' },
    ])
    expect(spansOf(withPrice(starts, { from: '2026-06-01', amount: '12' }))[1]).toEqual({
      from: '2026-06-01',
      to: null,
      amount: '12',
    })
    const ended = spansOf([{ from: '2026-01-01', ends: '2026-02-01', amount: '9' }, ...starts.slice(0, 1)])
    expect([priceOn(ended, '2026-01-31')?.amount, priceOn(ended, '2026-02-01')]).toEqual(['9', null])
  })

  test('never overlap, whatever is added', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((one) => `2026-02-${String(one).padStart(2, '0')}`)
    const added = fc.record({ from: day, amount: fc.constantFrom('1', '2', '3') })
    fc.assert(
      fc.property(fc.array(added), (all) => {
        let prices: PriceStart[] = []
        for (const one of all) {
          prices = withPrice(prices, one)
          expect(overlaps(spansOf(prices))).toBe(false)
          expect(priceOn(spansOf(prices), one.from)?.amount).toBe(one.amount)
        }
      }),
    )
  })

  test('are named by list, break and currency', () => {
    const key = { list: 'EU/north', breakQuantity: '100', currency: 'EUR' }
    expect(priceVariant({ ...key, breakQuantity: '100.000000' })).toBe('EU/north/100/EUR')
    expect(priceKeyOf('EU/north/100/EUR')).toEqual(key)
  })
})

test('a form that was sent without a file asks for one, an empty file is one', () => {
  const told = (file: File) => uploadForm.safeParse({ file, mode: 'changes' }).error?.issues.map(({ message }) => message) ?? []
  expect(told(new File([], ''))).toEqual(['supply:file.missing'])
  expect(told(new File([], 'changes.csv'))).toEqual([])
})
