import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { db } from '~/database/connection.server'
import { work } from '~/features/registry.server'
import { getRequest } from '~/features/requests/request.queries.server'
import { readingRequests } from '~/features/requests/requests.reach'
import { Conflict, isRefusal, NotFound } from '~/values/outcome'
import { workOff } from '~/work/worker.server'
import { makeCreditNote } from '../../../tests/support/billing'
import { importing } from '../../../tests/support/importing'
import { breaksOnPurpose } from '../../../tests/support/invariants'
import { grantOf, makeAccount, makeMember, memberScope, scopeOf, staffScope, unique } from '../../../tests/support/make'
import { close, makeAgreement, makeCounted, makeProgramme, quarterly, send } from '../../../tests/support/programmes'
import { changeAgreement } from './agreements.commands.server'
import { agreements } from './agreements.server'
import { closePeriod } from './closing.server'
import { countDocuments, recount } from './counted.server'
import { addVersion, publishVersion } from './programmes.commands.server'
import { programmeFinder } from './programmes.find.server'
import { versionForm } from './programmes.forms.server'
import { programmeInvariants } from './programmes.invariants.server'
import { receiptPieces } from './receipt.server'
import { verifyReceipt } from './receipt-check.server'
import { simulate } from './simulation.server'
import { standings, statementRows } from './standing.queries.server'
import { answerStatement } from './statements.commands.server'
import { statementsCsv } from './statements.csv.server'
import { everyLine, getStatement, receiptOf, statementLines } from './statements.queries.server'

const staff = () => staffScope(['programmes.read', 'programmes.change', 'invoices.read', 'accounts.read'])
type Account = Awaited<ReturnType<typeof makeAccount>>
const own = (account: Account, personId = '0') =>
  scopeOf('distributor', ['programmes.read', 'statements.answer', 'requests.read'], {
    grants: [grantOf(account, 'admin')],
    personId,
  })
const distributes = () => makeAccount({ distributes: 1 })
const asked = (programme: { code: string }, key = '2026-01') => ({ code: programme.code, key, account: null })

test('a distributor sees what was invoiced and credited in the running period, and nobody else’s', async () => {
  const [mine, other] = [await distributes(), await distributes()]
  const programme = await makeProgramme()
  await makeAgreement(programme, mine)
  await makeAgreement(programme, other)
  await makeCounted(mine, '2026-04-10', '98000.00')
  await makeCounted(other, '2026-04-11', '777777.77')
  const note = await makeCreditNote(mine, { issued_on: '2026-05-02' }, '1000.00')
  await countDocuments(staff(), 'credit_note', [note.id])
  await makeCounted(mine, '2026-05-12', '1000.00')
  const [standing, ...more] = await standings(own(mine))
  expect(more).toEqual([])
  expect(standing?.totals).toMatchObject({ reached: '98000', unrated: 0 })
  expect(standing?.settled.amount).toBe('1960.00')
  expect(standing?.next).toMatchObject({ missing: '2000', pays: '3500.00', without: '2000.00', worth: '1500' })
  expect(standing?.months.map((month) => Number(month.reached))).toEqual([98000, 0, 0])
  expect(await standings(own(await distributes()))).toEqual([])
})

test('counting a document again changes nothing, and everything anew comes to the same', async () => {
  const account = await distributes()
  const programme = await makeProgramme()
  await makeAgreement(programme, account)
  const invoice = await makeCounted(account, '2026-04-10', '500.00')
  await makeCounted(account, '2026-04-12', '70.05')
  await countDocuments(staff(), 'invoice', [invoice.id])
  const before = (await standings(own(account)))[0]?.totals
  for (const agreement of await agreements(staff(), { programmes: [programme.id] })) await recount(staff(), agreement)
  expect((await standings(own(account)))[0]?.totals).toEqual(before)
  expect(before?.reached).toBe('570.05')
})

test('branches count with their group where that was agreed, and not otherwise', async () => {
  const top = await distributes()
  const branch = await makeAccount({ distributes: 1 }, top)
  const [together, alone] = [await makeProgramme(), await makeProgramme()]
  await makeAgreement(together, top, { covers: 'tree' })
  await makeAgreement(alone, top)
  await makeCounted(branch, '2026-04-10', '300.00')
  await makeCounted(top, '2026-04-10', '20.00')
  const found = await standings(own(top))
  const reached = (code: string) => found.find((one) => one.programme.code === code)?.totals.reached
  expect([reached(together.code), reached(alone.code)]).toEqual(['320', '20'])
})

test('a closed period is a statement whose every cent can be replayed from its file', async () => {
  const account = await distributes()
  const programme = await makeProgramme({ ...quarterly, outside: 'exclude' })
  await makeAgreement(programme, account, { territory: 'DE,NL' })
  await db
    .insertInto('exchange_rates')
    .values({ from_currency: 'SEK', to_currency: 'EUR', valid_on: '2026-02-27', rate: '0.0877' })
    .execute()
  await makeCounted(account, '2026-02-03', '44000.10')
  await makeCounted(account, '2026-02-05', '30000.00', { ship_to_country: 'FR' })
  await makeCounted(account, '2026-03-01', '100000.00', { currency: 'SEK' })
  expect(await close(programme, '2026-01-01')).toMatchObject({ statements: 1 })
  await send(programme, '2026-01-01')
  const scope = own(account)
  const { id, statement } = await getStatement(scope, asked(programme))
  expect(statement).toMatchObject({ state: 'sent', amount: '1055.4000', reached: '52770.1', lines: 3 })
  const { rows } = await statementLines(scope, id, { after: null, before: null })
  expect(rows.map((row) => [row.left, row.amount])).toEqual([
    [null, '880.0000'],
    ['outside', '0.0000'],
    [null, '175.4000'],
  ])
  const { head, sums } = receiptOf(statement)
  let text = ''
  for await (const piece of receiptPieces(head, everyLine(scope, id), sums)) text += piece
  expect(verifyReceipt(text)).toMatchObject({ amount: '1055.40', problems: [] })
})

test('a period is closed once, in order, and only when it is over and can be valued', async () => {
  const account = await distributes()
  const programme = await makeProgramme()
  await makeAgreement(programme, account)
  await makeCounted(account, '2026-02-03', '60000.00')
  expect(await closePeriod(staff(), programme.code, '2026-04-01')).toMatchObject({ reason: 'programmes:close.notNext' })
  const both = await Promise.all([1, 2].map(() => closePeriod(staff(), programme.code, '2026-01-01')))
  expect(both.filter((one) => isRefusal(one))).toHaveLength(1)
  expect(await closePeriod(staff(), programme.code, '2026-04-01')).toMatchObject({ reason: 'programmes:close.notOver' })
  const foreign = await makeProgramme()
  await makeAgreement(foreign, account)
  await makeCounted(account, '2026-02-03', '60000.00', { currency: 'HUF' })
  expect(await closePeriod(staff(), foreign.code, '2026-01-01')).toMatchObject({ reason: 'programmes:close.unrated' })
  expect(await statementRows(staff(), { programmeId: foreign.id })).toEqual([])
})

test('what comes after the close counts in the next period, once', async () => {
  const account = await distributes()
  const programme = await makeProgramme()
  await makeAgreement(programme, account)
  await makeCounted(account, '2026-02-03', '60000.00')
  await close(programme, '2026-01-01')
  const late = await makeCounted(account, '2026-03-30', '500.00')
  const [agreement] = await agreements(staff(), { programmes: [programme.id] })
  if (agreement) await recount(staff(), agreement)
  expect((await standings(own(account)))[0]?.totals.reached).toBe('500')
  await close(programme, '2026-04-01', new Date('2026-07-02T08:00:00Z'))
  const { id, statement } = await getStatement(staff(), asked(programme, '2026-04'))
  expect(statement.reached).toBe('500')
  expect((await statementLines(staff(), id, { after: null, before: null })).rows.map((row) => row.document)).toEqual([
    late.number,
  ])
})

test('a distributor sees a statement when it was sent, and a version when it was published', async () => {
  const account = await distributes()
  const programme = await makeProgramme()
  await makeAgreement(programme, account)
  await makeCounted(account, '2026-02-03', '60000.00')
  await close(programme, '2026-01-01')
  await addVersion(staff(), programme.code, anotherVersion())
  const scope = own(account)
  expect(await statementRows(scope)).toEqual([])
  await expect(getStatement(scope, asked(programme))).rejects.toThrow(NotFound)
  expect(await scope.rows.selectFrom('rebate_lines').select('position').execute()).toEqual([])
  expect(await scope.rows.selectFrom('programme_versions').select('number').execute()).toEqual([{ number: 1 }])
  await send(programme, '2026-01-01')
  expect(await statementRows(scope)).toHaveLength(1)
  await expect(getStatement(own(await distributes()), asked(programme))).rejects.toThrow(NotFound)
})

const anotherVersion = () =>
  versionForm.parse({
    period: 'quarter',
    ladder: 'incremental',
    measure: 'value',
    reward: 'percent',
    outside: 'count',
    from_1: '0',
    rate_1: '1',
  })

async function sentStatement() {
  const account = await distributes()
  const programme = await makeProgramme()
  await makeAgreement(programme, account)
  await makeCounted(account, '2026-02-03', '60000.00')
  await close(programme, '2026-01-01')
  await send(programme, '2026-01-01')
  const person = await makeMember(account, 'admin')
  const scope = own(account, person.id)
  return { account, programme, scope, ...(await getStatement(scope, asked(programme))) }
}

test('a statement is accepted once, by whoever comes first', async () => {
  const { scope, id, statement } = await sentStatement()
  const form = { answer: 'accept' as const, version: statement.version }
  const answers = await Promise.allSettled([1, 2, 3].map(() => answerStatement(scope, id, form)))
  expect(answers.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  for (const one of answers) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(Conflict)
  const again = { answer: 'accept' as const, version: statement.version + 1 }
  expect(await answerStatement(scope, id, again)).toMatchObject({ reason: 'programmes:answer.answered' })
})

test('a dispute keeps its reason, is told, and may still end in acceptance', async () => {
  const { account, scope, id, statement, programme } = await sentStatement()
  const reason = `Line 3 is of another quarter ${unique()}`
  await answerStatement(scope, id, { answer: 'dispute', reason, version: statement.version })
  const request = (await getStatement(scope, asked(programme))).statement.request ?? ''
  const after = (await getStatement(staff(), asked(programme))).statement
  expect(after).toMatchObject({ state: 'disputed', disputeReason: reason, request })
  const opened = await getRequest(staffScope(readingRequests, 'finance'), request)
  expect(opened.request).toMatchObject({ kind: 'billing', visibility: 'account', account: { code: account.code } })
  expect(opened.request.messages).toMatchObject([{ side: 'customer', body: reason }])
  expect(opened.request.record).toMatchObject({ kind: 'statement', number: statement.number })
  expect(opened.request.record?.href).toMatch(new RegExp(`^/staff/programmes/${programme.code}/`))
  const member = memberScope(readingRequests, [grantOf(account, 'buyer')], (await makeMember(account, 'buyer')).id)
  expect((await getRequest(member, request)).request.record?.href).toMatch(/^\/distributor\//)
  const receiver = memberScope(readingRequests, [grantOf(account, 'receiver')], (await makeMember(account, 'receiver')).id)
  await expect(getRequest(receiver, request)).rejects.toThrow(NotFound)
  const events = await db.selectFrom('outbox').select('payload').where('topic', '=', 'event').execute()
  expect(events.filter((row) => row.payload.includes('statements.disputed') && row.payload.includes(reason))).toHaveLength(1)
  const { period_id } = await db
    .selectFrom('rebate_statements')
    .select('period_id')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  let file = ''
  for await (const piece of statementsCsv(staff(), period_id, { head: (column) => column, state: (state) => state }))
    file += piece
  expect(file.split('\r\n')[1]).toMatch(new RegExp(`^${statement.number},.*,disputed,60000,EUR,.*,${request}$`))
  expect(await answerStatement(scope, id, { answer: 'accept', version: after.version })).toEqual({ state: 'accepted' })
})

test('a version rules from where a period begins, and never one that runs', async () => {
  const programme = await makeProgramme()
  await addVersion(staff(), programme.code, anotherVersion())
  const publish = (applies_from: string, number = 2) => publishVersion(staff(), programme.code, { number, applies_from })
  expect(await publish('2026-04-01')).toMatchObject({ reason: 'programmes:publish.running' })
  expect(await publish('2026-08-01')).toMatchObject({ reason: 'programmes:publish.notStart' })
  expect(await publish('2025-10-01')).toMatchObject({ reason: 'programmes:publish.afterLatest' })
  expect(await publish('2026-07-01')).toEqual({ number: 2 })
  expect(await publish('2026-10-01')).toMatchObject({ reason: 'programmes:publish.notNewest' })
})

test('a simulation says who gains and who loses on real lines, and writes nothing', async () => {
  const [small, large] = [await distributes(), await distributes()]
  const programme = await makeProgramme(quarterly, '2025-01-01')
  for (const account of [small, large]) await makeAgreement(programme, account, { joined_on: '2025-01-01' })
  await makeCounted(small, '2026-02-03', '10000.00')
  await makeCounted(large, '2026-02-03', '300000.00')
  const flat = { ...quarterly, bands: [{ from: '0', rate: '2' }] }
  const found = await simulate(staff(), programme.id, flat)
  expect(found.rows.map((row) => [row.account.code, row.before, row.after, row.difference])).toEqual([
    [small.code, '0', '200', '200'],
    [large.code, '15000', '6000', '-9000'],
  ])
  expect(found).toMatchObject({ before: '15000', after: '6200', difference: '-8800', gaining: 1, losing: 1, against: 1 })
  expect(await statementRows(staff(), { programmeId: programme.id })).toEqual([])
})

test('whoever changes a closed period is found out', async () => {
  breaksOnPurpose('programmes.closed')
  breaksOnPurpose('programmes.statement-is-its-lines')
  breaksOnPurpose('programmes.told')
  const { id, statement } = await sentStatement()
  const broken = async () => {
    const all = await Promise.all(
      programmeInvariants.map(async (one) => [one.name, await one.check(staffScope([]) as never)] as const),
    )
    return all.filter(([, records]) => records.some((record) => record.includes(statement.number))).map(([name]) => name)
  }
  expect(await broken()).toEqual([])
  await db.updateTable('rebate_lines').set({ sku: 'OTHER' }).where('statement_id', '=', id).execute()
  expect(await broken()).toEqual(['programmes.closed'])
  await db.updateTable('rebate_lines').set({ amount: '1' }).where('statement_id', '=', id).execute()
  expect(await broken()).toEqual(['programmes.closed', 'programmes.statement-is-its-lines'])
  await db.updateTable('rebate_statements').set({ sent_at: null }).where('id', '=', id).execute()
  expect(await broken()).toContain('programmes.told')
})

test('rates that an import brings value what waited for them; a closed period keeps the one that it was computed with', async () => {
  const account = await distributes()
  const programme = await makeProgramme()
  await makeAgreement(programme, account)
  await makeCounted(account, '2026-02-03', '1000.00', { currency: 'KWD' })
  await makeCounted(account, '2026-04-14', '100.00', { currency: 'KWD' })
  expect((await standings(own(account)))[0]?.totals).toMatchObject({ reached: '0', unrated: 1 })
  const folder = await mkdtemp(join(tmpdir(), 'quayside-rates-'))
  const bring = async (...rows: string[]) => {
    await writeFile(join(folder, 'exchange_rates.csv'), ['from,to,valid_on,rate', ...rows].join('\n'))
    const { counts } = await importing(folder)
    await workOff(work)
    return counts.exchange_rates
  }
  const rows = ['KWD,EUR,2026-01-30,3.01234567', 'KWD,EUR,2026-04-13,3.02']
  expect(await bring(...rows, 'EUR,EUR,2026-01-30,1', 'KWD,EUR,2026-01-29,0')).toEqual([4, 2, 0, 0, 2])
  expect((await standings(own(account)))[0]?.totals).toMatchObject({ reached: '302', unrated: 0 })
  await close(programme, '2026-01-01')
  expect(await bring('KWD,EUR,2026-01-30,4', 'KWD,EUR,2026-04-13,3.02')).toEqual([2, 0, 1, 1, 0])
  const { id, statement } = await getStatement(staff(), asked(programme))
  expect(statement.reached).toBe('3012.35')
  expect((await statementLines(staff(), id, { after: null, before: null })).rows[0]?.rate).toBe('3.01234567')
  await rm(folder, { recursive: true })
})

test('an agreement ends, and never within what is closed; who comes second learns what changed', async () => {
  const account = await distributes()
  const programme = await makeProgramme({ ...quarterly, outside: 'flag' })
  await makeAgreement(programme, account)
  await makeCounted(account, '2026-02-03', '1000.00')
  await makeCounted(account, '2026-05-20', '100.00', { ship_to_country: 'FR' })
  await close(programme, '2026-01-01')
  const change = (ended_on: string | undefined, version: number, territory: string[] = []) =>
    changeAgreement(staff(), programme.code, account.code, { territory, ended_on, version })
  expect(await change('2026-03-30', 1)).toMatchObject({ reason: 'programmes:agreement.endsClosed' })
  expect(await change('2025-12-31', 1)).toMatchObject({ reason: 'programmes:agreement.endsBefore' })
  expect(await change(undefined, 1, ['DE'])).toEqual({ account: account.code })
  await expect(change('2026-05-01', 1)).rejects.toThrow(Conflict)
  await workOff(work)
  expect((await standings(own(account)))[0]?.totals.flagged).toBe('100')
  expect(await change('2026-04-30', 2)).toEqual({ account: account.code })
  await workOff(work)
  expect(await db.selectFrom('rebate_documents').select('id').where('account_id', '=', account.id).execute()).toEqual([])
  expect((await getStatement(staff(), asked(programme))).statement.reached).toBe('1000')
  await close(programme, '2026-04-01', new Date('2026-07-02T08:00:00Z'))
  expect(await change(undefined, 3)).toMatchObject({ reason: 'programmes:agreement.over' })
})

test('the palette finds programmes by code and name, for the staff who may read them', async () => {
  const { code } = await makeProgramme()
  const find = (role: 'agent' | 'catalog') =>
    programmeFinder.find(staffScope(['orders.read', 'shipments.read'], role) as never, code.slice(0, -1).toLowerCase(), 6)
  expect(await find('agent')).toMatchObject([{ title: code, path: `programmes/${code}` }])
  expect(await find('catalog')).toEqual([])
})
