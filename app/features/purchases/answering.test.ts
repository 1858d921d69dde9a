import { describe, expect, test } from 'vitest'
import type { TypedLine } from './answering'
import { readAnswer } from './answering'

const ordered = { quantity: '100', wantedOn: '2026-07-10', unitPrice: '10.000000' }
const read = (typed: Partial<TypedLine>, today = '2026-06-11') =>
  readAnswer({ how: 'otherwise', parts: [], ...typed }, ordered, today)
const part = (quantity?: string, due_on?: string) => ({ quantity, due_on })

describe('an answer that is typed', () => {
  test('is nothing where none is chosen, and the order where it is confirmed as ordered', () => {
    expect(read({ how: undefined, parts: [part('1', '2026-07-10')] })).toBeNull()
    const whole = { parts: [{ kind: 'confirmed', quantity: '100', on: '2026-07-10' }], unitPrice: null, reason: null }
    expect(read({ how: 'as_ordered' })).toEqual(whole)
    expect(read({ how: 'as_ordered' }, '2026-07-11')).toEqual({ at: 'how', problem: 'answer.passed' })
  })

  test('is several parts; blank ones are left out, and a price as ordered is none', () => {
    const parts = [part('60', '2026-07-10'), part(), { ...part('30', '2026-07-24'), kind: 'backordered' as const }]
    expect(read({ parts, refused: '10', reason: 'Worn', unit_price: '10.00' })).toEqual({
      parts: [
        { kind: 'confirmed', quantity: '60', on: '2026-07-10' },
        { kind: 'backordered', quantity: '30', on: '2026-07-24' },
        { kind: 'refused', quantity: '10', on: null },
      ],
      unitPrice: null,
      reason: 'Worn',
    })
    expect(read({ parts, unit_price: '10.01' })).toMatchObject({ unitPrice: '10.01', reason: null })
  })

  test.each<[string, Partial<TypedLine>, string, string]>([
    ['nothing at all', {}, 'parts[0].quantity', 'answer.empty'],
    ['a day without a quantity', { parts: [part(undefined, '2026-07-10')] }, 'parts[0].quantity', 'answer.quantity'],
    ['a quantity without a day', { parts: [part('1', '2026-07-10'), part('1')] }, 'parts[1].due_on', 'answer.dayMissing'],
    ['a day that has passed', { parts: [part('1', '2026-06-10')] }, 'parts[0].due_on', 'answer.dayPast'],
    ['a refusal without a reason', { refused: '1' }, 'reason', 'answer.reasonMissing'],
    ['a reason without a refusal', { parts: [part('1', '2026-07-10')], reason: 'Worn' }, 'refused', 'answer.quantity'],
    ['more than ordered', { parts: [part('100.000001', '2026-07-10')] }, 'parts[0].quantity', 'answer.tooMuch'],
  ])('with %s is sent back to its field', (_, typed, at, problem) => expect(read(typed)).toEqual({ at, problem }))
})
