import { Temporal } from 'temporal-polyfill'
import type { RequestStatus } from './request.ts'
import { isOpenStatus, runsIn } from './request.ts'

/**
 * The clock of a request: how much of the business hours it has taken, and when an answer is due. Reckoned from the stored stretches
 * of time in each status, so that whoever has them comes to the same result. Pure; the demo world uses it as well.
 */

/** Hours of a day in which somebody is there; there may be several. Weekdays are ISO's: 1 is Monday. */
export type Window = { days: readonly number[]; from: string; to: string }
export type Calendar = {
  /** IANA name of the zone whose clock the windows mean. */
  timeZone: string
  windows: readonly Window[]
  /** Days on which nobody is there, '2026-12-25'. */
  holidays: readonly string[]
}

/** A stretch of time in one status; the last one of a request has no end. */
export type Segment = { status: RequestStatus; from: Date; to: Date | null }

/** What the queue is sorted by where nothing is due. */
export const never = new Date('9999-12-31T00:00:00.000Z')

const minute = 60_000
/** A calendar that never opens again is not searched for ever. */
const farthestDays = 1500

type Opening = { from: number; to: number }
const known = new WeakMap<Calendar, Map<string, readonly Opening[]>>()

/** The openings of a day as instants, in order and without overlap. */
function openingsOn(calendar: Calendar, day: Temporal.PlainDate): readonly Opening[] {
  let days = known.get(calendar)
  if (!days) {
    days = new Map()
    known.set(calendar, days)
  }
  const text = day.toString()
  let openings = days.get(text)
  if (!openings) {
    openings = calendar.holidays.includes(text) ? [] : merged(calendar, day)
    days.set(text, openings)
  }
  return openings
}

function merged({ windows, timeZone }: Calendar, day: Temporal.PlainDate): Opening[] {
  const found = windows
    .filter((window) => window.days.includes(day.dayOfWeek))
    .map((window) => ({ from: instantOf(day, window.from, timeZone), to: instantOf(day, window.to, timeZone) }))
    .filter((opening) => opening.to > opening.from)
    .sort((a, b) => a.from - b.from)
  const openings: Opening[] = []
  for (const opening of found) {
    const last = openings.at(-1)
    if (last && opening.from <= last.to) last.to = Math.max(last.to, opening.to)
    else openings.push({ ...opening })
  }
  return openings
}

/** A time of the wall clock as an instant; '24:00' is the end of the day. */
function instantOf(day: Temporal.PlainDate, clock: string, timeZone: string): number {
  const [at, time] = clock === '24:00' ? [day.add({ days: 1 }), '00:00'] : [day, clock]
  return at.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds
}

const dayOf = (instant: number, timeZone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone).toPlainDate()

/** Milliseconds of business hours between two instants; none where the second is not after the first. */
export function workingTime(calendar: Calendar, from: Date, to: Date): number {
  const [start, end] = [from.getTime(), to.getTime()]
  if (end <= start) return 0
  const last = dayOf(end, calendar.timeZone)
  let sum = 0
  for (let day = dayOf(start, calendar.timeZone); Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 }))
    for (const opening of openingsOn(calendar, day)) sum += Math.max(0, Math.min(opening.to, end) - Math.max(opening.from, start))
  return sum
}

/** The instant at which so much business time has passed since another; null where the calendar does not open for years. */
export function afterWorking(calendar: Calendar, from: Date, time: number): Date | null {
  let left = time
  let day = dayOf(from.getTime(), calendar.timeZone)
  for (let count = 0; count < farthestDays; count++) {
    for (const opening of openingsOn(calendar, day)) {
      const start = Math.max(opening.from, from.getTime())
      const open = opening.to - start
      if (open <= 0) continue
      if (left <= open) return new Date(start + left)
      left -= open
    }
    day = day.add({ days: 1 })
  }
  return null
}

/** When a target of so many minutes is, or was, due; null while the clock rests before that. */
export function dueBy(calendar: Calendar, segments: readonly Segment[], minutes: number): Date | null {
  let left = minutes * minute
  for (const segment of segments) {
    if (!runsIn(segment.status)) continue
    if (segment.to === null) return afterWorking(calendar, segment.from, left)
    const worked = workingTime(calendar, segment.from, segment.to)
    if (worked >= left) return afterWorking(calendar, segment.from, left)
    left -= worked
  }
  return null
}

/** How much business time has passed with the clock running, until `now`. */
export const timeUsed = (calendar: Calendar, segments: readonly Segment[], now: Date): number =>
  segments
    .filter((segment) => runsIn(segment.status))
    .reduce((sum, segment) => sum + workingTime(calendar, segment.from, segment.to ?? now), 0)

export type LedgerLine = {
  status: RequestStatus
  from: Date
  /** Null for what goes on. */
  to: Date | null
  /** Business time of this stretch in milliseconds; 0 where the clock rested. */
  counted: number
  runs: boolean
}

/** Each stretch with what it counts: what both sides can read and add up. */
export const ledgerOf = (calendar: Calendar, segments: readonly Segment[], now: Date): LedgerLine[] =>
  segments.map(({ status, from, to }) => {
    const runs = runsIn(status)
    return { status, from, to, runs, counted: runs ? workingTime(calendar, from, to ?? now) : 0 }
  })

export type Targets = { responseMinutes: number; solutionMinutes: number }
export type DueTimes = { responseDueAt: Date | null; solutionDueAt: Date | null; dueAt: Date }

/** What is stored of the clock, so that the queue can be read in its order. A first answer that was given is not due again. */
export function dueTimes(
  calendar: Calendar,
  segments: readonly Segment[],
  { responseMinutes, solutionMinutes }: Targets,
  responded: boolean,
): DueTimes {
  const status = segments.at(-1)?.status ?? 'new'
  const responseDueAt = responded ? null : dueBy(calendar, segments, responseMinutes)
  const solutionDueAt = dueBy(calendar, segments, solutionMinutes)
  const times = [responseDueAt, solutionDueAt].flatMap((at) => (at ? [at.getTime()] : []))
  const rests = !isOpenStatus(status) || !runsIn(status) || times.length === 0
  return { responseDueAt, solutionDueAt, dueAt: rests ? never : new Date(Math.min(...times)) }
}

/** A calendar as it is stored. */
export const calendarOf = (row: { time_zone: string; windows: string; holidays: string }): Calendar => ({
  timeZone: row.time_zone,
  windows: JSON.parse(row.windows) as Window[],
  holidays: JSON.parse(row.holidays) as string[],
})
