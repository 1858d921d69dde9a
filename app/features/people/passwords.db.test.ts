import { expect, test } from 'vitest'
import { findLink } from '~/access/mail-links.server'
import { askForReset } from '~/access/password-reset.server'
import { hashPassword } from '~/access/passwords.server'
import { startSession, whoIs } from '~/access/session.server'
import { endOtherSessions, endOwnSession, ownSessions } from '~/access/sessions.server'
import { signIn } from '~/access/sign-in.server'
import { db } from '~/database/connection.server'
import { workOff } from '~/work/worker.server'
import { openMailbox, tokenIn } from '../../../tests/support/mailbox'
import { makeAccount, makeMember, makePerson, scopeOf, unique } from '../../../tests/support/make'
import { work } from '../registry.server'
import { changePassword, resetPassword } from './passwords.commands.server'

const { mailTo } = await openMailbox()
const from = { ip: '203.0.113.7', requestId: 'test' }
const password = 'harbour at six'
const visitFrom = (ip: string, cookies = '') => ({ ip, userAgent: 'test', cookies })
const visit = visitFrom('203.0.113.7')

async function setPasswordOf(personId: string, to = password) {
  const row = { person_id: personId, password_hash: await hashPassword(to), changed_at: new Date() }
  await db.insertInto('credentials').values(row).execute()
}
async function makeBuyer() {
  const buyer = await makeMember(await makeAccount(), 'buyer')
  await setPasswordOf(buyer.id)
  return buyer
}
const cookieOf = (setCookie: string) => setCookie.split(';', 1)[0] ?? ''
const sessionsOf = async (id: string) => (await db.selectFrom('sessions').select('id').where('user_id', '=', id).execute()).length

test('the right address and password sign in, with a new session and an end of the old one', async () => {
  const buyer = await makeBuyer()
  const first = await signIn({ email: ` ${buyer.email.toUpperCase()} `, password }, visit)
  if (!('cookie' in first)) throw new Error('refused')
  expect(first.cookie).toMatch(/^qs=.+; HttpOnly; Max-Age=\d+; Path=\/; SameSite=Lax$/)
  expect(await whoIs(cookieOf(first.cookie))).toMatchObject({ personId: buyer.id })
  const second = await signIn({ email: buyer.email, password }, visitFrom('203.0.113.7', cookieOf(first.cookie)))
  if (!('cookie' in second)) throw new Error('refused')
  expect(cookieOf(second.cookie)).not.toBe(cookieOf(first.cookie))
  expect(await whoIs(cookieOf(first.cookie))).toBeNull()
  expect(await sessionsOf(buyer.id)).toBe(1)
})

test('unknown, wrong, ended, without a password: one answer', async () => {
  const buyer = await makeBuyer()
  const ended = await makePerson({ active: 0 })
  await setPasswordOf(ended.id)
  const invited = await makePerson()
  const tries = [
    { email: 'nobody@unknown.example', password },
    { email: 'no address', password },
    { email: buyer.email, password: 'something else' },
    { email: buyer.email, password: password.toUpperCase() },
    { email: buyer.email.replace('@', '@x'), password },
    { email: ended.email, password },
    { email: invited.email, password: '' },
    { email: invited.email, password: 'null' },
  ]
  for (const one of tries)
    expect(await signIn(one, visit)).toEqual({ refused: true, field: 'password', reason: 'signin:mismatch' })
})

test('an address that only looks the same is another', async () => {
  const plain = await makePerson({ email: `resume${unique().toLowerCase()}@example.test` })
  await setPasswordOf(plain.id)
  const accented = plain.email.replace('resume', 'resumé')
  expect(await signIn({ email: accented, password }, visit)).toMatchObject({ refused: true })
})

test.each([
  [{ buys: 1 }, 'buyer', '/portal'],
  [{ buys: 1, supplies: 1 }, 'admin', '/portal'],
  [{ buys: 0, supplies: 1 }, 'admin', '/supplier'],
  [{ buys: 1, supplies: 1 }, 'catalog', '/supplier'],
  [{ buys: 0, distributes: 1 }, 'buyer', '/portal'],
  [{ active: 0 }, 'buyer', '/me'],
] as const)('in an account %j as %s one lands on %s', async (does, role, landing) => {
  const member = await makeMember(await makeAccount(does), role)
  await setPasswordOf(member.id)
  expect(await signIn({ email: member.email, password }, visit)).toMatchObject({ landing })
})

test('guessing at one person from one place is stopped, the right password with it; other places go on', async () => {
  const buyer = await makeBuyer()
  const bad = (ip: string) => signIn({ email: buyer.email, password: 'wrong' }, visitFrom(ip))
  for (let i = 0; i < 10; i++) expect(await bad('198.51.100.1')).toMatchObject({ reason: 'signin:mismatch' })
  const stopped = await bad('198.51.100.1')
  expect(stopped).toMatchObject({ reason: 'signin:slow', values: { minutes: 15 } })
  expect((stopped as { retryAfter: number }).retryAfter).toBeGreaterThan(800)
  expect(await signIn({ email: buyer.email, password }, visitFrom('198.51.100.1'))).toMatchObject({ reason: 'signin:slow' })
  expect(await signIn({ email: buyer.email, password }, visitFrom('198.51.100.2'))).toMatchObject({ landing: '/portal' })
})

test('guessing at one person from everywhere is stopped, but not where they have been before', async () => {
  const buyer = await makeBuyer()
  expect(await signIn({ email: buyer.email, password }, visitFrom('192.0.2.200'))).toMatchObject({ landing: '/portal' })
  const all = Array.from({ length: 70 }, (_, i) =>
    signIn({ email: buyer.email, password: 'wrong' }, visitFrom(`192.0.2.${i % 35}`)),
  )
  const answers = (await Promise.allSettled(all)).flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  expect(answers.some((one) => 'reason' in one && one.reason === 'signin:slow')).toBe(true)
  expect(await signIn({ email: buyer.email, password }, visitFrom('192.0.2.150'))).toMatchObject({ reason: 'signin:slow' })
  expect(await signIn({ email: buyer.email, password }, visitFrom('192.0.2.200'))).toMatchObject({ landing: '/portal' })
})

test('signing in rightly is no guessing: it leaves nothing counted', async () => {
  const people = await Promise.all(Array.from({ length: 3 }, makeBuyer))
  const ids = new Set((await db.selectFrom('rate_limits').select('key').execute()).map((one) => one.key))
  for (const { email } of people)
    expect(await signIn({ email, password }, visitFrom('198.51.100.77'))).toMatchObject({ landing: '/portal' })
  const counted = await db.selectFrom('rate_limits').select(['key', 'points']).execute()
  expect(counted.filter((one) => !ids.has(one.key)).map((one) => one.points)).toEqual([0, 0, 0, 0])
})

test('a forgotten password is replaced by a mailed link, once even if sent twice at once, and every session ends', async () => {
  const buyer = await makeBuyer()
  await signIn({ email: buyer.email, password }, visit)
  await signIn({ email: buyer.email, password }, visit)
  expect(await askForReset(buyer.email.toUpperCase(), '203.0.113.7')).toEqual({ asked: true })
  await workOff(work)
  const [mail] = await mailTo(buyer.email)
  const token = tokenIn(mail, 'reset')
  expect(await findLink(token)).toMatchObject({ state: 'open', purpose: 'reset' })
  expect(await sessionsOf(buyer.id)).toBe(2)
  const both = await Promise.all(
    ['first new password', 'second new password'].map((one) => resetPassword({ token, password: one }, from)),
  )
  expect(both.filter((one) => 'personId' in one)).toHaveLength(1)
  expect(both.filter((one) => 'refused' in one)).toMatchObject([{ reason: 'signin:link.over' }])
  expect(await sessionsOf(buyer.id)).toBe(0)
  expect(await signIn({ email: buyer.email, password }, visit)).toMatchObject({ refused: true })
  const now = 'personId' in (both[0] ?? {}) ? 'first new password' : 'second new password'
  expect(await signIn({ email: buyer.email, password: now }, visit)).toMatchObject({ landing: '/portal' })
  await workOff(work)
  const mails = await mailTo(buyer.email)
  expect(mails.filter((one) => one.subject === 'Your password was changed')).toHaveLength(1)
})

test('whether an address is known shows neither in the answer nor in what is written before it', async () => {
  const buyer = await makeBuyer()
  const asked = async (email: string) => {
    const before = (await db.selectFrom('outbox').select('id').execute()).length
    const answer = await askForReset(email, '203.0.113.8')
    return [answer, (await db.selectFrom('outbox').select('id').execute()).length - before]
  }
  expect(await asked(buyer.email)).toEqual(await asked(`${unique().toLowerCase()}@unknown.example`))
})

test('asked for again and again, one mail leaves', async () => {
  const buyer = await makeBuyer()
  for (let i = 0; i < 4; i++) await askForReset(buyer.email, '203.0.113.9')
  // The next slot of time has begun, and not enough of it passed.
  await askForReset(buyer.email, '203.0.113.9', new Date(Date.now() + 600_000))
  await workOff(work)
  expect(await mailTo(buyer.email)).toHaveLength(1)
  expect(await askForReset(buyer.email, '203.0.113.9')).toMatchObject({ reason: 'signin:slow' })
})

test('nobody gets a mail who is not there or whose access has ended', async () => {
  const ended = await makePerson({ active: 0 })
  await askForReset(ended.email, '203.0.113.10')
  await askForReset('nobody@unknown.example', '203.0.113.10')
  await workOff(work)
  expect([...(await mailTo(ended.email)), ...(await mailTo('nobody@unknown.example'))]).toEqual([])
})

test('one’s own password changes with the present one, ends the other sessions and links, and is told by mail', async () => {
  const buyer = await makeBuyer()
  const cookie = cookieOf(await startSession(buyer.id, false, visit))
  await startSession(buyer.id, false, visit)
  await askForReset(buyer.email, '203.0.113.11')
  await workOff(work)
  const token = tokenIn((await mailTo(buyer.email))[0], 'reset')
  const me = () =>
    scopeOf('me', ['me.read', 'me.change'], { personId: buyer.id, name: 'Pim Doorn', email: buyer.email }, new Date())
  const change = (current: string, to: string) => changePassword(me(), { current_password: current, password: to }, cookie)
  expect(await change('wrong', 'another password')).toMatchObject({ field: 'current_password' })
  expect(await change(password, 'short')).toMatchObject({ field: 'password', reason: 'signin:password.short' })
  expect(await change(password, buyer.email)).toMatchObject({ field: 'password', reason: 'signin:password.guessable' })
  expect(await sessionsOf(buyer.id)).toBe(2)
  expect(await change(password, 'another password of mine')).toEqual({ endedSessions: 1 })
  expect(await whoIs(cookie)).toMatchObject({ personId: buyer.id })
  expect(await resetPassword({ token, password: 'a third password' }, from)).toMatchObject({ refused: true })
  await workOff(work)
  expect((await mailTo(buyer.email)).map((one) => one.subject)).toContain('Your password was changed')
})

test('sessions are listed without their ids, and end one by one or all but the present one', async () => {
  const buyer = await makeBuyer()
  const cookies = await Promise.all([1, 2, 3].map(async () => cookieOf(await startSession(buyer.id, false, visit))))
  const [here = '', second = '', third = ''] = cookies
  const stranger = await makeBuyer()
  await startSession(stranger.id, false, visit)
  const me = scopeOf('me', ['me.read', 'me.change'], { personId: buyer.id }, new Date())
  const listed = await ownSessions(me, here)
  expect(listed.map((one) => one.current).filter(Boolean)).toHaveLength(1)
  const ids = (await db.selectFrom('sessions').select('id').execute()).map((one) => one.id)
  expect(ids.some((id) => JSON.stringify(listed).includes(id))).toBe(false)
  const other = scopeOf('me', ['me.read', 'me.change'], { personId: stranger.id }, new Date())
  const [theirs] = await ownSessions(other, '')
  expect(await endOwnSession(me, theirs?.key ?? '')).toBe(0)
  const one = (await ownSessions(me, second)).find((row) => row.current)?.key ?? ''
  expect(await endOwnSession(me, one)).toBe(1)
  expect([await whoIs(second), (await whoIs(third))?.personId]).toEqual([null, buyer.id])
  expect(await endOtherSessions(me, here)).toBe(1)
  expect([(await whoIs(here))?.personId, await whoIs(third)]).toEqual([buyer.id, null])
  expect(await sessionsOf(stranger.id)).toBe(1)
})
