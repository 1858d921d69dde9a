import type { Id } from '~/database/tables'
import type { LocalDate } from '~/values/local-date'
import { dayIn } from '~/values/local-date'
import { notFound } from '~/values/outcome'
import type { InvoiceState } from './invoice'
import { invoiceState, openAmount } from './invoice'
import type { Reads } from './invoices.queries.server'

export type InvoiceLine = {
  lineNo: number
  kind: string
  sku: string
  description: string
  quantity: string
  unit: string
  unitPrice: string
  priceBase: string
  discount: string
  net: string
  taxRate: string
  order: string | null
  poLineNumber: string | null
  shipment: string | null
}
export type Settled = {
  kind: 'payment' | 'credit'
  number: string
  method: string | null
  reference: string | null
  isTest: boolean
  on: LocalDate
  amount: string
}
export type InvoiceAddress = {
  name: string
  street: string
  city: string
  postalCode: string | null
  region: string | null
  country: string
}

/** Everything that an invoice's page and its file say, without an id in it. */
export type InvoiceRecord = {
  number: string
  version: number
  entity: { code: string; name: string; taxNumber: string | null; country: string }
  account: { code: string; name: string; taxNumber: string | null }
  billTo: InvoiceAddress | null
  poNumber: string | null
  terms: string | null
  issuedOn: LocalDate
  dueOn: LocalDate
  settledOn: LocalDate | null
  /** As of today, a day of the reader's zone. */
  state: InvoiceState
  today: LocalDate
  currency: string
  net: string
  tax: string
  total: string
  paid: string
  open: string
  lines: InvoiceLine[]
  settled: Settled[]
  /** The companies of the host that have another invoice of this number. */
  others: { code: string; name: string }[]
}

export const invoiceQuery = (scope: Reads, number: string) =>
  scope.rows
    .selectFrom('invoices as i')
    .innerJoin('accounts as a', 'a.id', 'i.account_id')
    .innerJoin('legal_entities as h', 'h.id', 'i.legal_entity_id')
    .leftJoin('addresses as b', 'b.id', 'i.bill_to_id')
    .select(['i.id', 'i.account_id', 'i.root_account_id', 'i.legal_entity_id', 'i.version', 'i.number', 'i.po_number', 'i.terms'])
    .select(['i.issued_on', 'i.due_on', 'i.settled_on', 'i.is_open', 'i.currency', 'i.net_total', 'i.tax_total', 'i.total'])
    .select(['i.paid_total', 'i.created_at', 'a.code', 'a.name', 'a.tax_number', 'h.code as host_code', 'h.name as host_name'])
    .select(['h.tax_number as host_tax', 'h.country as host_country', 'b.name as to_name', 'b.street', 'b.city', 'b.region'])
    .select(['b.postal_code', 'b.country'])
    .where('i.number', '=', number)
    .orderBy('i.id')

/** The row of an invoice, for whoever needs its ids. `entity` is the code of the company of the host. Refuses (404) what is out of reach. */
export async function findInvoice(scope: Reads, number: string, entity: string | null = null) {
  const rows = await invoiceQuery(scope, number).execute()
  const row = entity === null ? rows[0] : rows.find((one) => one.host_code === entity)
  if (!row) return notFound()
  const others = rows.filter((one) => one.id !== row.id).map((one) => ({ code: one.host_code, name: one.host_name }))
  return { row, others }
}
export type FoundInvoice = Awaited<ReturnType<typeof findInvoice>>['row']

export async function getInvoice(
  scope: Reads,
  number: string,
  entity: string | null = null,
): Promise<{ id: Id; invoice: InvoiceRecord }> {
  const { row, others } = await findInvoice(scope, number, entity)
  const [lines, settled] = await Promise.all([linesQuery(scope, row.id).execute(), settledQuery(scope, row.id).execute()])
  const today = dayIn(scope.now, scope.who.timeZone)
  const invoice: InvoiceRecord = {
    number: row.number,
    version: row.version,
    entity: { code: row.host_code, name: row.host_name, taxNumber: row.host_tax, country: row.host_country },
    account: { code: row.code, name: row.name, taxNumber: row.tax_number },
    billTo: row.city === null ? null : addressOf({ ...row, city: row.city }),
    poNumber: row.po_number,
    terms: row.terms,
    issuedOn: row.issued_on,
    dueOn: row.due_on,
    settledOn: row.settled_on,
    state: invoiceState({ isOpen: row.is_open === 1, dueOn: row.due_on }, today),
    today,
    currency: row.currency,
    net: row.net_total,
    tax: row.tax_total,
    total: row.total,
    paid: row.paid_total,
    open: openAmount(row.total, row.paid_total),
    lines: lines.map(lineOf),
    settled: settled.map(settledOf),
    others,
  }
  return { id: row.id, invoice }
}

const addressOf = (row: {
  to_name: string | null
  street: string | null
  city: string
  postal_code: string | null
  region: string | null
  country: string | null
}): InvoiceAddress => ({
  name: row.to_name ?? '',
  street: row.street ?? '',
  city: row.city,
  postalCode: row.postal_code,
  region: row.region,
  country: row.country ?? '',
})

export const linesQuery = (scope: Reads, invoice: Id) =>
  scope.rows
    .selectFrom('invoice_lines as l')
    .leftJoin('orders as o', 'o.id', 'l.order_id')
    .leftJoin('order_lines as ol', 'ol.id', 'l.order_line_id')
    .leftJoin('shipments as s', 's.id', 'l.shipment_id')
    .select(['l.line_no', 'l.kind', 'l.sku', 'l.description', 'l.quantity', 'l.unit', 'l.unit_price', 'l.price_base'])
    .select(['l.discount', 'l.net', 'l.tax_rate', 'o.number as order', 's.number as shipment', 'ol.po_line_number'])
    .where('l.invoice_id', '=', invoice)
    .orderBy('l.line_no')

type LineRow = Awaited<ReturnType<ReturnType<typeof linesQuery>['execute']>>[number]
const lineOf = (row: LineRow): InvoiceLine => ({
  lineNo: row.line_no,
  kind: row.kind,
  sku: row.sku,
  description: row.description,
  quantity: row.quantity,
  unit: row.unit,
  unitPrice: row.unit_price,
  priceBase: row.price_base,
  discount: row.discount,
  net: row.net,
  taxRate: row.tax_rate,
  order: row.order,
  poLineNumber: row.po_line_number,
  shipment: row.shipment,
})

export const settledQuery = (scope: Reads, invoice: Id) =>
  scope.rows
    .selectFrom('allocations as s')
    .leftJoin('payments as p', 'p.id', 's.payment_id')
    .leftJoin('credit_notes as c', 'c.id', 's.credit_note_id')
    .select(['s.amount', 's.allocated_on', 's.created_at', 'p.number as payment', 'p.method', 'p.reference', 'p.is_test'])
    .select(['c.number as note', 'c.reason'])
    .where('s.invoice_id', '=', invoice)
    .orderBy('s.allocated_on')
    .orderBy('s.id')

type SettledRow = Awaited<ReturnType<ReturnType<typeof settledQuery>['execute']>>[number]
const settledOf = (row: SettledRow): Settled => ({
  kind: row.payment === null ? 'credit' : 'payment',
  number: row.payment ?? row.note ?? '',
  method: row.method,
  reference: row.payment === null ? row.reason : row.reference,
  isTest: row.is_test === 1,
  on: row.allocated_on,
  amount: row.amount,
})
