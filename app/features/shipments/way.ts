import type { LonLat, MapInput, MapMode } from '~/ui/map.server'
import type { ShipmentStatus } from './shipment'
import type { TrackedEvent } from './tracking'
import { actualEvents } from './tracking'

/** The way of a shipment: which places it passes, how far it has come, and where time was lost. Pure; the drawing is elsewhere. */

export type Place = { name: string; at: LonLat | null }
export type Leg = {
  mode: string
  carrier: string | null
  vehicle: string | null
  voyage: string | null
  from: Place
  to: Place
  /** As scheduled. */
  departsAt: Date | null
  arrivesAt: Date | null
}

/** One place of the way, in its order. */
export type Stop = {
  place: Place
  /** When it was first reported here, and when it left again. */
  arrived: TrackedEvent | null
  left: TrackedEvent | null
  /** As scheduled or forecast, where nothing was reported. */
  expected: { at: Date; utcOffset: number } | null
  daysLost: number
}
export type Way = {
  legs: readonly Leg[]
  /** One more than legs. */
  stops: readonly Stop[]
  /** The last stop it was seen at; -1 before the first. */
  reached: number
  /** It has left that stop and was not yet seen at the next. */
  moving: boolean
  /** The last report from between two stops. */
  position: TrackedEvent | null
  /** How much of the time between the two stops has passed, 0 to 1; a half where nobody knows. */
  share: number
}

const earth = 6371
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Kilometres between two points of the globe. */
export function kilometres([lonA, latA]: LonLat, [lonB, latB]: LonLat): number {
  const [sinLat, sinLon] = [Math.sin(radians(latB - latA) / 2), Math.sin(radians(lonB - lonA) / 2)]
  const root = sinLat ** 2 + Math.cos(radians(latA)) * Math.cos(radians(latB)) * sinLon ** 2
  return 2 * earth * Math.asin(Math.min(1, Math.sqrt(root)))
}

const near = 40
export const pointOf = (event: Pick<TrackedEvent, 'latitude' | 'longitude'>): LonLat | null =>
  event.latitude === null || event.longitude === null ? null : [event.longitude, event.latitude]

/** The same place by name ("Rotterdam", "Rotterdam, Waalhaven"), or closer than 40 km. */
function samePlace(a: Place, b: Place): boolean {
  const [one, other] = [a.name.trim().toLowerCase(), b.name.trim().toLowerCase()]
  if (one && other && (one === other || one.startsWith(`${other}, `) || other.startsWith(`${one}, `))) return true
  return a.at !== null && b.at !== null && kilometres(a.at, b.at) < near
}

/** Which of the stops a report comes from: the one of that name, else the nearest within 40 km; -1 where it is none. */
function stopFor(places: readonly Place[], { name, at }: Place): number {
  const distances = places.map((place) =>
    samePlace(place, { name, at }) ? (place.at && at ? kilometres(place.at, at) : 0) : Number.POSITIVE_INFINITY,
  )
  const least = Math.min(...distances)
  return Number.isFinite(least) ? distances.indexOf(least) : -1
}

/** Reports from a place that it is no longer at. */
const leaving = new Set(['picked_up', 'departed', 'in_transit'])
const day = 86_400_000

/** Reads the way from its legs and events. Legs must be in their order; events in any. */
export function wayOf(legs: readonly Leg[], events: readonly TrackedEvent[], now: Date): Way {
  const places = legs.length > 0 ? [...legs.map((leg) => leg.from), (legs.at(-1) as Leg).to] : []
  const happened = actualEvents(events)
  const nearest = (event: TrackedEvent) => stopFor(places, placeOf(event))
  const seen = places.map((_, index) => happened.filter((event) => nearest(event) === index))
  const reached = seen.findLastIndex((one) => one.length > 0)
  const last = happened.at(-1) ?? null
  const here = reached >= 0 && last !== null && nearest(last) === reached
  const moving = reached < legs.length && last !== null && (!here || leaving.has(last.status))
  const forecasts = events.filter((one) => one.classifier !== 'actual' && one.retractedAt === null)
  const stops = places.map((place, index) => {
    const told = forecasts.filter((event) => nearest(event) === index)
    return stopAt(index, { legs, place, seen: seen[index] ?? [], forecasts: told, now, reached })
  })
  return {
    legs,
    stops,
    reached,
    moving,
    position: here || !last || !pointOf(last) ? null : last,
    share: shareOf(stops, reached, now),
  }
}

function shareOf(stops: readonly Stop[], reached: number, now: Date): number {
  const start = stops[Math.max(0, reached)]?.left?.happenedAt
  const end = stops[Math.max(0, reached) + 1]?.expected?.at
  if (!start || !end || end <= start) return 0.5
  return Math.min(0.95, Math.max(0.05, (now.getTime() - start.getTime()) / (end.getTime() - start.getTime())))
}

const placeOf = (event: TrackedEvent): Place => ({ name: event.place ?? '', at: pointOf(event) })

type Seen = {
  legs: readonly Leg[]
  place: Place
  seen: readonly TrackedEvent[]
  forecasts: readonly TrackedEvent[]
  now: Date
  reached: number
}
function stopAt(index: number, { legs, place, seen, forecasts, now, reached }: Seen): Stop {
  const arrived = seen.find((one) => !leaving.has(one.status)) ?? seen[0] ?? null
  const left = seen.findLast((one) => leaving.has(one.status)) ?? null
  const coming = forecasts.find((one) => !leaving.has(one.status)) ?? forecasts[0]
  const schedule = legs[index - 1]?.arrivesAt ?? legs[index]?.departsAt ?? null
  const expected = coming
    ? { at: coming.happenedAt, utcOffset: coming.utcOffset }
    : schedule && { at: schedule, utcOffset: seen[0]?.utcOffset ?? 0 }
  const due = {
    in: forecasts.find((one) => one.status === 'arrived')?.happenedAt ?? legs[index - 1]?.arrivesAt ?? null,
    out: forecasts.find((one) => leaving.has(one.status))?.happenedAt ?? legs[index]?.departsAt ?? null,
  }
  const gone = left?.happenedAt ?? (index === reached ? now : null)
  return { place, arrived, left, expected, daysLost: daysLost(due, { in: arrived?.happenedAt ?? null, out: gone }) }
}

/** Whole days by which a stay made the shipment later than it already was when it came. */
function daysLost(due: { in: Date | null; out: Date | null }, was: { in: Date | null; out: Date | null }): number {
  if (!due.out || !was.out) return 0
  const before = due.in && was.in ? Math.max(0, was.in.getTime() - due.in.getTime()) : 0
  return Math.max(0, Math.floor((was.out.getTime() - due.out.getTime() - before) / day))
}

/** The leg it is on, if it is under way on one. */
export const currentLeg = (way: Way): Leg | null => (way.moving ? (way.legs[Math.max(0, way.reached)] ?? null) : null)

const mapModes: Record<string, MapMode> = {
  sea: 'sea',
  inland_water: 'road',
  air: 'air',
  rail: 'rail',
  road: 'road',
  parcel: 'road',
}
const modeOf = (mode: string | null): MapMode => mapModes[mode ?? ''] ?? 'road'

/** What stands beside a stop on the map, said in the reader's language by whoever draws it. */
export type StopNote =
  | { kind: 'left' | 'arrived' | 'reached' | 'position' | 'planned'; at: Date; utcOffset: number }
  | { kind: 'lost'; days: number }
  | null
export type DrawnStop = Omit<MapInput['stops'][number], 'name' | 'note'> & { name: string | null; note: StopNote }
export type DrawnWay = { legs: MapInput['legs']; stops: DrawnStop[] }

export type Ends = { origin: Place | null; destination: Place | null; mode: string | null }

/** What the map draws; null where fewer than two places are known by their coordinates. */
export function drawnWay(way: Way, events: readonly TrackedEvent[], ends: Ends, status: ShipmentStatus): DrawnWay | null {
  const drawn = way.legs.length > 0 ? alongLegs(way, status) : alongEvents(events, ends, status)
  return drawn.legs.length > 0 ? drawn : null
}

const noteOf = (kind: 'left' | 'arrived' | 'reached' | 'position' | 'planned', event: TrackedEvent): StopNote => ({
  kind,
  at: event.happenedAt,
  utcOffset: event.utcOffset,
})

const ended = (status: ShipmentStatus) => ['delivered', 'returned', 'lost', 'cancelled'].includes(status)

/** How much of a leg is behind us: all, none, or the share of its time that has passed. */
function progressOf(way: Way, index: number, status: ShipmentStatus): number {
  if (status === 'delivered' || index < way.reached) return 1
  if (index > Math.max(0, way.reached) || !way.moving) return 0
  return way.share
}

function alongLegs(way: Way, status: ShipmentStatus): DrawnWay {
  const legs: MapInput['legs'][number][] = []
  const here: DrawnStop[] = []
  way.legs.forEach((leg, index) => {
    if (!leg.from.at || !leg.to.at) return
    const mode = modeOf(leg.mode)
    const progress = progressOf(way, index, status)
    const position = progress > 0 && progress < 1 && way.position ? pointOf(way.position) : null
    if (position && way.position) {
      legs.push({ mode, from: leg.from.at, to: position, progress: 1 }, { mode, from: position, to: leg.to.at, progress: 0 })
      here.push({ at: position, name: way.position.place, kind: 'here', note: noteOf('position', way.position) })
    } else {
      if (progress > 0 && progress < 1)
        here.push({ at: { leg: legs.length, share: progress }, name: null, kind: 'here', note: null })
      legs.push({ mode, from: leg.from.at, to: leg.to.at, progress })
    }
  })
  const all = way.stops.flatMap((stop, index) => (stop.place.at ? [drawnStop(way, index, stop.place.at, status)] : []))
  const stops = apart(all, legs)
  return {
    legs: ended(status) && status !== 'delivered' ? legs.filter((leg) => (leg.progress ?? 1) > 0) : legs,
    stops: [...stops, ...here],
  }
}

const weight: Record<DrawnStop['kind'], number> = { here: 3, lost: 2, done: 1, planned: 1 }

/** On a long way, places beside each other (the works and the port) would cover one another: the one that says more stays. */
function apart(stops: readonly DrawnStop[], legs: DrawnWay['legs']): DrawnStop[] {
  const whole = legs.reduce((sum, leg) => sum + kilometres(leg.from, leg.to), 0)
  const kept: DrawnStop[] = []
  for (const stop of stops) {
    const before = kept.at(-1)
    const close = before && kilometres(pointAt(before), pointAt(stop)) < Math.max(near, whole / 60)
    if (!close) kept.push(stop)
    else if (weight[stop.kind] >= weight[before.kind]) kept.splice(-1, 1, stop)
  }
  return kept
}
const pointAt = ({ at }: DrawnStop): LonLat => ('leg' in at ? [0, 0] : at)

function drawnStop(way: Way, index: number, at: LonLat, status: ShipmentStatus): DrawnStop {
  const { place, arrived, left, expected, daysLost: days } = way.stops[index] as Stop
  const base = { at, name: place.name, ...(index > 0 && index < way.stops.length - 1 && { minor: true }) }
  const waiting = index === way.reached && !way.moving && !ended(status)
  if (waiting && arrived)
    return { at, name: place.name, kind: 'here', note: days > 0 ? { kind: 'lost', days } : noteOf('arrived', arrived) }
  if (days > 0) return { at, name: place.name, kind: 'lost', note: { kind: 'lost', days } }
  if (left && index < way.stops.length - 1) return { ...base, kind: 'done', note: noteOf('left', left) }
  if (arrived) return { ...base, kind: 'done', note: noteOf('reached', arrived) }
  const kind = status === 'delivered' || index < way.reached ? 'done' : 'planned'
  return { ...base, kind, note: kind === 'planned' && expected ? { kind: 'planned', ...expected } : null }
}

/** Faster than this over a long distance goes by air alone. */
const flying = { kilometres: 800, perHour: 100 }

/**
 * The ways that packages took by themselves: from where the shipment was last seen whole, through the places that reported the
 * package, to where it arrived.
 */
export function waysApart(events: readonly TrackedEvent[], packages: readonly number[]): DrawnWay {
  const happened = actualEvents(events).filter((event) => pointOf(event) !== null)
  const legs = packages.flatMap((number) => {
    const own = happened.filter((event) => event.packageNumber === number)
    const [first] = own
    if (!first) return []
    const start = happened.findLast((event) => event.packageNumber === null && event.happenedAt <= first.happenedAt)
    return hops(start ? [start, ...own] : own)
  })
  return { legs, stops: [] }
}

function hops(events: readonly TrackedEvent[]): MapInput['legs'] {
  return events.slice(1).flatMap((event, index) => {
    const before = events[index] as TrackedEvent
    const [from, to] = [pointOf(before) as LonLat, pointOf(event) as LonLat]
    const far = kilometres(from, to)
    if (far < near) return []
    const hours = (event.happenedAt.getTime() - before.happenedAt.getTime()) / 3_600_000
    const flew = far > flying.kilometres && far / Math.max(1, hours) > flying.perHour
    return [{ mode: flew ? ('air' as const) : ('road' as const), from, to, progress: 1 }]
  })
}

/** Without legs: from where it was packed, through the places that reported it, to where it goes. */
function alongEvents(events: readonly TrackedEvent[], { origin, destination, mode }: Ends, status: ShipmentStatus): DrawnWay {
  const passed: { place: Place; first: TrackedEvent | null; last: TrackedEvent | null }[] = []
  if (origin?.at) passed.push({ place: origin, first: null, last: null })
  for (const event of actualEvents(events)) {
    const place = placeOf(event)
    if (!place.at) continue
    const before = passed.at(-1)
    if (before && samePlace(before.place, place)) Object.assign(before, { first: before.first ?? event, last: event })
    else passed.push({ place, first: event, last: event })
  }
  const points = passed.map(({ place }) => place.at as LonLat)
  const legs = points.slice(1).map((to, index) => ({ mode: modeOf(mode), from: points[index] as LonLat, to, progress: 1 }))
  const stops: DrawnStop[] = passed.map(({ place, first, last }, index) => {
    const isLast = index === passed.length - 1
    const minor = index > 0 && !isLast
    const kind = isLast && !ended(status) && last ? 'here' : 'done'
    const gone = last && leaving.has(last.status) && !isLast
    const note = gone ? noteOf('left', last) : first && noteOf(kind === 'here' ? 'arrived' : 'reached', first)
    return { at: place.at as LonLat, name: place.name, kind, note, ...(minor && { minor }) }
  })
  const end = points.at(-1)
  if (!destination?.at || ended(status) || (end && kilometres(end, destination.at) < near)) return { legs, stops }
  if (end) legs.push({ mode: modeOf(mode), from: end, to: destination.at, progress: 0 })
  return { legs, stops: [...stops, { at: destination.at, name: destination.name, kind: 'planned', note: null }] }
}
