import type { Id } from '~/database/tables'
import type { PaidSession } from '~/integrations/stripe/stripe.server'
import { isTestMode, readSession } from '~/integrations/stripe/stripe.server'
import { dayIn } from '~/values/local-date'
import type { JobHandler, SystemScope } from '~/work/jobs'
import type { Part } from './booking.server'
import { bookPayment, fits, lockInvoices } from './booking.server'
import type { ParkedReason } from './payment'
import { inMinorUnits } from './payment'
import { tellOf } from './payments.mail.server'

/** The topic of a message of the provider that was signed and is written down, to be acted on. */
export const eventTopic = 'payments.event'
export type ProviderEvent = { id: string; type: string; session: string | null }
const provider = 'stripe'

/** Kinds of messages that say something about a checkout; all others are taken and mean nothing. */
const heeded = new Set([
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'checkout.session.expired',
])

/** Asks the provider how the session stands now, since messages come late, twice and in any order; then does what follows, once. */
export const eventTaker: JobHandler = {
  topic: eventTopic,
  async run(payload, { scope }) {
    const event = payload as ProviderEvent
    const session = event.session && heeded.has(event.type) ? await readSession(event.session) : null
    await takeEvent(scope, event, session)
  },
}

/** Writes the event down in the transaction of what it does. Answers whether it was new. */
export async function takeEvent(scope: SystemScope, event: ProviderEvent, session: PaidSession | null): Promise<boolean> {
  return await scope.transaction(async (inner) => {
    const checkout = session?.code ? await lockCheckout(inner, session.code) : null
    if (!(await isNew(inner, event))) return false
    if (!session || !checkout) return true
    if (session.paid) await settle(inner, checkout, session)
    else if (session.expired && checkout.state === 'open') await mark(inner, checkout.id, 'expired', session)
    return true
  })
}

async function isNew(scope: SystemScope, event: ProviderEvent): Promise<boolean> {
  const row = { provider, event_id: event.id, type: event.type.slice(0, 60), taken_at: scope.now }
  try {
    await scope.bulk.attempt(() => scope.bulk.insert('provider_events', [row]))
    return true
  } catch (error) {
    if ((error as { errno?: number }).errno === 1062) return false
    throw error
  }
}

const lockCheckout = (scope: SystemScope, code: string) =>
  scope.rows
    .selectFrom('checkouts')
    .select(['id', 'account_id', 'root_account_id', 'legal_entity_id', 'currency', 'amount', 'state', 'created_by'])
    .where('code', '=', code)
    .forUpdate()
    .executeTakeFirst()
type Checkout = NonNullable<Awaited<ReturnType<typeof lockCheckout>>>

const mark = (scope: SystemScope, id: Id, state: string, session: PaidSession) =>
  scope.rows
    .updateTable('checkouts')
    .set({ state, intent_id: session.intent, session_id: session.id, updated_at: scope.now })
    .where('id', '=', id)
    .execute()

/**
 * Books what was paid. It settles the invoices only if it is what was asked for and each of them is still open for its part; else
 * nothing is settled and staff decide. A payment that is booked already is left alone.
 */
async function settle(scope: SystemScope, checkout: Checkout, session: PaidSession): Promise<void> {
  const ref = session.intent ?? session.id
  if (checkout.state === 'paid' || checkout.state === 'parked' || (await isBooked(scope, ref))) return
  const parts = await partsOf(scope, checkout.id)
  const parked: ParkedReason | null = !isAsked(checkout, session) ? 'other_amount' : parts.every(fits) ? null : 'already_paid'
  const [entity] = await scope.rows
    .selectFrom('legal_entities')
    .select('time_zone')
    .where('id', '=', checkout.legal_entity_id)
    .execute()
  const payment = {
    currency: checkout.currency,
    amount: checkout.amount,
    received_on: dayIn(scope.now, entity?.time_zone ?? 'UTC'),
    method: 'card',
    reference: parts
      .map(({ invoice }) => invoice.number)
      .join(', ')
      .slice(0, 100),
    provider,
    provider_ref: ref,
    is_test: isTestMode() ? 1 : 0,
    parked_reason: parked,
  }
  const booked = await bookPayment(scope, checkout, payment, parked ? [] : parts)
  await mark(scope, checkout.id, parked ? 'parked' : 'paid', { ...session, intent: ref })
  await tellOf(scope, booked.id, parked ? null : checkout.created_by)
  await scope.emit({
    name: parked ? 'payments.parked' : 'payments.received',
    facts: { number: booked.number, accountId: checkout.account_id, amount: checkout.amount, currency: checkout.currency },
  })
  await scope.audit({
    action: parked ? 'payments.park' : 'payments.receive',
    subject: { type: 'payment', id: booked.number },
    accountId: checkout.account_id,
    after: { amount: checkout.amount, currency: checkout.currency, provider_ref: ref, parked_reason: parked },
  })
}

const isAsked = (checkout: Checkout, session: PaidSession): boolean =>
  session.currency === checkout.currency && session.amount === inMinorUnits(checkout.amount, checkout.currency)

const isBooked = async (scope: SystemScope, ref: string): Promise<boolean> =>
  (await scope.rows
    .selectFrom('payments')
    .select('id')
    .where('provider', '=', provider)
    .where('provider_ref', '=', ref)
    .executeTakeFirst()) !== undefined

async function partsOf(scope: SystemScope, checkout: Id): Promise<Part[]> {
  const parts = await scope.rows
    .selectFrom('checkout_invoices')
    .select(['invoice_id', 'amount'])
    .where('checkout_id', '=', checkout)
    .execute()
  const amounts = new Map(parts.map((part) => [part.invoice_id, part.amount]))
  const invoices = await lockInvoices(scope, [...amounts.keys()])
  return invoices.map((invoice) => ({ invoice, amount: amounts.get(invoice.id) ?? '0' }))
}
