import { expect, test } from 'vitest'
import { hashPassword } from '~/access/passwords.server'
import { handleOf } from '~/access/seal.server'
import { startSession, whoIs } from '~/access/session.server'
import { db } from '~/database/connection.server'
import { setUp } from '~/setup.server'
import { makeAccount, makeMember, makePerson, staffScopeNow, unique } from '../../../tests/support/make'
import { changeRole, changeStaffRole, endSessions, removeSeat, setActive } from './people.commands.server'
import { getPerson, historyOf, listPeople } from './people.queries.server'

const start = { after: null, before: null }
const visit = { ip: '203.0.113.7', userAgent: 'test' }
const scopeBy = (id: string) => staffScopeNow(['people.manage', 'people.invite', 'people.read'], 'admin', id)

async function makeAdmin() {
  const admin = await makePerson({ staff_role: 'admin', name: 'Marek Novak' })
  const row = { person_id: admin.id, password_hash: await hashPassword('harbour at six'), changed_at: new Date() }
  await db.insertInto('credentials').values(row).execute()
  return { ...admin, handle: handleOf('person', admin.id) }
}
async function makeBuyer() {
  const account = await makeAccount()
  const buyer = await makeMember(account, 'buyer')
  return { ...buyer, account, handle: handleOf('person', buyer.id) }
}
const cookieOf = async (id: string, staff = false) => (await startSession(id, staff, visit)).split(';', 1)[0] ?? ''
const versionOf = async (id: string) =>
  (await db.selectFrom('persons').select('version').where('id', '=', id).executeTakeFirstOrThrow()).version

test('another role counts at once, ends the sessions, and two changes at once do not undo one another', async () => {
  const admin = await makeAdmin()
  const buyer = await makeBuyer()
  const cookie = await cookieOf(buyer.id)
  const change = (role: 'viewer' | 'receiver') =>
    changeRole(scopeBy(admin.id), buyer.handle, { account: buyer.account.code, role, reach: 'account', was: 'buyer branch' })
  const both = await Promise.allSettled([change('viewer'), change('receiver')])
  expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await whoIs(cookie)).toBeNull()
  expect(await whoIs(await cookieOf(buyer.id))).toMatchObject({ grants: [{ accountIds: [buyer.account.id], wholeTree: false }] })
  expect((await historyOf(scopeBy(admin.id), buyer.handle)).map((one) => [one.action, one.by])).toEqual([
    ['people.role-change', 'Marek Novak'],
  ])
})

test('a membership that is removed shows nothing from the next request on', async () => {
  const admin = await makeAdmin()
  const buyer = await makeBuyer()
  const cookie = await cookieOf(buyer.id)
  expect(await removeSeat(scopeBy(admin.id), buyer.handle, buyer.account.code)).toEqual({ done: 'removed' })
  expect(await whoIs(cookie)).toBeNull()
  expect(await whoIs(await cookieOf(buyer.id))).toMatchObject({ grants: [] })
  await expect(removeSeat(scopeBy(admin.id), buyer.handle, buyer.account.code)).rejects.toThrow('not found')
})

test('an ended access ends everywhere, and may be given back', async () => {
  const admin = await makeAdmin()
  const buyer = await makeBuyer()
  const cookie = await cookieOf(buyer.id)
  const set = async (active: boolean) =>
    setActive(scopeBy(admin.id), buyer.handle, { active, version: await versionOf(buyer.id) })
  expect(await set(false)).toEqual({ done: 'ended' })
  expect(await whoIs(cookie)).toBeNull()
  expect(await getPerson(scopeBy(admin.id), buyer.handle)).toMatchObject({ state: 'ended', sessions: 0 })
  expect(await set(true)).toEqual({ done: 'reactivated' })
  const stale = setActive(scopeBy(admin.id), buyer.handle, { active: false, version: 1 })
  await expect(stale).rejects.toThrow('changed meanwhile')
})

test('somebody is signed out everywhere without losing anything else', async () => {
  const admin = await makeAdmin()
  const buyer = await makeBuyer()
  const cookies = [await cookieOf(buyer.id), await cookieOf(buyer.id)]
  expect(await getPerson(scopeBy(admin.id), buyer.handle)).toMatchObject({ sessions: 2, state: 'active' })
  await endSessions(scopeBy(admin.id), buyer.handle)
  for (const cookie of cookies) expect(await whoIs(cookie)).toBeNull()
})

test('nobody ends or demotes themselves, and two administrators who end one another at once leave one', async () => {
  await db.updateTable('persons').set({ staff_role: 'agent' }).where('staff_role', '=', 'admin').execute()
  const [one, two] = [await makeAdmin(), await makeAdmin()]
  const end = (by: string, whom: { id: string; handle: string }) =>
    setActive(scopeBy(by), whom.handle, { active: false, version: 1 })
  expect(await end(one.id, one)).toMatchObject({ reason: 'people:refused.oneself' })
  expect(await changeStaffRole(scopeBy(one.id), one.handle, { role: 'agent', version: 1 })).toMatchObject({
    reason: 'people:refused.ownRole',
  })
  const both = await Promise.all([end(one.id, two), end(two.id, one)])
  expect(both.filter((answer) => 'done' in answer)).toHaveLength(1)
  expect(both.filter((answer) => 'refused' in answer)).toMatchObject([{ reason: 'people:refused.lastAdmin' }])
  const left = await db.selectFrom('persons').select('id').where('staff_role', '=', 'admin').where('active', '=', 1).execute()
  expect(left).toHaveLength(1)
})

test('people are listed by name, in views, and found by any part of name or address', async () => {
  const mark = unique().toLowerCase()
  const account = await makeAccount({ name: 'Harbour Works' })
  const names = Array.from({ length: 30 }, (_, i) => `${mark} ${String(i).padStart(2, '0')}`)
  for (const name of names) await makePerson({ name, email: `${name.replace(' ', '.')}@list.example` })
  const member = await makeMember(account, 'viewer')
  await db
    .updateTable('persons')
    .set({ name: `${mark} member`, active: 0 })
    .where('id', '=', member.id)
    .execute()
  const scope = scopeBy('0')
  const first = await listPeople(scope, { view: 'members', q: mark }, start)
  expect(first.rows.map((row) => row.name)).toEqual(names.slice(0, 25))
  expect(first.before).toBeNull()
  const second = await listPeople(scope, { view: 'members', q: mark }, { after: first.after, before: null })
  expect([second.rows.map((row) => row.name), second.after]).toEqual([names.slice(25), null])
  const back = await listPeople(scope, { view: 'members', q: mark }, { after: null, before: second.before })
  expect(back.rows.map((row) => row.name)).toEqual(names.slice(0, 25))
  const ended = await listPeople(scope, { view: 'ended', q: mark.toUpperCase() }, start)
  expect(ended.rows).toMatchObject([{ state: 'ended', seats: [{ accountName: 'Harbour Works', role: 'viewer' }] }])
  expect((await listPeople(scope, { view: 'all', q: `${mark}.07@list` }, start)).rows).toHaveLength(1)
  expect((await listPeople(scope, { view: 'all', q: '%' }, start)).rows).toEqual([])
  expect(JSON.stringify(first)).not.toMatch(/"id":/)
})

test('a handle of nobody is nobody’s page', async () => {
  for (const handle of ['1', handleOf('person', '999999'), handleOf('session', '1'), ''])
    await expect(getPerson(scopeBy('0'), handle)).rejects.toThrow('not found')
})

test('the first administrator is invited once, again to the same address, and not where there is one', async () => {
  await db.updateTable('persons').set({ staff_role: 'agent' }).where('staff_role', '=', 'admin').execute()
  const scope = scopeBy('0')
  const email = `${unique().toLowerCase()}@setup.example`
  expect(await setUp(scope as never, [])).toBe(1)
  expect(await setUp(scope as never, ['--admin', 'nobody'])).toBe(1)
  expect(await setUp(scope as never, ['--admin', email])).toBe(0)
  expect(await setUp(scope as never, ['--admin', 'other@setup.example'])).toBe(1)
  expect(await setUp(scope as never, ['--admin', email.toUpperCase()])).toBe(0)
  const links = await db
    .selectFrom('mail_links as l')
    .innerJoin('persons as p', 'p.id', 'l.person_id')
    .select('l.revoked_at')
    .where('p.email', '=', email)
    .orderBy('l.id')
    .execute()
  expect(links.map((link) => link.revoked_at === null)).toEqual([false, true])
  await makeAdmin()
  expect(await setUp(scope as never, ['--admin', email])).toBe(1)
})
