import type { Scope } from '~/access/scope.server'
import { openAmount } from '~/features/invoices/invoice'
import { findInvoice } from '~/features/invoices/invoice.queries.server'
import { dayIn } from '~/values/local-date'
import { compareAmounts, roundTo } from '~/values/money'
import type { Refusal } from '~/values/outcome'
import { Conflict, notFound, refuse } from '~/values/outcome'
import { trimQuantity } from '~/values/quantity'
import { bookPayment, lockInvoices } from './booking.server'
import type { SettleForm, TransferForm } from './payment'

type BookingStaff = Scope<'staff', 'orders.read' | 'invoices.read' | 'payments.book'>

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
      .set({ settled_note: form.note, updated_at: inner.now })
      .where('id', '=', payment.id)
      .where('settled_note', 'is', null)
      .executeTakeFirst()
    if (done.numUpdatedRows === 0n) return refuse('', 'payments:parked.already')
    await inner.audit({
      action: 'payments.settle',
      subject: { type: 'payment', id: payment.number },
      accountId: payment.account_id,
      before: { parked_reason: payment.parked_reason },
      after: { settled_note: form.note },
    })
    return { payment: payment.number }
  })
}
