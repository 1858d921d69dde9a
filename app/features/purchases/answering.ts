import { Decimal } from 'decimal.js'
import type { LocalDate } from '~/values/local-date'
import type { Quantity } from '~/values/quantity'
import type { AnsweredLine, AnswerPart } from './acknowledgement'
import { shareOf } from './acknowledgement'

/** What somebody types as the answer to a line, read into parts. Pure. */

export const answerWays = ['as_ordered', 'otherwise'] as const
export type TypedPart = {
  kind?: 'confirmed' | 'backordered' | undefined
  quantity?: Quantity | undefined
  due_on?: LocalDate | undefined
}
export type TypedLine = {
  how?: (typeof answerWays)[number] | undefined
  parts: readonly TypedPart[]
  refused?: Quantity | undefined
  reason?: string | undefined
  unit_price?: string | undefined
}
export type Ordered = { quantity: Quantity; wantedOn: LocalDate; unitPrice: string }
export type Read = AnsweredLine & { reason: string | null }
/** `at` is the field within the line. */
export type Problem = { at: string; problem: string; values?: Record<string, string | number> }

export const isProblem = (read: Read | Problem): read is Problem => 'problem' in read

const shortestReason = 3

/** The answer to a line; null where it is not answered now; or what is wrong with it, and where. */
export function readAnswer(typed: TypedLine, ordered: Ordered, today: LocalDate): Read | Problem | null {
  if (typed.how === undefined) return null
  if (typed.how === 'as_ordered') {
    if (ordered.wantedOn < today) return { at: 'how', problem: 'answer.passed' }
    return { parts: [{ kind: 'confirmed', quantity: ordered.quantity, on: ordered.wantedOn }], unitPrice: null, reason: null }
  }
  const parts = scheduled(typed.parts, today)
  if (!Array.isArray(parts)) return parts
  const refused = refusedPart(typed)
  if (refused && 'problem' in refused) return refused
  const all = refused ? [...parts, refused] : parts
  if (all.length === 0) return { at: 'parts[0].quantity', problem: 'answer.empty' }
  if (new Decimal(shareOf(ordered.quantity, all).open).isNegative()) return { at: 'parts[0].quantity', problem: 'answer.tooMuch' }
  const unitPrice = typed.unit_price && !new Decimal(typed.unit_price).eq(ordered.unitPrice) ? typed.unit_price : null
  return { parts: all, unitPrice, reason: refused ? (typed.reason ?? null) : null }
}

function scheduled(typed: readonly TypedPart[], today: LocalDate): AnswerPart[] | Problem {
  const parts: AnswerPart[] = []
  for (const [index, { kind, quantity, due_on }] of typed.entries()) {
    if (quantity === undefined && due_on === undefined) continue
    if (quantity === undefined) return { at: `parts[${index}].quantity`, problem: 'answer.quantity' }
    if (due_on === undefined) return { at: `parts[${index}].due_on`, problem: 'answer.dayMissing' }
    if (due_on < today) return { at: `parts[${index}].due_on`, problem: 'answer.dayPast' }
    parts.push({ kind: kind ?? 'confirmed', quantity, on: due_on })
  }
  return parts
}

function refusedPart({ refused, reason }: TypedLine): AnswerPart | Problem | null {
  if (refused === undefined) return reason === undefined ? null : { at: 'refused', problem: 'answer.quantity' }
  if ((reason ?? '').length < shortestReason) return { at: 'reason', problem: 'answer.reasonMissing' }
  return { kind: 'refused', quantity: refused, on: null }
}
