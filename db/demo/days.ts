import { offsetMinutes } from '../../app/values/local-date.ts'

/** A calendar day as a number, days since 1 January 1970, to be reckoned with cheaply; `dayText` writes it. */
export type Day = number
/** An instant in milliseconds, always on a whole minute. */
export type Instant = number

const dayMs = 86_400_000
const texts: string[] = []

export const dayText = (day: Day): string => {
  texts[day] ??= new Date(day * dayMs).toISOString().slice(0, 10)
  return texts[day] as string
}
export const dayOf = (text: string): Day => Date.parse(`${text}T00:00:00Z`) / dayMs

export const yearOf = (day: Day): number => Number(dayText(day).slice(0, 4))

/** 0 is Sunday. */
export const weekday = (day: Day): number => (day + 4) % 7
export const isWorkday = (day: Day): boolean => weekday(day) !== 0 && weekday(day) !== 6

/** The day itself, or the next Monday where it falls on a weekend. */
export const workdayFrom = (day: Day): Day => (weekday(day) === 6 ? day + 2 : weekday(day) === 0 ? day + 1 : day)

/** So many working days later, or earlier where negative; zero gives the day itself or the next Monday. */
export const addWorkdays = (day: Day, count: number): Day => {
  let at = count < 0 ? day : workdayFrom(day)
  const step = Math.sign(count)
  for (let left = Math.abs(count); left > 0; ) {
    at += step
    if (isWorkday(at)) left--
  }
  return at
}

// Offsets by zone and day. The clock changes twice a year: a block of 32 days with equal ends has one offset throughout.
const zones = new Map<string, Int16Array>()
const firstBlock = 500
const unknown = -32_768

const offsetOn = (day: Day, zone: string): number => {
  let offsets = zones.get(zone)
  if (!offsets) {
    offsets = new Int16Array(32 * 300).fill(unknown)
    zones.set(zone, offsets)
  }
  const index = day - firstBlock * 32
  if (offsets[index] === unknown) fillBlock(offsets, index >> 5, zone)
  return offsets[index] as number
}

const fillBlock = (offsets: Int16Array, block: number, zone: string) => {
  const start = block * 32
  const read = (index: number) => offsetMinutes(new Date((index + firstBlock * 32) * dayMs + dayMs / 2), zone)
  const first = read(start)
  const same = first === read(start + 31)
  for (let i = start; i < start + 32; i++) offsets[i] = same ? first : read(i)
}

/** Minutes east of UTC. Exact but for the few hours around a change of the clock, at which nothing happens here. */
export const offsetAt = (instant: Instant, zone: string): number => offsetOn(Math.floor(instant / dayMs), zone)

/** The instant at which the clock of a zone shows so many minutes after midnight on a day. */
export const instantAt = (day: Day, minute: number, zone: string): Instant =>
  day * dayMs + (minute - offsetOn(day, zone)) * 60_000

/** The calendar day of an instant in a zone. */
export const dayAt = (instant: Instant, zone: string): Day => Math.floor((instant + offsetAt(instant, zone) * 60_000) / dayMs)

const clock: string[] = []

/** As DATETIME(3) takes it, in UTC. */
export const instantText = (instant: Instant): string => {
  const day = Math.floor(instant / dayMs)
  const minute = Math.floor((instant - day * dayMs) / 60_000)
  clock[minute] ??= ` ${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00.000`
  return dayText(day) + clock[minute]
}
