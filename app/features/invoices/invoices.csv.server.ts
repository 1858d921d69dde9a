import { csvOf, harmless } from '~/values/csv'
import { trimQuantity } from '~/values/quantity'
import type { InvoiceState } from './invoice'
import type { InvoiceFilter } from './invoice-filter'
import type { InvoiceRow, Reads } from './invoices.queries.server'
import { openInvoiceList, pageOfInvoices } from './invoices.queries.server'

export type InvoiceCsvWords = { head: (column: string) => string; state: (state: InvoiceState) => string }

const cells: Record<string, (row: InvoiceRow, words: InvoiceCsvWords) => string> = {
  number: (row) => harmless(row.number),
  po_number: (row) => harmless(row.poNumber ?? ''),
  account_code: (row) => harmless(row.account.code),
  account: (row) => harmless(row.account.name),
  state: (row, words) => words.state(row.state),
  issued_on: (row) => row.issuedOn,
  due_on: (row) => row.dueOn,
  settled_on: (row) => row.settledOn ?? '',
  currency: (row) => row.currency,
  net: (row) => trimQuantity(row.net),
  tax: (row) => trimQuantity(row.tax),
  total: (row) => trimQuantity(row.total),
  paid: (row) => trimQuantity(row.paid),
  open: (row) => trimQuantity(row.open),
}

/** The list as CSV, exactly the invoices that the filter shows and in its order. Refuses (404) an account out of reach, before the first piece. */
export async function invoicesCsv(scope: Reads, filter: InvoiceFilter, words: InvoiceCsvWords): Promise<AsyncGenerator<string>> {
  const list = await openInvoiceList(scope, filter)
  return csvOf(cells, words, (at, size) => pageOfInvoices(scope, list, at, size))
}
