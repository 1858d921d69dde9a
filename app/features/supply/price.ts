import { Decimal } from 'decimal.js'
import type { LocalDate } from '~/values/local-date'
import { addDays } from '~/values/local-date'

/** Prices of an item: per list, break and currency one that holds on each day. Pure. */

/** From a day on, up to and without another one; null for no end. */
export type PriceSpan = { from: LocalDate; to: LocalDate | null; amount: string }

/** Which price of an item: the list, from which quantity on, in which currency. */
export type PriceKey = { list: string; breakQuantity: string; currency: string }

/** A rise above this needs a second person. */
export const soloRisePercent = 5

/** The first day on which a price submitted on a day may hold, after so many days of notice. */
export const earliestFrom = (submittedOn: LocalDate, notice: number): LocalDate => addDays(submittedOn, notice)

/** The day from which a price holds: as asked, but not before the notice is over, nor in the past when it is decided. */
export const effectiveFrom = (asked: LocalDate | null, earliest: LocalDate, decidedOn: LocalDate): LocalDate =>
  [asked ?? earliest, earliest, decidedOn].reduce((latest, one) => (one > latest ? one : latest))

/** A price as it is kept: from a day on, until another one of its key begins, or until a day of its own. */
export type PriceStart = { from: LocalDate; ends: LocalDate | null; amount: string }

/**
 * The spans that prices of one key make, in order. Each ends where the next begins, at the latest, so that they never overlap; no
 * two begin on the same day.
 */
export function spansOf(starts: readonly PriceStart[]): PriceSpan[] {
  const sorted = [...starts].sort((a, b) => (a.from < b.from ? -1 : 1))
  return sorted.map(({ from, ends, amount }, index) => {
    const next = sorted[index + 1]?.from ?? null
    return { from, to: ends !== null && (next === null || ends < next) ? ends : next, amount }
  })
}

/** The price that an order placed on this day gets. */
export const priceOn = (spans: readonly PriceSpan[], day: LocalDate): PriceSpan | null =>
  spans.find((one) => one.from <= day && (one.to === null || day < one.to)) ?? null

/** The prices of one key with another one from a day on. One that begins on that very day is replaced. */
export const withPrice = (starts: readonly PriceStart[], added: { from: LocalDate; amount: string }): PriceStart[] => [
  ...starts.filter((one) => one.from !== added.from),
  { ...added, ends: null },
]

/** By how many percent the price rises, with one digit; null where there was none or it was free. */
export function risePercent(before: string | null, after: string): string | null {
  if (before === null || new Decimal(before).lte(0)) return null
  return new Decimal(after).div(before).minus(1).times(100).toFixed(1)
}

/** Whether the rise is above 5 %, so that two people have to approve. Exactly 5 % is not. A first price is no rise. */
export function needsTwo(before: string | null, after: string): boolean {
  if (before === null) return false
  return new Decimal(after).times(100).gt(new Decimal(before).times(100 + soloRisePercent))
}

const separator = '/'
/** The key as one text: 'standard/1/EUR'. */
export const priceVariant = ({ list, breakQuantity, currency }: PriceKey): string =>
  [list, new Decimal(breakQuantity).toFixed(), currency].join(separator)

/** The other way round. The list is the only part that may hold a slash. */
export function priceKeyOf(variant: string): PriceKey {
  const parts = variant.split(separator)
  const [currency = '', breakQuantity = '1'] = [parts.pop(), parts.pop()]
  return { list: parts.join(separator), breakQuantity, currency }
}
