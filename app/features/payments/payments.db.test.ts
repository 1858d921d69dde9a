import { afterAll, describe, expect, test, vi } from 'vitest'
import type { StaffAbility } from '~/access/abilities'
import { Scope, systemScope } from '~/access/scope.server'
import { db } from '~/database/connection.server'
import { env } from '~/env.server'
import { takeStripeMessage } from '~/hooks.server'
import { isRefusal } from '~/values/outcome'
import type { MadeInvoice } from '../../../tests/support/billing'
import { makeInvoice } from '../../../tests/support/billing'
import { openMailbox } from '../../../tests/support/mailbox'
import { grantOf, makeAccount, makeEntity, makeMember, makePerson, scopeOf, staffScopeNow } from '../../../tests/support/make'
import type { Told } from '../../../tests/support/stripe-stand-in'
import { startStripeStandIn } from '../../../tests/support/stripe-stand-in'
import { beginCheckout, chosenInvoices, getCheckout, invoicesToChoose } from './checkouts.server'
import { eventTaker } from './events.server'
import { apart } from './payment'
import { bookParked, bookTransfer, settleParked } from './payments.commands.server'
import { paymentMailer } from './payments.mail.server'
import { listPayments } from './payments.queries.server'
import { sessionMaker } from './sessions.server'

const mailbox = await openMailbox()
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

test('what cannot be paid together, or at all, is refused, and its page says so before', async () => {
  const { account, scope } = await payer()
  const open = await bill(account)
  const refusal = async (...invoices: MadeInvoice[]) => {
    const numbers = invoices.map((one) => one.number)
    const outcome = await beginCheckout(scope, numbers)
    const { chosen, refusal: before } = await chosenInvoices(scope, numbers)
    if (chosen.length === numbers.length) expect(before).toEqual(isRefusal(outcome) ? outcome : null)
    return isRefusal(outcome) ? outcome.reason : outcome
  }
  const dollars = await bill(account, '5.00', { currency: 'USD' })
  const elsewhere = await bill(account, '5.00', { legal_entity_id: await makeEntity() })
  expect(await refusal(open, dollars)).toBe('payments:checkout.currencies')
  expect(await refusal(open, elsewhere)).toBe('payments:checkout.together')
  expect(apart(await invoicesToChoose(scope, null)).map((group) => group.map((one) => one.number))).toEqual([
    [open.number],
    [dollars.number],
    [elsewhere.number],
  ])
  expect(await refusal(await bill(account, '5.001', { currency: 'KWD' }))).toBe('payments:checkout.amount')
  expect(await refusal(await bill(account, '0.00'))).toBe('payments:checkout.paid')
  expect(await refusal(open)).toHaveProperty('code')
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
  const form = { payment: parked?.number ?? '', note: 'Sent back', invoice: [] }
  expect(await settleParked(staff(), form)).toEqual({ payment: parked?.number })
  expect(await settleParked(staff(), form)).toMatchObject({ reason: 'payments:parked.already' })
  expect(await waits()).not.toContain(parked?.number)
})

test('staff let a payment that waits settle other invoices of its account, as far as it goes, and nothing else', async () => {
  const { account, scope } = await payer()
  const invoice = await bill(account, '70.00')
  const [first, second] = [await checkout(scope, invoice), await checkout(scope, invoice)]
  await hear(standIn.pay(first.session))
  await hear(standIn.pay(second.session))
  const [, parked] = await paymentsOf(account)
  const payment = parked?.number ?? ''
  const [late, soon] = [await bill(account, '50.00', { due_on: '2026-07-31' }), await bill(account, '30.00')]
  const staff = staffScopeNow(booking, 'finance', (await makePerson({ staff_role: 'finance' })).id)
  const book = (...invoices: MadeInvoice[]) =>
    bookParked(staff, { payment, do: 'book', invoice: invoices.map((one) => one.number) })
  const elsewhere = [await bill(await makeAccount()), await bill(account, '5.00', { currency: 'USD' }), invoice]
  for (const wrong of elsewhere) expect(await book(wrong)).toMatchObject({ reason: 'payments:parked.changed' })
  const offered = async () =>
    (await listPayments(staff, 'parked', { after: null, before: null }, 500)).rows.find((one) => one.number === payment)
  expect((await offered())?.open.map((one) => one.number)).toEqual([soon.number, late.number])
  expect(await book(late, soon)).toEqual({ payment })
  expect([await invoiceOf(soon), await invoiceOf(late)]).toEqual([
    { paid_total: '30.0000', is_open: 0 },
    { paid_total: '40.0000', is_open: 1 },
  ])
  expect(await offered()).toBeUndefined()
  await expect(book(late)).rejects.toThrow('not found')
})

test('who paid gets a receipt, once; of what waits the host’s finance is told', async () => {
  const { account, scope } = await payer()
  await db.updateTable('persons').set({ language: 'zh-CN' }).where('id', '=', scope.who.personId).execute()
  const clerk = await makePerson({ staff_role: 'finance' })
  const invoice = await bill(account, '1204.50')
  const [first, second] = [await checkout(scope, invoice), await checkout(scope, invoice)]
  const paid = standIn.pay(first.session)
  await hear(paid)
  await hear({ ...paid, id: `${paid.id}_again` })
  await hear(standIn.pay(second.session))
  const [settled, parked] = await paymentsOf(account)
  const jobs = (await db.selectFrom('outbox').select(['id', 'payload']).where('topic', '=', 'payments.mail').execute())
    .map((row) => ({ id: row.id, mail: JSON.parse(row.payload) as { letter: string; paymentId: string; personId: string } }))
    .filter(({ mail }) => [settled?.id, parked?.id].includes(mail.paymentId))
  expect(jobs.filter(({ mail }) => mail.letter === 'receipt').map(({ mail }) => mail.personId)).toEqual([scope.who.personId])
  expect(jobs.filter(({ mail }) => mail.letter === 'parked').map(({ mail }) => mail.personId)).toContain(clerk.id)
  for (const { id, mail } of jobs) await paymentMailer.run(mail, { scope: system(), ...context, jobId: id })
  const { email } = await db.selectFrom('persons').select('email').where('id', '=', scope.who.personId).executeTakeFirstOrThrow()
  const [receipt, ...more] = await mailbox.mailTo(email)
  expect(more).toEqual([])
  expect(receipt?.subject).toContain('收款凭据')
  for (const said of [invoice.number, '1,204.50', settled?.number ?? '']) expect(receipt?.text).toContain(said)
  expect((await mailbox.mailTo(clerk.email))[0]?.text).toContain(parked?.number)
})

test('what the provider says when it is asked counts, whatever a message says: of a session that is not paid nothing is booked', async () => {
  const { account, scope } = await payer()
  const invoice = await bill(account)
  const made = await checkout(scope, invoice)
  const claims: Told = {
    id: 'evt_claims_paid',
    object: 'event',
    type: 'checkout.session.completed',
    created: 0,
    data: { object: { id: made.session, object: 'checkout.session', payment_status: 'paid', amount_total: 10000 } },
  }
  await hear(claims)
  expect(await invoiceOf(invoice)).toEqual({ paid_total: '0.0000', is_open: 1 })
  expect(await paymentsOf(account)).toEqual([])
  expect((await getCheckout(scope, made.code)).state).toBe('open')
})

test('a message is written down in the transaction of what it does: cut off in it, neither is there, and the next try does both', async () => {
  const { account, scope } = await payer()
  const invoice = await bill(account)
  const made = await checkout(scope, invoice)
  const paid = standIn.pay(made.session)
  const taken = async () =>
    (await db.selectFrom('provider_events').select('event_id').where('event_id', '=', paid.id).execute()).length
  const cut = vi.spyOn(Scope.prototype, 'audit').mockImplementationOnce(async () => {
    throw new Error('cut off')
  })
  await expect(hear(paid)).rejects.toThrow('cut off')
  cut.mockRestore()
  expect([await taken(), await paymentsOf(account)]).toEqual([0, []])
  expect(await invoiceOf(invoice)).toEqual({ paid_total: '0.0000', is_open: 1 })
  await hear(paid)
  await hear(paid)
  expect([await taken(), (await paymentsOf(account)).length]).toEqual([1, 1])
  expect(await invoiceOf(invoice)).toEqual({ paid_total: '100.0000', is_open: 0 })
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
})

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
