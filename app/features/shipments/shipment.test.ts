import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EventStatus, ReplayedEvent } from './shipment'
import { classifiers, eventStatuses, isLateShipment, isOpenShipment, isStuck, replay, shipmentStatuses } from './shipment'

const at = (hour: number) => new Date(Date.UTC(2026, 5, 1, hour))
const event = (status: EventStatus, hour: number, more: Partial<ReplayedEvent> = {}): ReplayedEvent => ({
  status,
  classifier: 'actual',
  happenedAt: at(hour),
  retracted: false,
  packageNumber: null,
  ...more,
})
const statusAfter = (events: readonly ReplayedEvent[], packages: number | null = null) => replay(events, packages).status

describe('replay', () => {
  test('nothing happened yet', () => {
    expect(replay([], 2)).toEqual({ status: 'announced', shippedAt: null, deliveredAt: null, lastEventAt: null })
  })

  test('the last thing that happened decides, whenever it was reported', () => {
    const events = [event('delivered', 9), event('picked_up', 1), event('out_for_delivery', 8)]
    expect(replay(events, null)).toEqual({ status: 'delivered', shippedAt: at(1), deliveredAt: at(9), lastEventAt: at(9) })
  })

  test('what is planned or estimated has not happened', () => {
    const events = [
      event('picked_up', 1),
      event('delivered', 9, { classifier: 'planned' }),
      event('arrived', 5, { classifier: 'estimated' }),
    ]
    expect(statusAfter(events)).toBe('in_transit')
  })

  test('packed goods have not left', () => {
    expect(replay([event('packed', 1)], null)).toMatchObject({ status: 'packed', shippedAt: null })
  })

  test('it is delivered when every package is', () => {
    const first = [event('picked_up', 1), event('delivered', 4, { packageNumber: 1 })]
    expect(replay(first, 2)).toMatchObject({ status: 'part_delivered', deliveredAt: null })
    const both = [...first, event('delivered', 6, { packageNumber: 2 })]
    expect(replay(both, 2)).toMatchObject({ status: 'delivered', deliveredAt: at(6) })
  })

  test('a delivered package stays delivered while the rest travels', () => {
    const events = [event('delivered', 4, { packageNumber: 1 }), event('in_transit', 8)]
    expect(statusAfter(events, 2)).toBe('part_delivered')
    expect(statusAfter([...events, event('returned', 9)], 2)).toBe('returned')
  })

  test('what is said of the whole counts for packages that nothing names', () => {
    const events = [event('delivered', 4, { packageNumber: 1 }), event('delivered', 8)]
    expect(replay(events, 3)).toMatchObject({ status: 'delivered', deliveredAt: at(8) })
  })

  test('one package alone, delivered and then on the way again, is not delivered', () => {
    const events = [event('delivered', 4, { packageNumber: 1 }), event('in_transit', 5, { packageNumber: 1 })]
    expect(statusAfter(events, 1)).toBe('in_transit')
  })
})

const anyEvent = fc.record({
  status: fc.constantFrom(...eventStatuses),
  classifier: fc.constantFrom(...classifiers),
  // Few instants, so that many things happen at the same time.
  happenedAt: fc.integer({ min: 0, max: 6 }).map(at),
  retracted: fc.boolean(),
  packageNumber: fc.option(fc.integer({ min: 1, max: 3 })),
})
const anyPackages = fc.option(fc.integer({ min: 1, max: 3 }))

describe('of any events', () => {
  test('the order of reporting does not matter', () => {
    fc.assert(
      fc.property(
        fc
          .array(anyEvent, { maxLength: 8 })
          .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        anyPackages,
        ([told, shuffled], packages) => {
          expect(replay(shuffled, packages)).toEqual(replay(told, packages))
        },
      ),
    )
  })

  test('retracting an event restores what was before it', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 8 }), anyEvent, anyPackages, (events, more, packages) => {
        expect(replay([...events, { ...more, retracted: true }], packages)).toEqual(replay(events, packages))
      }),
    )
  })

  test('what is delivered has a day of delivery, and nothing else has one', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 8 }), anyPackages, (events, packages) => {
        const { status, deliveredAt } = replay(events, packages)
        expect(shipmentStatuses).toContain(status)
        expect(deliveredAt !== null).toBe(status === 'delivered')
      }),
    )
  })
})

describe('late', () => {
  const shipment = { open: true, firstExpectedOn: '2026-06-18', expectedOn: '2026-06-18' }
  test('from the day after the expected one', () => {
    expect(isLateShipment(shipment, '2026-06-18')).toBe(false)
    expect(isLateShipment(shipment, '2026-06-19')).toBe(true)
  })
  test('at once when the expected day moves back', () => {
    expect(isLateShipment({ ...shipment, expectedOn: '2026-06-21' }, '2026-06-10')).toBe(true)
    expect(isLateShipment({ ...shipment, expectedOn: '2026-06-16' }, '2026-06-10')).toBe(false)
  })
  test('not when it has ended or nothing was expected', () => {
    expect(isLateShipment({ ...shipment, open: false }, '2026-07-01')).toBe(false)
    expect(isLateShipment({ open: true, firstExpectedOn: null, expectedOn: null }, '2026-07-01')).toBe(false)
  })
})

describe('stuck', () => {
  const now = new Date('2026-06-20T12:00:00Z')
  const silentFor = (days: number) => new Date(now.getTime() - days * 86_400_000)
  const shipment = { status: 'in_transit' as const, mode: 'road' }
  test('silent for longer than its mode of transport allows', () => {
    expect(isStuck({ ...shipment, lastEventAt: silentFor(3.9) }, now)).toBe(false)
    expect(isStuck({ ...shipment, lastEventAt: silentFor(4.1) }, now)).toBe(true)
    expect(isStuck({ ...shipment, mode: 'sea', lastEventAt: silentFor(4.1) }, now)).toBe(false)
  })
  test('not before it has left, nor after it has ended', () => {
    for (const status of shipmentStatuses) {
      const expected = ['in_transit', 'held', 'out_for_delivery', 'part_delivered'].includes(status)
      expect(isStuck({ ...shipment, status, lastEventAt: silentFor(30) }, now)).toBe(expected)
      if (expected) expect(isOpenShipment(status)).toBe(true)
    }
  })
})
