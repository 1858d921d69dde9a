import type { LocalDate } from '../../values/local-date.ts'

export const shipmentStatuses = [
  'announced',
  'packed',
  'in_transit',
  'held',
  'out_for_delivery',
  'part_delivered',
  'delivered',
  'returned',
  'lost',
  'cancelled',
] as const
export type ShipmentStatus = (typeof shipmentStatuses)[number]

export const shipmentKinds = ['standard', 'drop_ship'] as const
export const transportModes = ['parcel', 'road', 'rail', 'sea', 'air', 'inland_water'] as const

/** What a carrier may report, normalised; the raw code and text stay beside it. */
export const eventStatuses = [
  'announced',
  'packed',
  'picked_up',
  'departed',
  'in_transit',
  'arrived',
  'customs',
  'held',
  'attempt_failed',
  'out_for_delivery',
  'delivered',
  'returned',
  'lost',
  'cancelled',
] as const
export type EventStatus = (typeof eventStatuses)[number]
export const classifiers = ['planned', 'estimated', 'actual'] as const
export type Classifier = (typeof classifiers)[number]

const meaning: Record<EventStatus, ShipmentStatus> = {
  announced: 'announced',
  packed: 'packed',
  picked_up: 'in_transit',
  departed: 'in_transit',
  in_transit: 'in_transit',
  arrived: 'in_transit',
  customs: 'held',
  held: 'held',
  attempt_failed: 'held',
  out_for_delivery: 'out_for_delivery',
  delivered: 'delivered',
  returned: 'returned',
  lost: 'lost',
  cancelled: 'cancelled',
}

export type ReplayedEvent = {
  status: EventStatus
  classifier: Classifier
  happenedAt: Date
  retracted: boolean
  /** Which package it is about; null for the whole shipment. */
  packageNumber: number | null
}

export type Replay = {
  status: ShipmentStatus
  /** First time that anything left. */
  shippedAt: Date | null
  /** When the last of it was delivered; null while anything is missing. */
  deliveredAt: Date | null
  lastEventAt: Date | null
}

const inOrder = (a: ReplayedEvent, b: ReplayedEvent) =>
  a.happenedAt.getTime() - b.happenedAt.getTime() || eventStatuses.indexOf(a.status) - eventStatuses.indexOf(b.status)

const left = new Set<ShipmentStatus>(['in_transit', 'held', 'out_for_delivery', 'delivered'])
const final = new Set<EventStatus>(['delivered', 'returned', 'lost', 'cancelled'])

/**
 * Where one package ended: what names it, and what is about the whole shipment. What has been delivered by itself is not on the
 * way again because the rest is; only an end of the whole (returned, lost) counts for it.
 */
function endOf(packageNumber: number | null, actual: readonly ReplayedEvent[]): ReplayedEvent | undefined {
  let end: ReplayedEvent | undefined
  for (const one of actual) {
    if (one.packageNumber !== null && one.packageNumber !== packageNumber) continue
    if (end?.status === 'delivered' && end.packageNumber !== null && one.packageNumber === null && !final.has(one.status))
      continue
    end = one
  }
  return end
}

/** How many packages have arrived and when the last of these did; a package that no event names goes with the whole. */
function arrivals(actual: readonly ReplayedEvent[], numbers: readonly number[], total: number) {
  const rest = Array.from({ length: total - numbers.length }, () => endOf(null, actual))
  const ends = [...numbers.map((number) => endOf(number, actual)), ...rest]
  const delivered = ends.filter((one) => one !== undefined).filter((one) => one.status === 'delivered')
  return { count: delivered.length, last: delivered.sort(inOrder).at(-1)?.happenedAt ?? null }
}

/**
 * What a shipment's events say it is: the last actual, unretracted one decides, in the order in which things happened, not in
 * which they were reported. Where events name packages, it is delivered when each of `packages` is, and part delivered before.
 */
export function replay(events: readonly ReplayedEvent[], packages: number | null): Replay {
  const actual = events.filter((one) => one.classifier === 'actual' && !one.retracted).sort(inOrder)
  const last = actual.at(-1)
  if (!last) return { status: 'announced', shippedAt: null, deliveredAt: null, lastEventAt: null }
  const shippedAt = actual.find((one) => left.has(meaning[one.status]))?.happenedAt ?? null
  const numbers = [...new Set(actual.map((one) => one.packageNumber).filter((one) => one !== null))]
  const whole = { status: meaning[last.status], shippedAt, lastEventAt: last.happenedAt }
  if (numbers.length === 0) return { ...whole, deliveredAt: last.status === 'delivered' ? last.happenedAt : null }
  const total = Math.max(packages ?? 0, numbers.length)
  const arrived = arrivals(actual, numbers, total)
  if (arrived.count === total) return { ...whole, status: 'delivered', deliveredAt: arrived.last }
  const status = arrived.count > 0 ? 'part_delivered' : whole.status === 'delivered' ? 'in_transit' : whole.status
  return { ...whole, status, deliveredAt: null }
}

/** Its goods count as shipped on their order lines. What was lost, returned or cancelled is owed again. */
export const countsAsShipped = (status: ShipmentStatus): boolean => left.has(status) || status === 'part_delivered'
export const countsAsDelivered = (status: ShipmentStatus): boolean => status === 'delivered'

export const isOpenShipment = (status: ShipmentStatus): boolean =>
  !['delivered', 'returned', 'lost', 'cancelled'].includes(status)

/** Late: still under way on a day after the expected one, or expected later than first said. Days of the ship-to's time zone. */
export function isLateShipment(
  shipment: { open: boolean; firstExpectedOn: LocalDate | null; expectedOn: LocalDate | null },
  today: LocalDate,
): boolean {
  if (!shipment.open || !shipment.expectedOn) return false
  return shipment.expectedOn < today || (shipment.firstExpectedOn !== null && shipment.expectedOn > shipment.firstExpectedOn)
}

/** Days without any news after which an open shipment that has left counts as stuck, by mode of transport. */
export const silentDays: Record<(typeof transportModes)[number], number> = {
  parcel: 3,
  road: 4,
  rail: 7,
  air: 4,
  sea: 14,
  inland_water: 10,
}

/** Statuses of goods that are under way, so that somebody should be reporting on them. */
export const underWay = ['in_transit', 'held', 'out_for_delivery', 'part_delivered'] as const satisfies readonly ShipmentStatus[]

/** Days without news that are no cause for concern; where the mode of transport is not known, those of a lorry. */
export const silenceAllowed = (mode: string | null): number =>
  silentDays[(mode ?? 'road') as keyof typeof silentDays] ?? silentDays.road

/** Stuck: it has left, has not ended, and nobody has reported anything for longer than its mode of transport explains. */
export const isStuck = (
  shipment: { status: ShipmentStatus; mode: string | null; lastEventAt: Date | null },
  now: Date,
): boolean =>
  (underWay as readonly ShipmentStatus[]).includes(shipment.status) &&
  shipment.lastEventAt !== null &&
  now.getTime() - shipment.lastEventAt.getTime() > silenceAllowed(shipment.mode) * 86_400_000

/** What the staff may report in a carrier's place: what happens on the way, not what a warehouse says. */
export const recordable = [
  'picked_up',
  'departed',
  'in_transit',
  'arrived',
  'customs',
  'held',
  'attempt_failed',
  'out_for_delivery',
  'delivered',
  'returned',
  'lost',
] as const satisfies readonly EventStatus[]
