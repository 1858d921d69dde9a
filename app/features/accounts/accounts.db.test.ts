import { expect, test } from 'vitest'
import { systemScope } from '~/access/scope.server'
import { db } from '~/database/connection.server'
import type { At } from '~/database/keyset.server'
import type { Id, NewRowOf } from '~/database/tables'
import { breaksOnPurpose } from '../../../tests/support/invariants'
import {
  grantOf,
  makeAccount,
  makeMember,
  makePerson,
  memberScope,
  ownerOf,
  scopeOf,
  staffScope,
  unique,
} from '../../../tests/support/make'
import { oneOpenInvitation, staffOrMember } from '../people/people.invariants.server'
import { readFilter } from './account'
import { getAccount, linksOf, mergedInto, ownTop, treeAround } from './account.queries.server'
import { noteAbout, notesAbout } from './account-notes.server'
import { accountsCsv } from './accounts.csv.server'
import { accountFinder } from './accounts.find.server'
import { rootIsTop, rootOfAccount } from './accounts.invariants.server'
import { listAccounts } from './accounts.list.server'
import { accountsBelow, branchOf, switcherAccounts } from './accounts.queries.server'
import { contactsOf } from './contacts.queries.server'
import { listServed } from './served.queries.server'

breaksOnPurpose(rootIsTop.name, rootOfAccount.name, oneOpenInvitation.name, staffOrMember.name)

const start: At = { after: null, before: null }
const reads = () => staffScope(['accounts.read', 'notes.write'])

/** A group with two countries, one of which has a branch. */
async function makeGroup() {
  const top = await makeAccount({ name: 'Brackwater', city: 'Rotterdam' })
  const north = await makeAccount({ name: 'Brackwater North', city: 'Rotterdam' }, top)
  const south = await makeAccount({ name: 'Brackwater South', city: 'Antwerpen' }, top)
  const shop = await makeAccount({ name: 'Brackwater Amsterdam', city: 'Amsterdam' }, north)
  return { top, north, south, shop }
}
const onTeam = (account: Parameters<typeof ownerOf>[0], person: Id, role: string, more: Partial<NewRowOf<'account_team'>> = {}) =>
  db
    .insertInto('account_team')
    .values({ ...ownerOf(account), person_id: person, role, valid_from: '2024-01-01', ...more })
    .execute()

test('a code in the address means its branch, as index ranges for a list, and 404 where it is out of reach', async () => {
  const { top, north, south, shop } = await makeGroup()
  const member = memberScope(['orders.read'], [grantOf(top, 'buyer')])
  expect(new Set(await accountsBelow(member, north.code))).toEqual(new Set([north.id, shop.id]))
  expect((await branchOf(member, top.code)).slices).toEqual([{ column: 'root_account_id', id: top.id }])
  expect((await branchOf(member, south.code)).slices).toEqual([{ column: 'account_id', id: south.id }])
  expect((await branchOf(reads(), top.code)).slices).toEqual([{ column: 'root_account_id', id: top.id }])
  const limited = memberScope(['orders.read'], [grantOf(south, 'buyer', false)])
  expect(await accountsBelow(limited, south.code)).toEqual([south.id])
  for (const code of [top.code, north.code, shop.code, 'NO-SUCH', ''])
    await expect(accountsBelow(limited, code)).rejects.toThrow('not found')
})

test('the switcher offers the accounts in reach as a tree, and finds them', async () => {
  const { top, south, shop } = await makeGroup()
  await makeAccount({ name: 'Elsewhere' })
  await db.updateTable('accounts').set({ active: 0 }).where('id', '=', shop.id).execute()
  const member = memberScope(['shell.see'], [grantOf(top, 'buyer')])
  const { accounts: all, more } = await switcherAccounts(member)
  expect(more).toBe(false)
  expect(all.map((one) => `${'·'.repeat(one.depth)}${one.name}`)).toEqual([
    'Brackwater',
    '·Brackwater North',
    '·Brackwater South',
  ])
  expect((await switcherAccounts(member, 'antwerp')).accounts.map((one) => one.name)).toEqual(['Brackwater South'])
  expect((await switcherAccounts(member, '%')).accounts.length).toBe(0)
  const limited = memberScope(['shell.see'], [grantOf(south, 'viewer', false)])
  expect((await switcherAccounts(limited)).accounts).toMatchObject([{ name: 'Brackwater South', depth: 0 }])
})

test('contacts are the account’s own team, and for a missing role that of the nearest account above', async () => {
  const { top, north, shop } = await makeGroup()
  const [manager, sales, finance, gone] = await Promise.all(
    ['Hanna', 'Noor', 'Tomás', 'Gone'].map((name) => makePerson({ name, staff_role: 'agent' })),
  )
  await onTeam(top, manager?.id ?? '', 'manager')
  await onTeam(top, finance?.id ?? '', 'finance')
  await onTeam(north, sales?.id ?? '', 'inside_sales')
  await onTeam(north, finance?.id ?? '', 'manager')
  await onTeam(shop, gone?.id ?? '', 'service', { valid_to: '2025-12-31' })
  const member = memberScope(['accounts.read'], [grantOf(top, 'viewer')])
  const said = async (code?: string) => (await contactsOf(member, code)).map((one) => `${one.role} ${one.name}`)
  expect(await said(shop.code)).toEqual(['manager Tomás', 'inside_sales Noor', 'finance Tomás'])
  expect(await said(top.code)).toEqual(['manager Hanna', 'finance Tomás'])
  expect(await said()).toEqual(['manager Hanna', 'finance Tomás'])
  await expect(said('NO-SUCH')).rejects.toThrow('not found')
})

test('accounts are listed by name and found by any part of code, name, own script or city', async () => {
  const mark = unique()
  const names = Array.from({ length: 30 }, (_, i) => `${mark} ${String(i).padStart(2, '0')}`)
  for (const name of names) await makeAccount({ name, buys: 1 })
  const [local, lost] = [
    await makeAccount({
      name: `${mark} local`,
      local_name: `东岚${mark}`,
      city: `${mark} City`,
      buys: 0,
      supplies: 1,
      class: 'B',
    }),
    await makeAccount({ name: `${mark} lost`, stage: 'lost', active: 0 }),
  ]
  const list = (query: string, at = start) => listAccounts(reads(), readFilter(new URLSearchParams(query)), at)
  const first = await list(`q=${mark}&does=buys`)
  expect(first.rows.map((row) => row.name)).toEqual(names.slice(0, 25))
  const second = await list(`q=${mark}&does=buys`, { after: first.after, before: null })
  expect([second.rows.map((row) => row.name), second.after]).toEqual([names.slice(25), null])
  expect((await list(`q=${mark}&does=buys`, { after: null, before: second.before })).rows).toEqual(first.rows)
  // A cursor of another sort begins anew.
  expect((await list(`q=${mark}&sort=code`, { after: first.after, before: null })).rows).toHaveLength(25)
  for (const q of [local.code, `东岚${mark}`, `${mark} city`, `${mark.toLowerCase()} LOCAL`])
    expect((await list(`q=${encodeURIComponent(q)}`)).rows.map((row) => row.code)).toEqual([local.code])
  expect((await list(`q=${mark}&does=supplies&class=b`)).rows).toHaveLength(1)
  expect((await list(`q=${mark}&stage=lost`)).rows).toEqual([])
  expect((await list(`q=${mark}&stage=lost&ended=1`)).rows).toMatchObject([{ code: lost.code, active: false }])
  expect((await list('q=%25%25')).rows).toEqual([])
  const pieces: string[] = []
  for await (const piece of accountsCsv(reads(), readFilter(new URLSearchParams(`q=${mark}`)))) pieces.push(piece)
  expect(pieces.join('').trim().split('\r\n')).toHaveLength(32)
})

test('a spreadsheet runs nothing of the export', async () => {
  const mark = unique()
  await makeAccount({ name: `=HYPERLINK("${mark}")`, city: '@SUM(1)' })
  let csv = ''
  for await (const piece of accountsCsv(reads(), readFilter(new URLSearchParams(`q=${mark}`)))) csv += piece
  expect(csv).toContain(`"'=HYPERLINK(""${mark}"")"`)
  expect(csv).toContain(",'@SUM(1),")
})

test('an account shows its tree with itself marked, and its relations with their days', async () => {
  const { top, north, shop } = await makeGroup()
  const other = await makeAccount({ name: 'Tidewell' })
  const link = { kind: 'serves', created_at: new Date() }
  await db
    .insertInto('account_links')
    .values([
      { ...link, from_account_id: other.id, to_account_id: north.id, valid_from: '2025-01-01' },
      { ...link, from_account_id: other.id, to_account_id: north.id, valid_from: '2020-01-01', valid_to: '2021-12-31' },
    ])
    .execute()
  const account = await getAccount(reads(), north.code)
  const { branches, left } = await treeAround(reads(), account)
  expect(branches.map((one) => [one.name, one.depth, one.current])).toEqual([
    ['Brackwater', 0, false],
    ['Brackwater North', 1, true],
    ['Brackwater Amsterdam', 2, false],
    ['Brackwater South', 1, false],
  ])
  expect(left).toBe(0)
  expect(await linksOf(reads(), north.id)).toMatchObject([
    { code: other.code, from: false, over: false, since: '2025-01-01', until: null },
    { code: other.code, from: false, over: true, until: '2021-12-31' },
  ])
  expect(await linksOf(reads(), other.id)).toHaveLength(2)
  const limited = memberScope(['accounts.read'], [grantOf(shop, 'viewer', false)])
  expect((await treeAround(limited, await getAccount(limited, shop.code))).branches).toMatchObject([{ depth: 0, current: true }])
  expect(await ownTop(limited)).toBe(shop.code)
  await expect(getAccount(limited, top.code)).rejects.toThrow('not found')
})

test('of a tree of many accounts only what is near is drawn, and the rest counted', async () => {
  const top = await makeAccount()
  const middle = await makeAccount({}, top)
  for (let i = 0; i < 50; i++) await makeAccount({}, top)
  for (let i = 0; i < 3; i++) await makeAccount({}, middle)
  const { branches, left } = await treeAround(reads(), await getAccount(reads(), middle.code))
  expect([branches.length, left]).toEqual([5, 50])
})

test('a merged account leads to the one it went into', async () => {
  const [old, heir] = [await makeAccount(), await makeAccount()]
  await db.updateTable('accounts').set({ merged_into_id: heir.id, active: 0 }).where('id', '=', old.id).execute()
  expect(await mergedInto(reads(), await getAccount(reads(), old.code))).toBe(heir.code)
  expect(await mergedInto(reads(), await getAccount(reads(), heir.code))).toBeNull()
})

test('a note about an account is the staff’s alone, and audited without its text', async () => {
  const account = await getAccount(reads(), (await makeAccount()).code)
  const agent = await makePerson({ name: 'Noor Aziz', staff_role: 'agent' })
  const scope = staffScope(['accounts.read', 'notes.write'], 'agent', agent.id)
  await noteAbout(scope, account, { body: 'Pays late, calls early' })
  expect(await notesAbout(scope, account.id)).toMatchObject([{ body: 'Pays late, calls early', by: 'Noor Aziz' }])
  const audit = await db.selectFrom('audit_entries').selectAll().where('account_id', '=', account.id).execute()
  expect(audit.map((entry) => entry.action)).toEqual(['notes.add'])
  expect(JSON.stringify(audit)).not.toContain('Pays late')
})

test('a distributor sees whom it serves today, and nobody else’s', async () => {
  const [tier1, other, served, past] = [
    await makeAccount({ distributes: 1 }),
    await makeAccount({ distributes: 1 }),
    await makeAccount({ name: 'Kessler', city: 'Duisburg' }),
    await makeAccount({ name: 'Former' }),
  ]
  const link = { kind: 'serves', created_at: new Date(), valid_from: '2024-06-05' }
  await db
    .insertInto('account_links')
    .values([
      { ...link, from_account_id: tier1.id, to_account_id: served.id },
      { ...link, from_account_id: tier1.id, to_account_id: past.id, valid_to: '2025-01-31' },
      { ...link, from_account_id: other.id, to_account_id: past.id },
      { ...link, kind: 'acts_for', from_account_id: tier1.id, to_account_id: other.id },
    ])
    .execute()
  const scope = scopeOf('distributor', ['accounts.read'], { grants: [grantOf(tier1, 'admin')] })
  const list = async (sought = '') => (await listServed(scope, sought, start)).rows.map((row) => row.name)
  expect([await list(), await list('duis'), await list('former')]).toEqual([['Kessler'], ['Kessler'], []])
})

test('staff find an account by what they know of it', async () => {
  const mark = unique()
  const account = await makeAccount({ code: `QX-${mark}`, name: `Marlin ${mark}x Freight`, local_name: `东岚${mark}y设备` })
  const scope = staffScope(['orders.read', 'shipments.read'])
  for (const text of [`QX-${mark}`, `qx-${mark.slice(0, 6)}`, `${mark}x`, `${mark}x fre`, `${mark}y`])
    expect([text, (await accountFinder.find(scope, text, 5)).map((one) => one.path)]).toEqual([
      text,
      [`accounts/${account.code}`],
    ])
  expect(await accountFinder.find(scope, '%', 5)).toEqual([])
})

test('each invariant catches a planted violation', async () => {
  const system = systemScope([]) as Parameters<typeof rootIsTop.check>[0]
  const { top, north } = await makeGroup()
  const other = await makeAccount()
  const member = await makeMember(other, 'buyer')
  for (const one of [rootIsTop, rootOfAccount, oneOpenInvitation, staffOrMember]) expect(await one.check(system)).toEqual([])

  await db.updateTable('accounts').set({ root_account_id: other.id }).where('id', '=', north.id).execute()
  expect(await rootIsTop.check(system)).toContain(`account ${north.code}`)
  await db.updateTable('memberships').set({ root_account_id: top.id }).where('person_id', '=', member.id).execute()
  expect((await rootOfAccount.check(system)).join()).toContain(other.code)
  const link = { purpose: 'invitation', person_id: member.id, account_id: null, created_at: new Date(), expires_at: new Date() }
  await db
    .insertInto('mail_links')
    .values([1, 2].map((n) => ({ ...link, token_hash: `${n}${unique()}` })))
    .execute()
  expect(await oneOpenInvitation.check(system)).toEqual([`2 invitations of person ${member.id} to account (staff)`])
  await db.updateTable('persons').set({ staff_role: 'agent' }).where('id', '=', member.id).execute()
  expect(await staffOrMember.check(system)).toEqual([`person ${member.id} is staff and a member of account ${other.id}`])
})
