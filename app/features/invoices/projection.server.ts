import { sql } from 'kysely'
import type { Owner, Scope } from '~/access/scope.server'
import { idsAtOnce } from '~/database/by-id.server'
import type { Id } from '~/database/tables'
import { compareAmounts, sumAmounts } from '~/values/money'
import { billedTotals, isUnsettled } from './invoice'
import { post } from './ledger.server'

type Projecting = Scope<'staff', 'invoices.read'>
type Table = 'invoices' | 'credit_notes' | 'payments'
type Values = Record<string, string | number | null>
/** A document that is projected: its row as stored, and what its computed columns should be. */
export type Drift = Owner & { id: Id; number: string; currency: string; day: string; stored: Values; next: Values }

const decimals = new Set(['net_total', 'tax_total', 'total', 'paid_total', 'applied_total', 'allocated_total'])
const inOrder = (ids: readonly Id[]): Id[] => [...new Set(ids)].sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
const isSame = (column: string, a: Values[string], b: Values[string]) =>
  a !== null && b !== null && decimals.has(column) ? compareAmounts(String(a), String(b)) === 0 : String(a) === String(b)

/** The columns of a document that are not as they should be. */
export const driftIn = ({ stored, next }: Drift): string[] =>
  Object.keys(next).filter((column) => !isSame(column, stored[column] ?? null, next[column] ?? null))

/**
 * Computes anew what these invoices have because of their lines and allocations (sums, what is paid, whether it is open), and
 * the same of whatever settles them. For whoever changed any of those. Locks invoices, then credit notes, then payments, each in
 * the order of their ids; writes only what differs. Each batch is a transaction, unless it is called inside one.
 */
export async function projectInvoices(scope: Projecting, ids: readonly Id[]): Promise<void> {
  await inBatches(scope, ids, async (inner, batch) => {
    const drifts = await invoiceDrifts(inner, batch, true)
    await write(inner, 'invoices', drifts)
    await post(
      inner,
      'invoice',
      drifts.map((one) => ({ ...one, booked_on: one.day, amount: String(one.next.total), invoice_id: one.id })),
    )
    const allocations = await inner.rows
      .selectFrom('allocations')
      .select(['id', 'account_id', 'root_account_id', 'currency', 'amount', 'allocated_on as booked_on', 'invoice_id'])
      .select(['payment_id', 'credit_note_id'])
      .where('invoice_id', 'in', batch)
      .execute()
    await projectCreditNotes(
      inner,
      allocations.flatMap((one) => one.credit_note_id ?? []),
    )
    await projectPayments(
      inner,
      allocations.flatMap((one) => one.payment_id ?? []),
    )
    await post(inner, 'allocation', allocations)
  })
}

/** The same for credit notes: their sums, and how much of them was used. */
export const projectCreditNotes = (scope: Projecting, ids: readonly Id[]): Promise<void> =>
  inBatches(scope, ids, async (inner, batch) => {
    const drifts = await creditNoteDrifts(inner, batch, true)
    await write(inner, 'credit_notes', drifts)
    await post(
      inner,
      'credit_note',
      drifts.map((one) => ({ ...one, booked_on: one.day, amount: String(one.next.total), credit_note_id: one.id })),
    )
  })

/** The same for payments: how much of them was allocated. */
export const projectPayments = (scope: Projecting, ids: readonly Id[]): Promise<void> =>
  inBatches(scope, ids, async (inner, batch) => {
    const drifts = await paymentDrifts(inner, batch, true)
    await write(inner, 'payments', drifts)
    await post(
      inner,
      'payment',
      drifts.map((one) => ({ ...one, booked_on: one.day, amount: String(one.stored.amount), payment_id: one.id })),
    )
  })

async function inBatches(
  scope: Projecting,
  ids: readonly Id[],
  run: (inner: Projecting, batch: Id[]) => Promise<void>,
): Promise<void> {
  const sorted = inOrder(ids)
  for (let from = 0; from < sorted.length; from += idsAtOnce) {
    const batch = sorted.slice(from, from + idsAtOnce)
    await scope.transaction((inner) => run(inner, batch))
  }
}

async function write(scope: Projecting, table: Table, drifts: readonly Drift[]): Promise<void> {
  for (const drift of drifts) {
    const columns = driftIn(drift)
    if (columns.length === 0) continue
    const set = Object.fromEntries(columns.map((column) => [column, drift.next[column] ?? null]))
    await scope.rows
      .updateTable(table)
      .set({ ...set, updated_at: scope.now } as never)
      .where('id', '=', drift.id as never)
      .execute()
  }
}

/** What invoices and credit notes have of their own: their lines, and what says how much of them is settled. */
const documents = {
  invoices: { lines: 'invoice_lines', of: 'invoice_id', settled: 'paid_total', own: ['paid_total', 'settled_on'] },
  credit_notes: { lines: 'credit_note_lines', of: 'credit_note_id', settled: 'applied_total', own: ['applied_total'] },
} as const

/** How these invoices are stored, and how they should be. */
export const invoiceDrifts = (scope: Projecting, ids: readonly Id[], lock = false): Promise<Drift[]> =>
  documentDrifts(scope, 'invoices', ids, lock)

/** How these credit notes are stored, and how they should be. */
export const creditNoteDrifts = (scope: Projecting, ids: readonly Id[], lock = false): Promise<Drift[]> =>
  documentDrifts(scope, 'credit_notes', ids, lock)

// The types are those of invoices; of what is selected here credit notes have the same columns, but for their own.
async function documentDrifts(scope: Projecting, kind: keyof typeof documents, ids: readonly Id[], lock: boolean) {
  const { lines, of, settled, own } = documents[kind]
  const rows = await scope.rows
    .selectFrom(kind as 'invoices')
    .select(['id', 'account_id', 'root_account_id', 'number', 'currency', 'issued_on', 'given_tax', 'lines_count'])
    .select(['net_total', 'tax_total', 'total', 'is_open', ...(own as readonly ['paid_total', 'settled_on'])])
    .where('id', 'in', ids)
    .orderBy('id')
    .$if(lock, (query) => query.forUpdate())
    .execute()
  const billed = groupBy(
    await scope.rows
      .selectFrom(lines as 'invoice_lines')
      .select([`${of} as of` as 'invoice_id as of', 'net', 'tax_rate as taxRate'])
      .where(of as 'invoice_id', 'in', ids)
      .execute(),
  )
  const done = await settledOf(scope, of, ids)
  return rows.map(({ id, account_id, root_account_id, number, currency, issued_on, given_tax, ...stored }): Drift => {
    const its = billed.get(id) ?? []
    const { net, tax, total } = billedTotals(its, { currency, tax: given_tax })
    const { amount, last } = done.get(id) ?? { amount: '0', last: null }
    // Without lines it is on its way: an import brings them after it.
    const open = its.length === 0 || isUnsettled(total, amount)
    const sums = { lines_count: its.length, net_total: net, tax_total: tax, total, [settled]: amount, is_open: open ? 1 : 0 }
    const next = kind === 'invoices' ? { ...sums, settled_on: open ? null : (last ?? issued_on) } : sums
    return { id, account_id, root_account_id, number, currency, day: issued_on, stored, next }
  })
}

/** How these payments are stored, and how they should be. */
export async function paymentDrifts(scope: Projecting, ids: readonly Id[], lock = false): Promise<Drift[]> {
  const rows = await scope.rows
    .selectFrom('payments')
    .select(['id', 'account_id', 'root_account_id', 'number', 'currency', 'received_on', 'amount'])
    .select(['allocated_total', 'is_open'])
    .where('id', 'in', ids)
    .orderBy('id')
    .$if(lock, (query) => query.forUpdate())
    .execute()
  const allocated = await settledOf(scope, 'payment_id', ids)
  return rows.map(({ id, account_id, root_account_id, number, currency, received_on, ...stored }) => {
    const own = { id, account_id, root_account_id, number, currency, day: received_on, stored }
    const done = allocated.get(id)?.amount ?? '0'
    return { ...own, next: { allocated_total: done, is_open: isUnsettled(stored.amount, done) ? 1 : 0 } }
  })
}

/** Σ of the allocations of each, and the day of the last of them. */
async function settledOf(scope: Projecting, column: 'invoice_id' | 'payment_id' | 'credit_note_id', ids: readonly Id[]) {
  const rows = await scope.rows
    .selectFrom('allocations')
    .select(`${column} as of`)
    .select([sql<string>`sum(amount)`.as('amount'), sql<string>`max(allocated_on)`.as('last')])
    .where(column, 'in', ids)
    .groupBy(column)
    .execute()
  return new Map(rows.map((row) => [String(row.of), { amount: sumAmounts([row.amount]), last: row.last }]))
}

function groupBy<R extends { of: Id }>(rows: readonly R[]): Map<Id, R[]> {
  const groups = new Map<Id, R[]>()
  for (const row of rows) {
    const known = groups.get(row.of)
    if (known) known.push(row)
    else groups.set(row.of, [row])
  }
  return groups
}
