import type { EventStatus } from '../../app/features/shipments/shipment.ts'
import type { Chance } from './chance.ts'
import type { Day, Instant } from './days.ts'
import { addWorkdays, dayAt, instantAt, workdayFrom } from './days.ts'
import type { Stop } from './stops.ts'
import type { Trouble } from './troubles.ts'
import type { Checkpoint, Way } from './ways.ts'

export type Happening = {
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

/** A delay as it became known, and what it did to the expected day. */
export type KnownDelay = { at: Instant; cause: Trouble['delays'][number]; expected: Day; source: 'carrier' | 'staff' }

export type Course = {
  happenings: Happening[]
  delays: KnownDelay[]
  firstExpected: Day
  expected: Day
  /** When each checkpoint was to be reached, as first planned. */
  planned: Instant[]
}

export type Journey = {
  way: Way
  packedAt: Instant
  packages: number | null
  trouble: Trouble
  /** The day on which it is collected, where that is not the next possible one. */
  leaves?: Day
}

const minute = 60_000
const dayMinutes = 1440

/** Where a journey is while it is followed: days behind its plan, and when its plan was last told. */
type Pace = { start: Day; shift: number; retold: Instant; now: Instant }

/** When each checkpoint is reached, with what goes wrong, and what of it is said in advance. */
export const follow = (journey: Journey, now: Instant, chance: Chance): Course => {
  const { way, trouble } = journey
  const start = leavingDay(journey)
  const firstExpected = workdayFrom(start + way.days)
  const course: Course = { happenings: [packed(journey)], delays: [], firstExpected, expected: firstExpected, planned: [] }
  const pace: Pace = { start, shift: 0, retold: journey.packedAt, now }
  for (const index of way.checkpoints.keys()) {
    reach(journey, course, pace, index, chance)
    if (trouble.end?.at === index && trouble.end.as !== 'silent') break
  }
  if (trouble.mistaken) mistake(course.happenings)
  return course
}

const reach = (journey: Journey, course: Course, pace: Pace, index: number, chance: Chance) => {
  const { way, trouble } = journey
  const point = way.checkpoints[index] as Checkpoint
  const door = index >= way.checkpoints.length - 2
  course.planned[index] = timeOf(point, pace.start, door)
  const delay = trouble.delays.find((one) => one.at === index)
  if (delay) lose(journey, course, pace, delay, door)
  const again = door && trouble.attempt ? 1 : 0
  const at = timeOf(point, pace.start + pace.shift + again, door) + chance.whole(-25, 35) * minute
  if (again && point.status === 'out_for_delivery') course.happenings.push(...failedAttempt(point, at - dayMinutes * minute))
  course.happenings.push(...reported(journey, index, at, pace.retold, pace.now))
  if (trouble.end?.at === index && trouble.end.as !== 'silent') course.happenings.push(ended(trouble.end.as, point, at))
}

/** From here on everything is later, and it is said so. */
const lose = ({ way }: Journey, course: Course, pace: Pace, delay: Trouble['delays'][number], door: boolean) => {
  const point = way.checkpoints[delay.at] as Checkpoint
  const found = timeOf(point, pace.start + pace.shift, door) + 95 * minute
  pace.shift += delay.days
  const expected = workdayFrom(pace.start + way.days + pace.shift)
  course.delays.push({ at: found, cause: delay, expected, source: 'carrier' })
  course.happenings.push(heldUp(point, found, delay.text))
  if (found <= pace.now) [course.expected, pace.retold] = [expected, found]
}

/** What is packed after the collection leaves on the next working day. */
const leavingDay = ({ way, packedAt, leaves }: Journey): Day => {
  if (leaves !== undefined) return leaves
  const { zone } = way.from
  const day = dayAt(packedAt, zone)
  const collected = (way.checkpoints[0]?.minute ?? 900) - 45
  return packedAt > instantAt(day, collected, zone) ? addWorkdays(day, 1) : workdayFrom(day)
}

/** Doors open on working days; ships and trains go on all days. */
const timeOf = (point: Checkpoint, start: Day, atDoor: boolean): Instant => {
  const day = atDoor ? workdayFrom(start + point.day) : start + point.day
  return instantAt(day, point.minute, point.stop.zone)
}

const packed = ({ way, packedAt }: Journey): Happening => {
  const { city, country, zone, latitude, longitude } = way.from
  const stop = { name: city, country, zone, latitude, longitude }
  const said = { status: 'packed', classifier: 'actual', code: 'PK', text: 'Packed', source: 'warehouse' } as const
  return { ...said, at: packedAt, stop, pkg: null, recorded: packedAt + 2 * minute }
}

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
const reported = (journey: Journey, index: number, at: Instant, retold: Instant, now: Instant): Happening[] => {
  const { way, trouble, packages, packedAt } = journey
  const point = way.checkpoints[index] as Checkpoint
  const real = actual(point, at)
  // Where nothing is heard any more, what was to come is still on record as planned.
  const silent = trouble.end?.as === 'silent' && index > trouble.end.at
  if (silent || real.recorded > now) {
    const told = way.mode === 'sea' || point.status === 'departed' || point.status === 'delivered'
    const classifier = retold > packedAt ? ('estimated' as const) : ('planned' as const)
    return told ? [{ ...real, classifier, recorded: retold + 20 * minute }] : []
  }
  if (point.status === 'delivered' && trouble.laggard && packages && packages > 1) {
    const first = Array.from({ length: packages - 1 }, (_, i) => actual(point, at + i * minute, i + 1))
    return [...first, actual(point, at + trouble.laggard * dayMinutes * minute, packages)]
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

const endings = {
  lost: { days: 9, code: 'LO', text: 'Declared lost' },
  returned: { days: 4, code: 'RT', text: 'Returned to sender' },
  cancelled: { days: 0, code: 'CA', text: 'Cancelled by sender' },
}

const ended = (as: keyof typeof endings, point: Checkpoint, at: Instant): Happening => {
  const { days, code, text } = endings[as]
  return { ...actual(point, at + (days * dayMinutes + 200) * minute), status: as, code, text }
}

/** A delivery was reported on the way already, and taken back the same day. */
const mistake = (happenings: Happening[]) => {
  const before = happenings.findLast((one) => one.status === 'arrived' || one.status === 'picked_up')
  if (!before) return
  const at = before.at + 75 * minute
  const retracted = { at: at + 310 * minute, reason: 'Scanned by mistake: another consignment was delivered.' }
  const said = { status: 'delivered', code: 'DL', text: 'Delivered', classifier: 'actual' } as const
  happenings.push({ ...before, ...said, at, recorded: at + 9 * minute, retracted })
}
