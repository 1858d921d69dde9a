import type { Slice } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import { entriesOf, noonOf } from '~/features/history/entry'
import { newestIn } from '~/features/orders/recent.server'
import type { Reads, TimelineEntry, TimelineSource } from '~/features/registry.types'

/** What was billed and paid: for an order, for an invoice, and as news. Nothing of it reaches who may read no invoices. */

const asEntry = entriesOf('invoices', 'money')
const money = (currency: string, amount: string) => `${currency} ${amount}`

const invoicesQuery = (scope: Reads) =>
  scope.rows
    .selectFrom('invoices as i')
    .select(['i.id', 'i.number', 'i.currency', 'i.total', 'i.issued_on', 'i.due_on', 'i.is_open', 'i.created_at'])

type Invoice = Awaited<ReturnType<ReturnType<typeof invoicesQuery>['execute']>>[number]

const issuedEntry = (invoice: Invoice, linked: boolean) =>
  asEntry(
    'issued',
    invoice.number,
    invoice.created_at,
    { number: invoice.number, amount: money(invoice.currency, invoice.total), due: invoice.due_on },
    linked ? { link: { number: invoice.number, to: 'invoices' } } : {},
  )

const settledQuery = (scope: Reads) =>
  scope.rows
    .selectFrom('allocations as s')
    .innerJoin('invoices as i', 'i.id', 's.invoice_id')
    .leftJoin('payments as p', 'p.id', 's.payment_id')
    .leftJoin('credit_notes as c', 'c.id', 's.credit_note_id')
    .leftJoin('persons as by', 'by.id', 's.created_by')
    .select(['s.code', 's.amount', 's.currency', 's.allocated_on', 's.created_at', 'i.number', 'p.number as payment'])
    .select(['c.number as note', 'by.name as actor'])

type SettledRow = Awaited<ReturnType<ReturnType<typeof settledQuery>['execute']>>[number]

function settledEntry(row: SettledRow, linked: boolean): TimelineEntry {
  const back = row.amount.startsWith('-')
  const name = row.payment !== null ? (back ? 'taken-back' : 'paid') : 'credited'
  const facts = {
    number: row.number,
    amount: money(row.currency, row.amount.replace('-', '')),
    by: row.payment ?? row.note ?? '',
  }
  return asEntry(name, `${row.number}.${row.code}`, row.created_at, facts, {
    actor: row.actor,
    tone: back ? 'caution' : 'positive',
    ...(linked && { link: { number: row.number, to: 'invoices' } }),
  })
}

/** What happened to one invoice, and when it is due. */
export async function invoiceTimeline(scope: Reads, id: Id): Promise<TimelineEntry[]> {
  const [invoice, settled] = await Promise.all([
    invoicesQuery(scope).where('i.id', '=', id).executeTakeFirst(),
    settledQuery(scope).where('s.invoice_id', '=', id).orderBy('s.id', 'desc').limit(200).execute(),
  ])
  if (!invoice) return []
  const due = { on: invoice.due_on }
  return [
    ...(invoice.is_open === 1 && invoice.due_on >= scope.now.toISOString().slice(0, 10)
      ? [asEntry('due', invoice.number, noonOf(invoice.due_on), due, { planned: true })]
      : []),
    ...settled.map((row) => settledEntry(row, false)),
    issuedEntry(invoice, false),
  ]
}

async function ofOrder(scope: Reads, order: Id): Promise<TimelineEntry[]> {
  const rows = await invoicesQuery(scope)
    .where('i.id', 'in', (eb) => eb.selectFrom('invoice_lines as of').select('of.invoice_id').where('of.order_id', '=', order))
    .orderBy('i.id', 'desc')
    .limit(200)
    .execute()
  const settled = await settledQuery(scope)
    .where(
      's.invoice_id',
      'in',
      rows.map((row) => row.id),
    )
    .orderBy('s.id', 'desc')
    .limit(200)
    .execute()
  return [...rows.map((row) => issuedEntry(row, true)), ...settled.map((row) => settledEntry(row, true))]
}

const within = (slice: Slice) => slice?.column ?? 'account_id'

export const newInvoicesQuery = (scope: Reads, slice: Slice, since: Date, limit: number) =>
  invoicesQuery(scope)
    .where('i.issued_on', '>=', new Date(since.getTime() - 86_400_000).toISOString().slice(0, 10))
    .where('i.created_at', '>', since)
    .$if(slice !== null, (query) => query.where(`i.${within(slice)}`, '=', slice?.id ?? ''))
    .orderBy('i.issued_on', 'desc')
    .orderBy('i.id', 'desc')
    .limit(limit)

const recent = (scope: Reads, since: Date, limit: number): Promise<TimelineEntry[]> =>
  newestIn(scope, limit, async (slice) =>
    (await newInvoicesQuery(scope, slice, since, limit).execute()).map((row) => ({
      ...issuedEntry(row, true),
      id: `invoices.new.${row.number}`,
    })),
  )

export const invoicesTimeline: TimelineSource = {
  name: 'invoices',
  of: async (scope, subject) => ('order' in subject ? await ofOrder(scope, subject.order) : []),
  recent,
}
