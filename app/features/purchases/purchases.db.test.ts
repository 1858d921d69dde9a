import { beforeAll, describe, expect, test } from 'vitest'
import { db } from '~/database/connection.server'
import { isRefusal, NotFound } from '~/values/outcome'
import { grantOf, makeAccount, makeEntity, makeMember, makePerson, ownerOf, scopeOf } from '../../../tests/support/make'
import type { Purchase } from '../../../tests/support/purchasing'
import { makeAnswer, makePurchase } from '../../../tests/support/purchasing'
import { answerPurchase, confirmPurchase } from './answer.commands.server'
import { decideAnswer } from './decide.commands.server'
import { getPurchase } from './purchase.queries.server'
import { purchasesCsv } from './purchases.csv.server'
import type { AnswerForm, DecideForm } from './purchases.forms.server'
import { listPurchases } from './purchases.queries.server'

// The scopes stand at 11 June 2026; the lines of makePurchase are 100 at 10.00, wanted on 10 July.
let entity: string
beforeAll(async () => {
  entity = await makeEntity()
})

async function company() {
  const account = await makeAccount({ supplies: 1 })
  const person = await makeMember(account, 'catalog')
  const scope = scopeOf('supplier', ['purchases.read', 'purchases.answer'], {
    personId: person.id,
    grants: [grantOf(account, 'catalog')],
  })
  return { account, owner: ownerOf(account), scope, person }
}
async function decider() {
  const { id } = await makePerson({ staff_role: 'catalog' })
  return scopeOf('staff', ['purchases.read', 'purchases.decide'], { staffRole: 'catalog', personId: id })
}
type Supplier = Awaited<ReturnType<typeof company>>['scope']
type Decider = Awaited<ReturnType<typeof decider>>
type Line = AnswerForm['lines'][number]

const buy = (owner: Purchase | { account_id: string; root_account_id: string }, lines?: Parameters<typeof makePurchase>[1]) =>
  makePurchase({ account_id: owner.account_id, root_account_id: owner.root_account_id }, lines, { legal_entity_id: entity })
/** Answers as one who has the page before them. */
async function answerSeen(scope: Supplier, number: string, lines: readonly Partial<Line>[]) {
  const { version, seen } = await getPurchase(scope, number, null)
  const whole = lines.map((line) => ({ line: 1, how: 'otherwise' as const, parts: [], ...line }))
  return await answerPurchase(scope, number, null, { lines: whole, version, seen })
}
async function decideSeen(scope: Decider, number: string, form: Pick<DecideForm, 'decision' | 'reason'>) {
  const { version, seen } = await getPurchase(scope, number, null)
  return await decideAnswer(scope, number, null, { ...form, version, seen })
}
const said = (outcome: unknown) => (isRefusal(outcome) ? [outcome.field, outcome.reason] : outcome)
const part = (quantity: string, due_on: string, kind: 'confirmed' | 'backordered' = 'confirmed') => ({ kind, quantity, due_on })
async function stateOf(scope: Supplier | Decider, number: string) {
  const { state, lines } = await getPurchase(scope, number, null)
  return [state, ...lines.map(({ share }) => [share.confirmed, share.backordered, share.refused, share.open].map(Number))]
}
const answersOf = ({ id }: Purchase) =>
  db.selectFrom('acknowledgements').select(['number', 'state']).where('purchase_order_id', '=', id).orderBy('number').execute()

test('100: 60 for one day, 30 for a later one, 10 refused wait for the host, and stand once accepted', async () => {
  const { owner, scope } = await company()
  const { number } = await buy(owner)
  const parts = [part('60', '2026-07-10'), part('30', '2026-07-24', 'backordered')]
  const answer = { parts, refused: '10', reason: 'The mould is worn' }
  expect(await answerSeen(scope, number, [answer])).toEqual({ number, state: 'waiting', lines: 1 })
  expect(await stateOf(scope, number)).toEqual(['waiting', [0, 0, 0, 100]])
  expect((await getPurchase(scope, number, null)).lines[0]?.waiting?.deviations).toEqual(['quantity', 'date'])
  expect(said(await answerSeen(scope, number, [{ parts: [part('100', '2026-07-10')] }]))).toEqual([
    '',
    'purchases:answer.waiting',
  ])
  const host = await decider()
  const short = said(await decideSeen(host, number, { decision: 'reject', reason: 'x' }))
  expect(short).toEqual(['reason', 'purchases:decide.reasonMissing'])
  expect(await decideSeen(host, number, { decision: 'accept' })).toEqual({ number, did: 'accepted' })
  expect(await stateOf(scope, number)).toEqual(['answered', [60, 30, 10, 0]])
  const letters = await db.selectFrom('outbox').select('id').where('topic', '=', 'purchases.mail').execute()
  expect(letters).toHaveLength(1)
  const entries = await db.selectFrom('audit_entries').select('action').where('subject_id', '=', number).orderBy('id').execute()
  expect(entries.map((one) => one.action)).toEqual(['purchases.answer', 'purchases.decide'])
  expect(said(await decideSeen(host, number, { decision: 'accept' }))).toEqual(['', 'purchases:decide.nothing'])
})

test('the latest answer replaces the earlier one of its lines; what is rejected leaves what stood', async () => {
  const { owner, scope } = await company()
  const purchase = await buy(owner, [{}, { quantity: '8', sku: 'GV-080' }])
  const { number } = purchase
  await answerSeen(scope, number, [{ parts: [part('40', '2026-07-10')] }, { line: 2, how: 'as_ordered' }])
  expect(await stateOf(scope, number)).toEqual(['partly_answered', [40, 0, 0, 60], [8, 0, 0, 0]])
  await answerSeen(scope, number, [{ parts: [part('100', '2026-07-12')] }])
  expect(await stateOf(scope, number)).toEqual(['answered', [100, 0, 0, 0], [8, 0, 0, 0]])
  expect(await answersOf(purchase)).toEqual([
    { number: 1, state: 'accepted' },
    { number: 2, state: 'accepted' },
  ])
  await answerSeen(scope, number, [{ line: 2, parts: [part('8', '2026-07-11')] }])
  expect((await answersOf(purchase)).map((one) => one.state)).toEqual(['replaced', 'accepted', 'accepted'])
  await answerSeen(scope, number, [{ parts: [part('100', '2026-08-01')] }])
  expect((await stateOf(scope, number))[0]).toBe('waiting')
  await decideSeen(await decider(), number, { decision: 'reject', reason: 'We need them in July' })
  expect(await stateOf(scope, number)).toEqual(['answered', [100, 0, 0, 0], [8, 0, 0, 0]])
  const { answers, lines } = await getPurchase(scope, number, null)
  expect(answers[0]).toMatchObject({ number: 4, state: 'rejected', reason: 'We need them in July', decidedBy: null })
  expect(lines[0]?.standing?.parts).toEqual([{ kind: 'confirmed', quantity: '100', on: '2026-07-12' }])
})

test('one tap confirms what is not answered yet; a cancelled order takes no answer', async () => {
  const { owner, scope } = await company()
  const purchase = await buy(owner, [{}, {}, {}])
  const { number } = purchase
  await answerSeen(scope, number, [{ line: 2, parts: [part('1', '2026-07-10')] }])
  const { version, seen } = await getPurchase(scope, number, null)
  expect(await confirmPurchase(scope, number, null, { do: 'confirm', version, seen })).toMatchObject({
    state: 'accepted',
    lines: 2,
  })
  expect(await stateOf(scope, number)).toEqual(['partly_answered', [100, 0, 0, 0], [1, 0, 0, 99], [100, 0, 0, 0]])
  await db
    .updateTable('purchase_orders')
    .set({ cancelled_at: new Date(), state: 'cancelled' })
    .where('id', '=', purchase.id)
    .execute()
  expect(said(await answerSeen(scope, number, [{ how: 'as_ordered' }]))).toEqual(['', 'purchases:answer.cancelled'])
})

test('what does not add up is said at its field, and nothing is written', async () => {
  const { owner, scope } = await company()
  const purchase = await buy(owner)
  const answer = async (line: Partial<Line>) => said(await answerSeen(scope, purchase.number, [line]))
  const parts = [part('60', '2026-07-10'), part('41', '2026-07-10')]
  expect(await answer({ parts })).toEqual(['lines[0].parts[0].quantity', 'purchases:answer.tooMuch'])
  expect(await answer({ parts: [part('1', '2026-06-10')] })).toEqual(['lines[0].parts[0].due_on', 'purchases:answer.dayPast'])
  expect(await answer({ how: undefined })).toEqual(['', 'purchases:answer.nothing'])
  await expect(answer({ line: 7, how: 'as_ordered' })).rejects.toThrow(NotFound)
  expect(await answersOf(purchase)).toEqual([])
})

test('twenty people answer one purchase order at once: one answer stands, and the others are told whose', async () => {
  const { owner, account } = await company()
  const purchase = await buy(owner)
  const people = await Promise.all(Array.from({ length: 20 }, () => makeMember(account, 'catalog')))
  const scopes = people.map(({ id }) =>
    scopeOf('supplier', ['purchases.read', 'purchases.answer'], { personId: id, grants: [grantOf(account, 'catalog')] }),
  )
  const { version, seen } = await getPurchase(scopes[0] as Supplier, purchase.number, null)
  const outcomes = await Promise.all(
    scopes.map((scope, index) => {
      const lines = [{ line: 1, how: 'otherwise' as const, parts: [part(String(index + 1), '2026-07-10')] }]
      return answerPurchase(scope, purchase.number, null, { lines, version, seen })
    }),
  )
  const refused = outcomes.filter(isRefusal)
  expect(refused).toHaveLength(19)
  for (const one of refused)
    expect(one).toMatchObject({ reason: 'purchases:changed.answered', values: { number: 1, name: 'Ines K.' } })
  expect(await answersOf(purchase)).toEqual([{ number: 1, state: 'accepted' }])
  const stands = outcomes.findIndex((one) => !isRefusal(one)) + 1
  expect(await stateOf(scopes[0] as Supplier, purchase.number)).toEqual(['partly_answered', [stands, 0, 0, 100 - stands]])
})

test('of ten who decide one answer, one does', async () => {
  const { owner, scope } = await company()
  const { number } = await buy(owner)
  await answerSeen(scope, number, [{ refused: '100', reason: 'Out of range' }])
  const hosts = await Promise.all(Array.from({ length: 10 }, decider))
  const { version, seen } = await getPurchase(hosts[0] as Decider, number, null)
  const outcomes = await Promise.all(
    hosts.map((host, index) => {
      const decision = index % 2 === 0 ? ('accept' as const) : ('reject' as const)
      return decideAnswer(host, number, null, { decision, reason: 'So be it', version, seen })
    }),
  )
  expect(outcomes.filter((one) => !isRefusal(one))).toHaveLength(1)
  for (const one of outcomes.filter(isRefusal)) expect(one.reason).toMatch(/^purchases:changed\.(accepted|rejected)$/)
})

describe('the list', () => {
  const numbers = async (scope: Supplier | Decider, q: string, state: 'open' | null = null) =>
    (await listPurchases(scope, { q, state }, { after: null, before: null })).rows.map((row) => row.number)

  test('is found by number and by either company’s number of an item, paged and exported, and shows nothing of others', async () => {
    const [mine, theirs] = [await company(), await company()]
    const first = await buy(mine.owner, [{ sku: 'KC-11', our_sku: 'FV-11' }])
    const second = await buy(mine.owner, [
      { sku: 'KC-12', quantity: '8' },
      { sku: 'KC-13', unit: 'KGM' },
    ])
    const other = await buy(theirs.owner, [{ sku: 'KC-11', our_sku: 'FV-11' }])
    await makeAnswer(first, [{ line: 1, parts: [{ kind: 'confirmed', quantity: '100', due_on: '2026-07-10' }] }])
    expect(await numbers(mine.scope, 'KC-11')).toEqual([first.number])
    expect(await numbers(mine.scope, 'fv-1')).toEqual([first.number])
    expect(await numbers(mine.scope, second.number)).toEqual([second.number])
    expect(await numbers(mine.scope, other.number)).toEqual([])
    expect(await numbers(mine.scope, '', 'open')).toEqual([second.number])
    const host = await decider()
    expect((await numbers(host, 'KC-11')).sort()).toEqual([first.number, other.number].sort())
    const { rows, after } = await listPurchases(mine.scope, { q: '', state: null }, { after: null, before: null }, 1)
    expect(rows).toMatchObject([{ number: second.number, lines: 2, openLines: 2, open: null, total: '2000.0000' }])
    const next = await listPurchases(mine.scope, { q: '', state: null }, { after, before: null }, 1)
    expect(next.rows.map((row) => [row.number, row.state, row.open?.quantity])).toEqual([[first.number, 'answered', '0.000000']])
    const words = { head: (column: string) => column, state: (state: string) => state }
    let text = ''
    for await (const piece of await purchasesCsv(mine.scope, { q: '', state: null }, words)) text += piece
    expect(text.trim().split('\r\n')).toHaveLength(3)
    expect(text).not.toContain(other.number)
    await expect(getPurchase(mine.scope, other.number, null)).rejects.toThrow(NotFound)
    await expect(answerSeen(mine.scope, other.number, [{ how: 'as_ordered' }])).rejects.toThrow(NotFound)
  })
})
