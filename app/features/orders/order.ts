import type { LocalDate } from '../../values/local-date.ts'
import { addDays, daysBetween } from '../../values/local-date.ts'
import type { Quantity } from '../../values/quantity.ts'
import { addQuantities, compareQuantities, subtractQuantities } from '../../values/quantity.ts'
import { isZero } from '../../values/zero.ts'

export const orderStatuses = [
  'placed',
  'confirmed',
  'on_hold',
  'backordered',
  'packed',
  'part_shipped',
  'shipped',
  'part_delivered',
  'delivered',
  'cancelled',
] as const
export type OrderStatus = (typeof orderStatuses)[number]

export const orderKinds = ['standard', 'drop_ship', 'consignment'] as const
export const promiseCauses = [
  'stock',
  'production',
  'supplier',
  'carrier',
  'customs',
  'weather',
  'credit',
  'customer',
  'other',
] as const
export type PromiseCause = (typeof promiseCauses)[number]

export type LineQuantities = {
  ordered: Quantity
  shipped: Quantity
  delivered: Quantity
  backordered: Quantity
  cancelled: Quantity
}
export type OrderMarks = { confirmed: boolean; packed: boolean; held: boolean; cancelled: boolean }

const wanted = (line: LineQuantities) => subtractQuantities(line.ordered, line.cancelled)
const reaches = (lines: readonly LineQuantities[], done: 'shipped' | 'delivered') =>
  lines.some((line) => !isZero(wanted(line))) && lines.every((line) => compareQuantities(line[done], wanted(line)) >= 0)
const begun = (lines: readonly LineQuantities[], done: 'shipped' | 'delivered') =>
  compareQuantities(addQuantities(lines.map((line) => line[done])), '0') > 0

/**
 * The status that an order has, from what happened to it and from its lines' quantities. It is stored only to be indexed, and an
 * invariant compares the two. What stops an order (a hold) is said before what went well, unless everything has left already.
 */
export function statusOf(marks: OrderMarks, lines: readonly LineQuantities[]): OrderStatus {
  if (marks.cancelled) return 'cancelled'
  if (reaches(lines, 'delivered')) return 'delivered'
  if (begun(lines, 'delivered') && reaches(lines, 'shipped')) return 'part_delivered'
  if (reaches(lines, 'shipped')) return 'shipped'
  if (marks.held) return 'on_hold'
  if (begun(lines, 'delivered')) return 'part_delivered'
  if (begun(lines, 'shipped')) return 'part_shipped'
  if (marks.packed) return 'packed'
  if (lines.some((line) => !isZero(line.backordered))) return 'backordered'
  return marks.confirmed ? 'confirmed' : 'placed'
}

export type PromiseOf = 'delivery' | 'dispatch'

/** Whether there is still something to come. With a promise of dispatch the order has ended when everything has left. */
export const isOpen = (status: OrderStatus, promiseOf: PromiseOf): boolean =>
  status !== 'delivered' &&
  status !== 'cancelled' &&
  !(promiseOf === 'dispatch' && (status === 'shipped' || status === 'part_delivered'))

/**
 * Whether an open order is late on a day (of the ship-to's time zone): the promised day has passed, or the promise has moved
 * beyond the first one. A finished or unpromised order is not late; how late it ended is `daysLate`.
 */
export function isLate(
  order: { open: boolean; firstPromisedOn: LocalDate | null; promisedOn: LocalDate | null },
  today: LocalDate,
): boolean {
  if (!order.open || !order.promisedOn) return false
  return order.promisedOn < today || (order.firstPromisedOn !== null && order.promisedOn > order.firstPromisedOn)
}

/**
 * Days after the first promise, or after the present one where that was brought forward: until `done` for a finished order, else
 * until the promised day or today, whichever is later.
 */
export function daysLate(
  promise: { firstPromisedOn: LocalDate | null; promisedOn: LocalDate | null },
  done: LocalDate | null,
  today: LocalDate,
): number {
  const [first] = [promise.firstPromisedOn, promise.promisedOn].filter((day) => day !== null).sort()
  if (!first) return 0
  const expected = promise.promisedOn && promise.promisedOn > today ? promise.promisedOn : today
  return Math.max(0, daysBetween(first, done ?? expected))
}

/** The first day on which an open order counts as late if nothing moves; null without a promise. */
export const lateFrom = (promisedOn: LocalDate | null): LocalDate | null => promisedOn && addDays(promisedOn, 1)
