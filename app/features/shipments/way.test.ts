import { describe, expect, test } from 'vitest'
import { explanationOf, headlineOf } from './headline'
import type { ShipmentStatus } from './shipment'
import type { TrackedEvent } from './tracking'
import type { Leg, Way } from './way'
import { drawnWay, kilometres, wayOf, waysApart } from './way'

const places = {
  Works: [121.6, 29.87],
  Ningbo: [121.88, 29.93],
  Singapore: [103.75, 1.27],
  'Red Sea': [35.4, 25.9],
  Suez: [32.56, 29.93],
  Maasvlakte: [4.03, 51.95],
  Rotterdam: [4.48, 51.92],
  Schiphol: [4.76, 52.31],
} as const
type Name = keyof typeof places

const at = (text: string) => new Date(`${text}Z`)
const now = at('2026-06-11T08:20')
let made = 0
const event = (
  status: TrackedEvent['status'],
  place: Name | null,
  when: string,
  more: Partial<TrackedEvent> = {},
): TrackedEvent => ({
  key: `e${++made}`,
  packageNumber: null,
  status,
  classifier: 'actual',
  rawText: null,
  place,
  latitude: place ? places[place][1] : null,
  longitude: place ? places[place][0] : null,
  happenedAt: at(when),
  utcOffset: 0,
  recordedAt: at(when),
  source: 'carrier',
  retractedAt: null,
  retractReason: null,
  retractedBy: null,
  ...more,
})
const leg = (mode: string, from: Name, to: Name, departs: string, arrives: string, more: Partial<Leg> = {}): Leg => ({
  mode,
  carrier: 'Marlin Line',
  vehicle: null,
  voyage: null,
  from: { name: from, at: places[from] },
  to: { name: to, at: places[to] },
  departsAt: at(departs),
  arrivesAt: at(arrives),
  ...more,
})
const legs = [
  leg('road', 'Works', 'Ningbo', '2026-05-09T10:00', '2026-05-10T10:00'),
  leg('sea', 'Ningbo', 'Singapore', '2026-05-12T10:00', '2026-05-20T10:00'),
  leg('sea', 'Singapore', 'Suez', '2026-05-23T10:00', '2026-06-07T10:00', { vehicle: 'Sanderling', voyage: '214W' }),
  leg('sea', 'Suez', 'Maasvlakte', '2026-06-07T12:00', '2026-06-16T10:00'),
  leg('road', 'Maasvlakte', 'Rotterdam', '2026-06-17T10:00', '2026-06-18T10:00'),
]
const story = [
  event('picked_up', 'Works', '2026-05-09T14:00'),
  event('departed', 'Ningbo', '2026-05-12T10:30'),
  event('arrived', 'Singapore', '2026-05-20T08:00'),
  event('departed', 'Singapore', '2026-05-28T14:05'),
]
const stopNames = (way: Way) => way.stops.map((stop) => stop.place.name)

describe('the way', () => {
  test('knows the last stop, and that it has left it', () => {
    const way = wayOf(legs, story, now)
    expect(stopNames(way)[way.reached]).toBe('Singapore')
    expect(way.moving).toBe(true)
  })
  test('does not take the port for the town beside it', () => {
    const way = wayOf(legs, [...story, event('arrived', 'Maasvlakte', '2026-06-10T08:00')], now)
    expect(stopNames(way)[way.reached]).toBe('Maasvlakte')
    expect(way.moving).toBe(false)
  })
  test('finds the days that a stop cost, beyond those it came late with', () => {
    const lost = (events: TrackedEvent[]) => wayOf(legs, events, now).stops.map((stop) => stop.daysLost)
    expect(lost(story)).toEqual([0, 0, 5, 0, 0, 0])
    const late = [event('arrived', 'Singapore', '2026-05-22T10:00'), event('departed', 'Singapore', '2026-05-25T11:00')]
    expect(lost(late)[2]).toBe(0)
  })
  test('of nothing is nothing', () => {
    expect(wayOf([], [], now)).toMatchObject({ stops: [], reached: -1, moving: false, position: null })
    expect(drawnWay(wayOf([], [], now), [], { origin: null, destination: null, mode: null }, 'announced')).toBeNull()
  })
})

describe('the map', () => {
  const ends = { origin: null, destination: null, mode: 'sea' }
  const draw = (events: TrackedEvent[], status: ShipmentStatus = 'in_transit') =>
    drawnWay(wayOf(legs, events, now), events, ends, status)
  test('is solid up to the last report and dotted after it', () => {
    const drawn = draw([...story, event('in_transit', 'Red Sea', '2026-06-11T05:10')])
    expect(drawn?.legs.map((one) => one.progress)).toEqual([1, 1, 1, 0, 0, 0])
    const here = drawn?.stops.find((stop) => stop.kind === 'here')
    expect(here).toMatchObject({ name: 'Red Sea', at: places['Red Sea'], note: { kind: 'position' } })
    expect(drawn?.stops.find((stop) => stop.kind === 'lost')).toMatchObject({
      name: 'Singapore',
      note: { kind: 'lost', days: 5 },
    })
  })
  test('says where it may be as long as nobody has reported it', () => {
    const here = draw(story)?.stops.find((stop) => stop.kind === 'here')
    expect(here).toMatchObject({ name: null, at: { leg: 2, share: expect.any(Number) } })
  })
  test('of what is lost ends where it was last seen', () => {
    expect(draw(story, 'lost')?.legs.every((one) => (one.progress ?? 1) > 0)).toBe(true)
  })
  test('without legs goes through the places that reported it', () => {
    const events = [event('picked_up', 'Rotterdam', '2026-06-09T10:00'), event('arrived', 'Schiphol', '2026-06-10T10:00')]
    const to = { name: 'Suez', at: places.Suez }
    const drawn = drawnWay(wayOf([], events, now), events, { origin: null, destination: to, mode: 'road' }, 'in_transit')
    expect(drawn?.legs.map((one) => one.progress)).toEqual([1, 0])
    expect(drawn?.stops.map((stop) => [stop.name, stop.kind])).toEqual([
      ['Rotterdam', 'done'],
      ['Schiphol', 'here'],
      ['Suez', 'planned'],
    ])
  })
  test('shows the way of a package that flew ahead', () => {
    const alone = { packageNumber: 1 }
    const events = [
      event('arrived', 'Singapore', '2026-05-20T08:00'),
      event('departed', 'Singapore', '2026-05-29T07:40', alone),
      event('arrived', 'Schiphol', '2026-06-02T03:50', alone),
      event('delivered', 'Rotterdam', '2026-06-04T08:42', alone),
    ]
    expect(waysApart(events, [1]).legs.map((one) => one.mode)).toEqual(['air', 'road'])
    expect(waysApart(events, [2]).legs).toEqual([])
  })
  test('kilometres are those of the globe', () => {
    expect(Math.round(kilometres(places.Singapore, places.Schiphol) / 100)).toBe(105)
  })
})

describe('the first sentence', () => {
  const situation = (events: TrackedEvent[], more: Partial<Parameters<typeof headlineOf>[0]> = {}) => ({
    status: 'in_transit' as ShipmentStatus,
    events,
    way: wayOf(legs, events, now),
    packageNumbers: [1, 2],
    packagesCount: 2,
    origin: 'Ningbo',
    destination: 'Rotterdam',
    mode: 'sea',
    firstExpectedOn: '2026-06-18',
    expectedOn: '2026-06-23',
    deliveredOn: null,
    signedBy: null,
    cause: 'A berth queue at Singapore',
    today: '2026-06-11',
    ...more,
  })
  const keys = (given: ReturnType<typeof situation>) => headlineOf(given).map((one) => one.key)

  test('says where it is and when it comes', () => {
    expect(headlineOf(situation(story))).toEqual([
      { key: 'whole.atSea', values: { from: 'Singapore', to: 'Suez' } },
      { key: 'expected', values: { day: { day: '2026-06-23' } } },
    ])
    expect(explanationOf(situation(story)).map((one) => one.key)).toEqual(['onBoardVoyage', 'late', 'because'])
  })
  test('is about the package that is missing', () => {
    const events = [
      ...story,
      event('delivered', 'Rotterdam', '2026-06-04T08:42', { packageNumber: 1 }),
      event('in_transit', 'Red Sea', '2026-06-11T05:10'),
    ]
    const partly = {
      status: 'part_delivered' as const,
      way: wayOf(
        legs,
        events.filter((one) => one.packageNumber !== 1),
        now,
      ),
    }
    expect(headlineOf(situation(events, partly))[0]).toMatchObject({
      key: 'package.atSeaSeen',
      values: { number: 2, place: 'Red Sea' },
    })
    expect(explanationOf(situation(events, partly)).at(-1)).toEqual({
      key: 'packageCame',
      values: { number: 1, on: { on: '2026-06-04' } },
    })
  })
  test('knows when a day has passed, and when none was given', () => {
    expect(headlineOf(situation(story, { expectedOn: '2026-06-09' }))[1]).toMatchObject({ key: 'overdue', values: { count: 2 } })
    expect(keys(situation(story, { expectedOn: null }))).toEqual(['whole.atSea', 'noDay'])
  })
  test('of what has ended says how', () => {
    const arrived = [...story, event('delivered', 'Rotterdam', '2026-06-10T09:00')]
    const done = { status: 'delivered' as const, deliveredOn: '2026-06-10', signedBy: 'J. M.' }
    expect(headlineOf(situation(arrived, done))).toEqual([
      { key: 'whole.deliveredPlaceSigned', values: { place: 'Rotterdam', on: { on: '2026-06-10' }, name: 'J. M.' } },
    ])
    expect(explanationOf(situation(arrived, { ...done, firstExpectedOn: '2026-06-12' })).map((one) => one.key)).toEqual([
      'onTime',
    ])
    expect(keys(situation([], { status: 'announced' }))).toEqual(['whole.announced', 'expected'])
    expect(keys(situation([...story, event('lost', null, '2026-06-10T09:00')], { status: 'lost', destination: null }))).toEqual([
      'whole.lost',
    ])
  })
})
