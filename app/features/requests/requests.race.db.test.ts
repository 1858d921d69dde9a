import { randomUUID } from 'node:crypto'
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { expect, test } from 'vitest'
import { handleOf } from '~/access/seal.server'
import { startSession } from '~/access/session.server'
import { db } from '~/database/connection.server'
import { work } from '~/features/registry.server'
import { Conflict } from '~/values/outcome'
import { workOff } from '~/work/worker.server'
import { makeRequest } from '../../../tests/support/asking'
import { openMailbox } from '../../../tests/support/mailbox'
import { grantOf, makeAccount, makeMember, makeOrder, makePerson, memberScope, staffScope } from '../../../tests/support/make'
import { pace } from '../../routes/event-stream.server'
import { action as raise } from '../../routes/portal/request-new'
import { action as leave, loader as live } from '../../routes/staff/request-live'
import { actAtDesk } from './desk.commands.server'
import { queueNow } from './live.server'
import { lookersOf } from './looks.server'
import { everyRequest } from './request-filter'
import type { RequestMail } from './request-mail.server'
import { requestMail } from './request-mail.server'
import { actAsMember } from './requests.commands.server'
import type { DeskForm } from './requests.forms.server'
import { raisingRequests, workingRequests } from './requests.reach'

const crowd = 10
const { mailTo } = await openMailbox()
pace.look = 20

async function agents() {
  const people = await Promise.all(Array.from({ length: crowd }, () => makePerson({ staff_role: 'agent' })))
  return people.map((one) => staffScope(workingRequests, 'agent', one.id))
}

/** All at once, each from the page as it was; answers how many did it and how many were told that somebody was faster. */
async function allAtOnce(number: string, form: DeskForm) {
  const results = await Promise.allSettled((await agents()).map((scope) => actAtDesk(scope, number, form)))
  const lost = results.filter((one) => one.status === 'rejected' && one.reason instanceof Conflict).length
  return { done: results.filter((one) => one.status === 'fulfilled').length, lost }
}

const stored = (id: string) =>
  db
    .selectFrom('requests')
    .select(['status', 'version', 'assignee_id', 'responded_at'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
const countOf = async (table: 'request_messages' | 'request_changes' | 'request_segments', id: string) =>
  (await db.selectFrom(table).select('id').where('request_id', '=', id).execute()).length

async function mailed(number: string): Promise<string[]> {
  const jobs = await db.selectFrom('outbox').select('payload').where('topic', '=', requestMail).execute()
  return jobs
    .map((job) => JSON.parse(job.payload) as RequestMail)
    .flatMap((mail) => (mail.number === number ? [mail.personId] : []))
}

async function asked() {
  const account = await makeAccount()
  const asker = await makeMember(account, 'buyer')
  return { asker, account, ...(await makeRequest(account, { requester_id: asker.id })) }
}

test('of ten who take it at once one has it, and nine are told', async () => {
  const { id, number } = await asked()
  expect(await allAtOnce(number, { do: 'take', version: 1 })).toEqual({ done: 1, lost: crowd - 1 })
  expect(await stored(id)).toMatchObject({ version: 2, assignee_id: expect.any(String) })
})

test('of ten who answer and solve it at once one does, and nobody is mailed twice', async () => {
  const { id, number, asker } = await asked()
  const reply = { do: 'reply', body: 'It leaves today.', status: 'solved', version: 1 } as const
  expect(await allAtOnce(number, reply)).toEqual({ done: 1, lost: crowd - 1 })
  expect(await stored(id)).toMatchObject({ status: 'solved', version: 2 })
  expect([await countOf('request_messages', id), await countOf('request_segments', id)]).toEqual([1, 2])
  expect(await mailed(number)).toEqual([asker.id])
})

test('each public answer is one letter to each who takes part, whoever answers at once and however often the work is done', async () => {
  const { number, asker, account } = await asked()
  const watcher = await makeMember(account, 'receiver')
  const raiser = memberScope(raisingRequests, [grantOf(account, 'buyer')], asker.id)
  await actAsMember(raiser, number, { do: 'watch', watcher: handleOf('person', watcher.id) })
  const [one, other] = await agents()
  const reply = (body: string) => ({ do: 'reply', body, status: 'waiting_customer', version: 1 }) as const
  const done = await Promise.allSettled(
    [one, other].map((scope, index) => actAtDesk(scope as NonNullable<typeof scope>, number, reply(`Answer ${index}`))),
  )
  expect(done.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected'])
  const answer = `Answer ${done.findIndex((each) => each.status === 'fulfilled')}`
  await actAtDesk(one as NonNullable<typeof one>, number, { do: 'note', note: 'Not for them' })
  await Promise.all([workOff(work), workOff(work)])
  for (const { email } of [asker, watcher]) {
    const letters = (await mailTo(email)).filter((letter) => letter.subject.includes(number))
    expect(letters.map((letter) => letter.text.includes(answer))).toEqual([true])
    expect(letters[0]?.text).not.toContain('Not for them')
    expect(letters[0]?.links.some((link) => link.endsWith(`/portal/requests/${number}`))).toBe(true)
  }
})

test('notes of ten at once are all kept', async () => {
  const { id, number } = await asked()
  expect(await allAtOnce(number, { do: 'note', note: 'Seen' })).toEqual({ done: crowd, lost: 0 })
  expect(await db.selectFrom('request_notes').select('id').where('request_id', '=', id).execute()).toHaveLength(crowd)
})

test('one tag of ten at once is there once', async () => {
  const { id, number } = await asked()
  expect((await allAtOnce(number, { do: 'tag', tag: 'recall' })).done).toBe(crowd)
  expect(await db.selectFrom('request_tags').select('id').where('request_id', '=', id).execute()).toHaveLength(1)
})

test('answering, assigning and solving at once: each version is one of them', async () => {
  const { id, number } = await asked()
  const forms: DeskForm[] = [
    { do: 'take', version: 1 },
    { do: 'reply', body: 'Which one?', status: 'waiting_customer', version: 1 },
    { do: 'status', status: 'solved', version: 1 },
    { do: 'priority', priority: 'urgent', version: 1 },
  ]
  const scopes = await agents()
  const results = await Promise.allSettled(
    scopes.slice(0, forms.length).map((scope, index) => actAtDesk(scope, number, forms[index] as DeskForm)),
  )
  expect(results.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  expect(await countOf('request_changes', id)).toBe(2)
})

test('fifty identical posts of the form for a new request raise one', async () => {
  const account = await makeAccount()
  const asker = await makeMember(account, 'buyer')
  const order = await makeOrder(account)
  const cookie = (await startSession(asker.id, false, { ip: '127.0.0.1', userAgent: 'test' })).split(';', 1)[0] ?? ''
  const fields = {
    kind: 'question',
    subject: 'Once',
    body: 'Only once.',
    visibility: 'account',
    order: order.number,
    idempotency_key: randomUUID(),
  }
  const post = async () => {
    const request = new Request('http://localhost/portal/requests/new', {
      method: 'POST',
      headers: { cookie, accept: 'text/html' },
      body: new URLSearchParams(fields),
    })
    const context = { ip: '127.0.0.1', requestId: 'test', language: 'en' }
    return await raise({ request, params: {}, context } as unknown as ActionFunctionArgs).catch((thrown: unknown) => thrown)
  }
  const answers = await Promise.all(Array.from({ length: 50 }, post))
  const places = answers.map((answer) => (answer instanceof Response ? answer.headers.get('location') : null))
  expect(new Set(places).size).toBe(1)
  expect(places[0]).toMatch(/^\/portal\/requests\/RQ-\d+\?done=raised$/)
  expect(await db.selectFrom('requests').select('id').where('account_id', '=', account.id).execute()).toHaveLength(1)
})

/** One of the staff at an open page of a request, with what it is told. */
async function pageOf(number: string, key: string) {
  const person = await makePerson({ staff_role: 'agent', name: `Agent ${key}` })
  const cookie = (await startSession(person.id, false, { ip: '127.0.0.1', userAgent: 'test' })).split(';', 1)[0] ?? ''
  const gone = new AbortController()
  const given = (accept: string, body?: URLSearchParams) => ({
    request: new Request(`http://localhost/staff/requests/${number}/live?look=${key}`, {
      headers: { cookie, accept },
      ...(body && { method: 'POST', body }),
    }),
    params: { number },
    context: { ip: '', requestId: '', closed: gone.signal, leaving: new AbortController().signal },
  })
  const stream = (await live(given('text/event-stream') as unknown as LoaderFunctionArgs)) as Response
  const reader = (stream.body as ReadableStream<Uint8Array>).getReader()
  const next = async () => {
    for (;;) {
      const { value, done } = await reader.read()
      const told = /^data: (.*)$/m.exec(new TextDecoder().decode(value))?.[1]
      if (told) return JSON.parse(told)
      if (done) return null
    }
  }
  const ask = async () => await ((await live(given('application/json') as unknown as LoaderFunctionArgs)) as Response).json()
  const beacon = () => leave(given('*/*', new URLSearchParams({ look: key })) as unknown as ActionFunctionArgs)
  return { person, next, ask, beacon, scope: staffScope(workingRequests, 'agent', person.id), leave: () => gone.abort() }
}

test('an open page is told what is new and who looks too, from whichever process; who goes is not there any more', async () => {
  const { id, number } = await asked()
  const first = await pageOf(number, 'first-page')
  expect(await first.next()).toEqual({ version: 1, messages: 0, notes: 0, looking: [] })
  const second = await pageOf(number, 'second-page')
  expect(await first.next()).toMatchObject({ version: 1, looking: ['Agent second-page'] })
  const list = await queueNow(first.scope, { ...everyRequest, q: number }, { after: null, before: null })
  expect(list).toMatchObject({ rows: { [number]: 1 }, looking: { [number]: ['Agent second-page'] } })

  await actAtDesk(second.scope, number, { do: 'reply', body: 'Which?', status: 'waiting_customer', version: 1 })
  expect(await first.next()).toMatchObject({ version: 2, messages: 1, notes: 0 })
  await second.beacon()
  expect(await first.next()).toMatchObject({ looking: [] })
  expect(await second.ask()).toMatchObject({ looking: ['Agent first-page'] })
  expect(await lookersOf(first.scope, id)).toEqual(['Agent second-page'])
  first.leave()
  while (await first.next());
  expect(await lookersOf(second.scope, id)).toEqual([])
  second.leave()
})
