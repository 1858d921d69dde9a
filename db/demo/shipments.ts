import { hash } from 'node:crypto'
import type { EventStatus, ReplayedEvent } from '../../app/features/shipments/shipment.ts'
import {
  countsAsDelivered,
  countsAsShipped,
  isLateShipment,
  isOpenShipment,
  replay,
} from '../../app/features/shipments/shipment.ts'
import type { Account, Address } from './accounts.ts'
import type { Chance } from './chance.ts'
import type { Warehouse } from './companies.ts'
import { warehouses } from './companies.ts'
import type { Day, Instant } from './days.ts'
import { addWorkdays, dayAt, dayText, instantAt, offsetAt, workdayFrom } from './days.ts'
import type { Numbers } from './numbers.ts'
import type { DraftLine, DraftOrder } from './orders.ts'
import { addPackages } from './packages.ts'
import type { Stop } from './stops.ts'
import type { Trouble } from './troubles.ts'
import type { Checkpoint, Way } from './ways.ts'
import { vessels } from './ways.ts'
import type { World } from './world.ts'

/** So much of an order line, in hundredths of its unit. */
export type Part = { order: DraftOrder; line: DraftLine; hundredths: number }

export type ShipmentPlan = {
  parts: readonly Part[]
  consignee: Account
  shipTo: Address
  way: Way
  origin: Warehouse | Account
  openedAt: Instant
  /** When packing ended; it leaves on that day or the next working one. */
  packedAt: Instant
  packages: number | null
  trouble: Trouble
  number?: string
  terms?: string
}

/** A delay as it became known, and what it did to the expected day. */
export type KnownDelay = { at: Instant; cause: Trouble['delays'][number]; expected: Day; source: 'carrier' | 'staff' }

export type Shipped = {
  id: number
  number: string
  counts: boolean
  delivered: boolean
  shippedAt: Instant | null
  deliveredAt: Instant | null
  packedAt: Instant | null
  expected: Day
  delays: readonly KnownDelay[]
  end: 'lost' | 'returned' | 'silent' | 'cancelled' | null
  /** When it was known to be lost or returned. */
  endedAt: Instant | null
  lastEventAt: Instant | null
}

type Happening = {
  status: EventStatus
  classifier: 'planned' | 'estimated' | 'actual'
  at: Instant
  stop: Stop
  code: string
  text: string
  source: string
  pkg: number | null
  recorded: Instant
  retracted?: { at: Instant; reason: string }
}

const minute = 60_000

/** Writes a shipment with everything on it, as it looks now, and says what became of it. */
export const ship = (world: World, numbers: Numbers, plan: ShipmentPlan, chance: Chance): Shipped => {
  const { sink, now } = world
  const course = follow(plan, now, chance)
  const known = course.happenings.filter((one) => one.recorded <= now && (one.retracted?.at ?? 0) <= now)
  const events: ReplayedEvent[] = known.map((one) => ({
    status: one.status,
    classifier: one.classifier,
    happenedAt: new Date(one.at),
    retracted: one.retracted !== undefined,
    packageNumber: one.pkg,
  }))
  const state = replay(events, plan.packages)
  const id = sink.id('shipments')
  const number = plan.number ?? numbers.shipment(plan.consignee.sells, plan.openedAt)
  const written: Written = { id, number, state, course, plan, known }
  addShipment(world, written, chance)
  addEvents(world, written)
  addLegs(world, written, chance)
  const counts = countsAsShipped(state.status)
  const delivered = countsAsDelivered(state.status)
  addLines(world, written, counts, delivered, chance)
  addReferences(world, written, chance)
  const end = plan.trouble.end && known.some((one) => one.status === plan.trouble.end?.as) ? plan.trouble.end.as : null
  return {
    id,
    number,
    counts,
    delivered,
    shippedAt: state.shippedAt?.getTime() ?? null,
    deliveredAt: state.deliveredAt?.getTime() ?? null,
    packedAt: plan.packedAt <= now ? plan.packedAt : null,
    expected: course.expected,
    delays: course.delays.filter((one) => one.at <= now),
    end: plan.trouble.end?.as === 'silent' ? 'silent' : end,
    endedAt: end ? (state.lastEventAt?.getTime() ?? null) : null,
    lastEventAt: state.lastEventAt?.getTime() ?? null,
  }
}

type Course = { happenings: Happening[]; delays: KnownDelay[]; firstExpected: Day; expected: Day; times: Instant[] }

const warehouseStop = (plan: ShipmentPlan): Stop => {
  const { city, country, zone, latitude, longitude } = plan.way.from
  return { name: city, country, zone, latitude, longitude }
}

/** When each checkpoint is reached, with what goes wrong, and what of it is said in advance. */
const follow = (plan: ShipmentPlan, now: Instant, chance: Chance): Course => {
  const { way, trouble, packedAt } = plan
  const start = leavingDay(plan)
  const last = way.checkpoints.length - 1
  const happenings: Happening[] = [packed(plan)]
  const firstExpected = workdayFrom(start + way.days)
  const course: Course = { happenings, delays: [], firstExpected, expected: firstExpected, times: [] }
  let shift = 0
  let retold = packedAt
  for (const [index, point] of way.checkpoints.entries()) {
    const delay = trouble.delays.find((one) => one.at === index)
    if (delay) {
      const found = timeOf(point, start + shift, index >= last - 1) + 95 * minute
      shift += delay.days
      const expected = workdayFrom(start + way.days + shift)
      course.delays.push({ at: found, cause: delay, expected, source: 'carrier' })
      happenings.push(heldUp(point, found, delay.text))
      if (found <= now) [course.expected, retold] = [expected, found]
    }
    const late = index >= last - 1 && trouble.attempt ? 1 : 0
    const at = timeOf(point, start + shift + late, index >= last - 1) + chance.whole(-25, 35) * minute
    course.times[index] = at
    if (index === last - 1 && trouble.attempt) happenings.push(...failedAttempt(point, at - 1440 * minute))
    const end = trouble.end
    // Where nothing is heard any more, what was to come is still on record as planned.
    const heard = end?.as === 'silent' && index > end.at ? packedAt : now
    happenings.push(...reported(plan, point, index, at, retold, heard))
    if (end?.at === index && end.as !== 'silent') {
      happenings.push(ended(end.as, point, at))
      break
    }
  }
  if (trouble.mistaken) mistake(happenings)
  return course
}

const leavingDay = (plan: ShipmentPlan): Day => {
  const zone = plan.way.from.zone
  const day = dayAt(plan.packedAt, zone)
  // What is packed after four in the afternoon leaves on the next working day.
  return plan.packedAt > instantAt(day, 960, zone) ? addWorkdays(day, 1) : workdayFrom(day)
}

/** Doors open on working days; ships and trains go on all days. */
const timeOf = (point: Checkpoint, start: Day, atDoor: boolean): Instant => {
  const day = atDoor ? workdayFrom(start + point.day) : start + point.day
  return instantAt(day, point.minute, point.stop.zone)
}

const packed = (plan: ShipmentPlan): Happening => ({
  status: 'packed',
  classifier: 'actual',
  at: plan.packedAt,
  stop: warehouseStop(plan),
  code: 'PK',
  text: 'Packed',
  source: 'warehouse',
  pkg: null,
  recorded: plan.packedAt + 2 * minute,
})

const actual = (point: Checkpoint, at: Instant, pkg: number | null = null): Happening => ({
  status: point.status,
  classifier: 'actual',
  at,
  stop: point.stop,
  code: point.code,
  text: point.text,
  source: 'carrier',
  pkg,
  recorded: at + 11 * minute,
})

/** What happened, and of what has not happened yet, the plan of it. */
const reported = (
  { trouble, packages, packedAt, way }: ShipmentPlan,
  point: Checkpoint,
  index: number,
  at: Instant,
  retold: Instant,
  now: Instant,
): Happening[] => {
  const real = actual(point, at)
  if (real.recorded > now) {
    const told = ['departed', 'delivered'].includes(point.status) || way.mode === 'sea'
    const classifier = retold > packedAt ? ('estimated' as const) : ('planned' as const)
    return told ? [{ ...real, classifier, recorded: retold + 20 * minute }] : []
  }
  if (point.status === 'delivered' && trouble.laggard && packages && packages > 1 && index > 0) {
    const first = Array.from({ length: packages - 1 }, (_, i) => actual(point, at + i * minute, i + 1))
    return [...first, actual(point, at + trouble.laggard * 1440 * minute, packages)]
  }
  return [real]
}

const heldUp = (point: Checkpoint, at: Instant, text: string): Happening => ({
  ...actual(point, at),
  status: point.status === 'customs' ? 'customs' : 'held',
  code: 'HLD',
  text,
})

const failedAttempt = (point: Checkpoint, at: Instant): Happening[] => [
  actual(point, at),
  { ...actual(point, at + 160 * minute), status: 'attempt_failed', code: 'NA', text: 'Nobody there to receive it' },
]

const ended = (as: 'lost' | 'returned' | 'cancelled', point: Checkpoint, at: Instant): Happening => {
  const days = as === 'lost' ? 9 : as === 'returned' ? 4 : 0
  const text = { lost: 'Declared lost', returned: 'Returned to sender', cancelled: 'Cancelled by sender' }[as]
  const code = { lost: 'LO', returned: 'RT', cancelled: 'CA' }[as]
  return { ...actual(point, at + (days * 1440 + 200) * minute), status: as, code, text }
}

/** A delivery was reported at the hub already, and taken back the same day. */
const mistake = (happenings: Happening[]) => {
  const before = happenings.findLast((one) => one.status === 'arrived' || one.status === 'picked_up')
  if (!before) return
  const at = before.at + 75 * minute
  const retracted = { at: at + 310 * minute, reason: 'Scanned by mistake: another consignment was delivered.' }
  happenings.push({
    ...before,
    at,
    status: 'delivered',
    code: 'DL',
    text: 'Delivered',
    classifier: 'actual',
    recorded: at + 9 * minute,
    retracted,
  })
}

// ---- Rows ------------------------------------------------------------------------------------------------------------------

type Written = {
  id: number
  number: string
  state: ReturnType<typeof replay>
  course: Course
  plan: ShipmentPlan
  known: readonly Happening[]
}

const owner = (account: Account) => ({ account_id: account.id, root_account_id: account.root.id })

const receivers = [
  'J. Maas',
  'A. Peeters',
  'K. Lund',
  'M. Costa',
  'R. Singh',
  'T. Mokoena',
  'S. Brown',
  'H. Sato',
  'L. García',
  'F. Haddad',
]
const chineseReceivers = ['王师傅', '李师傅', '门卫代收', '仓库 张']

const addShipment = (world: World, { id, number, state, course, plan, known }: Written, chance: Chance) => {
  const { way, consignee, shipTo, origin, openedAt } = plan
  const open = isOpenShipment(state.status)
  const [firstExpectedOn, expectedOn] = [dayText(course.firstExpected), dayText(course.expected)]
  const todayThere = dayText(dayAt(world.now, shipTo.zone))
  const kilograms = weightOf(plan.parts)
  const lastDelay = course.delays.findLast((one) => one.at <= world.now)
  const updated = known.reduce((latest, one) => Math.max(latest, one.recorded), openedAt)
  world.sink.add('shipments', {
    id,
    legal_entity_id: consignee.entityId,
    number,
    ...owner(consignee),
    kind: typeof origin === 'string' ? 'standard' : 'drop_ship',
    status: state.status,
    is_open: open ? 1 : 0,
    late: isLateShipment({ open, firstExpectedOn, expectedOn }, todayThere) ? 1 : 0,
    ships_from: typeof origin === 'string' ? warehouses[origin].name : origin.name,
    from_city: way.from.city,
    from_country: way.from.country,
    from_time_zone: way.from.zone,
    from_latitude: way.from.latitude,
    from_longitude: way.from.longitude,
    shipper_account_id: typeof origin === 'string' ? null : origin.id,
    ship_to_id: shipTo.id,
    carrier: way.carrier,
    service: way.service,
    mode: way.mode,
    tracking_number: trackingNumber(way, chance),
    terms: plan.terms ?? `${way.mode === 'sea' ? 'DAP' : 'DDP'} ${shipTo.city}`,
    weight_kg: kilograms,
    packages_count: plan.packages,
    opened_at: openedAt,
    shipped_at: state.shippedAt?.getTime() ?? null,
    first_expected_on: firstExpectedOn,
    expected_on: expectedOn,
    delivered_at: state.deliveredAt?.getTime() ?? null,
    signed_by: state.deliveredAt ? chance.pick(consignee.chinese ? chineseReceivers : receivers) : null,
    last_event_at: state.lastEventAt?.getTime() ?? null,
    cause: lastDelay ? causeText(lastDelay, consignee) : null,
    contents: contentsOf(plan.parts.map((part) => part.line.description)),
    version: 1,
    created_at: openedAt,
    updated_at: Math.min(updated, world.now),
  })
}

export const causeText = ({ cause }: KnownDelay, account: Account): string => (account.chinese ? cause.chinese : cause.text)

/** What is in it, in a few words: the first names, as many as fit. */
export const contentsOf = (descriptions: readonly string[]): string => {
  const joined = [...new Set(descriptions)].join('; ')
  return joined.length <= 120 ? joined : `${joined.slice(0, 119)}…`
}

const weightOf = (parts: readonly Part[]): string =>
  Math.max(0.1, parts.reduce((sum, part) => sum + (part.hundredths / 100) * part.line.product.weight, 0) * 1.06).toFixed(1)

const trackingNumber = (way: Way, chance: Chance): string => {
  const letters = way.carrier
    .replace(/[^A-Za-z]/g, '')
    .slice(0, 3)
    .toUpperCase()
  return way.mode === 'sea' ? `${letters}U${chance.digits(7)}` : `${letters}${chance.digits(10)}`
}

const addEvents = (world: World, { id, plan, known }: Written) => {
  const account = owner(plan.consignee)
  for (const one of known) {
    const { stop } = one
    world.sink.add('tracking_events', {
      id: world.sink.id('tracking_events'),
      shipment_id: id,
      ...account,
      package_number: one.pkg,
      fingerprint: hash('sha256', `${id} ${one.pkg} ${one.classifier} ${one.status} ${one.at} ${one.code}`),
      status: one.status,
      classifier: one.classifier,
      raw_code: one.code,
      raw_text: one.text,
      place: stop.name,
      country: stop.country,
      time_zone: stop.zone,
      latitude: stop.latitude,
      longitude: stop.longitude,
      happened_at: one.at,
      utc_offset: offsetAt(one.at, stop.zone),
      recorded_at: one.recorded,
      source: one.source,
      retracted_at: one.retracted?.at ?? null,
      retracted_by: one.retracted ? (world.staff.manager ?? null) : null,
      retract_reason: one.retracted?.reason ?? null,
    })
  }
}

const addLegs = ({ sink }: World, { id, plan, course }: Written, chance: Chance) => {
  const { way, consignee } = plan
  const vessel = chance.pick(vessels)
  const voyage = `${chance.whole(101, 389)}${chance.pick(['W', 'E'])}`
  for (const [sequence, leg] of way.legs.entries()) {
    sink.add('legs', {
      id: sink.id('legs'),
      shipment_id: id,
      ...owner(consignee),
      sequence: sequence + 1,
      mode: leg.mode,
      carrier: leg.carrier,
      vehicle: leg.mode === 'sea' ? vessel : null,
      voyage: leg.mode === 'sea' ? voyage : leg.mode === 'air' ? `PT${voyage.slice(0, 3)}` : null,
      from_place: leg.from.name,
      from_country: leg.from.country,
      from_latitude: leg.from.latitude,
      from_longitude: leg.from.longitude,
      to_place: leg.to.name,
      to_country: leg.to.country,
      to_latitude: leg.to.latitude,
      to_longitude: leg.to.longitude,
      departs_at: course.times[leg.leaves] ?? null,
      arrives_at: course.times[leg.arrives] ?? null,
    })
  }
}

const addLines = (world: World, { id, plan }: Written, counts: boolean, delivered: boolean, chance: Chance) => {
  const ids: number[] = []
  for (const { order, line, hundredths } of plan.parts) {
    const lineId = world.sink.id('shipment_lines')
    ids.push(lineId)
    if (counts) line.shipped += hundredths
    if (delivered) line.delivered += hundredths
    world.sink.add('shipment_lines', {
      id: lineId,
      shipment_id: id,
      ...owner(order.account),
      order_id: order.id,
      order_line_id: line.id,
      quantity: hundredths / 100,
      unit: line.product.family.unit,
      elsewhere: order.account.id === plan.consignee.id ? 0 : 1,
    })
  }
  if (plan.packages) addPackages(world, id, plan, ids, chance)
}

const addReferences = ({ sink }: World, { id, number, plan }: Written, chance: Chance) => {
  const add = (type: string, value: string) =>
    sink.add('reference_numbers', {
      id: sink.id('reference_numbers'),
      ...owner(plan.consignee),
      order_id: null,
      shipment_id: id,
      type,
      value,
    })
  add('delivery_note', `DN-${number.slice(3)}`)
  if (plan.way.mode === 'sea' || plan.way.mode === 'rail') {
    add('booking', `BK${chance.digits(8)}`)
    add('container', `MRL${chance.pick(['U', 'J'])}${chance.digits(7)}`)
    add('bill_of_lading', `${plan.way.carrier.slice(0, 3).toUpperCase()}${chance.digits(9)}`)
  } else if (plan.way.mode === 'air') add('air_waybill', `${chance.digits(3)}-${chance.digits(8)}`)
}
