import { randomUUID } from 'node:crypto'
import { nextNumber } from '~/access/numbers.server'
import type { Owner, Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import { openAmount } from '~/features/invoices/invoice'
import { projectInvoices, projectPayments } from '~/features/invoices/projection.server'
import type { LocalDate } from '~/values/local-date'
import { compareAmounts } from '~/values/money'

export type Booking = Scope<'staff', 'invoices.read'>
export type LockedInvoice = Owner & {
  id: Id
  number: string
  legal_entity_id: Id
  version: number
  currency: string
  is_open: number
  total: string
  paid_total: string
}

/** Invoices as they are, locked in the order of their ids until the transaction ends: whoever pays one waits here for whoever else does. */
export const lockInvoices = (scope: Booking, ids: readonly Id[]): Promise<LockedInvoice[]> =>
  scope.rows
    .selectFrom('invoices')
    .select(['id', 'number', 'account_id', 'root_account_id', 'legal_entity_id', 'version', 'currency', 'is_open'])
    .select(['total', 'paid_total'])
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute()

export type NewPayment = {
  currency: string
  amount: string
  received_on: string
  method: string
  reference: string | null
  provider?: string
  provider_ref?: string
  is_test?: number
  parked_reason?: string | null
}
export type Part = { invoice: LockedInvoice; amount: string }

export const fits = ({ invoice, amount }: Part): boolean =>
  invoice.is_open === 1 && compareAmounts(amount, openAmount(invoice.total, invoice.paid_total)) <= 0

/**
 * Writes a payment with what it settles of each invoice, all locked before; the ledger and what is open follow. Without parts it
 * settles nothing and waits for staff. Inside the transaction of whoever calls. Answers its number.
 */
export async function bookPayment(
  scope: Booking,
  owner: Owner & { legal_entity_id: Id },
  payment: NewPayment,
  parts: readonly Part[],
): Promise<{ id: Id; number: string }> {
  const number = await nextNumber(scope, 'payment')
  const by = scope.who.personId === '0' ? null : scope.who.personId
  const id = await scope.add('payments', owner, {
    ...payment,
    number,
    legal_entity_id: owner.legal_entity_id,
    booked_by: by,
    created_at: scope.now,
    updated_at: scope.now,
  })
  await allocate(scope, { id, number, currency: payment.currency }, payment.received_on, parts)
  if (parts.length === 0) await projectPayments(scope, [id])
  return { id, number }
}

/**
 * Settles so much of each invoice, all locked before, with a payment that is booked; the ledger and what is open follow. Inside the
 * transaction of whoever calls, who also sees to it that the payment has that much left.
 */
export async function allocate(
  scope: Booking,
  payment: { id: Id; number: string; currency: string },
  on: LocalDate,
  parts: readonly Part[],
): Promise<void> {
  const by = scope.who.personId === '0' ? null : scope.who.personId
  for (const { invoice, amount } of parts) {
    if (!fits({ invoice, amount })) throw new Error(`${invoice.number} is not open for that much`)
    await scope.add('allocations', invoice, {
      code: `${payment.number}/${randomUUID()}`,
      invoice_id: invoice.id,
      payment_id: payment.id,
      currency: payment.currency,
      amount,
      allocated_on: on,
      created_at: scope.now,
      created_by: by,
    })
    await scope.rows
      .updateTable('invoices')
      .set({ version: invoice.version + 1 })
      .where('id', '=', invoice.id)
      .execute()
  }
  await projectInvoices(
    scope,
    parts.map(({ invoice }) => invoice.id),
  )
}
