import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AnswerPart } from './acknowledgement'
import { deviationsOf, purchaseState, shareOf } from './acknowledgement'

describe('an acknowledgement', () => {
  const parts: AnswerPart[] = [
    { kind: 'confirmed', quantity: '60', on: '2026-06-10' },
    { kind: 'backordered', quantity: '30', on: '2026-06-24' },
    { kind: 'refused', quantity: '10', on: null },
  ]

  test('100: 60 on 10 June, 30 on 24 June, 10 refused leave nothing open', () =>
    expect(shareOf('100', parts)).toEqual({ confirmed: '60', backordered: '30', refused: '10', open: '0' }))

  test('shares out exactly what was ordered', () => {
    const part = fc.record({
      kind: fc.constantFrom('confirmed' as const, 'backordered' as const, 'refused' as const),
      quantity: fc.integer({ min: 0, max: 10 ** 9 }).map((one) => (one / 1000).toFixed(3)),
      on: fc.constant(null),
    })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 9 }), fc.array(part, { maxLength: 6 }), (ordered, all) => {
        const share = shareOf(String(ordered), all)
        const thousandths = (text: string) => Math.round(Number(text) * 1000)
        const sum = thousandths(share.confirmed) + thousandths(share.backordered) + thousandths(share.refused)
        expect(sum + thousandths(share.open)).toBe(ordered * 1000)
      }),
    )
  })

  test('asks the host where it goes beyond the tolerances, and not at their limit', () => {
    const line = { quantity: '100', wantedOn: '2026-06-10', unitPrice: '10.00' }
    const strict = { quantityPercent: 0, days: 2, pricePercent: 0 }
    const all: AnswerPart = { kind: 'confirmed', quantity: '100', on: '2026-06-12' }
    expect(deviationsOf(line, { parts: [all], unitPrice: null }, strict)).toEqual([])
    expect(deviationsOf(line, { parts: [{ ...all, on: '2026-06-13' }], unitPrice: '10.00' }, strict)).toEqual(['date'])
    expect(deviationsOf(line, { parts, unitPrice: '10.01' }, strict)).toEqual(['quantity', 'date', 'price'])
    const wide = { quantityPercent: 10, days: 14, pricePercent: 5 }
    expect(deviationsOf(line, { parts, unitPrice: '10.50' }, wide)).toEqual([])
    expect(deviationsOf(line, { parts, unitPrice: '10.51' }, wide)).toEqual(['price'])
  })

  test('makes the order answered when nothing is open', () => {
    const state = (open: string, more = {}) =>
      purchaseState([{ quantity: '100', open }], { waiting: false, cancelled: false, ...more })
    expect([state('100'), state('40'), state('0')]).toEqual(['open', 'partly_answered', 'answered'])
    expect([state('0', { waiting: true }), state('0', { cancelled: true })]).toEqual(['waiting', 'cancelled'])
    // Ordered less after it was answered: too much was said, which has to be answered again.
    expect(state('-40')).toBe('partly_answered')
    expect(purchaseState([], { waiting: false, cancelled: false })).toBe('open')
  })
})
