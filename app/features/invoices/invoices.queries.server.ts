import type { ExpressionBuilder } from 'kysely'
import type { Scope } from '~/access/scope.server'
import type { SeenBy } from '~/access/visibility'
import type { At, Direction, Page, Position } from '~/database/keyset.server'
import { beyond, mergedPieces, reading, readPage } from '~/database/keyset.server'
import type { Id } from '~/database/tables'
import type { Range } from '~/features/orders/order-reach.server'
import { rangesOf, reachOf } from '~/features/orders/order-reach.server'
import type { LocalDate } from '~/values/local-date'
import { dayIn } from '~/values/local-date'
import type { InvoiceState } from './invoice'
import { invoiceState, openAmount } from './invoice'
import type { InvoiceFilter } from './invoice-filter'
import { isByDue } from './invoice-filter'

export type Reads = Scope<'portal' | 'staff', 'orders.read' | 'invoices.read'>

export type InvoiceRow = {
  number: string
  /** Code of the company of the host that billed. */
  entity: string
  poNumber: string | null
  issuedOn: LocalDate
  dueOn: LocalDate
  settledOn: LocalDate | null
  state: InvoiceState
  currency: string
  net: string
  tax: string
  total: string
  paid: string
  /** What is still to be paid. */
  open: string
  account: { code: string; name: string }
}
export type InvoicePage = Page<InvoiceRow> & { account: { code: string; name: string } | null }

/** Everything about a list that is the same on each of its pages. */
export type InvoiceList = {
  filter: InvoiceFilter
  ranges: readonly Range[]
  account: { code: string; name: string } | null
  found: readonly Id[] | null
  today: LocalDate
}

export const pageSize = 25
/** A search that fits more than these shows the newest of them. */
const mostFound = 200

/** One page of the invoices that the filter shows. Today is a day of the reader's zone. Refuses (404) an account out of reach. */
export async function listInvoices(scope: Reads, filter: InvoiceFilter, at: At, size = pageSize): Promise<InvoicePage> {
  const list = await openInvoiceList(scope, filter)
  return { ...(await pageOfInvoices(scope, list, at, size)), account: list.account }
}

export async function openInvoiceList(scope: Reads, filter: InvoiceFilter): Promise<InvoiceList> {
  const { ranges, account } = await rangesOf(scope, filter.account)
  const found = filter.q === '' ? null : await findInvoices(scope, filter.q)
  return { filter, ranges, account, found, today: dayIn(scope.now, scope.who.timeZone) }
}

export async function pageOfInvoices(scope: Reads, list: InvoiceList, at: At, size: number): Promise<Page<InvoiceRow>> {
  const byDue = isByDue(list.filter.view)
  const page = await readPage(
    {
      name: `invoices ${byDue ? 'due' : 'issued'}`,
      direction: byDue ? ('asc' as const) : ('desc' as const),
      positionOf: (row: Row) => ({ at: byDue ? row.due_on : row.issued_on, id: row.id }),
      read: async (place, direction, limit) =>
        list.found?.length === 0 ? [] : await pageQuery(scope, list, place, direction, limit).execute(),
    },
    at,
    size,
  )
  return { ...page, rows: page.rows.map((row) => asRow(row, list.today)) }
}

/** Invoices by the beginning of their number or of the customer's own, or by the whole number of an order. */
async function findInvoices(scope: Reads, q: string): Promise<Id[]> {
  const rows = await findQuery(scope, q).execute()
  return rows.map((row) => row.id)
}

const beginning = (text: string): string => `${text.replace(/[\\%_]/g, '\\$&')}%`

export const findQuery = (scope: Pick<Reads, 'rows'>, q: string, limit = mostFound) =>
  scope.rows
    .selectFrom('invoices as i')
    .select('i.id')
    .where('i.number', 'like', beginning(q))
    .limit(limit)
    .union((eb) =>
      eb.parens(eb.selectFrom('invoices as i').select('i.id').where('i.po_number', 'like', beginning(q)).limit(limit)),
    )
    .union((eb) =>
      eb.parens(
        eb
          .selectFrom('orders as o')
          .innerJoin('invoice_lines as l', 'l.order_id', 'o.id')
          .select('l.invoice_id as id')
          .where('o.number', '=', q)
          .limit(limit),
      ),
    )

type Eb = ExpressionBuilder<SeenBy<'portal' | 'staff'>, never>

/** Each range of the reach reads one index in the order of the list, and stops when the page is full. */
export function pageQuery(scope: Reads, list: InvoiceList, place: Position | null, direction: Direction, limit: number) {
  return scope.rows
    .selectFrom((eb: Eb) =>
      mergedPieces<LocalDate>(
        list.ranges.map((range) => pieceOf(eb, list, range, place, direction, limit)),
        direction,
        limit,
      ).as('page'),
    )
    .innerJoin('invoices as i', 'i.id', 'page.id')
    .innerJoin('accounts as a', 'a.id', 'i.account_id')
    .innerJoin('legal_entities as h', 'h.id', 'i.legal_entity_id')
    .select(['i.id', 'i.number', 'i.po_number', 'i.issued_on', 'i.due_on', 'i.settled_on', 'i.is_open', 'i.currency'])
    .select(['i.net_total', 'i.tax_total', 'i.total', 'i.paid_total', 'a.code', 'a.name', 'h.code as entity'])
    .orderBy('page.at', direction)
    .orderBy('page.id', direction)
}
type Row = Awaited<ReturnType<ReturnType<typeof pageQuery>['execute']>>[number]

/** Each reach has an index for what is open by due day, for what is paid, and for everything. */
function indexOf(range: Range, view: InvoiceFilter['view']): string {
  const own = range === null ? 'invoice' : `invoice_${reachOf(range)}`
  if (view === 'all') return range === null ? 'invoice_all' : own
  return view === 'paid' ? `${own}_paid` : `${own}_due`
}

function pieceOf(eb: Eb, list: InvoiceList, range: Range, place: Position | null, direction: Direction, limit: number) {
  const { filter, found, today } = list
  const { view, from, to } = filter
  const at = isByDue(view) ? ('i.due_on' as const) : ('i.issued_on' as const)
  return eb
    .selectFrom('invoices as i')
    .$if(found === null, (query) => query.modifyFront(reading('i', indexOf(range, view))))
    .select(['i.id', `${at} as at`])
    .$if(range !== null, (query) => query.where(`i.${range?.column ?? 'account_id'}`, '=', range?.id ?? ''))
    .$if(Boolean(range?.only), (query) => query.where('i.account_id', 'in', range?.only ?? []))
    .$if(view !== 'all', (query) => query.where('i.is_open', '=', view === 'paid' ? 0 : 1))
    .$if(view === 'overdue', (query) => query.where('i.due_on', '<', today))
    .$if(found !== null, (query) => query.where('i.id', 'in', found ?? []))
    .$if(from !== null, (query) => query.where('i.issued_on', '>=', from ?? ''))
    .$if(to !== null, (query) => query.where('i.issued_on', '<=', to ?? ''))
    .$if(place !== null, (query) =>
      query.where(() => beyond(eb.ref(at as never), eb.ref('i.id' as never), place ?? { at: '', id: '0' }, direction)),
    )
    .orderBy(at, direction)
    .orderBy('i.id', direction)
    .limit(limit)
}

const asRow = (row: Row, today: LocalDate): InvoiceRow => ({
  number: row.number,
  entity: row.entity,
  poNumber: row.po_number,
  issuedOn: row.issued_on,
  dueOn: row.due_on,
  settledOn: row.settled_on,
  state: invoiceState({ isOpen: row.is_open === 1, dueOn: row.due_on }, today),
  currency: row.currency,
  net: row.net_total,
  tax: row.tax_total,
  total: row.total,
  paid: row.paid_total,
  open: openAmount(row.total, row.paid_total),
  account: { code: row.code, name: row.name },
})
