import { describe, expect, test } from 'vitest'
import { db } from '~/database/connection.server'
import type { Id } from '~/database/tables'
import { isRefusal, NotFound } from '~/values/outcome'
import { breaksOnPurpose } from '../../../tests/support/invariants'
import { grantOf, makeAccount, makePerson, memberScope, scopeOf } from '../../../tests/support/make'
import type { Account } from '../../../tests/support/shipping'
import {
  instant,
  makeAddress,
  makeEvent,
  makePackage,
  makePackageLine,
  makeReference,
  orderOf,
  shipmentOf,
} from '../../../tests/support/shipping'
import { projectShipments } from './projection.server'
import { eventOfShipment, getShipment } from './shipment.queries.server'
import { recordEvent, retractEvent } from './shipments.commands.server'
import { shipmentFinder } from './shipments.find.server'
import { recordForm } from './shipments.forms.server'
import { shipmentInvariants } from './shipments.invariants.server'
import { markLateShipments } from './shipments.jobs.server'
import { shipmentsTimeline } from './shipments.timeline.server'

const reads = ['orders.read', 'shipments.read'] as const
const member = (account: Account) => memberScope(reads, [grantOf(account, 'buyer')])
const system = () => scopeOf('staff', reads, { staffRole: 'admin' })
const manager = async () => {
  const person = await makePerson({ staff_role: 'manager', name: 'Noor H.' })
  return scopeOf('staff', [...reads, 'events.retract', 'events.record'], { staffRole: 'manager', personId: person.id })
}
const stored = (id: Id) => db.selectFrom('shipments').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const keyOf = async (id: Id) =>
  (await db.selectFrom('tracking_events').select('fingerprint').where('id', '=', id).executeTakeFirstOrThrow()).fingerprint.slice(
    0,
    16,
  )

const named = ({ number }: { number: string }) => ({ number, entity: null })

async function travelling() {
  const account = await makeAccount()
  const order = await orderOf(account, ['10'])
  const shipment = await shipmentOf(account, [{ order }], { expected_on: '2026-06-20', first_expected_on: '2026-06-18' })
  await makeEvent(shipment, { status: 'departed', place: 'Ningbo', happened_at: instant('2026-06-01T10:00:00') })
  await projectShipments(system(), [shipment.id])
  return { account, order, shipment }
}

describe('a report that is taken back', () => {
  test('counts for nothing any more: status, quantities and order are what they were', async () => {
    const { account, order, shipment } = await travelling()
    const before = await stored(shipment.id)
    const wrong = await makeEvent(shipment, {
      status: 'delivered',
      place: 'Rotterdam',
      happened_at: instant('2026-06-09T10:00:00'),
    })
    await projectShipments(system(), [shipment.id])
    expect(await stored(shipment.id)).toMatchObject({ status: 'delivered', is_open: 0 })
    const scope = await manager()
    const key = await keyOf(wrong)
    expect(await retractEvent(scope, named(shipment), key, { reason: 'Another pallet was scanned.' })).toEqual({
      did: 'retracted',
    })
    const after = await stored(shipment.id)
    expect({ ...after, updated_at: null }).toEqual({ ...before, updated_at: null })
    const line = await db.selectFrom('order_lines').selectAll().where('id', '=', String(order.lines[0])).executeTakeFirstOrThrow()
    expect(line).toMatchObject({ shipped_quantity: '10.000000', delivered_quantity: '0.000000' })
    const { events } = await getShipment(member(account), shipment.number)
    expect(events[0]).toMatchObject({ status: 'delivered', retractReason: 'Another pallet was scanned.', retractedBy: 'Noor H.' })
    const told = await db.selectFrom('timeline_entries').selectAll().where('shipment_id', '=', shipment.id).execute()
    expect(told.map((one) => [one.kind, JSON.parse(one.facts)])).toEqual([
      ['shipments.event-retracted', { status: 'delivered', place: 'Rotterdam', reason: 'Another pallet was scanned.' }],
    ])
    const audited = await db.selectFrom('audit_entries').selectAll().where('subject_id', '=', shipment.number).execute()
    expect(audited.map((one) => one.action)).toEqual(['events.retract'])
  })

  test('is taken back once, and only where it is', async () => {
    const { shipment } = await travelling()
    const { shipment: other } = await travelling()
    const event = await makeEvent(shipment, { status: 'held' })
    const key = await keyOf(event)
    const scope = await manager()
    await expect(retractEvent(scope, named(other), key, { reason: 'no' })).rejects.toThrow(NotFound)
    await expect(retractEvent(scope, named(shipment), '%', { reason: 'no' })).rejects.toThrow(NotFound)
    await expect(eventOfShipment(scope, other.number, null, key)).rejects.toThrow(NotFound)
    await retractEvent(scope, named(shipment), key, { reason: 'Wrong one.' })
    expect(isRefusal(await retractEvent(scope, named(shipment), key, { reason: 'Again.' }))).toBe(true)
  })
})

describe('a report by hand', () => {
  const form = { status: 'delivered' as const, happened_at: '2026-06-10T14:30', time_zone: 'Asia/Shanghai', place: 'Shanghai' }

  test('counts like a carrier’s own, at the time of the place', async () => {
    const { account, shipment } = await travelling()
    const scope = await manager()
    expect(await recordEvent(scope, named(shipment), { ...form, note: 'Called at noon' })).toEqual({ did: 'recorded' })
    expect(await stored(shipment.id)).toMatchObject({ status: 'delivered', delivered_at: instant('2026-06-10T06:30:00') })
    const { events } = await getShipment(member(account), shipment.number)
    expect(events[0]).toMatchObject({ source: 'staff', utcOffset: 480, place: 'Shanghai', rawText: 'Called at noon' })
  })

  test('is refused at its field where no clock showed its time', async () => {
    const fieldsOf = (happened_at: string) =>
      recordForm.safeParse({ ...form, happened_at }).error?.issues.map((one) => one.path[0])
    for (const unreadable of ['2026-02-31T10:00', 'yesterday at ten', '2026-02-28'])
      expect(fieldsOf(unreadable)).toEqual(['happened_at'])
    expect(fieldsOf('2026-02-28T10:00')).toBeUndefined()
    const { shipment } = await travelling()
    const stockholm = (happened_at: string) => ({ ...form, happened_at, time_zone: 'Europe/Stockholm' })
    const scope = await manager()
    expect(await recordEvent(scope, named(shipment), stockholm('2026-03-29T02:30'))).toMatchObject({
      field: 'happened_at',
      reason: 'shipments:record.skipped',
    })
    expect(await recordEvent(scope, named(shipment), stockholm('2025-10-26T02:30'))).toEqual({ did: 'recorded' })
    const { events } = await getShipment(scope, shipment.number)
    expect(events.find((one) => one.source === 'staff')?.utcOffset).toBe(120)
  })

  test('is refused where it is still to come, known already, or about no package', async () => {
    const { shipment } = await travelling()
    const scope = await manager()
    const reasonOf = async (more: Partial<Parameters<typeof recordEvent>[2]>) => {
      const done = await recordEvent(scope, named(shipment), { ...form, ...more })
      return isRefusal(done) ? done.reason : done
    }
    expect(await reasonOf({ happened_at: '2026-06-12T14:30' })).toBe('shipments:record.future')
    for (const happened_at of ['2024-12-30T14:30', '0300-12-30T14:30'])
      expect(await reasonOf({ happened_at })).toBe('shipments:record.early')
    expect(await reasonOf({ package: 2 })).toBe('shipments:record.noPackage')
    expect(await reasonOf({})).toEqual({ did: 'recorded' })
    expect(await reasonOf({})).toBe('shipments:record.known')
  })
})

describe('the record', () => {
  test('shows a member the lines of the own accounts only, and 404 what is not theirs', async () => {
    const [mine, theirs, stranger] = [await makeAccount(), await makeAccount(), await makeAccount()]
    const [own, foreign] = [await orderOf(mine, ['4']), await orderOf(theirs, ['6'])]
    const place = await makeAddress(theirs, { city: 'Antwerpen' })
    const shipment = await shipmentOf(
      theirs,
      [
        { order: own, quantity: '4' },
        { order: foreign, quantity: '6' },
      ],
      { ship_to_id: place },
    )
    const box = await makePackage(shipment, 1)
    await makePackageLine(own, { package_id: box, shipment_line_id: String(shipment.lines[0]), quantity: '3', lot: 'L1' })
    await makePackageLine(own, { package_id: box, shipment_line_id: String(shipment.lines[0]), quantity: '1', serial: 'S9' })
    await makePackageLine(foreign, { package_id: box, shipment_line_id: String(shipment.lines[1]), quantity: '6', lot: 'SECRET' })
    await makeReference(shipment, 'container', 'MRLU4819026')
    await projectShipments(system(), [shipment.id])

    const seen = await getShipment(member(mine), shipment.number)
    expect(seen.lines.map((line) => [line.order_number, line.quantity])).toEqual([[own.number, '4.000000']])
    expect(seen.packages[0]?.contents).toMatchObject([{ quantity: '4', whole: '4.000000', lots: ['L1'], serials: ['S9'] }])
    expect(seen.references).toEqual([{ type: 'container', value: 'MRLU4819026' }])
    expect([seen.shipment.to_city, seen.shipment.account_name]).toEqual([null, null])

    const consignee = await getShipment(member(theirs), shipment.number)
    expect(consignee.lines.map((line) => line.order_number)).toEqual([foreign.number])
    expect(consignee.shipment.to_city).toBe('Antwerpen')
    await expect(getShipment(member(stranger), shipment.number)).rejects.toThrow(NotFound)
    await expect(getShipment(member(mine), 'SH-NONE')).rejects.toThrow(NotFound)
  })
})

describe('as days pass', () => {
  test('a shipment becomes late where it goes to, and others do not', async () => {
    const account = await makeAccount({ time_zone: 'America/Los_Angeles' })
    const auckland = await makeAddress(account, { time_zone: 'Pacific/Auckland' })
    const make = (expected_on: string, more = {}) =>
      shipmentOf(account, [], { expected_on, first_expected_on: expected_on, ...more })
    const [here, there, ended, later] = [
      await make('2026-06-10'),
      await make('2026-06-10', { ship_to_id: auckland }),
      await make('2026-06-01'),
      await make('2026-06-30'),
    ]
    await makeEvent(ended, { status: 'lost' })
    await projectShipments(scopeOf('staff', reads, { staffRole: 'admin' }), [ended.id])
    // 04:00 on the 11th in UTC: still the 10th in Los Angeles.
    const early = scopeOf('staff', reads, { staffRole: 'admin' })
    Object.assign(early, { now: instant('2026-06-11T04:00:00') })
    expect(await markLateShipments(early)).toBeGreaterThanOrEqual(1)
    const late = async () => Promise.all([here, there, ended, later].map(async (one) => (await stored(one.id)).late))
    expect(await late()).toEqual([0, 1, 0, 0])
    await markLateShipments(system())
    expect(await late()).toEqual([1, 1, 0, 0])
  })
})

describe('in the timeline', () => {
  test('of its orders a shipment says that it left, was stopped and arrived', async () => {
    const { account, order, shipment } = await travelling()
    await makeEvent(shipment, { status: 'held', place: 'Suez', happened_at: instant('2026-06-05T10:00:00') })
    await makeEvent(shipment, { status: 'delivered', place: 'Rotterdam', happened_at: instant('2026-06-09T10:00:00') })
    await projectShipments(system(), [shipment.id])
    const entries = await shipmentsTimeline.of(member(account), { order: order.id })
    expect(entries.map((one) => one.kind).sort()).toEqual(['shipments.delivered', 'shipments.held-in', 'shipments.left'])
    expect(entries.every((one) => one.link?.number === shipment.number)).toBe(true)
    expect(await shipmentsTimeline.of(member(await makeAccount()), { order: order.id })).toEqual([])
  })

  test('news are what became known since, of the own accounts', async () => {
    const { account, shipment } = await travelling()
    await makeEvent(shipment, { status: 'delivered', place: 'Rotterdam', recorded_at: instant('2026-06-10T10:00:00') })
    await projectShipments(system(), [shipment.id])
    const since = instant('2026-06-10T00:00:00')
    const news = await shipmentsTimeline.recent(member(account), since, 10)
    expect(news.map((one) => [one.kind, one.link?.number])).toEqual([['shipments.delivered-in', shipment.number]])
    expect(await shipmentsTimeline.recent(member(await makeAccount()), since, 10)).toEqual([])
  })
})

test('the palette finds an exact number first', async () => {
  const account = await makeAccount()
  await shipmentOf(account, [], { number: 'SH-88', opened_at: instant('2026-01-01T00:00:00') })
  await shipmentOf(account, [], { number: 'SH-880', opened_at: instant('2026-02-01T00:00:00') })
  const found = await shipmentFinder.find(member(account), 'sh-88', 5)
  expect(found.map((one) => [one.title, one.path])).toEqual([
    ['SH-88', 'shipments/SH-88'],
    ['SH-880', 'shipments/SH-880'],
  ])
})

describe('a rule that is broken is found', () => {
  breaksOnPurpose('shipments.replayed', 'shipments.within-order', 'shipments.within-packages', 'shipments.owned')
  const broken = async (name: string) =>
    (await shipmentInvariants.find((one) => one.name === name)?.check(system() as never)) ?? ['no such rule']
  const set = (table: 'shipments' | 'shipment_lines' | 'order_lines' | 'package_lines', id: Id, values: object) =>
    db
      .updateTable(table)
      .set(values as never)
      .where('id', '=', id)
      .execute()

  test('status, quantities, contents and owners', async () => {
    const { order, shipment } = await travelling()
    expect((await broken('shipments.replayed')).join()).not.toContain(shipment.number)
    await set('shipments', shipment.id, { status: 'delivered' })
    expect(await broken('shipments.replayed')).toContainEqual(`${shipment.number}: status`)

    await set('order_lines', String(order.lines[0]), { shipped_quantity: '10.5', over_tolerance: '0.04' })
    expect((await broken('shipments.within-order')).join()).toContain(order.number)
    await set('order_lines', String(order.lines[0]), { over_tolerance: '0.05' })
    expect((await broken('shipments.within-order')).join()).not.toContain(order.number)

    const box = await makePackage(shipment, 1)
    await makePackageLine(order, { package_id: box, shipment_line_id: String(shipment.lines[0]), quantity: '10.1' })
    expect((await broken('shipments.within-packages')).join()).toContain(shipment.number)

    expect((await broken('shipments.owned')).join()).not.toContain(shipment.number)
    await set('shipment_lines', String(shipment.lines[0]), { elsewhere: 1 })
    expect((await broken('shipments.owned')).join()).toContain(shipment.number)
  })
})
