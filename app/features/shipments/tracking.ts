import type { LocalDate } from '../../values/local-date.ts'
import { daysBetween } from '../../values/local-date.ts'
import type { Classifier, EventStatus } from './shipment.ts'

/** What was reported about a shipment, as a story: what happened, what is still expected, and how what was expected moved. */

export type TrackedEvent = {
  /** Names the event among those of its shipment. */
  key: string
  packageNumber: number | null
  status: EventStatus
  classifier: Classifier
  rawText: string | null
  place: string | null
  latitude: number | null
  longitude: number | null
  happenedAt: Date
  /** Minutes east of UTC at the place. */
  utcOffset: number
  recordedAt: Date
  source: string
  retractedAt: Date | null
  retractReason: string | null
  retractedBy: string | null
}

export type StoryEntry =
  | {
      kind: 'event'
      event: TrackedEvent
      /** The day that had been forecast for it, and how many days later it happened (earlier is negative). */
      forecast: { on: LocalDate; days: number } | null
    }
  /** A forecast that nothing has confirmed; `passed` when its time is over. */
  | { kind: 'forecast'; event: TrackedEvent; passed: boolean }
  /** A forecast was replaced by one for another day; `event` is the later forecast. */
  | { kind: 'moved'; event: TrackedEvent; from: LocalDate; to: LocalDate; days: number }

/** The calendar day at the place. */
export const dayAtPlace = ({ happenedAt, utcOffset }: Pick<TrackedEvent, 'happenedAt' | 'utcOffset'>): LocalDate =>
  new Date(happenedAt.getTime() + utcOffset * 60_000).toISOString().slice(0, 10)

/** Events about the same thing: this status, at this place, of this package. A delivery is one thing wherever it is said to be. */
const topicOf = (event: TrackedEvent): string =>
  [event.status, event.status === 'delivered' ? '' : (event.place ?? '').toLowerCase(), event.packageNumber ?? ''].join('|')

const byTime = (a: TrackedEvent, b: TrackedEvent) =>
  a.happenedAt.getTime() - b.happenedAt.getTime() || a.recordedAt.getTime() - b.recordedAt.getTime()
const byReport = (a: TrackedEvent, b: TrackedEvent) => a.recordedAt.getTime() - b.recordedAt.getTime() || byTime(a, b)

/** When an entry is told: a change of forecast when it became known, everything else when it happened or should happen. */
export const toldAt = (entry: StoryEntry): Date => (entry.kind === 'moved' ? entry.event.recordedAt : entry.event.happenedAt)

/**
 * The story of a shipment, newest first, with what is still to come on top. With `packageNumber` only what is about this package
 * or about the whole. Retracted events stay in it, marked; they count for nothing.
 */
export function storyOf(events: readonly TrackedEvent[], now: Date, packageNumber: number | null = null): StoryEntry[] {
  const about = events.filter(
    (one) => packageNumber === null || one.packageNumber === null || one.packageNumber === packageNumber,
  )
  const valid = about.filter((one) => one.retractedAt === null)
  const told = topicsOf(valid).flatMap((topic) => tell(topic, now))
  const retracted = about.filter((one) => one.retractedAt !== null)
  const entries: StoryEntry[] = [...told, ...retracted.map((event) => ({ kind: 'event' as const, event, forecast: null }))]
  return entries.sort((a, b) => toldAt(b).getTime() - toldAt(a).getTime() || byTime(b.event, a.event))
}

function topicsOf(events: readonly TrackedEvent[]): TrackedEvent[][] {
  const topics = new Map<string, TrackedEvent[]>()
  for (const event of events) {
    const topic = topicOf(event)
    const known = topics.get(topic)
    if (known) known.push(event)
    else topics.set(topic, [event])
  }
  return [...topics.values()]
}

function tell(topic: readonly TrackedEvent[], now: Date): StoryEntry[] {
  const actual = topic.filter((one) => one.classifier === 'actual').sort(byTime)
  const forecasts = topic.filter((one) => one.classifier !== 'actual').sort(byReport)
  const entries: StoryEntry[] = actual.map((event, index) => ({
    kind: 'event',
    event,
    forecast: index === 0 ? forecastFor(event, forecasts) : null,
  }))
  const latest = forecasts.at(-1)
  if (latest && actual.length === 0) entries.push({ kind: 'forecast', event: latest, passed: latest.happenedAt < now })
  return [...entries, ...moves(forecasts)]
}

/** The first forecast is what was said at the beginning; that is what an event is measured against. */
function forecastFor(event: TrackedEvent, forecasts: readonly TrackedEvent[]): { on: LocalDate; days: number } | null {
  const [first] = forecasts
  if (!first) return null
  const on = dayAtPlace(first)
  const days = daysBetween(on, dayAtPlace(event))
  return days === 0 ? null : { on, days }
}

function moves(forecasts: readonly TrackedEvent[]): StoryEntry[] {
  return forecasts.flatMap((event, index): StoryEntry[] => {
    const before = forecasts[index - 1]
    if (!before) return []
    const [from, to] = [dayAtPlace(before), dayAtPlace(event)]
    return from === to ? [] : [{ kind: 'moved', event, from, to, days: daysBetween(from, to) }]
  })
}

/** What has really happened, in the order of happening. */
export const actualEvents = (events: readonly TrackedEvent[]): TrackedEvent[] =>
  events.filter((one) => one.classifier === 'actual' && one.retractedAt === null).sort(byTime)
