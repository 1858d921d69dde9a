import type { Amount } from '../../values/money.ts'
import { subtractAmounts } from '../../values/money.ts'

/** What each document posts. No I/O; the demo world uses it, too. */

export type Book = 'receivable' | 'unapplied' | 'sales' | 'cash'
export type DocumentKind = 'invoice' | 'credit_note' | 'payment' | 'allocation'
export type Entry = { book: Book; amount: Amount; moves: 0 | 1 }

const letters = { invoice: 'i', credit_note: 'c', payment: 'p', allocation: 'a' } as const
/** The name of a document's posting. */
export const postingOf = (kind: DocumentKind, id: string | number): string => `${letters[kind]}${id}`

const minus = (amount: Amount): Amount => subtractAmounts('0', amount)

/**
 * The two entries of a document, which sum to nothing. What an account owes is `receivable`; what it has paid or was given back
 * and is not allocated yet is `unapplied`, below zero. Both together are its balance.
 */
export function entriesOf(kind: DocumentKind, amount: Amount): Entry[] {
  const pair = (debit: Book, credit: Book, moves: Book | null): Entry[] => [
    { book: debit, amount, moves: moves === debit ? 1 : 0 },
    { book: credit, amount: minus(amount), moves: moves === credit ? 1 : 0 },
  ]
  if (kind === 'invoice') return pair('receivable', 'sales', 'receivable')
  if (kind === 'credit_note') return pair('sales', 'unapplied', 'unapplied')
  if (kind === 'payment') return pair('cash', 'unapplied', 'unapplied')
  return pair('unapplied', 'receivable', null)
}
