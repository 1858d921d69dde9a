import type { LocalDate } from '~/values/local-date'
import type { EventStatus, ShipmentStatus } from './shipment'
import { isOpenShipment } from './shipment'
import type { StoryEntry, TrackedEvent } from './tracking'
import { actualEvents, dayAtPlace } from './tracking'

/** What happens next with a shipment, and who is waiting for whom. Keys of the languages below `next.`. */
export type NextStep = {
  when: 'now' | 'next' | 'end' | 'you'
  key: string
  on: LocalDate | null
  place: string | null
  late?: boolean
  status?: EventStatus
}
/** In the order of waiting, the company that gets the goods first. */
export type WaitsFor = 'company' | 'host' | 'carrier'
export type Next = { waiting: WaitsFor[]; steps: NextStep[] }

type Known = {
  status: ShipmentStatus
  story: readonly StoryEntry[]
  events: readonly TrackedEvent[]
  expectedOn: LocalDate | null
  today: LocalDate
  destination: string | null
  carrier: string | null
}

/** Null when nothing is waited for: it has arrived, or was called off. */
export function nextOf(known: Known): Next | null {
  const { status, carrier } = known
  if (status === 'returned' || status === 'lost')
    return { waiting: ['company', 'host'], steps: [{ when: 'now', key: status, on: null, place: null }] }
  if (!isOpenShipment(status)) return null
  const last = actualEvents(known.events).at(-1) ?? null
  const gone = status !== 'announced' && status !== 'packed'
  const steps = [now(known, last), ...tried(last), ...coming(known), end(known)]
  return { waiting: gone && carrier ? ['company', 'host', 'carrier'] : ['company', 'host'], steps }
}

const now = ({ status }: Known, last: TrackedEvent | null): NextStep => ({
  when: 'now',
  key: status,
  on: last && dayAtPlace(last),
  place: last?.place ?? null,
})

/** A delivery that nobody took is the one thing that the customer has to do something about. */
const tried = (last: TrackedEvent | null): NextStep[] =>
  last?.status === 'attempt_failed' ? [{ when: 'you', key: 'attempt', on: null, place: null }] : []

/** The next thing that is forecast, other than the delivery itself. */
function coming({ story }: Known): NextStep[] {
  const forecasts = story.flatMap((entry) =>
    entry.kind === 'forecast' && !entry.passed && entry.event.status !== 'delivered' ? [entry.event] : [],
  )
  const next = forecasts.at(-1)
  return next ? [{ when: 'next', key: 'forecast', on: dayAtPlace(next), place: next.place, status: next.status }] : []
}

const end = ({ expectedOn, today, destination }: Known): NextStep => ({
  when: 'end',
  key: expectedOn ? (expectedOn < today ? 'overdue' : 'delivery') : 'noDay',
  on: expectedOn,
  place: destination,
  late: expectedOn !== null && expectedOn < today,
})
