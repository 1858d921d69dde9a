import { expect, test } from 'vitest'
import { systemScope } from '~/access/scope.server'
import { db } from '~/database/connection.server'
import type { Id } from '~/database/tables'
import { makeAccount } from '../../../tests/support/make'
import { instant, makeAddress, makeEvent, makePackage, orderOf, shipmentOf } from '../../../tests/support/shipping'
import { projectShipments } from './projection.server'

const scopeAt = (now = instant('2026-02-10T12:00:00')) => systemScope(['orders.read', 'shipments.read'], now)
const shipmentRow = (id: Id) => db.selectFrom('shipments').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const lineRow = (id: Id | undefined) =>
  db.selectFrom('order_lines').selectAll().where('id', '=', String(id)).executeTakeFirstOrThrow()

test('a shipment gets what its events say, whatever was stored before', async () => {
  const company = await makeAccount()
  const shipment = await shipmentOf(company, [], { status: 'delivered', is_open: 0, late: 1 })
  await makeEvent(shipment, { status: 'departed', happened_at: instant('2026-02-01T08:00:00') })
  await makeEvent(shipment, { status: 'out_for_delivery', happened_at: instant('2026-02-03T06:00:00') })
  await makeEvent(shipment, { status: 'delivered', classifier: 'planned', happened_at: instant('2026-02-11T10:00:00') })
  const changes = await projectShipments(scopeAt(), [shipment.id])
  expect(changes).toEqual([
    {
      id: shipment.id,
      account_id: company.id,
      root_account_id: company.id,
      number: shipment.number,
      before: 'delivered',
      after: 'out_for_delivery',
    },
  ])
  expect(await shipmentRow(shipment.id)).toMatchObject({
    status: 'out_for_delivery',
    is_open: 1,
    late: 0,
    shipped_at: instant('2026-02-01T08:00:00'),
    delivered_at: null,
    last_event_at: instant('2026-02-03T06:00:00'),
    packages_count: null,
  })
  expect(await projectShipments(scopeAt(), [shipment.id])).toEqual([])
})

test('two packages are counted, and one of them delivered is a part', async () => {
  const shipment = await shipmentOf(await makeAccount())
  await makePackage(shipment, 1)
  await makePackage(shipment, 2)
  await makeEvent(shipment, { status: 'delivered', package_number: 1 })
  await projectShipments(scopeAt(), [shipment.id])
  expect(await shipmentRow(shipment.id)).toMatchObject({ status: 'part_delivered', is_open: 1, packages_count: 2 })
})

test('late is judged by the day of the place it goes to', async () => {
  const company = await makeAccount({ time_zone: 'UTC' })
  const auckland = await makeAddress(company, { time_zone: 'Pacific/Auckland' })
  const expected = { expected_on: '2026-02-10', first_expected_on: '2026-02-10' }
  const here = await shipmentOf(company, [], expected)
  const there = await shipmentOf(company, [], { ...expected, ship_to_id: auckland })
  await projectShipments(scopeAt(instant('2026-02-10T12:00:00')), [here.id, there.id])
  expect((await shipmentRow(here.id)).late).toBe(0)
  expect((await shipmentRow(there.id)).late).toBe(1)
})

test('order lines get what left and what arrived; what was lost is owed again', async () => {
  const company = await makeAccount()
  const other = await makeAccount()
  const order = await orderOf(company, ['10', '4'])
  const foreign = await orderOf(other, ['7'])
  const arrived = await shipmentOf(company, [{ order, quantity: '6' }])
  const moving = await shipmentOf(company, [
    { order, quantity: '3' },
    { order, line: 1, quantity: '4' },
    { order: foreign, quantity: '7' },
  ])
  const gone = await shipmentOf(company, [{ order, quantity: '1' }])
  await makeEvent(arrived, { status: 'delivered' })
  await makeEvent(moving, { status: 'departed' })
  await makeEvent(gone, { status: 'lost' })
  await projectShipments(scopeAt(), [arrived.id, moving.id, gone.id])
  expect(await lineRow(order.lines[0])).toMatchObject({ shipped_quantity: '9.000000', delivered_quantity: '6.000000' })
  expect(await lineRow(order.lines[1])).toMatchObject({ shipped_quantity: '4.000000', delivered_quantity: '0.000000' })
  expect(await lineRow(foreign.lines[0])).toMatchObject({ shipped_quantity: '7.000000', delivered_quantity: '0.000000' })
  const { status } = await db.selectFrom('orders').select('status').where('id', '=', order.id).executeTakeFirstOrThrow()
  expect(status).toBe('part_delivered')
})

test('more shipments than fit in one batch', async () => {
  const company = await makeAccount()
  const order = await orderOf(company, ['1000'])
  const all = []
  for (let count = 0; count < 230; count++) all.push(await shipmentOf(company, [{ order, quantity: '1' }]))
  for (const one of all) await makeEvent(one)
  const changes = await projectShipments(
    scopeAt(),
    all.map((one) => one.id),
  )
  expect(changes).toHaveLength(230)
  expect(await lineRow(order.lines[0])).toMatchObject({ shipped_quantity: '230.000000' })
})
