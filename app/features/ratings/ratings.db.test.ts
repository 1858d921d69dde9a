import { expect, test } from 'vitest'
import type { StaffAbility } from '~/access/abilities'
import { actByLink, findLink } from '~/access/mail-links.server'
import { systemScope } from '~/access/scope.server'
import { unseal } from '~/access/seal.server'
import { db } from '~/database/connection.server'
import { readingRequests } from '~/features/requests/requests.reach'
import { Conflict, isRefusal, NotFound } from '~/values/outcome'
import { makeRequest } from '../../../tests/support/asking'
import { breaksOnPurpose } from '../../../tests/support/invariants'
import { grantOf, makeAccount, makeMember, makePerson, memberScope, ownerOf, staffScope } from '../../../tests/support/make'
import { askForRating, moderate, rate } from './ratings.commands.server'
import { ratingDecided } from './ratings.invariants.server'
import { ratingMail } from './ratings.mail.server'
import { getRating, listRatings, lookAtRatingLink, ratingOf } from './ratings.queries.server'

breaksOnPurpose('ratings.decided')

const from = { ip: '127.0.0.1', requestId: 'test' }

async function solved() {
  const account = await makeAccount()
  const [asker, colleague] = [await makeMember(account, 'buyer'), await makeMember(account, 'viewer')]
  const request = await makeRequest(account, { requester_id: asker.id, status: 'solved' })
  const as = (person: { id: string }) => memberScope(readingRequests, [grantOf(account, 'buyer')], person.id)
  return { account, asker, colleague, request, as }
}

/** Tells the subscriber, as the worker would; answers the tokens that were mailed. */
async function asked(number: string, times = 1): Promise<string[]> {
  const context = { scope: systemScope<StaffAbility>([]), jobId: '1', attempt: 1, signal: new AbortController().signal }
  const event = { name: 'requests.solved', facts: { number }, at: '', personId: '0' }
  for (let time = 0; time < times; time++) await askForRating.hear(event, context)
  const jobs = await db.selectFrom('outbox').select('payload').where('topic', '=', ratingMail).execute()
  const letters = jobs.map((job) => JSON.parse(job.payload) as { number: string; sealed: string })
  return letters.filter((one) => one.number === number).map((one) => unseal(one.sealed))
}

const give = (token: string, score: number, comment = 'Quick, thank you') =>
  actByLink({ token, purpose: 'rating' }, from, (scope, link) => rate(scope, link, { score, comment }))

async function rated(score = 4) {
  const world = await solved()
  const [token = ''] = await asked(world.request.number)
  await give(token, score)
  const manager = await makePerson({ staff_role: 'manager' })
  return { ...world, scope: staffScope(['ratings.moderate'], 'manager', manager.id) }
}

test('who raised it is asked once, however often it is solved', async () => {
  const { request } = await solved()
  expect(await asked(request.number, 3)).toHaveLength(1)
})

test('what is open again, and what the host opened for itself, is not asked about', async () => {
  const account = await makeAccount()
  const open = await makeRequest(account, { status: 'open', requester_id: (await makePerson()).id })
  const own = await makeRequest(account, { status: 'solved' })
  expect([...(await asked(open.number)), ...(await asked(own.number))]).toEqual([])
})

test('looking at the link changes nothing; of ten who send it at once one counts', async () => {
  const { request } = await solved()
  const [token = ''] = await asked(request.number)
  for (let look = 0; look < 3; look++)
    expect(await lookAtRatingLink(token)).toMatchObject({ state: 'open', open: { number: request.number } })
  expect(await db.selectFrom('ratings').select('id').where('request_id', '=', request.id).execute()).toEqual([])
  const sent = await Promise.all(Array.from({ length: 10 }, () => give(token, 5)))
  expect(sent.filter((one) => !isRefusal(one))).toEqual([{ score: 5 }])
  expect(await db.selectFrom('ratings').select('id').where('request_id', '=', request.id).execute()).toHaveLength(1)
  expect(await lookAtRatingLink(token)).toEqual({ state: 'used', open: null })
})

test('a link is for its own purpose, and nonsense for none', async () => {
  const { request } = await solved()
  const [token = ''] = await asked(request.number)
  expect((await findLink(token))?.purpose).toBe('rating')
  for (const nonsense of ['', 'x', token.slice(1), `${token}a`]) {
    expect(await lookAtRatingLink(nonsense)).toEqual({ state: 'unknown', open: null })
    expect(await give(nonsense, 5)).toMatchObject({ reason: 'signin:link.over' })
  }
})

test('a bad one opens a request that only the staff see, for the team of the account', async () => {
  const { account, asker, request, as } = await solved()
  const contact = await makePerson({ staff_role: 'agent' })
  await db
    .insertInto('account_team')
    .values({ ...ownerOf(account), person_id: contact.id, role: 'service', valid_from: '2026-01-01' })
    .execute()
  const [token = ''] = await asked(request.number)
  await give(token, 2)
  const rows = await db
    .selectFrom('requests')
    .selectAll()
    .where('account_id', '=', account.id)
    .where('visibility', '=', 'staff')
    .execute()
  expect(rows).toMatchObject([{ assignee_id: contact.id, status: 'new', requester_id: null }])
  expect(rows[0]?.subject).toContain(request.number)
  expect(await as(asker).rows.selectFrom('requests').select('number').execute()).toEqual([{ number: request.number }])
})

test('a good one opens nothing', async () => {
  const { account } = await rated(3)
  expect(await db.selectFrom('requests').select('id').where('account_id', '=', account.id).execute()).toHaveLength(1)
})

test('others see it once it is approved, and of the comment what may be shown', async () => {
  const { asker, colleague, request, as, scope } = await rated()
  expect((await ratingOf(as(asker), request.id))?.comment).toBe('Quick, thank you')
  expect(await ratingOf(as(colleague), request.id)).toBeNull()
  await moderate(scope, request.number, { do: 'approve', shown: 'Quick', version: 1 })
  expect(await ratingOf(as(colleague), request.id)).toMatchObject({ comment: 'Quick', score: 4, state: 'approved' })
  expect((await getRating(scope, request.number)).comment).toBe('Quick, thank you')
  await moderate(scope, request.number, { do: 'respond', response: 'Gladly', version: 2 })
  expect(await ratingOf(as(colleague), request.id)).toMatchObject({ response: 'Gladly' })
})

test('a comment that is taken out is not shown at all', async () => {
  const { colleague, request, as, scope } = await rated()
  await moderate(scope, request.number, { do: 'approve', shown: '', version: 1 })
  expect((await ratingOf(as(colleague), request.id))?.comment).toBe('')
})

test('what was refused is shown to nobody else, has its reason, and is not decided again', async () => {
  const { colleague, request, as, scope } = await rated()
  await moderate(scope, request.number, { do: 'refuse', refusal: 'Names a third person', version: 1 })
  expect(await ratingOf(as(colleague), request.id)).toBeNull()
  expect(await getRating(scope, request.number)).toMatchObject({ state: 'refused', refusal: 'Names a third person' })
  expect(await moderate(scope, request.number, { do: 'approve', version: 2 })).toMatchObject({
    reason: 'ratings:refused.decided',
  })
  expect(await moderate(scope, request.number, { do: 'respond', response: 'No', version: 2 })).toMatchObject({
    field: 'response',
  })
})

test('of ten who decide at once one does', async () => {
  const { request, scope } = await rated()
  const all = await Promise.allSettled(
    Array.from({ length: 10 }, () => moderate(scope, request.number, { do: 'approve', version: 1 })),
  )
  expect(all.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  expect(all.filter((one) => one.status === 'rejected' && one.reason instanceof Conflict)).toHaveLength(9)
})

test('the list of those that wait has the oldest first', async () => {
  const { request, scope } = await rated()
  const page = await listRatings(scope, 'waiting', { after: null, before: null })
  expect(page.rows.map((row) => row.number)).toContain(request.number)
  const times = page.rows.map((row) => row.at.getTime())
  expect(times).toEqual([...times].sort((a, b) => a - b))
  await expect(getRating(scope, 'RQ-NONE')).rejects.toThrow(NotFound)
})

test('a rating that is decided by nobody is found', async () => {
  const { request } = await rated()
  await db.updateTable('ratings').set({ state: 'approved' }).where('request_id', '=', request.id).execute()
  expect((await ratingDecided.check(systemScope<StaffAbility>([]))).join(' ')).toContain(request.number)
})
