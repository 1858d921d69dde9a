import { describe, expect, test } from 'vitest'
import type { StaffAbility } from '~/access/abilities'
import { systemScope } from '~/access/scope.server'
import { handleOf } from '~/access/seal.server'
import { db } from '~/database/connection.server'
import { projectOrders } from '~/features/orders/projection.server'
import { Conflict, isRefusal, NotFound } from '~/values/outcome'
import { makeMessage, makeRequest } from '../../../tests/support/asking'
import {
  grantOf,
  makeAccount,
  makeMember,
  makeOrder,
  makePerson,
  makeShipment,
  makeShipmentLine,
  memberScope,
  ownerOf,
  staffScope,
} from '../../../tests/support/make'
import { ordered as orderOf } from '../../../tests/support/ordering'
import { cannedReply } from './canned.queries.server'
import { claimableOf } from './claim.server'
import { actAtDesk } from './desk.commands.server'
import { changesOf, getRequest, notesOf } from './request.queries.server'
import { deskViews, everyRequest, memberViews, readRequestFilter } from './request-filter'
import type { RequestMail } from './request-mail.server'
import { requestMail } from './request-mail.server'
import { actAsMember, raiseRequest } from './requests.commands.server'
import type { NewForm } from './requests.forms.server'
import { newForm } from './requests.forms.server'
import { listRequests } from './requests.queries.server'
import { raisingRequests, workingRequests } from './requests.reach'

const form: NewForm = {
  kind: 'question',
  subject: 'Where is it?',
  body: 'We wait for it.',
  visibility: 'account',
  claim: [],
  photos: [],
}

async function company() {
  const account = await makeAccount()
  const [asker, colleague] = [await makeMember(account, 'buyer'), await makeMember(account, 'receiver')]
  const as = (person: { id: string }) => memberScope(raisingRequests, [grantOf(account, 'buyer')], person.id)
  return { account, asker, colleague, as }
}

async function agent() {
  const person = await makePerson({ staff_role: 'agent', name: 'Noor A.' })
  return { ...person, scope: staffScope(workingRequests, 'agent', person.id) }
}

const stored = (number: string) => db.selectFrom('requests').selectAll().where('number', '=', number).executeTakeFirstOrThrow()
const segmentsOf = (id: string) =>
  db.selectFrom('request_segments').select(['status', 'from_at', 'to_at']).where('request_id', '=', id).orderBy('id').execute()

/** Who was asked to be mailed about a request, in order. */
async function mailed(number: string): Promise<string[]> {
  const jobs = await db.selectFrom('outbox').select('payload').where('topic', '=', requestMail).orderBy('id').execute()
  const all = jobs.map((job) => JSON.parse(job.payload) as RequestMail)
  return all.filter((mail) => mail.number === number).map((mail) => mail.personId)
}

async function raised(scope: Parameters<typeof raiseRequest>[0], more: Partial<NewForm> = {}): Promise<string> {
  const done = await raiseRequest(scope, { ...form, ...more })
  if (isRefusal(done)) throw new Error(done.reason)
  return done.number
}

describe('a member', () => {
  test('raises a request about an order, for the account of the order, and it is due in business hours', async () => {
    const { account, asker, as } = await company()
    const branch = await makeAccount({}, account)
    const order = await makeOrder(branch)
    const number = await raised(as(asker), { order: order.number })
    const row = await stored(number)
    expect(row).toMatchObject({ ...ownerOf(branch), order_id: order.id, status: 'new', requester_id: asker.id, version: 1 })
    // Thursday 10:20 in Amsterdam: four hours with a break at noon, and the rest of four days.
    expect(row.response_due_at?.toISOString()).toBe('2026-06-11T12:50:00.000Z')
    expect(row.due_at).toEqual(row.response_due_at)
    expect(await mailed(number)).toEqual([])
  })

  test('names nothing of others: an order that is not theirs is not there', async () => {
    const { asker, as } = await company()
    const foreign = await makeOrder(await makeAccount())
    expect(await raiseRequest(as(asker), { ...form, order: foreign.number })).toMatchObject({
      field: 'order',
      reason: 'requests:refused.order',
    })
    expect(await raiseRequest(as(asker), { ...form, order: 'SO-NONE' })).toMatchObject({ reason: 'requests:refused.order' })
  })

  test('keeps to themselves what is only for them', async () => {
    const { asker, colleague, as } = await company()
    const number = await raised(as(asker), { visibility: 'me' })
    expect((await getRequest(as(asker), number)).request.subject).toBe(form.subject)
    await expect(getRequest(as(colleague), number)).rejects.toThrow(NotFound)
    await expect(actAsMember(as(colleague), number, { do: 'say', body: 'I saw it' })).rejects.toThrow(NotFound)
    await actAsMember(as(asker), number, { do: 'show', visibility: 'account', version: 1 })
    expect((await getRequest(as(colleague), number)).request.visibility).toBe('account')
    expect(await actAsMember(as(colleague), number, { do: 'show', visibility: 'me', version: 2 })).toMatchObject({
      reason: 'requests:refused.notYours',
    })
  })

  test('shows to the whole group what is for it', async () => {
    const { account, asker, as } = await company()
    const [one, other] = [await makeAccount({}, account), await makeAccount({}, account)]
    const shared = await makeRequest(one, { visibility: 'tree' })
    const own = await makeRequest(one, { visibility: 'account' })
    const beside = memberScope(raisingRequests, [grantOf(other, 'buyer')], asker.id)
    expect((await getRequest(beside, shared.number)).request.number).toBe(shared.number)
    await expect(getRequest(beside, own.number)).rejects.toThrow(NotFound)
    expect((await listRequests(beside, everyRequest, { after: null, before: null })).rows.map((row) => row.number)).toEqual([
      shared.number,
    ])
    expect((await listRequests(as(asker), everyRequest, { after: null, before: null })).rows).toHaveLength(2)
  })

  test('closes and reopens; the time between does not count', async () => {
    const { asker, as } = await company()
    const number = await raised(as(asker))
    await actAsMember(as(asker), number, { do: 'close', version: 1 })
    expect(await stored(number)).toMatchObject({ status: 'closed', is_open: 0, version: 2 })
    expect(await actAsMember(as(asker), number, { do: 'close', version: 2 })).toMatchObject({
      reason: 'requests:refused.isClosed',
    })
    await actAsMember(as(asker), number, { do: 'reopen', body: 'Not yet', version: 2 })
    const row = await stored(number)
    expect(row).toMatchObject({ status: 'open', is_open: 1, closed_at: null })
    expect((await segmentsOf(row.id)).map((one) => one.status)).toEqual(['new', 'closed', 'open'])
  })
})

describe('the staff', () => {
  test('answer: the first answer is given, the clock rests, and everyone who takes part is mailed once', async () => {
    const { account, asker, colleague, as } = await company()
    const { id, scope } = await agent()
    const number = await raised(as(asker))
    const request = await stored(number)
    for (const person_id of [asker.id, colleague.id])
      await db
        .insertInto('request_watchers')
        .values({ ...ownerOf(account), request_id: request.id, person_id, created_at: request.opened_at })
        .execute()
    await actAtDesk(scope, number, { do: 'take', version: 1 })
    await actAtDesk(scope, number, { do: 'reply', body: 'Which serial numbers?', status: 'waiting_customer', version: 2 })
    expect(await stored(number)).toMatchObject({
      status: 'waiting_customer',
      assignee_id: id,
      response_due_at: null,
      solution_due_at: null,
    })
    expect((await mailed(number)).sort()).toEqual([asker.id, colleague.id].sort())

    await actAsMember(as(asker), number, { do: 'say', body: '17 and 18' })
    expect(await stored(number)).toMatchObject({ status: 'open', version: 4 })
    expect((await mailed(number)).slice(2).sort()).toEqual([colleague.id, id].sort())
  })

  test('write notes that no member reads, and that overtake nobody', async () => {
    const { asker, as } = await company()
    const { scope } = await agent()
    const number = await raised(as(asker))
    await actAtDesk(scope, number, { do: 'note', note: 'Known since May' })
    const { id, request } = await getRequest(scope, number)
    expect(request.version).toBe(1)
    expect(await notesOf(scope, id)).toMatchObject([{ body: 'Known since May', author: 'Noor A.' }])
    const seen = JSON.stringify([await getRequest(as(asker), number), await changesOf(as(asker), id)])
    expect(seen).not.toContain('Known since May')
  })

  test('who comes second does nothing and learns what changed', async () => {
    const { asker, as } = await company()
    const [first, second] = [await agent(), await agent()]
    const number = await raised(as(asker))
    await actAtDesk(first.scope, number, { do: 'take', version: 1 })
    await expect(actAtDesk(second.scope, number, { do: 'reply', body: 'Done', status: 'solved', version: 1 })).rejects.toThrow(
      Conflict,
    )
    expect(await mailed(number)).toEqual([])
    const { id } = await getRequest(second.scope, number)
    expect((await changesOf(second.scope, id)).filter((change) => change.version > 1)).toMatchObject([
      { kind: 'assigned', to: 'Noor A.', person: 'Noor A.' },
    ])
  })

  test('give it only to somebody who answers requests', async () => {
    const { account, asker } = await company()
    const { id, scope } = await agent()
    const catalog = await makePerson({ staff_role: 'catalog' })
    const { number } = await makeRequest(account)
    const assign = (assignee: string) => actAtDesk(scope, number, { do: 'assign', assignee, version: 1 })
    for (const nobody of [handleOf('person', asker.id), handleOf('person', catalog.id), id, 'nonsense'])
      expect(await assign(nobody)).toMatchObject({ field: 'assignee' })
    expect(await assign(handleOf('person', id))).toEqual({ done: 'assigned' })
  })

  test('move it only as the transitions say, and another priority has other targets', async () => {
    const { account } = await company()
    const { scope } = await agent()
    const { number } = await makeRequest(account, { status: 'closed' })
    expect(await actAtDesk(scope, number, { do: 'status', status: 'solved', version: 1 })).toMatchObject({ field: 'status' })
    const open = await makeRequest(account)
    await actAtDesk(scope, open.number, { do: 'priority', priority: 'urgent', version: 1 })
    const row = await stored(open.number)
    expect(row).toMatchObject({ priority: 'urgent', response_minutes: 60 })
    expect(row.response_due_at?.toISOString()).toBe('2026-06-11T09:20:00.000Z')
  })

  test('find their queue in the order in which answers are due', async () => {
    const { account } = await company()
    const { id, scope } = await agent()
    const at = (clock: string) => new Date(`2026-06-10T${clock}:00Z`)
    const late = await makeRequest(account, { assignee_id: id, opened_at: at('14:00') })
    const early = await makeRequest(account, { assignee_id: id, opened_at: at('07:00') })
    const rests = await makeRequest(account, { assignee_id: id, opened_at: at('06:00'), status: 'waiting_customer' })
    await makeRequest(account, { assignee_id: id, status: 'solved' })
    const mine = async (at: { after: string | null; before: string | null }) =>
      await listRequests(scope, { ...everyRequest, view: 'mine' }, at, 2)
    const first = await mine({ after: null, before: null })
    expect(first.rows.map((row) => row.number)).toEqual([early.number, late.number])
    const second = await mine({ after: first.after, before: null })
    expect(second.rows.map((row) => [row.number, row.due])).toEqual([[rests.number, null]])
    expect((await mine({ after: null, before: second.before })).rows.map((row) => row.number)).toEqual([
      early.number,
      late.number,
    ])
  })
})

test('a search finds by the beginning of the number and by the order, within reach', async () => {
  const { account, asker, as } = await company()
  const order = await makeOrder(account)
  const about = await makeRequest(account, { order_id: order.id })
  const foreign = await makeRequest(await makeAccount())
  const found = async (q: string) =>
    (await listRequests(as(asker), { ...everyRequest, q }, { after: null, before: null })).rows.map((row) => row.number)
  expect(await found(about.number.slice(0, -1))).toEqual([about.number])
  expect(await found(order.number)).toEqual([about.number])
  expect(await found(foreign.number)).toEqual([])
  expect(await found('%')).toEqual([])
})

test('a view of the queue shows what it says under a search, and of one company, as well', async () => {
  const { account } = await company()
  const { id, scope } = await agent()
  const order = await makeOrder(account)
  const about = { order_id: order.id }
  const mine = await makeRequest(account, { ...about, assignee_id: id })
  const waits = await makeRequest(account, { ...about, assignee_id: (await agent()).id, status: 'waiting_customer' })
  const nobodys = await makeRequest(account, about)
  const solved = await makeRequest(account, { ...about, assignee_id: id, status: 'solved' })
  const shown = async (query: string) => {
    const filter = readRequestFilter(new URLSearchParams(query), deskViews)
    return (await listRequests(scope, filter, { after: null, before: null })).rows.map((row) => row.number).sort()
  }
  for (const narrowed of [`q=${order.number}`, `account=${account.code}`]) {
    expect([narrowed, await shown(`${narrowed}&view=mine`)]).toEqual([narrowed, [mine.number]])
    expect([narrowed, await shown(`${narrowed}&view=unassigned`)]).toEqual([narrowed, [nobodys.number]])
    expect([narrowed, await shown(`${narrowed}&view=waiting`)]).toEqual([narrowed, [waits.number]])
  }
  // Who looks without choosing a view finds what is solved, too.
  expect(await shown(`q=${order.number}`)).toEqual([mine, waits, nobodys, solved].map((one) => one.number).sort())
})

test('staff find requests again by a tag, in the queue as well; of members it is not even read', async () => {
  const { account, asker, as } = await company()
  const { scope } = await agent()
  const [one, other] = [await makeRequest(account), await makeRequest(account)]
  await actAtDesk(scope, one.number, { do: 'tag', tag: 'recall 26' })
  await actAtDesk(scope, other.number, { do: 'tag', tag: 'recall 27' })
  const found = async (query: string) => {
    const filter = readRequestFilter(new URLSearchParams(query), deskViews)
    return (await listRequests(scope, filter, { after: null, before: null })).rows.map((row) => row.number)
  }
  for (const view of ['open', 'unassigned', 'all']) expect(await found(`view=${view}&tag=recall+26`)).toEqual([one.number])
  const member = readRequestFilter(new URLSearchParams('view=all&tag=recall+26'), memberViews)
  const rows = (await listRequests(as(asker), member, { after: null, before: null })).rows
  expect(rows.map((row) => row.number).sort()).toEqual([one.number, other.number].sort())
})

test('what is about bills is read by who sees prices, and by whoever asked; nobody else can be made to watch it', async () => {
  const { account, asker, colleague } = await company()
  const branch = await makeAccount({}, account)
  const as = (role: 'buyer' | 'receiver', id: string, at = account) => memberScope(raisingRequests, [grantOf(at, role)], id)
  const bill = await makeRequest(account, { kind: 'billing', requester_id: asker.id })
  const shared = await makeRequest(account, { kind: 'billing', visibility: 'tree', requester_id: asker.id })
  await makeMessage(bill, 'EUR 12.50 too much')
  const seen = async (scope: ReturnType<typeof as>) =>
    (await listRequests(scope, everyRequest, { after: null, before: null })).rows.map((row) => row.number).sort()
  const both = [bill.number, shared.number].sort()
  expect(await seen(as('buyer', asker.id))).toEqual(both)
  expect(await seen(as('receiver', asker.id))).toEqual(both)
  expect(await seen(as('receiver', colleague.id))).toEqual([])
  expect(await seen(as('buyer', colleague.id, branch))).toEqual([shared.number])
  expect(await seen(as('receiver', colleague.id, branch))).toEqual([])
  await expect(getRequest(as('receiver', colleague.id), bill.number)).rejects.toThrow(NotFound)
  const watch = { do: 'watch', watcher: handleOf('person', colleague.id) } as const
  expect(await actAsMember(as('buyer', asker.id), bill.number, watch)).toMatchObject({ field: 'watcher' })
})

test('what is private is in no list, file or search of others', async () => {
  const { account, asker, colleague, as } = await company()
  const secret = await makeRequest(account, { visibility: 'me', requester_id: asker.id, subject: 'Only mine' })
  await makeMessage(secret, 'Only mine')
  for (const q of ['', secret.number])
    expect((await listRequests(as(colleague), { ...everyRequest, q }, { after: null, before: null })).rows).toEqual([])
  expect((await listRequests(as(asker), everyRequest, { after: null, before: null })).rows).toHaveLength(1)
})

describe('a delivery claim', () => {
  const claimed = (line: number, short: string, damaged = '0') => ({ line, short, damaged, reason: '' })

  async function ordered() {
    const { account, asker, as } = await company()
    const order = await orderOf(account, [{ quantity: '8' }])
    await projectOrders(systemScope<StaffAbility>([]), [order.id])
    return { scope: as(asker), order: order.number }
  }

  test('names lines with what is short and damaged', async () => {
    const { scope, order } = await ordered()
    const number = await raised(scope, { kind: 'delivery_claim', order, claim: [claimed(1, '1.5', '2')] })
    expect((await getRequest(scope, number)).request.claim).toMatchObject([
      { line_no: 1, short_quantity: '1.500000', damaged_quantity: '2.000000' },
    ])
  })

  test('from a shipment offers the lines in it: of its order, or of the one that is chosen of several; of others none', async () => {
    const { account, asker, as } = await company()
    const scope = as(asker)
    const [first, second] = [await orderOf(account, [{}, {}]), await orderOf(account)]
    const shipment = await makeShipment(account)
    await makeShipmentLine(shipment, first, first.lines[0] ?? '')
    const asked = (named: { order?: string; line?: number }, who: Pick<typeof scope, 'rows'> = scope) =>
      claimableOf(who, { order: '', shipment: shipment.number, line: null, ...named })
    const one = await asked({})
    expect([one.order, one.orders, one.lines.map((line) => line.line_no)]).toEqual([first.number, [], [1]])
    await makeShipmentLine(shipment, second, second.lines[0] ?? '')
    expect(await asked({})).toEqual({ order: '', orders: [first.number, second.number].sort(), lines: [] })
    expect((await asked({ order: second.number })).lines).toHaveLength(1)
    expect((await asked({ order: first.number, line: 2 })).lines).toEqual([])
    const whole = await claimableOf(scope, { order: first.number, shipment: '', line: null })
    expect(whole.lines).toHaveLength(2)
    const stranger = memberScope(raisingRequests, [grantOf(await makeAccount(), 'buyer')])
    expect(await asked({}, stranger)).toEqual({ order: '', orders: [], lines: [] })
    await projectOrders(systemScope<StaffAbility>([]), [first.id, second.id])
  })

  test('is refused at its field where it names nothing, too much or no line; and leaves nothing', async () => {
    const { scope, order } = await ordered()
    const raise = (claim: NewForm['claim']) => raiseRequest(scope, { ...form, kind: 'delivery_claim', order, claim })
    expect(await raise([claimed(1, '0')])).toMatchObject({ field: 'short_1', reason: 'requests:refused.claimNone' })
    expect(await raise([claimed(1, '7', '1.000001')])).toMatchObject({ field: 'short_1', reason: 'requests:refused.claimMuch' })
    expect(await raise([claimed(2, '1')])).toMatchObject({ reason: 'requests:refused.order' })
  })

  test('takes quantities with either sign for decimals, and refuses nonsense at its field', () => {
    const fields = { kind: 'delivery_claim', subject: 'Short', body: 'Two short', visibility: 'account' }
    const read = (short_1: string) => newForm.safeParse({ ...fields, short_1, damaged_1: '' })
    expect(read('1,5').data?.claim).toEqual([claimed(1, '1.5')])
    expect(read(' ').data?.claim).toEqual([claimed(1, '0')])
    for (const nonsense of ['-1', '1e3', 'two', '1.2345678']) expect(read(nonsense).error?.issues[0]?.path).toEqual(['short_1'])
  })
})

describe('watchers', () => {
  test('are colleagues, and nobody else; they see what is private from then on', async () => {
    const { account, asker, colleague, as } = await company()
    const stranger = await makeMember(await makeAccount(), 'buyer')
    const { number } = await makeRequest(account, { visibility: 'me', requester_id: asker.id })
    const watch = (person: { id: string }) =>
      actAsMember(as(asker), number, { do: 'watch', watcher: handleOf('person', person.id) })
    expect(await watch(stranger)).toMatchObject({ field: 'watcher' })
    await expect(getRequest(as(colleague), number)).rejects.toThrow(NotFound)
    expect([await watch(colleague), await watch(colleague)]).toEqual([{ done: 'watched' }, { done: 'watched' }])
    expect((await getRequest(as(colleague), number)).request.watchers).toHaveLength(1)
    await actAsMember(as(asker), number, { do: 'unwatch', watcher: handleOf('person', colleague.id) })
    await expect(getRequest(as(colleague), number)).rejects.toThrow(NotFound)
  })
})

test('a prepared answer is filled in the language of whoever asked', async () => {
  const { account, asker } = await company()
  const { scope } = await agent()
  const { number } = await makeRequest(account, { requester_id: asker.id })
  const about = { number, requester: 'Ines', order: 'SO-1' }
  expect(await cannedReply(scope, 'replacement', about, 'Fairlead')).toContain('the replacement for SO-1 leaves today')
  await db.updateTable('persons').set({ language: 'zh-CN' }).where('id', '=', asker.id).execute()
  expect(await cannedReply(scope, 'replacement', about, 'Fairlead')).toContain('SO-1 的补货今天发出')
  expect(await cannedReply(scope, 'nothing', about, 'Fairlead')).toBeNull()
})
