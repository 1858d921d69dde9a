import { expect, test } from 'vitest'
import { db } from '~/database/connection.server'
import type { TimelineEntry } from '~/features/registry.types'
import { grantOf, makeAccount, makeMember, makePerson, scopeOf, staffScope, unique } from '../../../tests/support/make'
import { close, makeAgreement, makeCounted, makeProgramme } from '../../../tests/support/programmes'
import { changeAgreement, getAgreement } from './agreements.commands.server'
import { closePeriod } from './closing.server'
import { addVersion } from './programmes.commands.server'
import { versionForm } from './programmes.forms.server'
import { agreementTimeline, programmeTimeline, statementTimeline } from './programmes.timeline.server'
import { answerStatement, sendStatements } from './statements.commands.server'
import { getStatement } from './statements.queries.server'

const abilities = ['programmes.read', 'programmes.change', 'invoices.read'] as const
type Account = Awaited<ReturnType<typeof makeAccount>>
const asked = (programme: { code: string }, key = '2026-01') => ({ code: programme.code, key, account: null })
const told = (entries: readonly TimelineEntry[]) => entries.map(({ kind, actor }) => [kind.replace('programmes.', ''), actor])

const colleague = (name: string) => makePerson({ name, staff_role: 'finance' })

async function world() {
  const account = await makeAccount({ distributes: 1 })
  const programme = await makeProgramme()
  const agreement = await makeAgreement(programme, account)
  const [closer, sender] = [await colleague('Cleo C.'), await colleague('Sam S.')]
  const staff = (person = '0') => staffScope(abilities, 'finance', person)
  await makeCounted(account, '2026-02-03', '60000.00')
  await closePeriod(staff(closer.id), programme.code, '2026-01-01')
  return { account, programme, agreement, staff, sender }
}

const own = (account: Account, personId = '0') =>
  scopeOf('distributor', ['programmes.read', 'statements.answer', 'requests.read'], {
    grants: [grantOf(account, 'admin')],
    personId,
  })

test('a statement tells who closed, sent, disputed and accepted it; what staff did before it was sent is theirs', async () => {
  const { account, programme, staff, sender } = await world()
  const member = own(account, (await makeMember(account, 'admin')).id)
  const ofStaff = async () => {
    const { id } = await getStatement(staff(), asked(programme))
    return await statementTimeline(staff(), id)
  }
  expect(told(await ofStaff())).toEqual([['calculated', 'Cleo C.']])
  await sendStatements(staff(sender.id), programme.code, '2026-01-01')
  const { id, statement } = await getStatement(member, asked(programme))
  expect(told(await statementTimeline(member, id))).toEqual([['sent', 'Sam S.']])
  const reason = `Two lines went elsewhere ${unique()}`
  await answerStatement(member, id, { answer: 'dispute', reason, version: statement.version })
  await answerStatement(member, id, { answer: 'accept', version: statement.version + 1 })
  const both = [
    ['accepted', 'Ines K.'],
    ['disputed-in', 'Ines K.'],
    ['sent', 'Sam S.'],
  ]
  expect(told(await statementTimeline(member, id))).toEqual(both)
  expect(told(await ofStaff())).toEqual([...both, ['calculated', 'Cleo C.']])
  const { request } = (await getStatement(member, asked(programme))).statement
  const dispute = (await statementTimeline(member, id)).find((one) => one.kind === 'programmes.disputed-in')
  expect(dispute).toMatchObject({ link: { number: request, to: 'requests' }, facts: { reason, request } })
})

test('nobody else has a word of it', async () => {
  const { programme, staff, sender } = await world()
  await sendStatements(staff(sender.id), programme.code, '2026-01-01')
  const { id } = await getStatement(staff(), asked(programme))
  expect(await statementTimeline(own(await makeAccount({ distributes: 1 })), id)).toEqual([])
})

test('lines that came after their own period was closed are told of', async () => {
  const { account, programme, staff } = await world()
  await makeCounted(account, '2026-03-30', '500.00')
  await close(programme, '2026-04-01', new Date('2026-07-02T08:00:00Z'))
  const { id } = await getStatement(staff(), asked(programme, '2026-04'))
  const adjusted = (await statementTimeline(staff(), id)).find((one) => one.kind === 'programmes.adjusted')
  expect(adjusted?.facts).toEqual({ day: '2026-03-30' })
  const first = await getStatement(staff(), asked(programme))
  expect(told(await statementTimeline(staff(), first.id)).map(([kind]) => kind)).not.toContain('adjusted')
})

test('an agreement tells how it was made, changed and ends, which versions rule it, and each statement with the way to it', async () => {
  const { account, programme, staff, sender } = await world()
  await sendStatements(staff(sender.id), programme.code, '2026-01-01')
  const change = (territory: string[], ended_on: string | undefined, version: number) =>
    changeAgreement(staff(sender.id), programme.code, account.code, { territory, ended_on, version })
  await change(['DE'], undefined, 1)
  await change(['DE'], '2026-09-30', 2)
  await change(['DE'], '2026-09-30', 3)
  const { agreement: _, ...ids } = await getAgreement(staff(), programme.code, account.code)
  const entries = await agreementTimeline(staff(), ids)
  expect(entries[0]).toMatchObject({ kind: 'programmes.ends', planned: true, facts: { on: '2026-09-30' } })
  expect(told(entries.slice(1)).sort()).toEqual(
    [
      ['agreed', null],
      ['calculated', 'Cleo C.'],
      ['ending', 'Sam S.'],
      ['published', null],
      ['sent', 'Sam S.'],
      ['territory', 'Sam S.'],
    ].sort(),
  )
  const sent = entries.find((one) => one.kind === 'programmes.sent')
  const number = `RS-${programme.code}-2026-01-${account.code}`
  expect(sent?.link).toEqual({ number, path: `programmes/${programme.code}/2026-01?account=${account.code}` })
  expect(entries.find((one) => one.kind === 'programmes.territory')?.facts).toMatchObject({ from: null, to: 'DE' })
})

test('a programme tells its versions, who takes part, and its periods', async () => {
  const { programme, staff, sender } = await world()
  await sendStatements(staff(sender.id), programme.code, '2026-01-01')
  const form = { period: 'quarter', ladder: 'incremental', measure: 'value', reward: 'percent', outside: 'count' }
  await addVersion(staff(sender.id), programme.code, versionForm.parse({ ...form, from_1: '0', rate_1: '1' }))
  expect(told(await programmeTimeline(staff(), programme.id)).sort()).toEqual(
    [
      ['agreed', null],
      ['drafted', 'Sam S.'],
      ['drafted', null],
      ['period-closed', 'Cleo C.'],
      ['period-sent', 'Sam S.'],
      ['published', null],
    ].sort(),
  )
  expect(await db.selectFrom('agreement_changes').select('id').where('actor_id', '=', sender.id).execute()).toEqual([])
})
