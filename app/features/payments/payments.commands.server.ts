import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import { openAmount } from '~/features/invoices/invoice'
import { findInvoice } from '~/features/invoices/invoice.queries.server'
import { dayIn } from '~/values/local-date'
import { compareAmounts, roundTo, subtractAmounts, sumAmounts } from '~/values/money'
import type { Refusal } from '~/values/outcome'
import { Conflict, notFound, refuse } from '~/values/outcome'
import { trimQuantity } from '~/values/quantity'
import type { Part } from './booking.server'
import { allocate, bookPayment, lockInvoices } from './booking.server'
import type { SettleForm, TransferForm } from './payment'

type BookingStaff = Scope<'staff', 'orders.read' | 'invoices.read' | 'payments.book'>

/** No payment that is still to be booked came before; a day before it was mistyped. */
const earliest = '2000-01-01'

/**
 * Books a payment that came by another way (a transfer, a cheque) on one invoice, in its currency. Refuses more than is open, more
 * digits than the currency has, a day that is still to come (of the reader's zone); a conflict where something was paid since the form was filled.
 */
export async function bookTransfer(
  scope: BookingStaff,
  number: string,
  entity: string | null,
  form: TransferForm,
): Promise<{ payment: string } | Refusal> {
  const { row } = await findInvoice(scope, number, entity)
  return await scope.transaction(async (inner) => {
    const [invoice] = await lockInvoices(inner, [row.id])
    if (!invoice) return notFound()
    const open = openAmount(invoice.total, invoice.paid_total)
    if (invoice.version !== form.version) throw new Conflict({ open: trimQuantity(open) })
    if (invoice.is_open !== 1) return refuse('', 'payments:transfer.settled')
    if (compareAmounts(roundTo(form.amount, invoice.currency), form.amount) !== 0)
      return refuse('amount', 'payments:transfer.digits', { currency: invoice.currency })
    if (compareAmounts(form.amount, open) > 0)
      return refuse('amount', 'payments:transfer.tooMuch', { open: `${invoice.currency} ${roundTo(open, invoice.currency)}` })
    if (form.received_on > dayIn(inner.now, inner.who.timeZone)) return refuse('received_on', 'payments:transfer.future')
    if (form.received_on < earliest) return refuse('received_on', 'payments:transfer.early')
    const { amount, received_on, method, reference } = form
    const payment = { currency: invoice.currency, amount, received_on, method, reference }
    const booked = await bookPayment(inner, invoice, payment, [{ invoice, amount }])
    const facts = { number: booked.number, invoice: row.number, accountId: row.account_id, amount, currency: invoice.currency }
    await inner.emit({ name: 'payments.booked', facts })
    await inner.audit({
      action: 'payments.book',
      subject: { type: 'invoice', id: row.number },
      accountId: row.account_id,
      before: { paid_total: invoice.paid_total },
      after: { payment: booked.number, amount, received_on, method },
    })
    return { payment: booked.number }
  })
}

/** Says what was done about a payment that waits for staff: it was sent back, or set off elsewhere. Refuses one that does not wait. */
export async function settleParked(scope: BookingStaff, form: SettleForm): Promise<{ payment: string } | Refusal> {
  return await scope.transaction(async (inner) => {
    const payment = await inner.rows
      .selectFrom('payments')
      .select(['id', 'account_id', 'number', 'parked_reason'])
      .where('number', '=', form.payment)
      .where('parked_reason', 'is not', null)
      .forUpdate()
      .executeTakeFirst()
    if (!payment) return notFound()
    const done = await inner.rows
      .updateTable('payments')
      .set({ settled_note: form.note ?? '', updated_at: inner.now })
      .where('id', '=', payment.id)
      .where('settled_note', 'is', null)
      .executeTakeFirst()
    if (done.numUpdatedRows === 0n) return refuse('', 'payments:parked.already')
    await inner.audit({
      action: 'payments.settle',
      subject: { type: 'payment', id: payment.number },
      accountId: payment.account_id,
      before: { parked_reason: payment.parked_reason },
      after: { settled_note: form.note ?? '' },
    })
    return { payment: payment.number }
  })
}

/**
 * Lets a payment that waits settle open invoices of its account, currency and company of the host, those chosen, soonest due first, as
 * far as it goes. With nothing left of it, it waits no more. Refuses (404) invoices that are none of those, and a payment that does not
 * wait; what was paid meanwhile is left out, and refused where that leaves nothing.
 */
export async function bookParked(scope: BookingStaff, form: SettleForm): Promise<{ payment: string } | Refusal> {
  return await scope.transaction(async (inner) => {
    const found = await parkedQuery(inner, form.payment).executeTakeFirst()
    if (!found) return notFound()
    const chosen = await openOf(inner, found).where('number', 'in', form.invoice).execute()
    if (chosen.length < form.invoice.length) return refuse('', 'payments:parked.changed')
    // Invoices before payments, as everybody locks them.
    const invoices = await lockInvoices(
      inner,
      chosen.map((one) => one.id),
    )
    const payment = await parkedQuery(inner, form.payment).forUpdate().executeTakeFirst()
    if (!payment) return refuse('', 'payments:parked.already')
    const order = new Map(chosen.map((one, index) => [one.id, index]))
    invoices.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0))
    const parts = partsWithin(subtractAmounts(payment.amount, payment.allocated_total), invoices)
    if (parts.length === 0) return refuse('', 'payments:parked.changed')
    await allocate(inner, payment, dayIn(inner.now, inner.who.timeZone), parts)
    const booked = parts.map(({ invoice, amount }) => `${invoice.number} ${payment.currency} ${trimQuantity(amount)}`)
    const total = sumAmounts([payment.allocated_total, ...parts.map(({ amount }) => amount)])
    if (compareAmounts(total, payment.amount) === 0)
      await inner.rows
        .updateTable('payments')
        .set({ settled_note: `→ ${booked.join(', ')}`.slice(0, 300), updated_at: inner.now })
        .where('id', '=', payment.id)
        .execute()
    await inner.audit({
      action: 'payments.allocate',
      subject: { type: 'payment', id: payment.number },
      accountId: payment.account_id,
      before: { allocated_total: payment.allocated_total },
      after: { allocated_total: total, invoices: booked },
    })
    return { payment: payment.number }
  })
}

const parkedQuery = (scope: BookingStaff, number: string) =>
  scope.rows
    .selectFrom('payments')
    .select(['id', 'account_id', 'legal_entity_id', 'number', 'currency', 'amount', 'allocated_total'])
    .where('number', '=', number)
    .where('parked_reason', 'is not', null)
    .where('settled_note', 'is', null)

/** The open invoices that a payment may settle, soonest due first. */
const openOf = (scope: BookingStaff, payment: { account_id: Id; legal_entity_id: Id; currency: string }) =>
  scope.rows
    .selectFrom('invoices')
    .select(['id', 'number'])
    .where('account_id', '=', payment.account_id)
    .where('legal_entity_id', '=', payment.legal_entity_id)
    .where('currency', '=', payment.currency)
    .where('is_open', '=', 1)
    .orderBy('due_on')
    .orderBy('id')

/** How much of each invoice so much pays, one after the other. */
function partsWithin(left: string, invoices: readonly Part['invoice'][]): Part[] {
  const parts: Part[] = []
  let rest = left
  for (const invoice of invoices) {
    const open = openAmount(invoice.total, invoice.paid_total)
    const amount = compareAmounts(open, rest) < 0 ? open : rest
    if (invoice.is_open !== 1 || compareAmounts(amount, '0') <= 0) continue
    parts.push({ invoice, amount })
    rest = subtractAmounts(rest, amount)
  }
  return parts
}
