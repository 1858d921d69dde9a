import { randomUUID } from 'node:crypto'
import type { ActionFunctionArgs } from '@remix-run/node'
import { MysqlDriver } from 'kysely'
import { afterEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { db } from '~/database/connection.server'
import { Conflict, goTo, notFound, refuse } from '~/values/outcome'
import { makeAccount, makeMember, makeOrder, makePerson, unique } from '../../tests/support/make'
import { member, person, staff, supplier } from './guards.server'
import { endAllSessions, startSession } from './session.server'

afterEach(() => void vi.restoreAllMocks())

const form = z.object({ body: z.string('missing').min(1, 'missing').max(20, 'long') })

async function sessionOf(id: string, isStaff = false) {
  const cookie = await startSession(id, isStaff, { ip: '127.0.0.1', userAgent: 'test' })
  return cookie.split(';', 1)[0] ?? ''
}

function args(cookie: string, fields?: Record<string, string>, more: { path?: string; accept?: string } = {}) {
  const headers = { cookie, accept: more.accept ?? 'text/html' }
  const body = fields && new URLSearchParams(fields)
  const request = new Request(`http://localhost${more.path ?? '/portal/orders/SO-1'}`, {
    headers,
    ...(body && { method: 'POST', body }),
  })
  return { request, params: {}, context: { ip: '127.0.0.1', requestId: 'test', language: 'en' } } as unknown as ActionFunctionArgs
}

type Answered = { data: { done?: unknown; problems?: { error?: Record<string, string[]> } }; init: { status: number } | null }
const answered = async (
  run: Promise<unknown>,
): Promise<{ status: number; location: string | null; data: Answered['data'] | null }> => {
  const result = await run.catch((thrown: unknown) => thrown)
  if (result instanceof Response) return { status: result.status, location: result.headers.get('location'), data: null }
  if (result instanceof Error) throw result
  const { data, init } = result as Answered
  return { status: init?.status ?? 200, location: null, data }
}

const writing = async () => {
  const order = await makeOrder(await makeAccount())
  const author = await makePerson({ staff_role: 'agent' })
  const act = staff.act('notes.write', form, async ({ scope, form }) => {
    await scope.add('notes', order, { order_id: order.id, body: form.body, author_id: author.id, created_at: scope.now })
    return { written: form.body }
  })
  const notes = async () => (await db.selectFrom('notes').select('id').where('order_id', '=', order.id).execute()).length
  return { act, notes, cookie: await sessionOf(author.id, true) }
}

test('fifty identical posts do it once, and all get the same answer', async () => {
  const { act, notes, cookie } = await writing()
  const fields = { body: 'once', idempotency_key: randomUUID() }
  const answers = await Promise.all(Array.from({ length: 50 }, () => answered(act(args(cookie, fields)))))
  expect(answers.map((one) => [one.status, one.data?.done])).toEqual(answers.map(() => [200, { written: 'once' }]))
  expect(await notes()).toBe(1)
})

test('a form whose COMMIT got no answer is asked about again where it has a key, and is never done twice', async () => {
  const { act, notes, cookie } = await writing()
  const commit = MysqlDriver.prototype.commitTransaction
  const loseAnswer = () =>
    vi.spyOn(MysqlDriver.prototype, 'commitTransaction').mockImplementationOnce(async function (this: MysqlDriver, connection) {
      await commit.call(this, connection)
      throw Object.assign(new Error('connection lost'), { code: 'PROTOCOL_CONNECTION_LOST' })
    })
  loseAnswer()
  const keyed = await answered(act(args(cookie, { body: 'kept', idempotency_key: randomUUID() })))
  expect([keyed.status, keyed.data?.done, await notes()]).toEqual([200, { written: 'kept' }, 1])
  loseAnswer()
  await expect(answered(act(args(cookie, { body: 'without' })))).rejects.toThrow('connection lost')
  expect(await notes()).toBe(2)
})

test('the same key with other content is refused, and a refused form may come again', async () => {
  const { act, notes, cookie } = await writing()
  const key = randomUUID()
  expect((await answered(act(args(cookie, { body: 'x'.repeat(21), idempotency_key: key })))).status).toBe(422)
  expect((await answered(act(args(cookie, { body: 'good', idempotency_key: key })))).status).toBe(200)
  const other = await answered(act(args(cookie, { body: 'other', idempotency_key: key })))
  expect([other.status, other.data?.problems?.error]).toEqual([422, { '': ['shell:form.sentDifferently'] }])
  expect(await notes()).toBe(1)
})

test('a refusal undoes what the command had done', async () => {
  const { notes, cookie } = await writing()
  const order = await makeOrder(await makeAccount())
  const act = staff.act('notes.write', form, async ({ scope, form }) => {
    await scope.add('notes', order, { order_id: order.id, body: form.body, author_id: scope.who.personId, created_at: scope.now })
    return refuse('body', 'orders:note.refused', { day: '2026-06-11' })
  })
  const answer = await answered(act(args(cookie, { body: 'x', idempotency_key: randomUUID() })))
  expect([answer.status, answer.data?.problems?.error]).toEqual([422, { body: ['orders:note.refused|{"day":"2026-06-11"}'] }])
  expect(await db.selectFrom('notes').select('id').where('order_id', '=', order.id).execute()).toEqual([])
  expect(await notes()).toBe(0)
})

test('outcomes become answers: onward, changed meanwhile, not there', async () => {
  const { cookie } = await writing()
  const ask = (run: () => Promise<unknown>) => answered(staff.act('notes.write', form, run)(args(cookie, { body: 'x' })))
  expect(await ask(async () => goTo('/staff'))).toMatchObject({ status: 303, location: '/staff' })
  expect(await ask(async () => Promise.reject(new Conflict({ promised: '2026-06-23' })))).toMatchObject({ status: 422 })
  expect(await ask(async () => notFound())).toMatchObject({ status: 404 })
})

test('not signed in: a page goes to the sign-in and back, data is told 401', async () => {
  const load = member.load('orders.read', () => 'secret')
  expect(await answered(load(args('', undefined, { path: '/portal/orders?late=1' })))).toMatchObject({
    status: 302,
    location: '/sign-in?next=%2Fportal%2Forders%3Flate%3D1',
  })
  expect(await answered(load(args('qs=nonsense', undefined, { accept: '*/*' })))).toMatchObject({ status: 401 })
})

test('another audience, another role and an ended person look like a page that is not there', async () => {
  const account = await makeAccount()
  const buyer = await makeMember(account, 'buyer')
  const agent = await makePerson({ staff_role: 'agent' })
  const cookies = { buyer: await sessionOf(buyer.id), agent: await sessionOf(agent.id, true) }
  const status = async (cookie: string, guarded: (given: ActionFunctionArgs) => Promise<unknown>) =>
    (await answered(guarded(args(cookie)))).status
  const page = () => new Response('page')
  expect(await status(cookies.buyer, member.load('orders.read', page))).toBe(200)
  expect(await status(cookies.buyer, staff.load('orders.read', page))).toBe(404)
  expect(await status(cookies.buyer, supplier.load('shell.see', page))).toBe(404)
  expect(await status(cookies.agent, member.load('orders.read', page))).toBe(404)
  expect(await status(cookies.agent, staff.load('jobs.retry', page))).toBe(404)
  expect(await status(cookies.agent, person.load('me.read', page))).toBe(200)
  await db.updateTable('persons').set({ active: 0 }).where('id', '=', agent.id).execute()
  expect(await status(cookies.agent, staff.load('orders.read', page))).toBe(302)
})

test('a session is stored hashed, lives absolutely, and ends when it is revoked', async () => {
  const account = await makeAccount()
  const buyer = await makeMember(account, 'buyer')
  const cookie = await sessionOf(buyer.id)
  const [row] = await db.selectFrom('sessions').selectAll().where('user_id', '=', buyer.id).execute()
  expect(cookie).not.toContain(row?.id)
  const load = member.load('orders.read', () => new Response(unique()))
  const leaked = `${cookie.split('=', 1)[0]}=${row?.id}`
  expect((await answered(load(args(leaked)))).status).toBe(302)
  expect((await answered(load(args(cookie)))).status).toBe(200)
  expect(
    (await db.selectFrom('sessions').select('expires_at').where('user_id', '=', buyer.id).executeTakeFirst())?.expires_at,
  ).toEqual(row?.expires_at)
  await endAllSessions(buyer.id)
  expect((await answered(load(args(cookie)))).status).toBe(302)
})

test('what was taken from a member counts at the next request', async () => {
  const account = await makeAccount()
  const buyer = await makeMember(account, 'buyer')
  const cookie = await sessionOf(buyer.id)
  const prices = member.load(['orders.read', 'prices.see'], () => new Response())
  expect((await answered(prices(args(cookie)))).status).toBe(200)
  await db.updateTable('memberships').set({ role: 'receiver' }).where('person_id', '=', buyer.id).execute()
  expect((await answered(prices(args(cookie)))).status).toBe(404)
})
