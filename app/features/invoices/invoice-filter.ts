import type { LocalDate } from '~/values/local-date'
import { isLocalDate } from '~/values/local-date'

/** What a list of invoices shows, as its URL says it. What is open comes in the order in which it is due, the rest newest first. */
export const invoiceViews = ['open', 'overdue', 'paid', 'all'] as const
export type InvoiceView = (typeof invoiceViews)[number]
export type InvoiceFilter = {
  /** Looked for: the number of an invoice, of its order, or the customer's own. */
  q: string
  view: InvoiceView
  /** Issued from and until. */
  from: LocalDate | null
  to: LocalDate | null
  /** Code of an account, for its whole branch. */
  account: string | null
}

/** Nothing that is looked for is longer. */
const longest = 80
const day = (text: string | null): LocalDate | null => (text && isLocalDate(text) ? text : null)

/** Reads the search parameters of a list; what means nothing is left out, so that an old link still shows something. */
export function readInvoiceFilter(search: URLSearchParams): InvoiceFilter {
  const q = [...(search.get('q') ?? '').normalize('NFC').replace(/\s+/g, ' ').trim()].slice(0, longest).join('')
  const view = invoiceViews.find((one) => one === search.get('view'))
  return {
    q,
    // Who looks for a number wants it whatever became of it.
    view: view ?? (q === '' ? 'open' : 'all'),
    from: day(search.get('from')),
    to: day(search.get('to')),
    account: search.get('account')?.trim().slice(0, longest) || null,
  }
}

export const isByDue = (view: InvoiceView): boolean => view === 'open' || view === 'overdue'
