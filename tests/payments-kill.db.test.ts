import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StaffAbility } from '~/access/abilities'
import { systemScope } from '~/access/scope.server'
import { db } from '~/database/connection.server'
import { env } from '~/env.server'
import { brokenInvariants } from '~/features/invariants.server'
import { beginCheckout } from '~/features/payments/checkouts.server'
import { sessionMaker } from '~/features/payments/sessions.server'
import { invariants, work } from '~/features/registry.server'
import { isRefusal } from '~/values/outcome'
import { workOff } from '~/work/worker.server'
import { makeInvoice } from './support/billing'
import { built } from './support/built'
import { openMailbox } from './support/mailbox'
import { grantOf, makeAccount, makeEntity, makeMember, scopeOf } from './support/make'
import type { ServerProcess } from './support/server-process'
import { readyServer } from './support/server-process'
import type { Told } from './support/stripe-stand-in'
import { startStripeStandIn } from './support/stripe-stand-in'

// The provider tells of twenty payments in 500 messages, each sent three times and in any order, while the server that takes them and
// does what follows is killed twenty times, whatever it is doing. The provider sends again what was not acknowledged, as Stripe does.

const [payments, perPayment, kills, atOnce] = [20, 25, 20, 8]
await openMailbox()
const standIn = await startStripeStandIn()
Object.assign(env, { STRIPE_SECRET_KEY: standIn.key, STRIPE_WEBHOOK_SECRET: standIn.secret, STRIPE_API_URL: standIn.url })
afterAll(() => standIn.stop())
beforeAll(() => built())

/** Repeatable chance, so that a failure can be looked at again. */
let seed = 7
const chance = (below: number) => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
  return Math.floor((seed / 2_147_483_648) * below)
}

async function paidSessions() {
  const account = await makeAccount()
  const person = await makeMember(account, 'finance')
  const entity = await makeEntity()
  const may = ['orders.read', 'invoices.read', 'invoices.pay'] as const
  const scope = scopeOf('portal', may, { grants: [grantOf(account, 'finance')], personId: person.id }, new Date())
  const context = { jobId: '1', attempt: 1, signal: new AbortController().signal }
  const events: Told[] = []
  for (let index = 0; index < payments; index++) {
    const invoice = await makeInvoice(account, { legal_entity_id: entity }, [{ net: '10.00' }])
    const begun = await beginCheckout(scope, [invoice.number])
    if (isRefusal(begun)) throw new Error(begun.reason)
    const { id } = await db.selectFrom('checkouts').select('id').where('code', '=', begun.code).executeTakeFirstOrThrow()
    await sessionMaker.run({ id }, { scope: systemScope<StaffAbility>([], new Date()), ...context })
    const made = await db.selectFrom('checkouts').select('session_id').where('id', '=', id).executeTakeFirstOrThrow()
    const paid = standIn.pay(made.session_id ?? '')
    // The provider tells of one payment in many messages.
    for (let copy = 0; copy < perPayment; copy++)
      events.push({ ...paid, id: `${paid.id}_${copy}`, type: copy % 2 ? paid.type : 'checkout.session.async_payment_succeeded' })
  }
  // What making the pages queued is done already.
  await db
    .updateTable('outbox')
    .set({ state: 'done', finished_at: new Date() })
    .where('topic', '=', 'payments.checkout')
    .execute()
  return { account, person, events }
}

function shuffled<T>(all: T[]): T[] {
  for (let at = all.length - 1; at > 0; at--) {
    const to = chance(at + 1)
    ;[all[at], all[to]] = [all[to] as T, all[at] as T]
  }
  return all
}

/** The server that answers now, or a promise of the next one. */
class Rotation {
  #now: Promise<ServerProcess>
  #next: (server: ServerProcess) => void = () => {}
  #waiting: { count: number; reached: () => void }[] = []
  accepted = 0

  constructor() {
    this.#now = new Promise((given) => (this.#next = given))
  }
  get server() {
    return this.#now
  }
  serve(server: ServerProcess) {
    this.#next(server)
  }
  gone() {
    this.#now = new Promise((given) => (this.#next = given))
  }
  took() {
    this.accepted++
    for (const one of this.#waiting.splice(0))
      if (one.count <= this.accepted) one.reached()
      else this.#waiting.push(one)
  }
  /** When so many messages have been acknowledged altogether. */
  until(count: number) {
    return this.accepted >= count
      ? Promise.resolve()
      : new Promise<void>((reached) => void this.#waiting.push({ count, reached }))
  }
}

async function deliver(messages: Told[], rotation: Rotation) {
  const sendOne = async (event: Told) => {
    for (;;) {
      const { origin } = await rotation.server
      const { body, signature } = standIn.message(event)
      const headers = { 'content-type': 'application/json', 'stripe-signature': signature }
      const answer = await fetch(`${origin}/hooks/stripe`, { method: 'POST', headers, body }).catch(() => null)
      if (answer?.status === 200) return rotation.took()
      if (answer) throw new Error(`answered ${answer.status}`)
    }
  }
  const queue = [...messages]
  const sender = async () => {
    for (let next = queue.pop(); next; next = queue.pop()) await sendOne(next)
  }
  await Promise.all(Array.from({ length: atOnce }, sender))
}

async function killAgainAndAgain(rotation: Rotation, messages: number) {
  const settings = {
    DATABASE_URL: process.env.DATABASE_URL ?? '',
    SECRET: env.SECRET ?? '',
    SMTP_URL: env.SMTP_URL ?? '',
    STRIPE_SECRET_KEY: standIn.key,
    STRIPE_WEBHOOK_SECRET: standIn.secret,
    STRIPE_API_URL: standIn.url,
    WORKER: 'inside',
    LOG_LEVEL: 'fatal',
  }
  const each = Math.floor(messages / (kills + 1))
  let next = readyServer(settings)
  for (let count = 0; count <= kills; count++) {
    const server = await next
    // The one after it comes up meanwhile, so that two work side by side as several would.
    if (count < kills) next = readyServer(settings)
    rotation.serve(server)
    const more = Math.max(1, each - 20 + chance(40))
    await rotation.until(count === kills ? messages : Math.min(messages - (kills - count), rotation.accepted + more))
    rotation.gone()
    await server.kill()
  }
}

test('500 messages, three times and shuffled, while the server is killed twenty times: each payment is booked, and once', async () => {
  const { account, person, events } = await paidSessions()
  const messages = shuffled([...events, ...events, ...events])
  const rotation = new Rotation()
  await Promise.all([deliver(messages, rotation), killAgainAndAgain(rotation, messages.length)])
  expect(rotation.accepted).toBe(3 * payments * perPayment)

  // What a killed process held is free a minute later; that minute has passed.
  await db.updateTable('outbox').set({ run_at: sql`now(3)` }).where('state', '=', 'waiting').execute()
  await workOff(work, 5000)

  const booked = await db.selectFrom('payments').selectAll().where('account_id', '=', account.id).execute()
  expect(booked).toHaveLength(payments)
  expect(new Set(booked.map((one) => one.provider_ref)).size).toBe(payments)
  expect(booked.every((one) => one.allocated_total === '10.0000' && one.parked_reason === null)).toBe(true)
  const invoices = await db
    .selectFrom('invoices')
    .select(['paid_total', 'is_open'])
    .where('account_id', '=', account.id)
    .execute()
  expect(invoices).toEqual(invoices.map(() => ({ paid_total: '10.0000', is_open: 0 })))
  const taken = await db
    .selectFrom('provider_events')
    .select('event_id')
    .where(
      'event_id',
      'in',
      events.map((one) => one.id),
    )
    .execute()
  expect(taken).toHaveLength(events.length)
  const jobs = await db.selectFrom('outbox').select(['topic', 'state', 'payload']).execute()
  expect(jobs.filter((job) => job.state !== 'done')).toEqual([])
  const receipts = jobs.filter((job) => job.topic === 'payments.mail').map((job) => JSON.parse(job.payload))
  expect(receipts).toHaveLength(payments)
  expect(receipts.every((one) => one.letter === 'receipt' && one.personId === person.id)).toBe(true)
  expect(await brokenInvariants(systemScope<StaffAbility>([]), invariants)).toEqual([])
})
