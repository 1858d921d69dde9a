import type { DatedFilter } from '~/ui/dated-filter'
import { readDatedFilter } from '~/ui/dated-filter'

/** What a list of invoices shows. What is open comes in the order in which it is due, the rest newest first. */
export const invoiceViews = ['open', 'overdue', 'paid', 'all'] as const
export type InvoiceView = (typeof invoiceViews)[number]
/** Looked for is the number of an invoice, of its order, or the customer's own; the day is the one of issue. */
export type InvoiceFilter = DatedFilter<InvoiceView>

export const readInvoiceFilter = (search: URLSearchParams): InvoiceFilter => readDatedFilter(search, invoiceViews)

export const isByDue = (view: InvoiceView): boolean => view === 'open' || view === 'overdue'
