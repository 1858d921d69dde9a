import { Decimal } from 'decimal.js'
import type { LocalDate } from '~/values/local-date'
import { daysBetween } from '~/values/local-date'
import type { Quantity } from '~/values/quantity'

/** A supplier's answer to a purchase order, line by line. Words and arithmetic; no I/O. */

export const answerKinds = ['confirmed', 'backordered', 'refused'] as const
export type AnswerKind = (typeof answerKinds)[number]

/** A part of a line: this much, on this day; what is refused has no day. */
export type AnswerPart = { kind: AnswerKind; quantity: Quantity; on: LocalDate | null }

export const acknowledgementStates = ['waiting', 'accepted', 'rejected', 'replaced'] as const
/** Waiting: outside the tolerances, until the host has said yes or no. Replaced: a later one holds. */
export type AcknowledgementState = (typeof acknowledgementStates)[number]

export type Share = Record<AnswerKind | 'open', Quantity>

/** How an ordered quantity is shared out: ordered = confirmed + backordered + refused + open. Open is below zero where too much was said. */
export function shareOf(ordered: Quantity, parts: readonly AnswerPart[]): Share {
  const sumOf = (kind: AnswerKind) =>
    parts.filter((one) => one.kind === kind).reduce((sum, one) => sum.plus(one.quantity), new Decimal(0))
  const sums = { confirmed: sumOf('confirmed'), backordered: sumOf('backordered'), refused: sumOf('refused') }
  const open = new Decimal(ordered).minus(sums.confirmed).minus(sums.backordered).minus(sums.refused)
  return {
    confirmed: sums.confirmed.toFixed(),
    backordered: sums.backordered.toFixed(),
    refused: sums.refused.toFixed(),
    open: open.toFixed(),
  }
}

/** How far an answer may differ from the order without the host being asked. */
export type Tolerance = {
  /** Of the ordered quantity, that may be refused. */
  quantityPercent: number
  /** Later than wanted. */
  days: number
  /** Of the ordered unit price, in either direction. */
  pricePercent: number
}

export const deviations = ['quantity', 'date', 'price'] as const
export type Deviation = (typeof deviations)[number]

export type OrderedLine = { quantity: Quantity; wantedOn: LocalDate | null; unitPrice: string }
export type AnsweredLine = { parts: readonly AnswerPart[]; unitPrice: string | null }

/** In what an answer goes beyond the tolerances. Strictly above counts: a day exactly at the limit passes. */
export function deviationsOf(ordered: OrderedLine, answer: AnsweredLine, tolerance: Tolerance): Deviation[] {
  const { refused } = shareOf(ordered.quantity, answer.parts)
  const tooLittle = new Decimal(refused).times(100).gt(new Decimal(ordered.quantity).times(tolerance.quantityPercent))
  const { wantedOn } = ordered
  const tooLate = answer.parts.some(({ on }) => on !== null && wantedOn !== null && daysBetween(wantedOn, on) > tolerance.days)
  const difference = new Decimal(answer.unitPrice ?? ordered.unitPrice).minus(ordered.unitPrice).abs()
  const tooDear = difference.times(100).gt(new Decimal(ordered.unitPrice).times(tolerance.pricePercent))
  return [
    ...(tooLittle ? ['quantity' as const] : []),
    ...(tooLate ? ['date' as const] : []),
    ...(tooDear ? ['price' as const] : []),
  ]
}

export const purchaseStates = ['open', 'partly_answered', 'waiting', 'answered', 'cancelled'] as const
/** Open: not answered. Waiting: an answer waits for the host. */
export type PurchaseState = (typeof purchaseStates)[number]

/** What the lines' open quantities make of an order. `waiting`: an acknowledgement waits for the host. */
export function purchaseState(
  lines: readonly { quantity: Quantity; open: Quantity }[],
  { waiting, cancelled }: { waiting: boolean; cancelled: boolean },
): PurchaseState {
  if (cancelled) return 'cancelled'
  if (waiting) return 'waiting'
  // Without lines it is on its way: an import brings them after it.
  if (lines.length === 0) return 'open'
  if (lines.every((one) => new Decimal(one.open).isZero())) return 'answered'
  return lines.every((one) => new Decimal(one.open).eq(one.quantity)) ? 'open' : 'partly_answered'
}
