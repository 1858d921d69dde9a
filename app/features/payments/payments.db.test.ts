import { afterAll, describe, expect, test } from 'vitest'
import type { StaffAbility } from '~/access/abilities'
import { systemScope } from '~/access/scope.server'
import { db } from '~/database/connection.server'
import { env } from '~/env.server'
import { takeStripeMessage } from '~/hooks.server'
import { isRefusal } from '~/values/outcome'
import type { MadeInvoice } from '../../../tests/support/billing'
import { makeInvoice } from '../../../tests/support/billing'
import { grantOf, makeAccount, makeEntity, makeMember, makePerson, scopeOf, staffScopeNow } from '../../../tests/support/make'
import type { Told } from '../../../tests/support/stripe-stand-in'
import { startStripeStandIn } from '../../../tests/support/stripe-stand-in'
import { beginCheckout, getCheckout } from './checkouts.server'
import { eventTaker } from './events.server'
import { bookTransfer, settleParked } from './payments.commands.server'
import { listPayments } from './payments.queries.server'
import { sessionMaker } from './sessions.server'

const standIn = await startStripeStandIn()
Object.assign(env, { STRIPE_SECRET_KEY: standIn.key, STRIPE_WEBHOOK_SECRET: standIn.secret, STRIPE_API_URL: standIn.url })
afterAll(() => standIn.stop())

const system = () => systemScope<StaffAbility>([], new Date())
const context = { jobId: '1', attempt: 1, signal: new AbortController().signal }
const entity = await makeEntity()
const paying = ['orders.read', 'invoices.read', 'invoices.pay'] as const
const booking = ['orders.read', 'invoices.read', 'payments.book'] as const

async function payer() {
  const account = await makeAccount()
  const person = await makeMember(account, 'finance')
  const scope = scopeOf('portal', paying, { grants: [grantOf(account, 'finance')], personId: person.id }, new Date())
  return { account, scope }
}
const bill = (account: Parameters<typeof makeInvoice>[0], net = '100.00', values = {}) =>
  makeInvoice(account, { legal_entity_id: entity, ...values }, [{ net }])

/** A checkout with its page at the stand-in. */
async function checkout(scope: Awaited<ReturnType<typeof payer>>['scope'], ...invoices: MadeInvoice[]) {
  const begun = await beginCheckout(
    scope,
    invoices.map((one) => one.number),
  )
  if (isRefusal(begun)) throw new Error(begun.reason)
  const { id } = await db.selectFrom('checkouts').select('id').where('code', '=', begun.code).executeTakeFirstOrThrow()
  await sessionMaker.run({ id }, { scope: system(), ...context })
  const { session_id } = await db.selectFrom('checkouts').select('session_id').where('id', '=', id).executeTakeFirstOrThrow()
  return { id, code: begun.code, session: session_id ?? '' }
}
const hear = (event: Told) =>
  eventTaker.run({ id: event.id, type: event.type, session: String(event.data.object.id) }, { scope: system(), ...context })
const invoiceOf = (invoice: MadeInvoice) =>
  db.selectFrom('invoices').select(['paid_total', 'is_open']).where('id', '=', invoice.id).executeTakeFirstOrThrow()
const paymentsOf = (account: { id: string }) =>
  db.selectFrom('payments').selectAll().where('account_id', '=', account.id).orderBy('id').execute()

test('two invoices are paid at once, with amounts of the database, and it says that it was a test', async () => {
  const { account, scope } = await payer()
  const [one, other] = [await bill(account, '100.10'), await bill(account, '0.01')]
  const made = await checkout(scope, one, other)
  expect(standIn.sessions().find((session) => session.id === made.session)).toMatchObject({
    amount_total: 10011,
    currency: 'eur',
  })
  expect(await getCheckout(scope, made.code)).toMatchObject({
    state: 'open',
    amount: '100.1100',
    url: `${standIn.url}/pay/${made.session}`,
  })
  await hear(standIn.pay(made.session))
  expect([await invoiceOf(one), await invoiceOf(other)]).toEqual([
    { paid_total: '100.1000', is_open: 0 },
    { paid_total: '0.0100', is_open: 0 },
  ])
  expect(await paymentsOf(account)).toMatchObject([
    { amount: '100.1100', allocated_total: '100.1100', is_test: 1, parked_reason: null },
  ])
  expect((await getCheckout(scope, made.code)).state).toBe('paid')
})

test('what cannot be paid together, or at all, is refused', async () => {
  const { account, scope } = await payer()
  const open = await bill(account)
  const refusal = async (...invoices: MadeInvoice[]) => {
    const outcome = await beginCheckout(
      scope,
      invoices.map((one) => one.number),
    )
    return isRefusal(outcome) ? outcome.reason : outcome
  }
  expect(await refusal(open, await bill(account, '5.00', { currency: 'USD' }))).toBe('payments:checkout.currencies')
  expect(await refusal(open, await bill(account, '5.00', { legal_entity_id: await makeEntity() }))).toBe(
    'payments:checkout.together',
  )
  expect(await refusal(await bill(account, '5.001', { currency: 'KWD' }))).toBe('payments:checkout.amount')
  expect(await refusal(await bill(account, '0.00'))).toBe('payments:checkout.paid')
  await expect(refusal(open, await bill(await makeAccount()))).rejects.toThrow('not found')
})

test('asked for its page twice the provider makes it once; one that ran out is not paid any more', async () => {
  const { account, scope } = await payer()
  const made = await checkout(scope, await bill(account))
  const before = standIn.sessions().length
  await db.updateTable('checkouts').set({ session_id: null }).where('id', '=', made.id).execute()
  await sessionMaker.run({ id: made.id }, { scope: system(), ...context })
  expect(standIn.sessions()).toHaveLength(before)
  await hear(standIn.expire(made.session))
  expect((await getCheckout(scope, made.code)).state).toBe('expired')
})

test('a second success waits for staff and settles nothing; closed once, it cannot be closed again', async () => {
  const { account, scope } = await payer()
  const invoice = await bill(account)
  const [first, second] = [await checkout(scope, invoice), await checkout(scope, invoice)]
  await hear(standIn.pay(first.session))
  await hear(standIn.pay(second.session))
  expect(await invoiceOf(invoice)).toEqual({ paid_total: '100.0000', is_open: 0 })
  expect((await getCheckout(scope, second.code)).state).toBe('parked')
  const [, parked] = await paymentsOf(account)
  expect(parked).toMatchObject({ allocated_total: '0.0000', parked_reason: 'already_paid', is_open: 1 })
  const clerk = await makePerson({ staff_role: 'finance' })
  const staff = () => staffScopeNow(booking, 'finance', clerk.id)
  const waits = async () =>
    (await listPayments(staff(), 'parked', { after: null, before: null }, 500)).rows.map((row) => row.number)
  expect(await waits()).toContain(parked?.number)
  const form = { payment: parked?.number ?? '', note: 'Sent back' }
  expect(await settleParked(staff(), form)).toEqual({ payment: parked?.number })
  expect(await settleParked(staff(), form)).toMatchObject({ reason: 'payments:parked.already' })
  expect(await waits()).not.toContain(parked?.number)
})

test('a payment of another amount than asked for settles nothing', async () => {
  const { account, scope } = await payer()
  const invoice = await bill(account)
  const made = await checkout(scope, invoice)
  const session = standIn.sessions().find((one) => one.id === made.session)
  if (session) session.amount_total = 9999
  await hear(standIn.pay(made.session))
  expect(await invoiceOf(invoice)).toEqual({ paid_total: '0.0000', is_open: 1 })
  expect(await paymentsOf(account)).toMatchObject([{ parked_reason: 'other_amount' }])
})

describe('a transfer that staff book', () => {
  const form = { amount: '40.00', received_on: '2026-06-01', method: 'transfer' as const, reference: null, version: 1 }

  test('settles a part of the invoice, and whoever looked before it is told', async () => {
    const invoice = await bill((await payer()).account)
    const staff = staffScopeNow(booking, 'finance', (await makePerson({ staff_role: 'finance' })).id)
    expect(await bookTransfer(staff, invoice.number, null, form)).toHaveProperty('payment')
    expect(await invoiceOf(invoice)).toEqual({ paid_total: '40.0000', is_open: 1 })
    await expect(bookTransfer(staff, invoice.number, null, form)).rejects.toThrow('changed meanwhile')
    const again = (change: object) => bookTransfer(staff, invoice.number, null, { ...form, version: 2, ...change })
    expect(await again({ amount: '60.01' })).toMatchObject({ field: 'amount', reason: 'payments:transfer.tooMuch' })
    expect(await again({ amount: '1.001' })).toMatchObject({ field: 'amount', reason: 'payments:transfer.digits' })
    expect(await again({ received_on: '2999-01-01' })).toMatchObject({ field: 'received_on' })
    expect(await again({ amount: '60' })).toHaveProperty('payment')
    expect(await invoiceOf(invoice)).toEqual({ paid_total: '100.0000', is_open: 0 })
  })
})

test('ten pay one invoice while staff book a transfer on it: it is settled once, and nobody’s money is lost', async () => {
  const { account, scope } = await payer()
  const invoice = await bill(account)
  const staff = staffScopeNow(booking, 'finance', (await makePerson({ staff_role: 'finance' })).id)
  const made = []
  for (let index = 0; index < 10; index++) made.push(await checkout(scope, invoice))
  const form = { amount: '100.00', received_on: '2026-06-01', method: 'transfer' as const, reference: null, version: 1 }
  const done = await Promise.allSettled([
    ...made.map((one) => hear(standIn.pay(one.session))),
    bookTransfer(staff, invoice.number, null, form),
  ])
  expect(done.slice(0, 10).every((one) => one.status === 'fulfilled')).toBe(true)
  expect(await invoiceOf(invoice)).toEqual({ paid_total: '100.0000', is_open: 0 })
  const payments = await paymentsOf(account)
  expect(payments.filter((one) => one.method === 'card')).toHaveLength(10)
  expect(payments.filter((one) => Number(one.allocated_total) > 0)).toHaveLength(1)
  const parked = payments.filter((one) => one.parked_reason === 'already_paid')
  expect(parked).toHaveLength(payments.length - 1)
}, 60_000)

test('500 messages, each three times and shuffled, do what 500 would', async () => {
  const { account, scope } = await payer()
  const invoices: MadeInvoice[] = []
  const events: Told[] = []
  for (let index = 0; index < 20; index++) {
    const invoice = await bill(account, '10.00')
    invoices.push(invoice)
    const made = await checkout(scope, invoice)
    const paid = standIn.pay(made.session)
    // The provider tells of one payment in many messages.
    for (let copy = 0; copy < 25; copy++)
      events.push({ ...paid, id: `${paid.id}_${copy}`, type: copy % 2 ? paid.type : 'checkout.session.async_payment_succeeded' })
  }
  const all = [...events, ...events, ...events]
  let seed = 7
  for (let at = all.length - 1; at > 0; at--) {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    const to = seed % (at + 1)
    ;[all[at], all[to]] = [all[to] as Told, all[at] as Told]
  }
  for (let from = 0; from < all.length; from += 8) await Promise.all(all.slice(from, from + 8).map(hear))
  const payments = await paymentsOf(account)
  expect(payments).toHaveLength(20)
  expect(payments.every((one) => one.allocated_total === '10.0000')).toBe(true)
  for (const invoice of invoices) expect(await invoiceOf(invoice)).toEqual({ paid_total: '10.0000', is_open: 0 })
  const taken = await db
    .selectFrom('provider_events')
    .select(({ fn }) => fn.countAll().as('n'))
    .where(
      'event_id',
      'in',
      events.map((one) => one.id),
    )
    .executeTakeFirstOrThrow()
  expect(Number(taken.n)).toBe(500)
}, 120_000)

describe('a message', () => {
  const event = (id: string): Told => ({
    id,
    object: 'event',
    type: 'checkout.session.completed',
    created: 0,
    data: { object: { id: 'cs', object: 'checkout.session' } },
  })
  const sent = ({ body, signature }: { body: string; signature: string }) => takeStripeMessage(Buffer.from(body), signature)
  const seconds = (count: number) => new Date(Date.now() + count * 1000)
  const jobs = async (id: string) =>
    (await db.selectFrom('outbox').select('id').where('unique_key', '=', `stripe ${id}`).execute()).length

  test('that the provider signed is written down once', async () => {
    const told = standIn.message(event('evt_once'))
    expect([await sent(told), await sent(told)]).toEqual([200, 200])
    expect(await jobs('evt_once')).toBe(1)
  })

  test.each([
    ['is older than five minutes', () => standIn.message(event('evt_bad'), seconds(-330))],
    ['comes from the future', () => standIn.message(event('evt_bad'), seconds(330))],
    ['was changed', () => ({ ...standIn.message(event('evt_other')), body: JSON.stringify(event('evt_bad')) })],
    ['has another signature', () => ({ ...standIn.message(event('evt_bad')), signature: 't=1,v1=00' })],
    ['has a time that is none', () => ({ ...standIn.message(event('evt_bad')), signature: 't=soon,v1=00' })],
  ])('that %s is refused', async (_what, message) => {
    expect(await sent(message())).toBe(400)
    expect(await jobs('evt_bad')).toBe(0)
  })

  test('is not there where nothing is paid', async () => {
    const { STRIPE_WEBHOOK_SECRET } = env
    Object.assign(env, { STRIPE_WEBHOOK_SECRET: undefined })
    const status = await sent(standIn.message(event('evt_bad')))
    Object.assign(env, { STRIPE_WEBHOOK_SECRET })
    expect(status).toBe(404)
  })
})
