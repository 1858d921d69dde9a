import { z } from 'zod'
import type { Id } from '~/database/tables'
import type { ImportBatch, ImportEntity, ImportRow, RowRefusal } from '~/features/import.types'
import { day, key, maybe, money, reason } from '~/values/columns'
import { compareAmounts, isZero, sumAmounts } from '~/values/money'
import { trimQuantity } from '~/values/quantity'
import { staysAsIssued } from './import-parts.server'
import type { Drift } from './projection.server'
import { creditNoteDrifts, invoiceDrifts } from './projection.server'

const columns = z.object({
  id: key('The allocation’s id in the source', 'B-4410/90017'),
  invoice: key('Id of the invoice that is settled', '90017'),
  payment: maybe(key('Id of the payment that settles it', 'B-4410')),
  credit_note: maybe(key('Id of the credit note that settles it', '70003')),
  amount: money('How much of the invoice; below zero where an earlier allocation is taken back', '1204.50'),
  allocated_on: day('Since when it is settled', '2026-06-28'),
})
type Allocation = z.output<typeof columns>

/** Something that amounts are taken from or given to: an invoice, a payment, a credit note. */
type Party = { id: Id; number: string; account_id: Id; root_account_id: Id; currency: string; most: string }
type Parties = { invoices: Map<Id, Party>; payments: Map<Id, Party>; creditNotes: Map<Id, Party> }

export const allocationImport: ImportEntity<typeof columns> = {
  name: 'allocations',
  after: ['invoice_lines', 'credit_note_lines', 'payments'],
  schema: columns,
  table: 'allocations',
  parents: { invoice: 'invoices', payment: 'payments', credit_note: 'credit_notes' },
  unique: { by: 'invoice_id', key: ['invoice_id', 'code'] },
  versioned: false,
  decimals: ['amount'],
  usual: {},
  mastered: ['amount', 'allocated_on'],
  touches: { projection: 'invoices', column: 'invoice_id' },
  async prepare(batch) {
    const parties = await partiesOf(batch)
    const excess = await tooMuch(batch, parties)
    return (row) => {
      const { invoice, source } = partiesIn(row, parties)
      if (!invoice) return { column: 'invoice', reason: 'gone' }
      if (!source) return { column: row.columns.credit_note ? 'credit_note' : 'payment', reason: 'paymentOrCreditNote' }
      return wrongPair(row, invoice, source) ?? excess.get(row.id) ?? draftOf(row, invoice, batch.scope.now)
    }
  },
  changing: staysAsIssued<Allocation>({ amount: 'amount', allocated_on: 'allocated_on' }),
}

const partiesIn = ({ parents }: ImportRow<Allocation>, { invoices, payments, creditNotes }: Parties) => {
  const [payment, note] = [payments.get(parents.payment ?? ''), creditNotes.get(parents.credit_note ?? '')]
  return { invoice: invoices.get(parents.invoice ?? ''), source: payment && note ? undefined : (payment ?? note) }
}

function wrongPair({ columns: row }: ImportRow<Allocation>, invoice: Party, source: Party): RowRefusal | null {
  const column = row.credit_note ? 'credit_note' : 'payment'
  if (isZero(row.amount)) return { column: 'amount', reason: reason('above', { above: 0 }) }
  if (source.account_id !== invoice.account_id) return { column, reason: reason('otherAccount', { number: invoice.number }) }
  if (source.currency !== invoice.currency) return { column, reason: reason('otherCurrency', { currency: invoice.currency }) }
  return null
}

function draftOf({ id, columns: row, parents }: ImportRow<Allocation>, invoice: Party, now: Date) {
  return {
    values: { amount: row.amount, allocated_on: row.allocated_on },
    initially: { root_account_id: invoice.root_account_id, currency: invoice.currency, created_at: now, created_by: null },
    fixed: {
      code: { value: id, column: 'id' },
      account_id: { value: invoice.account_id, column: 'invoice' },
      invoice_id: { value: invoice.id, column: 'invoice' },
      payment_id: { value: parents.payment ?? null, column: 'payment' },
      credit_note_id: { value: parents.credit_note ?? null, column: 'credit_note' },
    },
  }
}

/** Everything that the rows name, with the most that may be settled of it. Sums are read from lines, since projections come last. */
async function partiesOf({ scope, rows }: ImportBatch<Allocation>): Promise<Parties> {
  const ids = (column: string) => [...new Set(rows.flatMap((row) => row.parents[column] ?? []))]
  const owner = ['id', 'number', 'account_id', 'root_account_id', 'currency'] as const
  const [invoiceIds, noteIds] = [ids('invoice'), ids('credit_note')]
  const invoices = await scope.rows.selectFrom('invoices').select(owner).where('id', 'in', invoiceIds).execute()
  const notes = await scope.rows.selectFrom('credit_notes').select(owner).where('id', 'in', noteIds).execute()
  const payments = await scope.rows
    .selectFrom('payments')
    .select([...owner, 'amount as most'])
    .where('id', 'in', ids('payment'))
    .execute()
  const totalled = (drifts: readonly Drift[]) => {
    const totals = new Map(drifts.map(({ id, next }) => [id, String(next.total)]))
    return (one: Omit<Party, 'most'>): [Id, Party] => [one.id, { ...one, most: totals.get(one.id) ?? '0' }]
  }
  return {
    invoices: new Map(invoices.map(totalled(await invoiceDrifts(scope, invoiceIds)))),
    creditNotes: new Map(notes.map(totalled(await creditNoteDrifts(scope, noteIds)))),
    payments: new Map(payments.map((one) => [one.id, one])),
  }
}

/** Rows that would settle more of an invoice than it is, or use more of a payment or credit note than there was, all together. */
async function tooMuch(batch: ImportBatch<Allocation>, parties: Parties): Promise<Map<string, RowRefusal>> {
  const refused = new Map<string, RowRefusal>()
  const kinds = [
    ['invoice_id', 'invoice', parties.invoices],
    ['payment_id', 'payment', parties.payments],
    ['credit_note_id', 'credit_note', parties.creditNotes],
  ] as const
  for (const [column, name, all] of kinds) {
    const sums = await sumsWith(batch, column, name, [...all.keys()])
    for (const { id, parents } of batch.rows) {
      const party = all.get(parents[name] ?? '')
      const why = party && overSettled(party, sums.get(party.id) ?? '0')
      if (why && !refused.has(id)) refused.set(id, why)
    }
  }
  return refused
}

function overSettled({ number, most }: Party, total: string): RowRefusal | null {
  if (compareAmounts(total, '0') >= 0 && compareAmounts(total, most) <= 0) return null
  return { column: 'amount', reason: reason('overSettled', { number, total, most: trimQuantity(most) }) }
}

type Column = 'invoice_id' | 'payment_id' | 'credit_note_id'

/** What is settled of each, with what these rows settle of it. */
async function sumsWith({ scope, rows }: ImportBatch<Allocation>, column: Column, name: string, ids: readonly Id[]) {
  const stored = await scope.rows
    .selectFrom('allocations')
    .select([`${column} as of`, 'invoice_id', 'code', 'amount'])
    .where(column, 'in', ids)
    .execute()
  const parts = new Map(stored.map((one) => [`${one.invoice_id} ${one.code}`, { of: String(one.of), amount: one.amount }]))
  for (const { id, columns: row, parents } of rows) {
    const of = parents[name]
    if (of) parts.set(`${parents.invoice} ${id}`, { of, amount: row.amount })
  }
  const amounts = new Map<Id, string[]>()
  for (const { of, amount } of parts.values()) {
    const known = amounts.get(of)
    if (known) known.push(amount)
    else amounts.set(of, [amount])
  }
  return new Map([...amounts].map(([of, each]) => [of, sumAmounts(each)]))
}
