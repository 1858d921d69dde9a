import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { StaffAbility } from '~/access/abilities'
import { systemScope } from '~/access/scope.server'
import { db } from '~/database/connection.server'
import { NotFound } from '~/values/outcome'
import { makeInvoice } from '../../tests/support/billing'
import { breaksOnPurpose } from '../../tests/support/invariants'
import {
  grantOf,
  makeAccount,
  makeLine,
  makeOrder,
  makePerson,
  makeShipment,
  makeShipmentLine,
  memberScope,
  staffScope,
} from '../../tests/support/make'

breaksOnPurpose('orders.projected')

const tree = async () => {
  const root = await makeAccount()
  const branch = await makeAccount({}, root)
  return { root, branch, other: await makeAccount() }
}

test('the SQL of every shape carries the rule', async () => {
  const rows = memberScope(['orders.read'], [grantOf({ id: '1', root_account_id: '1', code: 'X' }, 'buyer')]).rows
  const all = {
    list: rows.selectFrom('orders').select('number').orderBy('placed_at', 'desc').limit(25),
    or: rows
      .selectFrom('orders as o')
      .select('o.number')
      .where((on) => on.or([on('o.status', '=', 'placed'), on('o.status', '=', 'packed')])),
    left: rows.selectFrom('orders as o').leftJoin('order_lines as l', 'l.order_id', 'o.id').select(['o.number', 'l.sku']),
    exists: rows
      .selectFrom('orders as o')
      .select('o.number')
      .where((on) => on.exists(on.selectFrom('order_lines as l').select('l.id').whereRef('l.order_id', '=', 'o.id'))),
    derived: rows.selectFrom((from) => from.selectFrom('orders').select('id').as('x')).select('x.id'),
    union: rows
      .selectFrom('orders')
      .select('id')
      .union((from) => from.selectFrom('order_lines').select('order_id as id')),
    lock: rows.selectFrom('orders').select('id').where('id', '=', '1').forUpdate(),
    update: rows.updateTable('orders').set({ hold_reason: 'x' }).where('number', '=', 'SO-0'),
    remove: rows.deleteFrom('saved_views').where('name', '=', 'x'),
    shipments: rows.selectFrom('shipments').select('number'),
  }
  const text = Object.entries(all).map(([name, query]) => `-- ${name}\n${query.compile().sql};\n`)
  await expect(text.join('\n')).toMatchFileSnapshot('scope.sql')
  for (const query of Object.values(all)) await query.execute()
})

test('what cannot be filtered is refused', () => {
  const rows = memberScope(['orders.read'], [grantOf({ id: '1', root_account_id: '1', code: 'X' }, 'buyer')]).rows
  expect(() =>
    rows
      .selectFrom('sessions' as never)
      .selectAll()
      .compile(),
  ).toThrow(/no rule/)
  expect(() =>
    rows
      .selectFrom('internal_notes' as never)
      .selectAll()
      .compile(),
  ).toThrow(/no rule/)
  expect(() =>
    rows
      .selectFrom('mysql.user' as never)
      .selectAll()
      .compile(),
  ).toThrow(/no rule/)
  expect(() => rows.selectFrom('orders').rightJoin('order_lines', 'order_id', 'orders.id').selectAll().compile()).toThrow(
    /RightJoin/,
  )
  expect(() =>
    rows
      .selectFrom('orders')
      .select(sql`(select 1 from ${sql.table('persons')})`.as('x'))
      .compile(),
  ).toThrow(/where no rule/)
})

test('entries of the ledger and of the audit are added; nobody changes or removes one, not even the system', () => {
  const { rows } = systemScope<StaffAbility>([])
  // One shape stands for both.
  for (const table of ['ledger_entries', 'audit_entries'] as 'ledger_entries'[]) {
    const renamed = `${table} as one` as 'ledger_entries as one'
    expect(() => rows.updateTable(table).set({ account_id: '1' }).compile()).toThrow(/never changed or removed/)
    expect(() => rows.updateTable(renamed).set({ account_id: '1' }).compile()).toThrow(/never changed or removed/)
    expect(() => rows.deleteFrom(table).compile()).toThrow(/never changed or removed/)
    expect(rows.selectFrom(table).select('id').compile().sql).toContain(table)
  }
})

test('a tree is seen by its members, a branch by those of the branch, neither by others', async () => {
  const { root, branch, other } = await tree()
  const orders = [await makeOrder(root), await makeOrder(branch), await makeOrder(other)]
  const seen = async (grants: Parameters<typeof memberScope>[1]) => {
    const found = await memberScope(['orders.read'], grants).rows.selectFrom('orders').select('number').orderBy('id').execute()
    return found.map((one) => one.number)
  }
  const [a, b, c] = orders.map((one) => one.number)
  expect(await seen([grantOf(root, 'buyer')])).toEqual([a, b])
  expect(await seen([grantOf(branch, 'buyer')])).toEqual([b])
  expect(await seen([grantOf(branch, 'buyer'), grantOf(other, 'buyer')])).toEqual([b, c])
})

test('prices follow the role of each account', async () => {
  const { root, other } = await tree()
  await makeOrder(root, { total: '10' })
  await makeOrder(other, { total: '20' })
  const totals = async (...roles: ['receiver' | 'buyer', 'receiver' | 'buyer']) => {
    const scope = memberScope(['orders.read'], [grantOf(root, roles[0]), grantOf(other, roles[1])])
    const rows = await scope.rows
      .selectFrom('orders as o')
      .select(scope.priced('o', 'total').as('total'))
      .orderBy('o.id')
      .execute()
    return [scope.may('prices.see'), ...rows.map((row) => row.total)]
  }
  expect(await totals('buyer', 'buyer')).toEqual(['everywhere', '10.0000', '20.0000'])
  expect(await totals('buyer', 'receiver')).toEqual(['somewhere', '10.0000', null])
  expect(await totals('receiver', 'receiver')).toEqual(['nowhere', null, null])
})

test('one more ability narrows the scope to where it holds, and there is none where it holds nowhere', async () => {
  const { root, other } = await tree()
  for (const account of [root, other]) await makeInvoice(account, {}, [{ net: '1' }])
  const seen = async (...roles: ['receiver' | 'buyer', 'receiver' | 'buyer']) => {
    const scope = memberScope(['orders.read'], [grantOf(root, roles[0]), grantOf(other, roles[1])])
    const rows = await scope.also('invoices.read')?.rows.selectFrom('invoices').select('account_id').orderBy('id').execute()
    return rows?.map((row) => row.account_id) ?? null
  }
  expect(await seen('buyer', 'buyer')).toEqual([root.id, other.id])
  expect(await seen('buyer', 'receiver')).toEqual([root.id])
  expect(await seen('receiver', 'receiver')).toBeNull()
})

test('a shipment is seen by the consignee and by whoever has a line in it', async () => {
  const { branch, other } = await tree()
  const order = await makeOrder(branch)
  const line = await makeLine(order)
  const shipment = await makeShipment(other)
  await makeShipmentLine(shipment, order, line)
  const seen = async (account: typeof branch) =>
    (
      await memberScope(['shipments.read'], [grantOf(account, 'buyer')])
        .rows.selectFrom('shipments')
        .select('number')
        .execute()
    ).length
  expect([await seen(branch), await seen(other), await seen(await makeAccount())]).toEqual([1, 1, 0])
})

test('nobody writes for an account out of reach', async () => {
  const { root, other } = await tree()
  const order = await makeOrder(other)
  const person = await makePerson()
  const scope = memberScope(['orders.read'], [grantOf(root, 'buyer')], person.id)
  await expect(
    scope.add('notes', order, { body: 'x', author_id: person.id, order_id: order.id, created_at: scope.now }),
  ).rejects.toThrow(NotFound)
  const changed = await scope.rows
    .updateTable('orders')
    .set({ hold_reason: 'mine now' })
    .where('number', '=', order.number)
    .executeTakeFirst()
  expect(changed.numUpdatedRows).toBe(0n)
})

test('a lock waits for another lock of the same row', async () => {
  const { root } = await tree()
  const order = await makeOrder(root)
  const scope = staffScope(['orders.read'])
  const lock = (within: typeof scope) =>
    within.rows.selectFrom('orders').select('id').where('id', '=', order.id).forUpdate().execute()
  const steps: string[] = []
  let rival: Promise<unknown> = Promise.resolve()
  await scope.transaction(async (first) => {
    await lock(first)
    rival = scope.transaction(async (second) => {
      await lock(second)
      steps.push('second')
    })
    await new Promise((wake) => setTimeout(wake, 150))
    steps.push('first')
  })
  await rival
  expect(steps).toEqual(['first', 'second'])
})

test('a transaction that fails leaves nothing, neither rows nor jobs nor audit', async () => {
  const { root } = await tree()
  const order = await makeOrder(root)
  const person = await makePerson({ staff_role: 'admin' })
  const scope = staffScope(['notes.write'], 'admin', person.id)
  const attempt = scope.transaction(async (inner) => {
    await inner.add('notes', order, { body: 'undone', author_id: person.id, order_id: order.id, created_at: inner.now })
    await inner.emit({ name: 'test.happened', facts: { order: order.number } })
    await inner.audit({ action: 'test.do', subject: { type: 'order', id: order.number }, accountId: order.account_id })
    throw new Error('boom')
  })
  await expect(attempt).rejects.toThrow('boom')
  const count = async (table: 'notes' | 'audit_entries') =>
    (await db.selectFrom(table).select('id').where('account_id', '=', order.account_id).execute()).length
  expect([await count('notes'), await count('audit_entries')]).toEqual([0, 0])
  expect(await db.selectFrom('outbox').select('id').where('payload', 'like', `%${order.number}%`).execute()).toEqual([])
})
