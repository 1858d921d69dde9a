import type { StaffAbility } from '~/access/abilities'
import { systemScope } from '~/access/scope.server'
import { db } from '~/database/connection.server'
import type { Id, NewRowOf } from '~/database/tables'
import { projectCreditNotes, projectInvoices, projectPayments } from '~/features/invoices/projection.server'
import type { Owner } from './make'
import { insert, makeEntity, unique } from './make'

// Invoices, credit notes, payments and what joins them, as an import would leave them: sums and states follow.

const now = new Date('2026-06-11T08:20:00Z')
const stamps = { created_at: now, updated_at: now }
const system = () => systemScope<StaffAbility>([], now)
export type Account = { id: Id; root_account_id: Id }
const owner = (account: Account): Owner => ({ account_id: account.id, root_account_id: account.root_account_id })
export type MadeInvoice = Owner & { id: Id; number: string; currency: string; issued_on: string; lines: Id[] }

/** An invoice with one line for each net (100.00 where none is given). */
export async function makeInvoice(
  account: Account,
  values: Partial<NewRowOf<'invoices'>> = {},
  lines: readonly Partial<NewRowOf<'invoice_lines'>>[] = [{}],
): Promise<MadeInvoice> {
  const row = { number: `INV-${unique()}`, currency: 'EUR', issued_on: '2026-05-01', due_on: '2026-05-31', ...stamps, ...values }
  const legal_entity_id = values.legal_entity_id ?? (await makeEntity())
  const id = await insert('invoices', { ...row, legal_entity_id, ...owner(account) })
  const ids: Id[] = []
  for (const [index, line] of lines.entries())
    ids.push(
      await insert('invoice_lines', {
        line_no: index + 1,
        sku: 'FA-080',
        description: 'Actuator DN80',
        quantity: '1',
        unit_price: line.net ?? '100',
        net: '100.00',
        ...line,
        invoice_id: id,
        invoiced_on: row.issued_on,
        currency: row.currency,
        ...owner(account),
      }),
    )
  await projectInvoices(system(), [id])
  return { id, number: row.number, currency: row.currency, issued_on: row.issued_on, lines: ids, ...owner(account) }
}

export async function makeCreditNote(
  account: Account,
  values: Partial<NewRowOf<'credit_notes'>> = {},
  net = '10.00',
): Promise<{ id: Id; number: string }> {
  const row = { number: `CN-${unique()}`, currency: 'EUR', issued_on: '2026-05-10', ...stamps, ...values }
  const legal_entity_id = values.legal_entity_id ?? (await makeEntity())
  const id = await insert('credit_notes', { ...row, legal_entity_id, ...owner(account) })
  await insert('credit_note_lines', {
    credit_note_id: id,
    line_no: 1,
    description: 'Actuator DN80',
    quantity: '1',
    net,
    credited_on: row.issued_on,
    currency: row.currency,
    ...owner(account),
  })
  await projectCreditNotes(system(), [id])
  return { id, number: row.number }
}

export async function makePayment(
  account: Account,
  values: Partial<NewRowOf<'payments'>> = {},
): Promise<{ id: Id; number: string }> {
  const base = { number: `PAY-${unique()}`, currency: 'EUR', amount: '100.00', received_on: '2026-05-20', method: 'transfer' }
  const row = { ...base, ...stamps, ...values }
  const legal_entity_id = values.legal_entity_id ?? (await makeEntity())
  const id = await insert('payments', { ...row, legal_entity_id, ...owner(account) })
  await projectPayments(system(), [id])
  return { id, number: row.number }
}

/** So much of an invoice is settled, from a payment or a credit note. */
export async function makeAllocation(
  invoice: MadeInvoice,
  from: { payment_id: Id } | { credit_note_id: Id },
  amount: string,
  allocated_on = '2026-05-20',
): Promise<Id> {
  const { id: invoice_id, currency, account_id, root_account_id } = invoice
  const values = { code: unique(), amount, allocated_on, currency, created_at: now, ...from }
  const id = await insert('allocations', { ...values, invoice_id, account_id, root_account_id })
  await projectInvoices(system(), [invoice_id])
  return id
}

/** An invoice that somebody set out to pay with the provider. */
export async function makeCheckout(invoice: MadeInvoice, person: Id, amount = '60.00'): Promise<string> {
  const { id: invoice_id, currency, account_id, root_account_id } = invoice
  const owner = { account_id, root_account_id }
  const { legal_entity_id } = await db
    .selectFrom('invoices')
    .select('legal_entity_id')
    .where('id', '=', invoice_id)
    .executeTakeFirstOrThrow()
  const code = unique().padEnd(32, '0')
  const base = { code, legal_entity_id, currency, amount, state: 'open', created_by: person, ...stamps }
  const id = await insert('checkouts', { ...base, ...owner, expires_at: now })
  await insert('checkout_invoices', { checkout_id: id, invoice_id, amount, ...owner })
  return code
}

/** One of everything: an invoice of 100.00, of which 30.00 are paid and 10.00 credited. */
export async function makeBilling(account: Account): Promise<MadeInvoice> {
  const invoice = await makeInvoice(account)
  const payment = await makePayment(account, { amount: '50.00' })
  const note = await makeCreditNote(account, { invoice_id: invoice.id })
  await makeAllocation(invoice, { payment_id: payment.id }, '30.00')
  await makeAllocation(invoice, { credit_note_id: note.id }, '10.00')
  return invoice
}
