import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LineQuantities, OrderMarks, OrderStatus } from './order'
import { daysLate, isLate, isOpen, lateFrom, orderStatuses, statusOf } from './order'
import { lanesOf, readFilter } from './order-filter'

const line = (ordered: number, shipped = 0, delivered = 0, backordered = 0, cancelled = 0): LineQuantities => ({
  ordered: String(ordered),
  shipped: String(shipped),
  delivered: String(delivered),
  backordered: String(backordered),
  cancelled: String(cancelled),
})
const none: OrderMarks = { confirmed: false, packed: false, held: false, cancelled: false }
const all: OrderMarks = { confirmed: true, packed: true, held: false, cancelled: false }

describe('the status of an order', () => {
  test.each<[OrderStatus, OrderMarks, LineQuantities[]]>([
    ['placed', none, [line(8)]],
    ['placed', none, []],
    ['confirmed', { ...none, confirmed: true }, [line(8)]],
    ['backordered', { ...none, confirmed: true }, [line(8), line(60, 0, 0, 40)]],
    ['packed', all, [line(8)]],
    ['packed', all, [line(8, 0, 0, 8)]],
    ['on_hold', { ...all, held: true }, [line(8)]],
    ['on_hold', { ...all, held: true }, [line(8, 4)]],
    ['part_shipped', all, [line(8, 4)]],
    ['part_shipped', all, [line(8, 8), line(6)]],
    ['shipped', all, [line(8, 8)]],
    ['shipped', { ...all, held: true }, [line(8, 8)]],
    ['shipped', all, [line(8, 9)]],
    ['shipped', all, [line(8, 6, 0, 0, 2)]],
    ['part_delivered', all, [line(8, 8, 4)]],
    ['part_delivered', all, [line(8, 8, 8), line(60, 20, 0, 40)]],
    ['delivered', all, [line(8, 8, 8)]],
    ['delivered', all, [line(8, 6, 6, 0, 2), line(4, 0, 0, 0, 4)]],
    ['cancelled', { ...all, cancelled: true }, [line(8, 8, 8)]],
  ])('is %s', (status, marks, lines) => expect(statusOf(marks, lines)).toBe(status))

  const quantity = fc.integer({ min: 0, max: 5 })
  const anyLine = fc
    .tuple(fc.integer({ min: 1, max: 5 }), quantity, quantity, quantity, quantity)
    .map(([ordered, shipped, delivered, backordered, cancelled]) =>
      line(ordered, shipped, Math.min(delivered, shipped), backordered, Math.min(cancelled, ordered)),
    )
  const anyMarks = fc.record({ confirmed: fc.boolean(), packed: fc.boolean(), held: fc.boolean(), cancelled: fc.boolean() })

  test('does not depend on the order of the lines, and is one that is known', () => {
    fc.assert(
      fc.property(anyMarks, fc.array(anyLine, { maxLength: 5 }), (marks, lines) => {
        const status = statusOf(marks, lines)
        expect(orderStatuses).toContain(status)
        expect(statusOf(marks, lines.toReversed())).toBe(status)
      }),
    )
  })

  test('never falls back when more of a line is shipped or delivered', () => {
    const rank = (status: OrderStatus) =>
      [
        'on_hold',
        'placed',
        'confirmed',
        'backordered',
        'packed',
        'part_shipped',
        'shipped',
        'part_delivered',
        'delivered',
      ].indexOf(status)
    const far = (status: OrderStatus) => ['shipped', 'delivered'].includes(status)
    fc.assert(
      fc.property(anyMarks, fc.array(anyLine, { minLength: 1, maxLength: 4 }), (marks, lines) => {
        fc.pre(!marks.cancelled && !marks.held)
        const [first, ...rest] = lines as [LineQuantities, ...LineQuantities[]]
        const before = statusOf(marks, lines)
        const more = { ...first, shipped: String(Number(first.shipped) + 5), delivered: first.delivered }
        const after = statusOf(marks, [more, ...rest])
        // What is all gone may become "part delivered" again only by being delivered, never by shipping more.
        expect(far(before) ? rank(after) >= rank('shipped') : rank(after) >= Math.min(rank(before), rank('part_shipped'))).toBe(
          true,
        )
      }),
    )
  })

  test('what is delivered or cancelled has ended; with a promise of dispatch so has what has left', () => {
    for (const status of orderStatuses) {
      expect(isOpen(status, 'delivery')).toBe(!['delivered', 'cancelled'].includes(status))
      expect(isOpen(status, 'dispatch')).toBe(!['delivered', 'cancelled', 'shipped', 'part_delivered'].includes(status))
    }
  })
})

describe('lateness', () => {
  const day = fc
    .integer({ min: 0, max: 60 })
    .map((days) => new Date(Date.UTC(2026, 4, 1) + days * 86_400_000).toISOString().slice(0, 10))
  const maybe = fc.option(day)

  test.each([
    ['promised today', '2026-06-11', '2026-06-11', false],
    ['promised yesterday', '2026-06-10', '2026-06-10', true],
    ['moved beyond the first promise', '2026-06-11', '2026-06-20', true],
    ['brought forward', '2026-06-20', '2026-06-12', false],
    ['promised without a first promise', null, '2026-06-12', false],
    ['not promised', null, null, false],
  ])('%s', (_, firstPromisedOn, promisedOn, late) =>
    expect(isLate({ open: true, firstPromisedOn, promisedOn }, '2026-06-11')).toBe(late),
  )

  test('a finished order is not late, and time alone only makes an open one late, on the day after the promise', () => {
    fc.assert(
      fc.property(maybe, maybe, day, (firstPromisedOn, promisedOn, today) => {
        expect(isLate({ open: false, firstPromisedOn, promisedOn }, today)).toBe(false)
        const late = isLate({ open: true, firstPromisedOn, promisedOn }, today)
        const from = lateFrom(promisedOn)
        if (from && today >= from) expect(late).toBe(true)
        if (!promisedOn) expect(late).toBe(false)
      }),
    )
  })

  test.each([
    ['what moved is late since the first promise', '2026-06-11', '2026-06-20', null, 9],
    ['and goes on being late beyond the second', '2026-06-01', '2026-06-05', null, 10],
    ['what was brought forward is late since then', '2026-06-20', '2026-06-09', null, 2],
    ['what came on time is not late', '2026-06-11', '2026-06-11', '2026-06-10', 0],
    ['what came late stays so', '2026-06-01', '2026-06-08', '2026-06-04', 3],
    ['nothing promised, nothing late', null, null, '2026-06-04', 0],
  ])('%s', (_, firstPromisedOn, promisedOn, done, days) =>
    expect(daysLate({ firstPromisedOn, promisedOn }, done, '2026-06-11')).toBe(days),
  )

  test('whatever is late is so by at least a day, and what has ended does not get later', () => {
    fc.assert(
      fc.property(maybe, maybe, day, day, (firstPromisedOn, promisedOn, today, done) => {
        const promise = { firstPromisedOn, promisedOn }
        expect(daysLate(promise, null, today)).toBeGreaterThanOrEqual(0)
        if (isLate({ open: true, ...promise }, today)) expect(daysLate(promise, null, today)).toBeGreaterThan(0)
        expect(daysLate(promise, done, '2030-01-01')).toBe(daysLate(promise, done, done))
      }),
    )
  })
})

describe('the filter of a list', () => {
  const read = (query: string) => readFilter(new URLSearchParams(query))

  test('takes what means something and leaves out the rest', () => {
    expect(read('q=+SO-48102++x&view=late&status=packed&status=nonsense&from=2026-02-30&to=2026-03-01&sort=promised')).toEqual({
      q: 'SO-48102 x',
      view: 'late',
      statuses: ['packed'],
      from: null,
      to: '2026-03-01',
      account: null,
      shipTo: null,
      sort: 'promised',
      direction: 'asc',
    })
    expect(read('sort=-total&view=x&ship_to=12')).toEqual(read(''))
    expect(read(`q=${'x'.repeat(500)}`).q).toHaveLength(80)
  })

  test('all statuses are no filter', () => {
    expect(read(orderStatuses.map((status) => `status=${status}`).join('&')).statuses).toEqual([])
  })

  const anyStatuses = fc.subarray([...orderStatuses], { minLength: 1 })
  test('is cut into lanes that do not overlap and miss nothing', () => {
    const order = fc
      .record({ status: fc.constantFrom(...orderStatuses), dispatch: fc.boolean(), late: fc.boolean() })
      .map(({ status, dispatch, late }) => {
        const open = isOpen(status, dispatch ? 'dispatch' : 'delivery')
        return { status, open, late: open && late }
      })
    const views = fc.constantFrom('all' as const, 'open' as const, 'late' as const)
    const sorts = fc.constantFrom('placed' as const, 'promised' as const)
    fc.assert(
      fc.property(order, views, sorts, fc.oneof(fc.constant([]), anyStatuses), ({ status, open, late }, view, sort, statuses) => {
        const wanted =
          (view === 'all' || (view === 'open' ? open : late)) && (statuses.length === 0 || statuses.includes(status as never))
        const lanes = lanesOf({ view, sort, statuses }).filter(
          (lane) =>
            (lane.open === null || (lane.open === 1) === open) &&
            (lane.late === null || (lane.late === 1) === late) &&
            (lane.statuses.length === 0 || lane.statuses.includes(status)),
        )
        expect(lanes).toHaveLength(wanted ? 1 : 0)
      }),
      { numRuns: 500 },
    )
  })
})
