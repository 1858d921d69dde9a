import { Temporal } from 'temporal-polyfill'

/** A calendar day without a time or a zone, as DATE gives it: '2026-06-23'. It stays text. */
export type LocalDate = string

// Whole days are counted on UTC's clock by the built-in Date, which is exact for them and costs browsers nothing; what needs a zone's
// rules is Temporal's, and only the server uses it.
const dayOf = (day: LocalDate) => new Date(`${day}T00:00:00Z`)

/** Whether a text is a day that exists ('2026-02-30' does not). */
export function isLocalDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const day = dayOf(text)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

/** Whether a text is a day and a time of day that exist on a clock: '2026-06-23T14:05'. */
export const isLocalTime = (text: string): boolean =>
  /^.{10}T([01]\d|2[0-3]):[0-5]\d$/.test(text) && isLocalDate(text.slice(0, 10))

/** Whether a text is a time zone of the IANA database that this machine knows ('Europe/Amsterdam'). */
export function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text })
    return true
  } catch {
    return false
  }
}

const dayFormats = new Map<string, Intl.DateTimeFormat>()

/** The calendar day that an instant falls on in a time zone (IANA name). */
export function dayIn(instant: Date, timeZone: string): LocalDate {
  let format = dayFormats.get(timeZone)
  if (!format) {
    // The Swedish form is ISO 8601; formatting is several times cheaper than a zoned Temporal date.
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    dayFormats.set(timeZone, format)
  }
  return format.format(instant)
}

/** Adds calendar days (may be negative). */
export function addDays(day: LocalDate, days: number): LocalDate {
  const moved = dayOf(day)
  moved.setUTCDate(moved.getUTCDate() + days)
  return moved.toISOString().slice(0, 10)
}

/** Adds years (may be negative); of a 29 February it is the 28th where there is none. */
export function addYears(day: LocalDate, years: number): LocalDate {
  const year = String(Number(day.slice(0, 4)) + years).padStart(4, '0')
  const moved = `${year}${day.slice(4)}`
  return isLocalDate(moved) ? moved : `${year}-02-28`
}

/** Whole days from `from` to `to`; negative where `to` is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => (dayOf(to).getTime() - dayOf(from).getTime()) / 86_400_000

/**
 * The instant at which a local date and time ('2026-06-23T14:05') happens in a time zone. A time that the clock skips moves
 * forward by the gap, one that happens twice means the earlier, as Temporal's 'compatible' says.
 */
export const instantIn = (local: string, timeZone: string): Date =>
  new Date(Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds)

/** Offset of a time zone from UTC at an instant, in minutes east: Amsterdam in summer is 120. */
export const offsetMinutes = (instant: Date, timeZone: string): number =>
  Math.round(Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone).offsetNanoseconds / 60e9)

/** Whether a local date and time happens in a time zone: not where clocks go forward past it. */
export const happensIn = (local: string, timeZone: string): boolean => {
  const time = Temporal.PlainDateTime.from(local)
  return time.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).toPlainDateTime().equals(time)
}
