import type { LocalDate } from '~/values/local-date'
import { daysBetween } from '~/values/local-date'
import type { ShipmentStatus } from './shipment'
import { isOpenShipment, replay } from './shipment'
import type { TrackedEvent } from './tracking'
import { actualEvents, dayAtPlace } from './tracking'
import type { Leg, Way } from './way'
import { currentLeg } from './way'

/**
 * The first sentence of a shipment: where it is and when it comes. Sentences are keys of the languages below `say.`; a value that
 * is a day is written by whoever reads it out, as "today" or "on Tue 23 June".
 */
export type Sentence = { key: string; values?: Record<string, string | number | { on: LocalDate } | { day: LocalDate }> }

export type Situation = {
  status: ShipmentStatus
  events: readonly TrackedEvent[]
  way: Way
  /** Numbers of the packages, where they are known; else how many there are. */
  packageNumbers: readonly number[]
  packagesCount: number | null
  origin: string | null
  destination: string | null
  mode: string | null
  firstExpectedOn: LocalDate | null
  expectedOn: LocalDate | null
  /** The day of delivery at the place. */
  deliveredOn: LocalDate | null
  signedBy: string | null
  cause: string | null
  /** Of the ship-to's time zone. */
  today: LocalDate
}

/** Who a sentence is about: the whole shipment, one of its packages, or several. */
type Subject = { form: 'whole' } | { form: 'package'; number: number } | { form: 'packages'; number: number }

const replayed = (event: TrackedEvent) => ({ ...event, retracted: event.retractedAt !== null })

/** The packages that have arrived, with their day. */
export function arrivedPackages({ events, packageNumbers }: Pick<Situation, 'events' | 'packageNumbers'>) {
  return packageNumbers.flatMap((number) => {
    const own = events.filter((one) => one.packageNumber === null || one.packageNumber === number)
    if (replay(own.map(replayed), 1).status !== 'delivered') return []
    const last = actualEvents(own).findLast((one) => one.status === 'delivered')
    return last ? [{ number, on: dayAtPlace(last), place: last.place }] : []
  })
}

/** The title: where it is, and when it comes or came. */
export function headlineOf(situation: Situation): Sentence[] {
  const { status } = situation
  if (status === 'part_delivered') return partly(situation)
  return [
    where(situation, actualEvents(situation.events), { form: 'whole' }),
    ...(isOpenShipment(status) ? [when(situation)] : []),
  ]
}

function partly(situation: Situation): Sentence[] {
  const { events, packageNumbers, packagesCount } = situation
  const arrived = arrivedPackages(situation).map((one) => one.number)
  const rest = packageNumbers.filter((number) => !arrived.includes(number))
  const total = Math.max(packagesCount ?? 0, packageNumbers.length)
  const about = actualEvents(events).filter((one) => one.packageNumber === null || !arrived.includes(one.packageNumber))
  const missing = total - arrived.length
  const [only] = rest
  const subject: Subject =
    missing === 1 && only !== undefined ? { form: 'package', number: only } : { form: 'packages', number: Math.max(1, missing) }
  return [where(situation, about, subject), when(situation)]
}

function where(situation: Situation, happened: readonly TrackedEvent[], subject: Subject): Sentence {
  const last = happened.at(-1)
  if (situation.status === 'delivered' || situation.status === 'returned' || situation.status === 'lost')
    return over(situation, last)
  const said = last ? whereabouts(situation, last) : { key: situation.status === 'cancelled' ? 'cancelled' : 'announced' }
  return {
    key: `${subject.form}.${said.key}`,
    values: { ...said.values, ...('number' in subject && { number: subject.number }) },
  }
}

function over({ status, deliveredOn, signedBy, destination }: Situation, last: TrackedEvent | undefined): Sentence {
  const on = deliveredOn ?? (last ? dayAtPlace(last) : null)
  const place = last?.place ?? destination ?? ''
  const key = [`whole.${status}`, place && 'Place', status === 'delivered' && signedBy && 'Signed'].filter(Boolean).join('')
  return { key, values: { place, ...(on && { on: { on } }), ...(signedBy && { name: signedBy }) } }
}

const atPlace: Partial<Record<TrackedEvent['status'], string>> = {
  packed: 'packed',
  arrived: 'at',
  customs: 'customs',
  held: 'held',
  attempt_failed: 'attempt',
  out_for_delivery: 'out',
  in_transit: 'seen',
}

function whereabouts(situation: Situation, last: TrackedEvent): Sentence {
  const { way, destination } = situation
  const day = dayAtPlace(last)
  const said = { on: { on: day }, day: { day } }
  if (last.status === 'cancelled') return { key: 'cancelled' }
  if (last.status === 'announced') return { key: 'announced' }
  const leg = currentLeg(way)
  if (last.status === 'in_transit' && last.place && leg) return underWay(last.place, leg, way, said)
  const key = atPlace[last.status]
  if (key) return last.place ? { key: `${key}Place`, values: { place: last.place, ...said } } : { key, values: said }
  if (leg) return { key: moving[leg.mode] ?? 'onTheWay', values: { from: leg.from.name, to: leg.to.name } }
  const from = last.place ?? situation.origin
  if (from && destination && from !== destination)
    return { key: moving[situation.mode ?? ''] ?? 'onTheWay', values: { from, to: destination } }
  return from ? { key: 'left', values: { place: from, ...said } } : { key: 'underWay' }
}
/** Reported from between two stops, or while passing one. */
function underWay(place: string, leg: Leg, way: Way, said: NonNullable<Sentence['values']>): Sentence {
  if (!way.position) return { key: 'passed', values: { place, to: leg.to.name, ...said } }
  return { key: moving[leg.mode] === 'atSea' ? 'atSeaSeen' : 'seenPlace', values: { place, ...said } }
}
const moving: Record<string, string> = { sea: 'atSea', inland_water: 'atSea', air: 'inAir' }

function when({ expectedOn, today }: Situation): Sentence {
  if (!expectedOn) return { key: 'noDay' }
  if (expectedOn < today) return { key: 'overdue', values: { on: { on: expectedOn }, count: daysBetween(expectedOn, today) } }
  return { key: 'expected', values: { day: { day: expectedOn } } }
}

/** Days after the day first given: until delivery, else until the expected day or today, whichever is later. */
export function daysBehind({ firstExpectedOn, expectedOn, deliveredOn, today }: Situation): number {
  const first = firstExpectedOn ?? expectedOn
  if (!first) return 0
  const coming = expectedOn && expectedOn > today ? expectedOn : today
  return Math.max(0, daysBetween(first, deliveredOn ?? coming))
}

/** What explains the title: what carries it, how late and why, which packages came already. */
export function explanationOf(situation: Situation): Sentence[] {
  const open = isOpenShipment(situation.status)
  return [...(open ? carriedBy(situation) : []), ...lateness(situation, open), ...cameAlready(situation)]
}

function carriedBy({ way }: Situation): Sentence[] {
  const { vehicle, voyage } = currentLeg(way) ?? {}
  if (!vehicle) return []
  return [voyage ? { key: 'onBoardVoyage', values: { vehicle, voyage } } : { key: 'onBoard', values: { vehicle } }]
}

/** As a sentence: carriers write causes with a stop at the end or without. */
const ended = (text: string): string => (/[.!?。！？…]$/.test(text) ? text : text + (/\p{Script=Han}/u.test(text) ? '。' : '.'))

function lateness(situation: Situation, open: boolean): Sentence[] {
  const { status, cause, firstExpectedOn } = situation
  const because: Sentence[] = cause ? [{ key: 'because', values: { cause: ended(cause) } }] : []
  if (!open && status !== 'delivered') return because
  const count = daysBehind(situation)
  if (count > 0) return [{ key: 'late', values: { count } }, ...because]
  return status === 'delivered' && firstExpectedOn ? [{ key: 'onTime' }] : []
}

const cameAlready = (situation: Situation): Sentence[] =>
  situation.status === 'part_delivered'
    ? arrivedPackages(situation).map(({ number, on }) => ({ key: 'packageCame', values: { number, on: { on } } }))
    : []
