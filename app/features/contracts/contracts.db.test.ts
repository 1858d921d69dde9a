import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, describe, expect, test, vi } from 'vitest'
import type { StaffAbility } from '~/access/abilities'
import { systemScope } from '~/access/scope.server'
import { db } from '~/database/connection.server'
import { isRefusal, NotFound } from '~/values/outcome'
import { makeCreditNote, makeInvoice } from '../../../tests/support/billing'
import { makeContract } from '../../../tests/support/contracting'
import { importing } from '../../../tests/support/importing'
import { breaksOnPurpose } from '../../../tests/support/invariants'
import {
  grantOf,
  makeAccount,
  makeEntity,
  makeMember,
  makePerson,
  memberScope,
  scopeOf,
  unique,
} from '../../../tests/support/make'

// The reader's today is 11 June 2026.

const folder = vi.hoisted(() => `.data/test-contracts-${process.pid}`)
vi.mock('~/env.server', async (original) => {
  const { env } = await original<typeof import('~/env.server')>()
  return { env: { ...env, FILES_FOLDER: folder } }
})
const { byFeed, makeFeed, ownFeed, revokeFeed } = await import('~/access/calendar-feeds.server')
const { openFile } = await import('~/features/files/files.queries.server')
const { contractCalendar } = await import('./calendar.server')
const { getContract } = await import('./contract.queries.server')
const { completeContract } = await import('./contracts.commands.server')
const { contractsCsv } = await import('./contracts.csv.server')
const { contractFinder } = await import('./contracts.find.server')
const { completeForm } = await import('./contracts.forms.server')
const { contractInvariants } = await import('./contracts.invariants.server')
const { turnContracts } = await import('./contracts.jobs.server')
const { listContracts, noticeSoon } = await import('./contracts.queries.server')
type ContractFilter = import('./contract-filter').ContractFilter

breaksOnPurpose(...contractInvariants.map((one) => one.name))
afterAll(() => rm(folder, { recursive: true, force: true }))

const may = ['orders.read', 'contracts.read'] as const
type Account = Awaited<ReturnType<typeof makeAccount>>
const reader = (account: Account) => memberScope([...may, 'invoices.read'], [grantOf(account, 'buyer')])
const every: ContractFilter = { q: '', view: 'all', from: null, to: null, account: null }
const first = { after: null, before: null }
const numbers = async (account: Account, filter: Partial<ContractFilter>) =>
  (await listContracts(reader(account), { ...every, ...filter }, first)).rows.map((row) => row.number)

describe('the list', () => {
  test('shows what is current by the day to mind next, what comes to its last day for notice, and what has ended', async () => {
    const account = await makeAccount()
    const yearly = await makeContract(account)
    const soon = await makeContract(account, { ends_on: '2024-09-14' })
    const over = await makeContract(account, { renewal: null })
    const endless = await makeContract(account, { ends_on: null, open_ended: 1 })
    expect(await numbers(account, { view: 'open' })).toEqual([soon.number, yearly.number, endless.number])
    expect(await numbers(account, { view: 'notice' })).toEqual([soon.number])
    expect(await numbers(account, { view: 'ended' })).toEqual([over.number])
    expect(await numbers(account, { view: 'all', from: '2026-09-01', to: '2026-12-31' })).toEqual([yearly.number])
    expect((await noticeSoon(reader(account), null, 5)).map((row) => [row.number, row.noticeOn])).toEqual([
      [soon.number, '2026-06-14'],
    ])
    expect(await noticeSoon(memberScope(['orders.read'], [grantOf(account, 'receiver')]), null, 5)).toEqual([])
  })

  test('is paged forth and back without losing one, and is the same as a file', async () => {
    const account = await makeAccount()
    for (let index = 0; index < 5; index++) await makeContract(account, { title: `=Contract ${index}` })
    const filter = { ...every, view: 'open' as const }
    const one = await listContracts(reader(account), filter, first, 2)
    const two = await listContracts(reader(account), filter, { after: one.after, before: null }, 2)
    const three = await listContracts(reader(account), filter, { after: two.after, before: null }, 2)
    const all = [...one.rows, ...two.rows, ...three.rows].map((row) => row.number)
    expect(new Set(all).size).toBe(5)
    const back = await listContracts(reader(account), filter, { after: null, before: two.before }, 2)
    expect(back.rows).toEqual(one.rows)
    let text = ''
    const words = { head: (column: string) => column, status: (status: string) => status }
    for await (const piece of await contractsCsv(reader(account), filter, words)) text += piece
    const lines = text.trim().split('\r\n').slice(1)
    expect(lines.map((line) => line.split(',')[0])).toEqual(all)
    expect(lines[0]).toContain("'=Contract 0")
  })

  test('finds by the beginning of number and title, and nothing for whoever may read none', async () => {
    const account = await makeAccount()
    const title = `Freight ${unique()}`
    const contract = await makeContract(account, { title })
    expect(await numbers(account, { q: title.slice(0, 12) })).toEqual([contract.number])
    const finding = (role: 'buyer' | 'receiver') =>
      contractFinder.find(scopeOf('portal', ['orders.read', 'shipments.read'], { grants: [grantOf(account, role)] }), title, 6)
    expect((await finding('buyer')).map((one) => one.path)).toEqual([`contracts/${contract.number}`])
    expect(await finding('receiver')).toEqual([])
  })
})

test('a commitment is drawn by goods invoiced in its currency and period, less credit notes, and by nothing else', async () => {
  const account = await makeAccount()
  const contract = await makeContract(account, { commitment: '1000', commitment_per: 'year' })
  const bill = (issued_on: string, net: string, kind = 'goods', currency = 'EUR') =>
    makeInvoice(account, { issued_on, due_on: '2026-12-31', currency }, [{ net, kind }])
  await bill('2026-01-01', '300.10')
  await bill('2026-03-31', '50.05')
  for (const other of [
    ['2025-12-31', '7'],
    ['2026-02-01', '7', 'freight'],
    ['2026-02-01', '7', 'goods', 'USD'],
    ['2026-06-12', '7'],
  ])
    await bill(...(other as Parameters<typeof bill>))
  await makeInvoice(await makeAccount({}, account), { issued_on: '2026-02-01' }, [{ net: '7' }])
  await makeCreditNote(account, { issued_on: '2026-04-02' }, '20.00')
  const { contract: shown } = await getContract(reader(account), contract.number)
  expect(shown.drawdown).toMatchObject({ from: '2026-01-01', to: '2026-12-31', drawn: '330.15', left: '669.85' })
  expect(shown.drawdown?.steps.map((step) => [step.on, step.total])).toEqual([
    ['2026-01-01', '300.1'],
    ['2026-02-01', '300.1'],
    ['2026-03-01', '350.15'],
    ['2026-04-01', '330.15'],
    ['2026-05-01', '330.15'],
    ['2026-06-01', '330.15'],
  ])
})

test('contracts turn as days pass, once, in their account’s zone', async () => {
  const [east, west] = [
    await makeAccount({ time_zone: 'Pacific/Auckland' }),
    await makeAccount({ time_zone: 'America/Los_Angeles' }),
  ]
  const before = new Date('2026-06-29T12:00:00Z')
  const ends = { ends_on: '2026-06-30', renewal: null, notice: null }
  const ids = [(await makeContract(east, ends, null, before)).id, (await makeContract(west, ends, null, before)).id]
  const statuses = async () =>
    (await db.selectFrom('contracts').select('status').where('id', 'in', ids).orderBy('id').execute()).map((row) => row.status)
  expect(await statuses()).toEqual(['in_force', 'in_force'])
  const turn = (at: string) => turnContracts(systemScope<StaffAbility>([], new Date(at)))
  await turn('2026-06-30T18:00:00Z')
  expect(await statuses()).toEqual(['expired', 'in_force'])
  await turn('2026-07-01T09:00:00Z')
  expect(await statuses()).toEqual(['expired', 'expired'])
  expect(await turn('2026-07-01T09:00:00Z')).toBe(0)
})

describe('staff complete', () => {
  const unread = {
    starts_on: null,
    starts_text: '[]/[]/2004',
    ends_on: null,
    ends_text: 'see annex',
    renewal: null,
    renewal_text: 'Perpetual',
  }
  const blank = { renewal: 'unclear', notice: 'none', commitment_per: 'none', version: '1' }
  const staff = async () =>
    scopeOf('staff', [...may, 'contracts.change'], {
      staffRole: 'manager',
      personId: (await makePerson({ staff_role: 'manager' })).id,
    })

  test('what they know, and the rest stays as it was written', async () => {
    const contract = await makeContract(await makeAccount(), unread)
    const scope = await staff()
    const waits = async () => {
      const filter: ContractFilter = { ...every, view: 'incomplete', q: contract.number }
      return (await listContracts(scope, filter, first)).rows.map((row) => row.status)
    }
    expect(await waits()).toEqual(['incomplete'])
    const part = completeForm.parse({ ...blank, starts_on: '2004-05-01' })
    expect(await completeContract(scope, contract.number, null, part)).toEqual({ incomplete: true })
    const { contract: now } = await getContract(scope, contract.number)
    expect(now.unread).toMatchObject({ starts: null, ends: 'see annex', renewal: 'Perpetual' })
    await expect(completeContract(scope, contract.number, null, part)).rejects.toThrow('changed meanwhile')
    const rest = { ...blank, version: '2', starts_on: '2004-05-01', ends_on: '2027-04-30', renewal: 'times', renewal_times: '2' }
    const whole = completeForm.parse({ ...rest, renewal_length: '5', renewal_unit: 'Y', notice: 'M', notice_length: '6' })
    expect(await completeContract(scope, contract.number, null, whole)).toEqual({ incomplete: false })
    expect(await waits()).toEqual([])
    expect((await getContract(scope, contract.number)).contract).toMatchObject({
      renewal: 'R2/P5Y',
      notice: 'P6M',
      status: 'in_force',
    })
    const audited = await db
      .selectFrom('audit_entries')
      .select(['before_values', 'after_values'])
      .where('subject_id', '=', contract.number)
      .orderBy('id')
      .execute()
    expect(audited.map((one) => JSON.parse(one.after_values ?? '{}'))).toMatchObject([
      { starts_on: '2004-05-01', starts_text: null },
      { ends_on: '2027-04-30', renewal: 'R2/P5Y', renewal_text: null },
    ])
  })

  test.each([
    [{ ends_on: '2004-01-01', starts_on: '2004-05-01' }, 'ends_on'],
    [{ ends_on: '2004-01-01', open_ended: 'yes' }, 'ends_on'],
    [{ starts_on: '2004-02-30' }, 'starts_on'],
    [{ renewal: 'successive' }, 'renewal_length'],
    [{ notice: 'D', notice_length: '0' }, 'notice_length'],
    [{ notice: 'Y', notice_length: '11' }, 'notice_length'],
    [{ notice: 'M', notice_length: '121' }, 'notice_length'],
    [{ notice: 'W', notice_length: '522' }, 'notice_length'],
    [{ commitment_per: 'year' }, 'commitment'],
    [{ commitment_per: 'year', commitment: '-5' }, 'commitment'],
    [{ commitment_per: 'year', commitment: '100.000' }, 'commitment'],
    [{ commitment_per: 'none', commitment: '100' }, 'commitment'],
    [{ commitment_per: 'unclear', commitment: '100' }, 'commitment'],
  ])('not %j: said at the field', (wrong, field) => {
    const { error } = completeForm.safeParse({ ...blank, ...wrong })
    expect(error?.issues.map((issue) => issue.path[0])).toContain(field)
  })

  test('no day of signing that is still to come', async () => {
    const contract = await makeContract(await makeAccount())
    const sign = async (agreed_on: string) =>
      await completeContract(await staff(), contract.number, null, completeForm.parse({ ...blank, renewal: 'none', agreed_on }))
    expect(await sign('2099-01-01')).toMatchObject({ field: 'agreed_on', reason: 'contracts:complete.agreedLater' })
    expect(isRefusal(await sign('2026-06-11'))).toBe(false)
  })

  test.each([
    ['JPY', '10.5', 'refused'],
    ['USD', '1000.000', 'refused'],
    ['USD', '100.0000', 'refused'],
    ['USD', '100,000', '100000.0000'],
    ['KWD', '12.1250', '12.1250'],
  ])('of %s %s: %s', async (commitment_currency, commitment, stored) => {
    const contract = await makeContract(await makeAccount(), { commitment_currency })
    const terms = { renewal: 'none', starts_on: '2024-01-01', commitment_per: 'year', commitment }
    const outcome = await completeContract(await staff(), contract.number, null, completeForm.parse({ ...blank, ...terms }))
    if (stored === 'refused') return expect(isRefusal(outcome) && outcome.field).toBe('commitment')
    const row = db.selectFrom('contracts').select('commitment').where('id', '=', contract.id).executeTakeFirstOrThrow()
    expect((await row).commitment).toBe(stored)
  })
})

test('a calendar’s secret address shows what its owner may see now, and nothing after it was ended or replaced', async () => {
  const account = await makeAccount()
  const contract = await makeContract(account, {}, null, new Date())
  await makeContract(await makeAccount(), {}, null, new Date())
  const person = await makeMember(account, 'buyer')
  const own = scopeOf('portal', may, { grants: [grantOf(account, 'buyer')], personId: person.id }, new Date())
  await makeFeed(own)
  const token = (await ownFeed(own))?.token ?? ''
  const stored = await db.selectFrom('calendar_feeds').selectAll().where('person_id', '=', person.id).executeTakeFirstOrThrow()
  expect(JSON.stringify(stored)).not.toContain(token)
  const asking = (secret: string) =>
    byFeed({ token: secret, ip: '192.0.2.7', may }, (scope) => contractCalendar(scope, 'https://portal.example', 'The host'))
  const calendar = String(await asking(token))
  const events = calendar.split('BEGIN:VEVENT').slice(1)
  expect(events).toHaveLength(3)
  expect(events.every((event) => event.includes(contract.number))).toBe(true)
  expect(calendar).toMatch(/DTSTART;VALUE=DATE:20240101\r\nDTEND;VALUE=DATE:20240102/)
  expect(await asking(token)).toBe(calendar)
  await db.updateTable('memberships').set({ role: 'receiver' }).where('person_id', '=', person.id).execute()
  await expect(asking(token)).rejects.toThrow(NotFound)
  await db.updateTable('memberships').set({ role: 'viewer' }).where('person_id', '=', person.id).execute()
  await makeFeed(own)
  await expect(asking(token)).rejects.toThrow(NotFound)
  const next = (await ownFeed(own))?.token ?? ''
  expect(await asking(next)).toContain('BEGIN:VCALENDAR')
  for (const wrong of ['', 'x', `${next}x`, next.toLowerCase()]) await expect(asking(wrong)).rejects.toThrow(NotFound)
  await revokeFeed(own)
  await expect(asking(next)).rejects.toThrow(NotFound)
})

test('an import brings contracts with their documents, and of what cannot be read the text', async () => {
  const entity = await db
    .selectFrom('legal_entities')
    .select('code')
    .where('id', '=', await makeEntity())
    .executeTakeFirstOrThrow()
  const dir = await mkdtemp(join(process.cwd(), '.data', 'contracts-'))
  const code = `A-${unique()}`
  const write = (file: string, ...lines: string[]) => writeFile(join(dir, file), lines.join('\n'))
  await write('accounts.csv', 'id,name,buys,currency', `${code},Importers,yes,EUR`)
  await write('annex.pdf', '%PDF-1.7 prices')
  await write('page.pdf', '<html>')
  await symlink('/etc/hostname', join(dir, 'link.pdf'))
  const contracts = (starts: string, notice: string) =>
    write(
      'contracts.csv',
      'id,account,legal_entity,title,starts_on,ends_on,renewal,notice,commitment',
      `C1,${code},${entity.code},Frame,${starts},2027-01-31,1 year,${notice},250000`,
    )
  const documents = ['C1,Annex,annex.pdf', 'C1,Page,page.pdf', 'C1,Link,link.pdf', 'C1,Up,../../package.json', 'C1,None,no.pdf']
  await write('contract_documents.csv', 'contract,title,file', ...documents)
  await contracts('soon', '60 days; 180 days')
  const first = await importing(dir)
  expect(first.counts.contracts).toEqual([1, 1, 0, 0, 0])
  expect(first.counts.contract_documents).toEqual([5, 1, 0, 0, 4])
  const row = () => db.selectFrom('contracts').selectAll().where('title', '=', 'Frame').executeTakeFirstOrThrow()
  const made = await row()
  expect(made).toMatchObject({
    starts_on: null,
    starts_text: 'soon',
    notice: null,
    notice_text: '60 days; 180 days',
    renewal: 'R1/P1Y',
  })
  expect(made).toMatchObject({ commitment: '250000.0000', commitment_currency: 'EUR', is_incomplete: 1 })
  expect(made.number).toMatch(/^CT-\d+$/)
  const account = await db.selectFrom('accounts').selectAll().where('id', '=', made.account_id).executeTakeFirstOrThrow()
  const { contract } = await getContract(reader(account), made.number)
  const [document] = contract.documents
  const seen = memberScope(['shipments.read'], [grantOf(account, 'viewer')])
  const file = await openFile(seen, document?.files[0]?.key ?? '')
  expect((await buffer(file.content as never)).toString()).toBe('%PDF-1.7 prices')
  const receiver = memberScope(['shipments.read'], [grantOf(account, 'receiver')])
  await expect(openFile(receiver, document?.files[0]?.key ?? '')).rejects.toThrow(NotFound)

  // Staff say when it began; the source says nothing new, and then something else.
  await db.updateTable('contracts').set({ starts_on: '2026-02-01', starts_text: null }).where('id', '=', made.id).execute()
  const second = await importing(dir)
  expect(second.counts.contracts).toEqual([1, 0, 0, 1, 0])
  await contracts('2026-03-01', '60 days')
  await importing(dir)
  expect(await row()).toMatchObject({ starts_on: '2026-02-01', notice: 'P60D', notice_text: null, is_incomplete: 0 })
  const clashes = await db.selectFrom('import_clashes').select(['field', 'incoming']).where('record_id', '=', made.id).execute()
  expect(clashes).toEqual([{ field: 'starts_on', incoming: '2026-03-01' }])
  await rm(dir, { recursive: true })
})

test.each([
  [
    'contracts.projected',
    'next_on',
    (id: string) => db.updateTable('contracts').set({ next_on: '2026-01-01' }).where('id', '=', id),
  ],
  [
    'contracts.documents-kept',
    'Lost',
    (id: string) =>
      db
        .deleteFrom('files')
        .where('contract_document_id', 'in', db.selectFrom('contract_documents').select('id').where('contract_id', '=', id)),
  ],
] as const)('%s is missed where it does not hold', async (name, says, breaking) => {
  const contract = await makeContract(await makeAccount(), {}, 'Lost')
  const invariant = contractInvariants.find((one) => one.name === name)
  const asked = () => invariant?.check(systemScope<StaffAbility>([]))
  expect(await asked()).toEqual([])
  await (breaking(contract.id) as { execute(): Promise<unknown> }).execute()
  expect(await asked()).toEqual([`${contract.number}: ${says}`])
  await db
    .deleteFrom('contract_documents')
    .where('contract_id', '=', contract.id)
    .execute()
    .catch(() => {})
  await db.updateTable('contracts').set({ next_on: '2026-09-30' }).where('id', '=', contract.id).execute()
})
