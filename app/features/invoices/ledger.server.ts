import type { Owner, Scope } from '~/access/scope.server'
import type { Id, NewRowOf } from '~/database/tables'
import { isZero, subtractAmounts, sumAmounts } from '~/values/money'
import type { DocumentKind } from './ledger'
import { entriesOf, postingOf } from './ledger'

type Posting = Scope<'staff', 'invoices.read'>
export type Posted = Owner & {
  id: Id
  currency: string
  amount: string
  booked_on: string
  invoice_id?: Id | null
  credit_note_id?: Id | null
  payment_id?: Id | null
}

/**
 * Posts documents whose rows are locked: what each of them comes to, less what was posted of it already. A document that has not
 * changed posts nothing, so that it may be called as often as one likes.
 */
export async function post(scope: Posting, kind: DocumentKind, documents: readonly Posted[]): Promise<void> {
  if (documents.length === 0) return
  const known = await postedBefore(
    scope,
    documents.map(({ id }) => postingOf(kind, id)),
  )
  const days = new Map<string, LedgerDay>()
  for (const document of documents) {
    const posting = postingOf(kind, document.id)
    const before = known.get(posting) ?? { sequence: 0, amount: '0' }
    const rest = subtractAmounts(document.amount, before.amount)
    if (isZero(rest)) continue
    await scope.add('ledger_entries', document, rowsOf(kind, document, posting, before.sequence + 1, rest, scope.now))
    addTo(days, kind, document, rest)
  }
  await keepDays(scope, days)
}

type LedgerDay = Owner & { currency: string; booked_on: string; moved: string; unapplied: string }

function addTo(days: Map<string, LedgerDay>, kind: DocumentKind, document: Posted, amount: string): void {
  const { account_id, root_account_id, currency, booked_on } = document
  const name = `${account_id.padStart(20, '0')} ${currency} ${booked_on}`
  const day = days.get(name) ?? { account_id, root_account_id, currency, booked_on, moved: '0', unapplied: '0' }
  for (const entry of entriesOf(kind, amount)) {
    if (entry.moves === 1) day.moved = sumAmounts([day.moved, entry.amount])
    if (entry.book === 'unapplied') day.unapplied = sumAmounts([day.unapplied, entry.amount])
  }
  days.set(name, day)
}

/** Adds to the sums of days, always in the same order, so that two who post do not wait for each other in a circle. */
async function keepDays(scope: Posting, days: ReadonlyMap<string, LedgerDay>): Promise<void> {
  const rows = [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, day]) => day)
  if (rows.length > 0) await scope.asSystem().bulk.insert('ledger_days', rows, { add: ['moved', 'unapplied'] })
}

function rowsOf(kind: DocumentKind, document: Posted, posting: string, sequence: number, amount: string, now: Date) {
  const { currency, booked_on, invoice_id = null, credit_note_id = null, payment_id = null } = document
  const base = { posting, sequence, currency, booked_on, created_at: now }
  return entriesOf(kind, amount).map((entry): Omit<NewRowOf<'ledger_entries'>, keyof Owner> => {
    // Each entry names the document whose balance it is part of.
    const of = entry.book === 'receivable' ? { invoice_id } : entry.book === 'unapplied' ? { credit_note_id, payment_id } : {}
    return { ...base, ...entry, ...of }
  })
}

/** What is posted under these names so far: the amount of the first entry of each pair, which is the document's own. */
async function postedBefore(scope: Posting, postings: readonly string[]) {
  const rows = await scope.rows
    .selectFrom('ledger_entries')
    .select(['posting', 'sequence', 'book', 'amount'])
    .where('posting', 'in', postings)
    .execute()
  const found = new Map<string, { sequence: number; amounts: string[] }>()
  for (const row of rows) {
    const one = found.get(row.posting) ?? { sequence: 0, amounts: [] }
    one.sequence = Math.max(one.sequence, row.sequence)
    if (row.book === ownBook(row.posting)) one.amounts.push(row.amount)
    found.set(row.posting, one)
  }
  return new Map([...found].map(([posting, { sequence, amounts }]) => [posting, { sequence, amount: sumAmounts(amounts) }]))
}

const ownBooks: Record<string, string> = { i: 'receivable', c: 'sales', p: 'cash', a: 'unapplied' }
const ownBook = (posting: string): string => ownBooks[posting[0] ?? ''] ?? ''
