import { expect, test } from 'vitest'
import en from '~/languages/en/orders.json'
import { trimQuantity } from '~/values/quantity'
import type { Consignment, OrderLine, OrderRecord } from './order-record'
import { drawPromises } from './promise-drawing'
import { standingOf } from './standing'

const line = (more: Partial<OrderLine> = {}) =>
  ({
    lineNo: 1,
    description: 'Gasket sheet',
    ordered: '60',
    shipped: '0',
    delivered: '0',
    backordered: '0',
    cancelled: '0',
    promisedOn: null,
    parcels: [],
    ...more,
  }) as unknown as OrderLine
const consignment = (more: Partial<Consignment> = {}) =>
  ({
    number: 'SH-90377',
    status: 'in_transit',
    open: true,
    carrier: 'Marlin Line',
    service: null,
    expectedOn: '2026-06-23',
    city: 'Rotterdam',
    seen: null,
    ...more,
  }) as unknown as Consignment
const order = (more: Partial<OrderRecord> = {}) =>
  ({
    status: 'confirmed',
    open: true,
    daysLate: 0,
    confirmedAt: new Date('2026-06-01'),
    promisedOn: '2026-06-20',
    promiseOf: 'delivery',
    today: '2026-06-11',
    holdReason: null,
    shipTo: { street: 'Waalhaven Z.z. 19', city: 'Rotterdam' },
    lines: [line()],
    consignments: [],
    ...more,
  }) as unknown as OrderRecord

const steps = (one: OrderRecord, reader: 'portal' | 'staff' = 'portal') => standingOf(one, reader).steps.map((step) => step.key)

test.each<[string, OrderRecord, string[]]>([
  ['placed', order({ status: 'placed', confirmedAt: null }), ['nowIs.placed', 'nextIs.confirm', 'youDo.receiveAt']],
  ['confirmed', order(), ['nowIs.confirmed', 'nextIs.pack', 'youDo.receiveAt']],
  [
    'on hold for a reason',
    order({ status: 'on_hold', holdReason: 'Credit check' }),
    ['nowIs.heldFor', 'nextIs.release', 'youDo.receiveAt'],
  ],
  ['packed', order({ status: 'packed' }), ['nowIs.packed', 'nextIs.collect', 'youDo.receiveAt']],
  [
    'packed, with a carrier asked',
    order({ status: 'packed', consignments: [consignment({ status: 'packed' })] }),
    ['nowIs.packed', 'nextIs.collectBy', 'youDo.receiveAt'],
  ],
  [
    'backordered',
    order({ status: 'backordered', lines: [line({ backordered: '40' })] }),
    ['nowIs.backordered', 'nextIs.restockOne', 'youDo.receiveAt'],
  ],
  [
    'on its way',
    order({ status: 'shipped', consignments: [consignment()] }),
    ['nowIs.in_transit', 'nextIs.deliveryIn', 'youDo.receiveAt'],
  ],
  [
    'on its way in part',
    order({
      status: 'part_shipped',
      lines: [line({ backordered: '40', promisedOn: '2026-06-18' })],
      consignments: [consignment({ seen: { status: 'departed', place: 'Suez', at: new Date(), package: null } })],
    }),
    ['nowIs.in_transitAt', 'nextIs.restockOne', 'nextIs.deliveryIn', 'youDo.receiveAt'],
  ],
  [
    'held up',
    order({ status: 'shipped', consignments: [consignment({ status: 'held' })] }),
    ['nowIs.held_shipment', 'nextIs.deliveryIn', 'youDo.receiveAt'],
  ],
  [
    'lost',
    order({ status: 'confirmed', consignments: [consignment({ status: 'lost', open: false })] }),
    ['nowIs.lost', 'nextIs.pack', 'youDo.receiveAt'],
  ],
  ['delivered', order({ status: 'delivered', open: false }), ['ended.delivered']],
  ['cancelled', order({ status: 'cancelled', open: false }), ['ended.cancelled']],
  ['gone, from the ramp on theirs', order({ status: 'shipped', open: false, promiseOf: 'dispatch' }), ['ended.dispatched']],
])('an order that is %s', (_, one, keys) => expect(steps(one)).toEqual(keys))

test('the customer waits for the host, and the host for whoever carries it; nobody waits for what has ended', () => {
  expect(standingOf(order(), 'portal').waiting).toEqual(['customer', 'host'])
  expect(standingOf(order({ status: 'shipped', consignments: [consignment()] }), 'portal').waiting).toEqual([
    'customer',
    'host',
    { carrier: 'Marlin Line' },
  ])
  expect(standingOf(order({ status: 'delivered', open: false }), 'portal').waiting).toEqual([])
})

test.each([
  [order({ status: 'placed' }), 'staffDo.confirm'],
  [order({ status: 'on_hold' }), 'staffDo.release'],
  [order({ promisedOn: null }), 'staffDo.promise'],
  [order({ promisedOn: '2026-06-10' }), 'staffDo.overdue'],
])('the staff read what they owe the customer', (one, key) => expect(steps(one, 'staff').at(-1)).toBe(key))

test('what comes first is said first', () => {
  const two = [consignment({ number: 'B', expectedOn: '2026-06-20' }), consignment({ number: 'A', expectedOn: '2026-06-14' })]
  const standing = standingOf(order({ status: 'shipped', consignments: two }), 'portal')
  expect(standing.steps[0]).toMatchObject({ shipment: 'A', more: { key: 'nowIs.others', facts: { count: 1 } } })
  expect(standing.steps.at(-1)).toMatchObject({ when: 'you', on: '2026-06-14' })
})

test('every shipment that moves has its words', () => {
  const words = en.standing.nowIs as Record<string, string>
  for (const status of ['in_transit', 'held', 'out_for_delivery', 'part_delivered'])
    for (const seen of [null, { status, place: 'Suez', at: new Date(), package: null }]) {
      const [now] = steps(order({ status: 'shipped', consignments: [consignment({ status, seen })] }))
      expect(words).toHaveProperty(String(now).replace('nowIs.', ''))
    }
  expect(trimQuantity('40.000000')).toBe('40')
})

test('the promise history is drawn to scale, with the time lost hatched from the first promise on', () => {
  const drawing = drawPromises([
    { kind: 'first', on: '2026-06-18', days: 0 },
    { kind: 'moved', on: '2026-06-21', days: 3 },
    { kind: 'moved', on: '2026-06-23', days: 2 },
  ])
  const [first, second, third] = drawing.rows
  expect(first?.lost).toBeNull()
  expect([second?.lost?.x, third?.lost?.x]).toEqual([first?.x, first?.x])
  const perDay = ((second?.x ?? 0) - (first?.x ?? 0)) / 3
  expect((third?.x ?? 0) - (second?.x ?? 0)).toBeCloseTo(2 * perDay, 0)
  for (const row of drawing.rows) expect(row.x).toBeGreaterThan(drawing.left)
  expect(drawing.ticks.filter((tick) => tick.labelled).length).toBeLessThanOrEqual(9)
})

test.each([
  ['2026-06-18', '2026-06-18'],
  ['2024-01-01', '2026-12-31'],
  ['2026-06-18', '2026-06-19'],
])('from %s to %s fits its paper', (from, to) => {
  const drawing = drawPromises([
    { kind: 'first', on: from, days: 0 },
    { kind: 'came', on: to, days: 1 },
  ])
  for (const row of drawing.rows) expect(row.x >= drawing.left && row.x <= drawing.right).toBe(true)
  for (const tick of drawing.ticks) expect(tick.x >= drawing.left && tick.x <= drawing.right + 0.1).toBe(true)
})
