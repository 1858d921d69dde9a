import { afterEach, describe, expect, test, vi } from 'vitest'
import type { MemberRole, StaffAbility } from '~/access/abilities'
import { Scope, systemScope } from '~/access/scope.server'
import { db } from '~/database/connection.server'
import { work } from '~/features/registry.server'
import { workOff } from '~/work/worker.server'
import { makeContract } from '../../../tests/support/contracting'
import { openMailbox } from '../../../tests/support/mailbox'
import { grantOf, makeAccount, makeMember, makePerson, memberScope, ownerOf, scopeOf } from '../../../tests/support/make'
import { getContract } from './contract.queries.server'
import { contractTimeline } from './contracts.timeline.server'
import { projectContracts } from './projection.server'
import { dueReminder, remindOfNotice } from './reminders.server'

const mailbox = await openMailbox()
afterEach(() => vi.restoreAllMocks())

const steps = [7, 30]
const reading = ['orders.read', 'contracts.read'] as const
const remind = (at: Date) => remindOfNotice(systemScope<StaffAbility>([], at), steps)
// Mail is written with the time of the worker, so the days are around the day of the test.
const daysFromNow = (days: number) => new Date(Date.now() + days * 86_400_000)
const dayOf = (at: Date) => at.toISOString().slice(0, 10)

test.each([
  [31, null],
  [30, 30],
  [8, 30],
  [7, 7],
  [0, 7],
  [-1, null],
])('%i days before the last one: the reminder of %j', (left, due) => {
  expect(dueReminder(left, steps)).toBe(due)
  expect(dueReminder(left, [])).toBe(null)
})

type Account = Awaited<ReturnType<typeof makeAccount>>

async function manage(account: Account, language = 'en', name = 'Hanna Lindqvist') {
  const manager = await makePerson({ staff_role: 'manager', language, name })
  await db
    .insertInto('account_team')
    .values({ ...ownerOf(account), person_id: manager.id, role: 'manager', valid_from: '2020-01-01' })
    .execute()
  return manager
}

/** An account with its people and a contract whose last day for notice is so many days from now. */
async function world(left: number) {
  const account = await makeAccount()
  const manager = await manage(account, 'zh-CN')
  const members = Object.fromEntries(
    await Promise.all(
      (['admin', 'buyer', 'receiver', 'finance'] as const).map(async (role) => [role, await makeMember(account, role)] as const),
    ),
  ) as Record<MemberRole, { id: string; email: string }>
  // A notice period of one day: the last day for notice is two days before the first one after the term.
  const ends = daysFromNow(left + 1)
  const contract = await makeContract(account, { ends_on: dayOf(ends), notice: 'P1D' }, null, new Date())
  return { account, manager, members, contract }
}

const mails = async (person: { email: string }, number: string) =>
  (await mailbox.mailTo(person.email)).filter((mail) => mail.subject.includes(number))

test('each step is mailed once to the manager and the administrators, in their language, and to nobody else', async () => {
  const { account, manager, members, contract } = await world(20)
  await makeMember(await makeAccount({}, account), 'admin')
  // Several workers at once, and again and again.
  await Promise.all(Array.from({ length: 6 }, () => remind(new Date())))
  for (let again = 0; again < 3; again++) await remind(new Date())
  await Promise.all([workOff(work), workOff(work)])
  await workOff(work)
  const [chinese, ...more] = await mails(manager, contract.number)
  expect(more).toEqual([])
  expect(chinese?.subject).toContain('为最迟通知日')
  expect(chinese?.text).toContain(`/staff/contracts/${contract.number}`)
  const [english, ...others] = await mails(members.admin, contract.number)
  expect(others).toEqual([])
  expect(english?.subject).toMatch(/^Last day for notice on .*: contract CT-/)
  expect(english?.text).toContain('20 days left to give notice')
  expect(english?.text).toContain(`/portal/contracts/${contract.number}`)
  for (const role of ['buyer', 'receiver', 'finance'] as const)
    expect([role, await mailbox.mailTo(members[role].email)]).toEqual([role, []])
  expect(await letters(contract.id)).toEqual([30, 30])

  // The last week begins.
  await remind(daysFromNow(14))
  await remind(daysFromNow(15))
  await db
    .updateTable('outbox')
    .set({ run_at: new Date() })
    .where('run_at', '>', new Date())
    .where('topic', '=', 'contracts.reminder')
    .execute()
  await workOff(work)
  expect(await letters(contract.id)).toEqual([30, 30, 7, 7])
  expect(await mails(members.admin, contract.number)).toHaveLength(2)
  expect(await mails(manager, contract.number)).toHaveLength(2)
})

const letters = async (contract: string) =>
  (await db.selectFrom('contract_reminders').select('days').where('contract_id', '=', contract).orderBy('id').execute()).map(
    (row) => row.days,
  )

test('both sides read in the timeline that it went, with the names that they may know', async () => {
  const parent = await makeAccount()
  const boss = await makeMember(parent, 'admin')
  const account = await makeAccount({}, parent)
  await manage(parent)
  const contract = await makeContract(account, { ends_on: dayOf(daysFromNow(6)), notice: 'P1D' }, null, new Date())
  const entries = async (scope: Parameters<typeof getContract>[0]) => {
    const { row, contract: shown } = await getContract(scope, contract.number)
    const all = await contractTimeline(scope, row, shown.standing, shown.today)
    return all.filter((entry) => entry.kind.startsWith('contracts.reminded')).map((entry) => entry.facts)
  }
  const staff = scopeOf('staff', reading, { staffRole: 'agent' }, new Date())
  const limited = memberScope(reading, [grantOf(account, 'viewer', false)])
  await remind(new Date())
  expect(await entries(staff)).toEqual([])
  await workOff(work)
  expect(await mails(boss, contract.number)).toHaveLength(1)
  const on = dayOf(daysFromNow(5))
  expect(await entries(staff)).toEqual([{ on, people: 'Hanna Lindqvist and Ines K.' }])
  expect(await entries(limited)).toEqual([{ on, people: 'Hanna Lindqvist' }])
})

describe('nothing goes', () => {
  test('to an administrator of a branch beside it, nor to one above whose seat ends there', async () => {
    const parent = await makeAccount()
    const branch = await makeAccount({}, parent)
    const beside = await makeMember(await makeAccount({}, parent), 'admin')
    const above = await makeMember(parent, 'admin', false)
    const contract = await makeContract(branch, { ends_on: dayOf(daysFromNow(6)), notice: 'P1D' }, null, new Date())
    await remind(new Date())
    await workOff(work)
    for (const person of [beside, above]) expect(await mails(person, contract.number)).toEqual([])
  })

  test('to whoever has become a receiver since it was written', async () => {
    const { members, manager, contract } = await world(5)
    await remind(new Date())
    await db.updateTable('memberships').set({ role: 'receiver' }).where('person_id', '=', members.admin.id).execute()
    await workOff(work)
    expect(await mailbox.mailTo(members.admin.email)).toEqual([])
    expect(await mails(manager, contract.number)).toHaveLength(1)
  })

  test('once one side has ended the contract', async () => {
    const { members, manager, contract } = await world(5)
    await remind(new Date())
    await db
      .updateTable('contracts')
      .set({ terminated_on: dayOf(daysFromNow(3)) })
      .where('id', '=', contract.id)
      .execute()
    await projectContracts(systemScope<StaffAbility>([], new Date()), [contract.id])
    await workOff(work)
    for (const person of [members.admin, manager]) expect(await mails(person, contract.number)).toEqual([])
  })

  test('before its time, after the day, or where the term is not renewed', async () => {
    const account = await makeAccount()
    const early = await makeContract(account, { ends_on: dayOf(daysFromNow(40)), notice: 'P1D' }, null, new Date())
    const over = await makeContract(account, { ends_on: dayOf(new Date()), notice: 'P1D' }, null, new Date())
    const once = await makeContract(account, { ends_on: dayOf(daysFromNow(6)), notice: 'P1D', renewal: null }, null, new Date())
    await remind(new Date())
    for (const { id } of [early, over, once]) expect(await letters(id)).toEqual([])
  })
})

test('what is cut off while it is written is written whole by the next run', async () => {
  const { contract } = await world(5)
  vi.spyOn(Scope.prototype, 'queue').mockImplementationOnce(async () => {
    throw new Error('cut off')
  })
  await expect(remind(new Date())).rejects.toThrow('cut off')
  expect(await letters(contract.id)).toEqual([])
  await remind(new Date())
  expect(await letters(contract.id)).toEqual([7, 7])
  const jobs = await db
    .selectFrom('outbox')
    .select('id')
    .where('topic', '=', 'contracts.reminder')
    .where('state', '=', 'waiting')
    .execute()
  expect(jobs).toHaveLength(2)
  await workOff(work)
})

test('each branch counts in its own zone', async () => {
  const east = await makeAccount({ time_zone: 'Pacific/Kiritimati' })
  const west = await makeAccount({ time_zone: 'Pacific/Pago_Pago' })
  const terms = { ends_on: '2030-06-30', notice: 'P1D' }
  const [sooner, later] = [await makeContract(east, terms), await makeContract(west, terms)]
  // The last day is 29 June, and 30 May the first on which somebody is reminded.
  await remind(new Date('2030-05-29T11:00:00Z'))
  expect([await letters(sooner.id), await letters(later.id)].map((one) => one.length > 0)).toEqual([true, false])
  await remind(new Date('2030-05-30T11:30:00Z'))
  expect((await letters(later.id)).length).toBeGreaterThan(0)
})
