import { expect, test } from 'vitest'
import type { StaffAbility } from '~/access/abilities'
import { systemScope } from '~/access/scope.server'
import { db } from '~/database/connection.server'
import type { Id } from '~/database/tables'
import { breaksOnPurpose } from '../../../tests/support/invariants'
import { makeAccount, ordered, placeOf, shipped } from '../../../tests/support/ordering'
import { orderInvariants } from './orders.invariants.server'
import { markLate } from './orders.jobs.server'
import { projectOrders } from './projection.server'

breaksOnPurpose('shipments.replayed')

const scopeAt = (now: string) => systemScope<StaffAbility>([], new Date(now))
const scope = scopeAt('2026-06-11T10:00:00Z')
const rowOf = (id: Id) => db.selectFrom('orders').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const setLine = (id: Id | undefined, values: object) =>
  db.updateTable('order_lines').set(values).where('id', '=', String(id)).execute()

const lines = [
  { description: 'Actuator DN80', quantity: '8', unit_price: '2450', discount: '0.1', net: '17640', tax_rate: '0.21' },
  { description: 'Gasket sheet', quantity: '60', unit_price: '29.5', net: '1770', tax_rate: '0.21' },
]

test('an order has the sums, the contents and the status of its lines', async () => {
  const order = await ordered(await makeAccount(), lines, { freight_total: '504.5', confirmed_at: new Date('2026-06-01') })
  expect(await projectOrders(scope, [order.id, order.id])).toBe(1)
  expect(await rowOf(order.id)).toMatchObject({
    status: 'confirmed',
    is_open: 1,
    lines_count: 2,
    contents: 'Actuator DN80',
    goods_total: '21370.0000',
    discount_total: '1960.0000',
    tax_total: '4076.1000',
    total: '23990.6000',
    version: 1,
  })
  expect(await projectOrders(scope, [order.id])).toBe(0)
})

test('what its shipments did decides when it left and arrived, and how late it ended', async () => {
  const account = await makeAccount()
  const { id: ship_to_id } = await placeOf(account, { time_zone: 'Pacific/Auckland' })
  const promised = { first_promised_on: '2026-06-01', promised_on: '2026-06-08', confirmed_at: new Date('2026-05-01') }
  const order = await ordered(account, [{ quantity: '8' }], { ...promised, ship_to_id })
  const times = { shipped_at: new Date('2026-05-20T08:00:00Z'), delivered_at: new Date('2026-06-03T13:00:00Z') }
  await shipped(account, [{ order, quantity: '8' }], { status: 'delivered', is_open: 0, ...times })
  await shipped(account, [{ order, quantity: '8' }], { status: 'lost', is_open: 0, shipped_at: new Date('2026-05-02T08:00:00Z') })
  await setLine(order.lines[0], { shipped_quantity: '8', delivered_quantity: '8' })
  await projectOrders(scope, [order.id])
  // In Auckland it arrived on the fourth.
  expect(await rowOf(order.id)).toMatchObject({ status: 'delivered', is_open: 0, late: 0, days_late: 3, ...times })
})

test('a promise of dispatch is kept when everything has left', async () => {
  const account = await makeAccount()
  const more = {
    promise_of: 'dispatch',
    first_promised_on: '2026-06-01',
    promised_on: '2026-06-01',
    confirmed_at: new Date('2026-05-01'),
  }
  const order = await ordered(account, [{ quantity: '8' }], more)
  await shipped(account, [{ order, quantity: '4' }], { status: 'in_transit', shipped_at: new Date('2026-05-28T08:00:00Z') })
  await shipped(account, [{ order, quantity: '4' }], { status: 'in_transit', shipped_at: new Date('2026-06-03T08:00:00Z') })
  await setLine(order.lines[0], { shipped_quantity: '8' })
  await projectOrders(scope, [order.id])
  expect(await rowOf(order.id)).toMatchObject({
    status: 'shipped',
    is_open: 0,
    days_late: 2,
    shipped_at: new Date('2026-05-28T08:00:00Z'),
    delivered_at: null,
  })
})

test('without shipments, what the source said of its times stays', async () => {
  const shipped_at = new Date('2026-06-02T00:00:00Z')
  const order = await ordered(await makeAccount(), [{ quantity: '8', shipped_quantity: '8' }], { shipped_at })
  await projectOrders(scope, [order.id])
  expect(await rowOf(order.id)).toMatchObject({ status: 'shipped', shipped_at, delivered_at: null })
})

test('many at once are each what they are alone', async () => {
  const account = await makeAccount()
  const made: { id: Id; cancelled: boolean }[] = []
  for (let index = 0; index < 12; index++) {
    const cancelled = index % 3 === 0
    const order = await ordered(account, [{ quantity: String(index + 1), net: String(index) }], {
      cancelled_at: cancelled ? new Date('2026-06-02') : null,
      packed_at: index % 2 ? new Date('2026-06-01') : null,
    })
    made.push({ id: order.id, cancelled })
  }
  await projectOrders(
    scope,
    made.map((one) => one.id),
  )
  for (const [index, { id, cancelled }] of made.entries())
    expect(await rowOf(id)).toMatchObject({
      status: cancelled ? 'cancelled' : index % 2 ? 'packed' : 'placed',
      total: `${index}.0000`,
      contents: `${index + 1} × Actuator DN80`,
    })
})

test('orders become late when the promised day is over where they go to, each once', async () => {
  const account = await makeAccount({ time_zone: 'Europe/Amsterdam' })
  const open = { promised_on: '2026-06-10', first_promised_on: '2026-06-10' }
  const zone = async (time_zone: string) => (await placeOf(account, { time_zone })).id
  const here = await ordered(account, [{}], open)
  const east = await ordered(account, [{}], { ...open, ship_to_id: await zone('Pacific/Auckland') })
  const west = await ordered(account, [{}], { ...open, ship_to_id: await zone('America/Los_Angeles') })
  const tomorrow = await ordered(account, [{}], { promised_on: '2026-06-12', first_promised_on: '2026-06-12' })
  const ended = await ordered(account, [{}], { ...open, cancelled_at: new Date('2026-06-01') })
  const all = [here, east, west, tomorrow, ended]
  await projectOrders(
    scopeAt('2026-06-10T06:00:00Z'),
    all.map((one) => one.id),
  )
  const late = async () => {
    const rows = await db.selectFrom('orders').select(['id', 'late']).where('account_id', '=', account.id).orderBy('id').execute()
    return rows.map((row) => row.late)
  }
  expect(await late()).toEqual([0, 0, 0, 0, 0])
  expect(await markLate(scopeAt('2026-06-10T13:00:00Z'))).toBe(1)
  expect(await late()).toEqual([0, 1, 0, 0, 0])
  expect(await markLate(scopeAt('2026-06-11T03:00:00Z'))).toBe(1)
  expect(await late()).toEqual([1, 1, 0, 0, 0])
  expect(await markLate(scopeAt('2026-06-11T03:00:00Z'))).toBe(0)
  expect(await markLate(scopeAt('2026-06-11T10:00:00Z'))).toBe(1)
  expect(await late()).toEqual([1, 1, 1, 0, 0])
})

test.each([
  ['orders.projected', { status: 'packed' }, null],
  ['orders.projected', { total: '1' }, null],
  ['orders.backlog', null, { backordered_quantity: '9' }],
  ['orders.backlog', null, { cancelled_quantity: '9' }],
  ['orders.promises', { promised_on: '2026-07-01' }, null],
  ['orders.lines-placed', null, { placed_at: new Date('2020-01-01') }],
])('%s is broken by %j %j', async (name, order, line) => {
  breaksOnPurpose(name, 'orders.projected')
  const made = await ordered(await makeAccount(), [{ quantity: '8' }])
  await projectOrders(scope, [made.id])
  const rule = orderInvariants.find((one) => one.name === name)
  const broken = async () => (await rule?.check(scope))?.filter((text) => text.includes(made.number)) ?? []
  expect(await broken()).toEqual([])
  if (order) await db.updateTable('orders').set(order).where('id', '=', made.id).execute()
  if (line) await setLine(made.lines[0], line)
  expect(await broken()).toHaveLength(1)
})
