import { createHash } from 'node:crypto'
import type { LocalDate } from '~/values/local-date'
import { addDays } from '~/values/local-date'
import type { PurchaseState } from './acknowledgement'

/** What of an imported purchase order is news to its supplier. Pure. */

export const newsKinds = ['new', 'changed', 'cancelled'] as const
export type NewsKind = (typeof newsKinds)[number]

/** A first import brings years of orders: what was ordered longer ago and is wanted no more is history, not news. */
const recentDays = 30

export type NewsFacts = {
  state: PurchaseState
  openLines: number
  orderedOn: LocalDate
  /** The last day on which anything of it is wanted. */
  wantedLast: LocalDate | null
  /** What its supplier was last told of; null where that is nothing. */
  told: string | null
  /** What it is now. */
  mark: string
  /** What was found to be news and nobody has been told of yet. */
  pending: NewsKind | null
}

/**
 * What its supplier has to be told: of an order that waits for their answer, that it is there or has changed; of one that they know, that
 * it is cancelled. `told` is to be the mark from then on, but where an answer waits for the host: what changes under it is told later.
 */
export function newsOf(facts: NewsFacts, today: LocalDate): { news: NewsKind | null; told: string | null } {
  const { state, told, mark, pending } = facts
  if (told === mark) return { news: pending, told }
  if (state === 'waiting') return { news: null, told }
  return { news: kindOf(facts, today), told: mark }
}

function kindOf({ state, openLines, orderedOn, wantedLast, told, pending }: NewsFacts, today: LocalDate): NewsKind | null {
  const unknown = told === null || pending === 'new'
  if (state === 'cancelled') return unknown ? null : 'cancelled'
  if (openLines === 0) return null
  const current = (wantedLast !== null && wantedLast >= today) || orderedOn >= addDays(today, -recentDays)
  if (!current) return null
  return unknown ? 'new' : 'changed'
}

/** What the supplier sees of an order as a short text that is another one when any of it is. */
export const markOf = (seen: unknown): string => createHash('sha256').update(JSON.stringify(seen)).digest('hex').slice(0, 16)

/** Up to so many orders of one import each have a letter of their own; more are one letter. */
export const mostLetters = 3
/** A letter names so many orders. */
export const mostNamed = 20
