import { expect, test } from 'vitest'
import { db } from '~/database/connection.server'
import type { At } from '~/database/keyset.server'
import { findEverything } from '~/features/palette.server'
import { rebateFinders } from '~/features/registry.server'
import { NotFound } from '~/values/outcome'
import { grantOf, makeAccount, scopeOf, staffScope, unique } from '../../../tests/support/make'
import { close, makeAgreement, makeCounted, makeProgramme, send } from '../../../tests/support/programmes'
import { listAgreements } from './agreements.server'
import type { OwnPeriodFilter } from './own-period-filter'
import { readOwnPeriodFilter } from './own-period-filter'
import { ownPeriodsCsv } from './own-periods.csv.server'
import { listOwnPeriods } from './own-periods.queries.server'
import { agreementsCsv, programmesCsv } from './programmes.csv.server'
import { findPeriod, listProgrammes } from './programmes.queries.server'
import { listStatements, statementRows } from './standing.queries.server'

type Account = Awaited<ReturnType<typeof makeAccount>>
const distributes = (parent?: Account) => makeAccount({ distributes: 1 }, parent)
const own = (account: Account) =>
  scopeOf('distributor', ['programmes.read', 'accounts.read'], { grants: [grantOf(account, 'admin')] })
/** As the palette asks, whoever may see whom the account serves. */
const looking = (account: Account, role: 'admin' | 'receiver') =>
  scopeOf('distributor', ['accounts.read'], { grants: [grantOf(account, role)] })
const staff = () => staffScope(['programmes.read', 'accounts.read'])
const start = { after: null, before: null }
const everything: OwnPeriodFilter = { q: '', programme: null, year: null, view: 'all' }

/** A distributor with a sent quarter and one that runs. */
async function rebated(account?: Account) {
  const mine = account ?? (await distributes())
  const programme = await makeProgramme()
  const agreement = await makeAgreement(programme, mine)
  await makeCounted(mine, '2026-02-03', '60000.00')
  await close(programme, '2026-01-01')
  await send(programme, '2026-01-01')
  await makeCounted(mine, '2026-05-04', '101000.00')
  return { mine, programme, agreement }
}

const shown = (rows: Awaited<ReturnType<typeof listOwnPeriods>>['rows']) =>
  rows.map((row) => [row.programme.code, row.startsOn, row.state, row.amount])

test('a distributor lists what runs with what it comes to so far, then each statement, and nobody else’s', async () => {
  const { mine, programme } = await rebated()
  const { programme: other } = await rebated()
  await makeAgreement(other, await distributes())
  const { rows } = await listOwnPeriods(own(mine), everything, start)
  expect(shown(rows)).toEqual([
    [programme.code, '2026-04-01', 'running', '3535.00'],
    [programme.code, '2026-01-01', 'sent', '1200.0000'],
  ])
  expect(await listOwnPeriods(own(await distributes()), everything, start)).toEqual({ rows: [], before: null, after: null })
})

test('a period that is over says that its statement follows, closed or not, until it was sent', async () => {
  const mine = await distributes()
  const programme = await makeProgramme()
  await makeAgreement(programme, mine)
  await makeCounted(mine, '2026-02-03', '60000.00')
  const states = async () =>
    shown((await listOwnPeriods(own(mine), everything, start)).rows).map(([, , state, amount]) => [state, amount])
  const awaited = [
    ['running', '0.00'],
    ['awaited', null],
  ]
  expect(await states()).toEqual(awaited)
  await close(programme, '2026-01-01')
  expect(await states()).toEqual(awaited)
  await send(programme, '2026-01-01')
  expect(await states()).toEqual([
    ['running', '0.00'],
    ['sent', '1200.0000'],
  ])
})

test('an agreement that has ended is told by its statements alone', async () => {
  const { mine, agreement } = await rebated()
  await db.updateTable('programme_agreements').set({ ended_on: '2026-03-31' }).where('id', '=', agreement).execute()
  const { rows } = await listOwnPeriods(own(mine), everything, start)
  expect(rows.map((row) => row.state)).toEqual(['sent'])
})

test('it is narrowed by state, programme, year, and the beginning of a name or number', async () => {
  const { mine, programme } = await rebated()
  const { programme: second } = await rebated(mine)
  const narrowed = async (filter: Partial<OwnPeriodFilter>) =>
    (await listOwnPeriods(own(mine), { ...everything, ...filter }, start)).rows.map((row) => [row.programme.code, row.state])
  expect(await narrowed({ view: 'open' })).toEqual([
    [second.code, 'running'],
    [programme.code, 'running'],
  ])
  expect(await narrowed({ view: 'sent', programme: programme.code })).toEqual([[programme.code, 'sent']])
  expect(await narrowed({ view: 'disputed' })).toEqual([])
  expect(await narrowed({ year: '2025' })).toEqual([])
  expect(await narrowed({ year: '2026', view: 'sent' })).toHaveLength(2)
  expect(await narrowed({ q: `Programme ${programme.code}`.toLowerCase() })).toEqual([
    [programme.code, 'running'],
    [programme.code, 'sent'],
  ])
  expect(await narrowed({ q: `rs-${second.code}-2026` })).toEqual([[second.code, 'sent']])
  expect(await narrowed({ programme: (await makeProgramme()).code })).toEqual([])
})

test('pages follow one another from what runs to the oldest statement, and back', async () => {
  const top = await distributes()
  for (const branch of [top, await distributes(top), await distributes(top)]) await rebated(branch)
  const scope = own(top)
  const all = (await listOwnPeriods(scope, everything, start)).rows
  expect(all.map((row) => row.state)).toEqual(['running', 'running', 'running', 'sent', 'sent', 'sent'])
  const first = await listOwnPeriods(scope, everything, start, 2)
  const second = await listOwnPeriods(scope, everything, { after: first.after, before: null }, 2)
  const third = await listOwnPeriods(scope, everything, { after: second.after, before: null }, 2)
  expect([...first.rows, ...second.rows, ...third.rows]).toEqual(all)
  expect(third.after).toBeNull()
  expect((await listOwnPeriods(scope, everything, { after: null, before: third.before }, 2)).rows).toEqual(second.rows)
})

const text = async (pieces: AsyncIterable<string>) => {
  let all = ''
  for await (const piece of pieces) all += piece
  return all.split('\r\n').slice(1, -1)
}

test('the file is exactly the list', async () => {
  const { mine, programme } = await rebated()
  const words = { head: (column: string) => column, state: (state: string) => state, name: ({ name }: { name: string }) => name }
  const name = `Account ${mine.code}`
  const statement = `RS-${programme.code}-2026-01-${mine.code},${programme.code},Programme ${programme.code},${mine.code},${name}`
  expect(await text(await ownPeriodsCsv(own(mine), everything, words))).toEqual([
    `,${programme.code},Programme ${programme.code},${mine.code},${name},2026-04-01,2026-06-30,running,101000,EUR,EUR,3535`,
    `${statement},2026-01-01,2026-03-31,sent,60000,EUR,EUR,1200`,
  ])
  expect(await text(await ownPeriodsCsv(own(mine), { ...everything, view: 'open' }, words))).toHaveLength(1)
})

test('the address of the list is read, and what means nothing left out', () => {
  const read = (query: string) => readOwnPeriodFilter(new URLSearchParams(query))
  expect(read('')).toEqual(everything)
  expect(read('q=%20gold%20%20x&programme=GOLD&year=2026&view=sent')).toEqual({
    ...{ q: 'gold x', programme: 'GOLD', year: '2026', view: 'sent' },
  })
  expect(read('year=26&view=calculated')).toEqual(everything)
})

test('the palette of a distributor finds its programmes, statements and whom it serves, and nobody else’s', async () => {
  const { mine, programme } = await rebated()
  const { mine: stranger, programme: foreign } = await rebated()
  const served = await makeAccount({ name: `Quay ${unique()}` })
  const link = { kind: 'serves', from_account_id: mine.id, valid_from: '2026-01-01', created_at: new Date() }
  await db
    .insertInto('account_links')
    .values({ ...link, to_account_id: served.id })
    .execute()
  const find = async (account: Account, sought: string, role: 'admin' | 'receiver' = 'admin') =>
    (await findEverything(looking(account, role), rebateFinders, sought)).map(({ kind, found }) => [
      kind,
      found.map((one) => one.path),
    ])
  const statement = `programmes/${programme.code}/2026-01?account=${mine.code}`
  expect(await find(mine, programme.code.toLowerCase())).toEqual([
    ['programme', [`programmes?programme=${programme.code}`]],
    ['statement', [statement]],
  ])
  expect(await find(mine, `RS-${programme.code}-2026-01`)).toEqual([['statement', [statement]]])
  expect(await find(mine, '2026')).toEqual([['statement', [statement]]])
  expect(await find(mine, '2026-02')).toEqual([['statement', [statement]]])
  for (const other of ['2026-13', '2026-00', '0000-01', '2025-12', '2026-04']) expect(await find(mine, other)).toEqual([])
  expect(await find(mine, '2025')).toEqual([])
  expect(await find(mine, served.code)).toEqual([['served', [`served?q=${served.code}`]]])
  for (const sought of [foreign.code, `RS-${foreign.code}`, stranger.code]) expect(await find(mine, sought)).toEqual([])
  expect(await find(stranger, served.code)).toEqual([])
  expect(await find(mine, programme.code, 'receiver')).toEqual([])
})

test('a statement is found by staff too, and one that was not sent by nobody else', async () => {
  const mine = await distributes()
  const programme = await makeProgramme()
  await makeAgreement(programme, mine)
  await close(programme, '2026-01-01')
  const kinds = async (scope: Parameters<typeof findEverything>[0]) =>
    (await findEverything(scope as never, rebateFinders, `RS-${programme.code}`)).map(({ kind }) => kind)
  expect(await kinds(staff())).toEqual(['statement'])
  expect(await kinds(own(mine))).toEqual([])
})

test('who takes part, and the statements of a period, are read page by page, each of them once, and back', async () => {
  const [programme, other] = [await makeProgramme(), await makeProgramme()]
  const names = ['Quay B', 'Quay A', 'Quay B', 'Quay C', 'Quay B']
  for (const name of names) {
    const account = await makeAccount({ distributes: 1, name })
    for (const one of [programme, other]) await makeAgreement(one, account)
  }
  for (const one of [programme, other]) await close(one, '2026-01-01')
  const { id, period } = await findPeriod(staff(), programme.id, '2026-01')
  expect(period).toMatchObject({ startsOn: '2026-01-01', sentAt: null })
  for (const [list, all] of [
    [(at: At, size: number) => listAgreements(staff(), programme.id, at, size), names.toSorted()],
    [(at: At, size: number) => listStatements(staff(), id, at, size), names.toSorted()],
  ] as const) {
    const forth = [await list(start, 2)]
    for (let after = forth[0]?.after; after; after = forth.at(-1)?.after) forth.push(await list({ after, before: null }, 2))
    const rows = forth.flatMap((page) => page.rows.map((row) => row.account))
    expect(rows.map((account) => account.name)).toEqual(all)
    expect(new Set(rows.map((account) => account.code)).size).toBe(names.length)
    expect((await list({ after: null, before: forth.at(-1)?.before ?? null }, 2)).rows).toEqual(forth.at(-2)?.rows)
  }
  for (const key of ['2026-04', '2026-13', 'x']) await expect(findPeriod(staff(), programme.id, key)).rejects.toThrow(NotFound)
})

test('staff narrow their programmes by code and name, and take them and who takes part along as files', async () => {
  const [mine, branch] = [await distributes(), await distributes()]
  const programme = await makeProgramme()
  await makeAgreement(programme, mine, { territory: 'DE,NL', covers: 'tree' })
  await makeAgreement(programme, branch, { ended_on: '2026-12-31' })
  const { rows } = await listProgrammes(staff(), { q: `programme ${programme.code}` }, start)
  expect(rows).toMatchObject([{ code: programme.code, distributors: 2 }])
  expect((await listProgrammes(staff(), { q: programme.code.slice(0, -1) }, start)).rows).toHaveLength(1)
  expect((await listProgrammes(staff(), { q: `${programme.code}x` }, start)).rows).toEqual([])
  const words = { head: (column: string) => column, state: () => 'runs', covers: (tree: boolean) => (tree ? 'tree' : 'account') }
  expect(await text(programmesCsv(staff(), { q: programme.code }, words))).toEqual([
    `${programme.code},Programme ${programme.code},,runs,1,2026-06-30,2,EUR`,
  ])
  const lines = await text(await agreementsCsv(staff(), programme.code, words))
  expect(lines.sort()).toEqual(
    [
      `${mine.code},Account ${mine.code},tree,DE NL,2026-01-01,`,
      `${branch.code},Account ${branch.code},account,,2026-01-01,2026-12-31`,
    ].sort(),
  )
  expect(await statementRows(staff(), { programmeId: programme.id })).toEqual([])
})
