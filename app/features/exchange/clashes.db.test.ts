import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, onTestFinished, test } from 'vitest'
import { db } from '~/database/connection.server'
import { changePromise } from '~/features/orders/orders.commands.server'
import { isRefusal } from '~/values/outcome'
import { importing } from '../../../tests/support/importing'
import { makeEntity, makePerson, staffScopeNow, unique } from '../../../tests/support/make'
import { listClashes, openClashCount } from './clashes.queries.server'
import { getRun, listRuns, refusedRows } from './imports.queries.server'
import { settleClash } from './settle.commands.server'

const first = { after: null, before: null }

/** A day ahead: whether an order is late is judged by the clock. */
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

type Said = { po?: string; promised?: string; phone?: string }
/** The files of an ERP that knows one company with one order. */
async function erp(code: string, { po = 'PO-1', promised = inDays(10), phone = '010-1' }: Said, more = '') {
  const folder = await mkdtemp(join(tmpdir(), 'quayside-clash-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await writeFile(join(folder, 'accounts.csv'), `id,name,currency,phone\n${code},Boeg ${code},EUR,${phone}\n`)
  await writeFile(
    join(folder, 'orders.csv'),
    `id,account,placed_at,po_number,promised_on\n${code}-1,${code},2026-06-01,${po},${promised}\n${more}`,
  )
  return await importing(folder)
}

/** Staff who may settle and promise. */
async function someStaff(role: 'manager' | 'admin' = 'manager') {
  const person = await makePerson({ staff_role: role, name: 'Mira V.' })
  return staffScopeNow(['imports.read', 'imports.settle', 'orders.read', 'promises.change'], role, person.id)
}
const openOf = async (scope: Awaited<ReturnType<typeof someStaff>>, name: string) =>
  (await listClashes(scope, { state: 'open', run: null }, first, 200)).rows.filter((row) => row.name === name)

async function orderOf(code: string) {
  return await db
    .selectFrom('orders')
    .select(['id', 'number', 'version', 'po_number', 'promised_on', 'promise_cause', 'account_id'])
    .where('number', '=', `${code}-1`)
    .executeTakeFirstOrThrow()
}

/** An order whose promise both sides have moved: staff to the twentieth day from now, the source to the fifteenth. */
async function clashingPromise() {
  await makeEntity()
  const code = `C${unique()}`
  expect((await erp(code, {})).code).toBe(0)
  const scope = await someStaff()
  const { version } = await orderOf(code)
  const form = { promised_on: inDays(20), cause: 'production', explanation: 'The mould broke', version } as const
  expect(isRefusal(await changePromise(scope, `${code}-1`, null, form))).toBe(false)
  const again = await erp(code, { promised: inDays(15) })
  expect(again.counts.orders).toEqual([1, 0, 0, 1, 0])
  return { code, scope }
}

describe('a field that was changed on both sides', () => {
  test('is shown with both values; ours stays, and is not asked again until the source changes it', async () => {
    const { code, scope } = await clashingPromise()
    const before = await openClashCount(scope)
    const [clash] = await openOf(scope, `${code}-1`)
    expect(clash).toMatchObject({
      entity: 'orders',
      field: 'promised_on',
      lastImported: inDays(10),
      live: inDays(20),
      incoming: inDays(15),
      path: `/staff/orders/${code}-1`,
    })
    const done = await settleClash(scope, { clash: clash?.code ?? '', take: 'ours', seen: clash?.seen ?? '' })
    expect(done).toEqual({ settled: clash?.code, took: 'ours' })
    expect((await orderOf(code)).promised_on).toBe(inDays(20))
    expect(await openClashCount(scope)).toBe(before - 1)

    await erp(code, { promised: inDays(15), phone: '010-2' })
    expect(await openOf(scope, `${code}-1`)).toEqual([])
    await erp(code, { promised: inDays(16) })
    expect(await openOf(scope, `${code}-1`)).toMatchObject([{ live: inDays(20), incoming: inDays(16) }])
  })

  test('takes the source’s value with all that follows: promise, timeline, audit, version', async () => {
    const { code, scope } = await clashingPromise()
    const [clash] = await openOf(scope, `${code}-1`)
    const before = await orderOf(code)
    await settleClash(scope, { clash: clash?.code ?? '', take: 'theirs', seen: clash?.seen ?? '' })
    const order = await orderOf(code)
    expect(order).toMatchObject({ promised_on: inDays(15), promise_cause: null, version: before.version + 1 })
    const moved = await db
      .selectFrom('promise_changes')
      .select(['previous_on', 'promised_on', 'source'])
      .where('order_id', '=', order.id)
      .orderBy('id')
      .execute()
    expect(moved).toEqual([
      { previous_on: inDays(10), promised_on: inDays(20), source: 'staff' },
      { previous_on: inDays(20), promised_on: inDays(15), source: 'erp' },
    ])
    const entry = await db
      .selectFrom('audit_entries')
      .select(['subject_type', 'subject_id', 'before_values', 'after_values', 'account_id', 'person_id'])
      .where('action', '=', 'imports.settle')
      .where('person_id', '=', scope.who.personId)
      .executeTakeFirstOrThrow()
    expect(entry).toMatchObject({ subject_type: 'orders', subject_id: `${code}-1`, account_id: order.account_id })
    expect(JSON.parse(entry.before_values ?? '')).toEqual({ promised_on: inDays(20) })
    expect(JSON.parse(entry.after_values ?? '')).toMatchObject({ promised_on: inDays(15), settled: 'taken' })
    // The same files again change nothing: both say the same now.
    expect((await erp(code, { promised: inDays(15) })).counts.orders).toEqual([1, 0, 0, 1, 0])
    expect(await openOf(scope, `${code}-1`)).toEqual([])
  })

  test('tells in the timeline who took which value of the source', async () => {
    await makeEntity()
    const code = `C${unique()}`
    await erp(code, {})
    await db.updateTable('orders').set({ po_number: 'OURS' }).where('number', '=', `${code}-1`).execute()
    await erp(code, { po: 'PO-2' })
    const scope = await someStaff()
    const [clash] = await openOf(scope, `${code}-1`)
    await settleClash(scope, { clash: clash?.code ?? '', take: 'theirs', seen: clash?.seen ?? '' })
    const order = await orderOf(code)
    expect(order.po_number).toBe('PO-2')
    const told = await db
      .selectFrom('timeline_entries')
      .select(['kind', 'facts', 'actor_id'])
      .where('order_id', '=', order.id)
      .execute()
    expect(told.map((one) => ({ ...one, facts: JSON.parse(one.facts) }))).toEqual([
      { kind: 'orders.imported-change', facts: { field: 'po_number', from: 'OURS', to: 'PO-2' }, actor_id: scope.who.personId },
    ])
  })

  test('is settled once, and only as it was seen', async () => {
    const { code, scope } = await clashingPromise()
    const [clash] = await openOf(scope, `${code}-1`)
    const form = { clash: clash?.code ?? '', take: 'theirs', seen: clash?.seen ?? '' } as const
    await db
      .updateTable('orders')
      .set({ promised_on: inDays(22) })
      .where('number', '=', `${code}-1`)
      .execute()
    await expect(settleClash(scope, form)).rejects.toThrow('changed meanwhile')
    expect((await orderOf(code)).promised_on).toBe(inDays(22))
    await db
      .updateTable('orders')
      .set({ promised_on: inDays(20) })
      .where('number', '=', `${code}-1`)
      .execute()
    const tries = await Promise.allSettled(Array.from({ length: 5 }, () => settleClash(scope, form)))
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    const moves = await db
      .selectFrom('promise_changes')
      .select('id')
      .where('order_id', '=', (await orderOf(code)).id)
      .execute()
    expect(moves).toHaveLength(2)
  })

  test('of a person is settled by administrators alone, a role in its account as well', async () => {
    await makeEntity()
    const code = `C${unique()}`
    const email = `${code.toLowerCase()}@example.test`
    const folder = await mkdtemp(join(tmpdir(), 'quayside-people-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    const say = async (role: string) => {
      await writeFile(join(folder, 'accounts.csv'), `id,name,currency\n${code},Boeg ${code},EUR\n`)
      await writeFile(join(folder, 'people.csv'), `id,email,name,account,role\n${code}-p,${email},Ines K.,${code},${role}\n`)
      return await importing(folder)
    }
    await say('viewer')
    await db
      .updateTable('memberships')
      .set({ role: 'buyer' })
      .where('person_id', 'in', (eb) => eb.selectFrom('persons').select('id').where('email', '=', email))
      .execute()
    await say('finance')
    const manager = await someStaff()
    const [clash] = await openOf(manager, email)
    expect(clash).toMatchObject({ entity: 'people', field: 'role', live: 'buyer', incoming: 'finance' })
    const form = { clash: clash?.code ?? '', take: 'theirs', seen: clash?.seen ?? '' } as const
    expect(isRefusal(await settleClash(manager, form))).toBe(true)
    await settleClash(await someStaff('admin'), form)
    const seat = await db
      .selectFrom('memberships as m')
      .innerJoin('persons as p', 'p.id', 'm.person_id')
      .select('m.role')
      .where('p.email', '=', email)
      .executeTakeFirstOrThrow()
    expect(seat.role).toBe('finance')
  })
})

test('runs are listed newest first with what they did, and what one refused can be read and downloaded', async () => {
  await makeEntity()
  const code = `C${unique()}`
  const report = await erp(code, {}, `${code}-2,NOBODY,2026-06-01,=1+1,\n`)
  expect(report.code).toBe(3)
  const scope = await someStaff()
  const page = await listRuns(scope, first, 2)
  const [run] = page.rows
  expect(run).toMatchObject({ source: 'erp', state: 'finished', sums: { read: 3, created: 2, refused: 1 } })
  expect(page.rows).toHaveLength(2)
  const older = await listRuns(scope, { after: page.after, before: null }, 2)
  const back = await listRuns(scope, { after: null, before: older.before }, 2)
  expect(back.rows).toEqual(page.rows)
  const one = await getRun(scope, run?.code ?? '', 'en')
  expect(one.refused.first).toMatchObject([
    { file: 'orders.csv', line: 3, column: 'account', reason: 'there is no “NOBODY” among accounts' },
  ])
  const file = await refusedRows(scope, run?.code ?? '')
  expect(file.name).toBe(`${run?.code}-refused.csv`)
  expect(await text(file.content)).toBe(await readFile(report.report?.refusals ?? '', 'utf8'))
  await expect(getRun(scope, 'IM-22222222', 'en')).rejects.toThrow('not found')
})
