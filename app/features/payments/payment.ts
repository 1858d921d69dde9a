import { Decimal } from 'decimal.js'
import { z } from 'zod'
import { paymentMethods } from '~/features/invoices/invoice'
import { isLocalDate } from '~/values/local-date'
import { compareAmounts, isDecimal, minorUnits, sumAmounts } from '~/values/money'

/** Words and rules of paying. No I/O. */

/** Why staff must decide about a payment that came: what it was for is settled, or it is not what was asked for. */
export const parkedReasons = ['already_paid', 'other_amount'] as const
export type ParkedReason = (typeof parkedReasons)[number]

/** How many digits the provider counts an amount in: its smallest unit is the currency's, three digits with a zero at the end. */
export const providerDigits = (currency: string): number => minorUnits(currency)

/** An amount in the provider's smallest unit; null where it cannot be paid there. Kuwait's and its likes only to ten fils. */
export function inMinorUnits(amount: string, currency: string): number | null {
  const minor = new Decimal(amount).times(new Decimal(10).pow(providerDigits(currency)))
  if (!minor.isInteger() || minor.lte(0) || minor.gt(99_999_999)) return null
  if (providerDigits(currency) === 3 && !minor.mod(10).isZero()) return null
  return minor.toNumber()
}

/** The most invoices that are paid at once. */
export const mostInvoices = 50

/** An open invoice that somebody may pay. */
export type Chosen = {
  key: string
  number: string
  dueOn: string
  currency: string
  open: string
  host: string
  account: string
  /** The same for those that can be paid at once: of one account, one company of the host, and one currency. */
  together: string
}

/** Invoices apart by what can be paid at once, in the order in which the first of each comes. */
export const apart = <C extends Pick<Chosen, 'together'>>(invoices: readonly C[]): C[][] =>
  [...new Set(invoices.map((one) => one.together))].map((group) => invoices.filter((one) => one.together === group))

/** What is to be paid altogether; null where there is nothing, or where the currencies differ. */
export function totalOf(chosen: readonly Chosen[]): { amount: string; currency: string } | null {
  const [first] = chosen
  if (!first || chosen.some((one) => one.currency !== first.currency)) return null
  return { amount: sumAmounts(chosen.map((one) => one.open)), currency: first.currency }
}

export const checkoutForm = z.object({
  /** Numbers of invoices, as `number` or `entity/number`. */
  invoice: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((given) => [...new Set([given ?? []].flat())])
    .pipe(z.array(z.string().min(1).max(80)).min(1, 'payments:checkout.none').max(mostInvoices, 'payments:checkout.many')),
})
export type CheckoutForm = z.output<typeof checkoutForm>

/** A transfer that staff book on an invoice. */
export const transferForm = z.object({
  amount: z
    .string('payments:transfer.amountMissing')
    .trim()
    .transform((text) => text.replace(/[\s,](?=\d{3}(\D|$))/g, ''))
    .refine((text) => isDecimal(text) && compareAmounts(text, '0') > 0, 'payments:transfer.amountWrong'),
  received_on: z.string('payments:transfer.dayMissing').refine(isLocalDate, 'payments:transfer.dayMissing'),
  method: z.enum(paymentMethods, 'payments:transfer.methodMissing'),
  reference: z
    .string()
    .trim()
    .max(100, 'payments:transfer.referenceLong')
    .optional()
    .transform((text) => text || null),
  version: z.coerce.number().int().min(1).max(4_294_967_295),
})
export type TransferForm = z.output<typeof transferForm>

/** What became of a parked payment: it settles open invoices of its account, or something else was done, which the note says. */
export const settleForm = z
  .object({
    payment: z.string().min(1).max(40),
    do: z.enum(['note', 'book']).optional(),
    note: z.string().trim().max(300, 'payments:parked.noteLong').optional(),
    invoice: z
      .union([z.string().max(80), z.array(z.string().max(80)).max(mostInvoices)])
      .optional()
      .transform((given) => [...new Set([given ?? []].flat())]),
  })
  .superRefine((form, context) => {
    const issue = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if (form.do === 'book' && form.invoice.length === 0) issue('invoice', 'payments:parked.none')
    if (form.do !== 'book' && (form.note ?? '').length < 3) issue('note', 'payments:parked.noteMissing')
  })
export type SettleForm = z.output<typeof settleForm>
