import type { Amount, Currency } from '../../values/money.ts'
import { compareAmounts, subtractAmounts, sumAmounts } from '../../values/money.ts'
import { isNothing } from '../../values/quantity.ts'
import { taxOf } from '../orders/totals.ts'

/** Words and rules of what is billed. No I/O; the demo world uses them, too. */

/** What a line bills. Only goods count towards a turnover. */
export const lineKinds = ['goods', 'freight', 'other'] as const

export type { PaymentMethod } from './payment-methods.ts'
export { paymentMethods } from './payment-methods.ts'

/** Where an invoice stands on a day: settled, due by then, or with time left. */
export type InvoiceState = 'open' | 'overdue' | 'paid'
export const invoiceState = (invoice: { isOpen: boolean; dueOn: string }, today: string): InvoiceState =>
  !invoice.isOpen ? 'paid' : invoice.dueOn < today ? 'overdue' : 'open'

export type BilledTotals = { net: Amount; tax: Amount; total: Amount }

/** Sums of a document's stored lines in its one currency; tax once per rate, or as the source gave it where no line has a rate. */
export function billedTotals(
  lines: readonly { net: Amount; taxRate: string }[],
  given: { currency: Currency; tax: Amount },
): BilledTotals {
  const net = sumAmounts(lines.map((line) => line.net))
  const taxed = lines.filter((line) => !isNothing(line.taxRate))
  const tax = taxed.length > 0 ? taxOf(taxed, given.currency) : given.tax
  return { net, tax, total: sumAmounts([net, tax]) }
}

/** What is left of a document after so much of it was settled. */
export const openAmount = (total: Amount, settled: Amount): Amount => subtractAmounts(total, settled)

/** Whether anything of it is left. A document of nothing, or less, has nothing to settle. */
export const isUnsettled = (total: Amount, settled: Amount): boolean =>
  compareAmounts(total, '0') > 0 && compareAmounts(settled, total) < 0
