/* Dates as people say them. Intl gives names and numbers only; the order of the words is ours, so that two versions of
   the browser's data can never write two different texts. */

type Parts = { year: number; month: number; day: number; hour: string; minute: string; weekday: number }
type Names = { weekdays: string[]; months: string[]; short: string[]; relative: string[] }

const clocks = new Map<string, Intl.DateTimeFormat>()
function clock(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  clocks.set(timeZone, made)
  return made
}

const words = new Map<string, Names>()
function names(locale: string): Names {
  const known = words.get(locale)
  if (known) return known
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  const month = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const months = Array.from({ length: 12 }, (_, i) => month.format(Date.UTC(1970, i, 1)))
  const made: Names = {
    // 4 January 1970 was a Sunday.
    weekdays: Array.from({ length: 7 }, (_, i) => weekday.format(Date.UTC(1970, 0, 4 + i))),
    months,
    short: months.map((name) => [...name].slice(0, 3).join('')),
    // Yesterday, today, tomorrow.
    relative: [-1, 0, 1].map((days) => {
      const text = relative.format(days, 'day')
      return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1)
    }),
  }
  words.set(locale, made)
  return made
}

/** Clocks change on the quarter hour, so one look at the zone's rules is good for all of it. */
const quarter = 900_000
const offsets = new Map<string, Map<number, number>>()
const mostOffsets = 20_000

/** Minutes from UTC of a time zone at an instant. */
function offsetOf(at: Date, timeZone: string): number {
  const bucket = Math.floor(at.getTime() / quarter)
  const zone = offsets.get(timeZone) ?? new Map<number, number>()
  const known = zone.get(bucket)
  if (known !== undefined) return known
  const start = bucket * quarter
  const part: Record<string, number> = {}
  for (const { type, value } of clock(timeZone).formatToParts(start)) part[type] = Number(value)
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0 } = part
  const offset = Math.round((Date.UTC(year, month - 1, day, hour, minute) - start) / 60_000)
  if (zone.size > mostOffsets) zone.clear()
  offsets.set(timeZone, zone.set(bucket, offset))
  return offset
}

const two = (value: number) => (value < 10 ? `0${value}` : String(value))

function partsOf(at: Date, timeZone: string): Parts {
  const wall = new Date(at.getTime() + offsetOf(at, timeZone) * 60_000)
  return {
    year: wall.getUTCFullYear(),
    month: wall.getUTCMonth() + 1,
    day: wall.getUTCDate(),
    hour: two(wall.getUTCHours()),
    minute: two(wall.getUTCMinutes()),
    weekday: wall.getUTCDay(),
  }
}

const dayNumber = (p: { year: number; month: number; day: number }) => Date.UTC(p.year, p.month - 1, p.day) / 86_400_000

let lastToday: { now: number; timeZone: string; parts: Parts } | undefined
/** A page asks hundreds of times for the same today. */
function todayOf(now: Date, timeZone: string): Parts {
  const at = now.getTime()
  if (lastToday?.now !== at || lastToday.timeZone !== timeZone) lastToday = { now: at, timeZone, parts: partsOf(now, timeZone) }
  return lastToday.parts
}

function partsOfDay(date: string): Parts {
  const [year, month, day] = [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))]
  return { year, month, day, hour: '', minute: '', weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay() }
}

type DayLook = { weekday: boolean; year: boolean; brief?: boolean | undefined }
function dayText(locale: string, p: Parts, { weekday: near, year: withYear, brief }: DayLook): string {
  const { weekdays, short, months: long } = names(locale)
  const months = brief ? short : long
  if (locale.startsWith('zh'))
    return `${withYear ? `${p.year}年` : ''}${p.month}月${p.day}日${near ? ` ${weekdays[p.weekday]}` : ''}`
  return `${near ? `${weekdays[p.weekday]} ` : ''}${p.day} ${months[p.month - 1]}${withYear ? ` ${p.year}` : ''}`
}

/** How many days around today a date is said with its weekday. */
const nearDays = 14

function sayDay(locale: string, p: Parts, today: Parts, brief?: boolean): string {
  const distance = dayNumber(p) - dayNumber(today)
  if (Math.abs(distance) <= 1) return names(locale).relative[distance + 1] ?? ''
  const near = Math.abs(distance) <= nearDays
  return dayText(locale, p, { weekday: near, year: p.year !== today.year && !near, brief })
}

/** The calendar date of an instant in a time zone, as YYYY-MM-DD. */
export function dateIn(at: Date, timeZone: string): string {
  const p = partsOf(at, timeZone)
  return `${p.year}-${two(p.month)}-${two(p.day)}`
}

/** A calendar date (YYYY-MM-DD) as people say it: "Today", "Thu 25 June", "27 May", "27 May 2025". */
export const sayDate = (locale: string, date: string, now: Date, timeZone: string): string =>
  sayDay(locale, partsOfDay(date), todayOf(now, timeZone))

/** Whether a day goes by a name, which no "on" stands before: yesterday, today, tomorrow. */
export const isNamedDay = (date: string, now: Date, timeZone: string): boolean =>
  Math.abs(daysBetween(dateIn(now, timeZone), date)) <= 1

/** A calendar date inside a sentence: "today", "Thu 25 June". */
export function sayDateInside(locale: string, date: string, now: Date, timeZone: string): string {
  const text = sayDate(locale, date, now, timeZone)
  return isNamedDay(date, now, timeZone) ? text.toLocaleLowerCase(locale) : text
}

/** A calendar date where room is short, as in a drawing: "Thu 25 Jun", "27 May". */
export const sayDateBriefly = (locale: string, date: string, now: Date, timeZone: string): string =>
  sayDay(locale, partsOfDay(date), todayOf(now, timeZone), true)

/** Day and month only: "25 Jun", "6月25日". */
export const dayAndMonth = (locale: string, date: string): string =>
  dayText(locale, partsOfDay(date), { weekday: false, year: false, brief: true })

/** What a narrow column has room for, however near the day is: "Sat 28", "周六". */
export function weekdayAndDay(locale: string, date: string): string {
  const { weekday, day } = partsOfDay(date)
  const said = names(locale).weekdays[weekday] ?? ''
  return locale.startsWith('zh') ? said : `${said} ${day}`
}

/** The two ends of a span of days: "1 July" and "30 September 2026", and "2026年7月1日" and "9月30日": the year once where it is one. */
export function spanDates(locale: string, from: string, to: string): { from: string; to: string } {
  const differ = from.slice(0, 4) !== to.slice(0, 4)
  const chinese = locale.startsWith('zh')
  const text = (date: string, year: boolean) => dayText(locale, partsOfDay(date), { weekday: false, year })
  return { from: text(from, differ || chinese), to: text(to, differ || !chinese) }
}

/** A calendar date in full: "Thu 25 June 2026". */
export const fullDate = (locale: string, date: string): string => dayText(locale, partsOfDay(date), { weekday: true, year: true })

/** An instant in the reader's time: "Today, 09:12", "Wed 10 June, 14:06"; far away only the day. */
export function sayInstant(
  locale: string,
  at: Date,
  now: Date,
  timeZone: string,
  withTime: 'near' | 'always' | 'never' = 'near',
): string {
  const p = partsOf(at, timeZone)
  const today = todayOf(now, timeZone)
  const day = sayDay(locale, p, today)
  const distance = Math.abs(dayNumber(p) - dayNumber(today))
  if (withTime === 'never' || (withTime === 'near' && distance > 1)) return day
  return locale.startsWith('zh') ? `${day} ${p.hour}:${p.minute}` : `${day}, ${p.hour}:${p.minute}`
}

/** "UTC+2", "UTC−3:30". */
export function offsetText(minutes: number): string {
  const size = Math.abs(minutes)
  const rest = size % 60
  return `UTC${minutes < 0 ? '−' : '+'}${Math.floor(size / 60)}${rest ? `:${two(rest)}` : ''}`
}

/** An instant in full, with its offset: "Mon 20 April 2026, 15:12 UTC+2". */
export function fullInstant(locale: string, at: Date, timeZone: string): string {
  const p = partsOf(at, timeZone)
  const day = dayText(locale, p, { weekday: true, year: true })
  return `${day}${locale.startsWith('zh') ? ' ' : ', '}${p.hour}:${p.minute} ${offsetText(offsetOf(at, timeZone))}`
}

/** "14:06" in a time zone. */
export function timeIn(at: Date, timeZone: string): string {
  const p = partsOf(at, timeZone)
  return `${p.hour}:${p.minute}`
}

/** An instant that was told with its own UTC offset, as date and time of that place. */
export function atPlace(at: Date, offsetMinutes: number): { date: string; time: string } {
  const wall = new Date(at.getTime() + offsetMinutes * 60_000).toISOString()
  return { date: wall.slice(0, 10), time: wall.slice(11, 16) }
}

/** Whole days from one calendar date to another. */
export const daysBetween = (from: string, to: string): number => dayNumber(partsOfDay(to)) - dayNumber(partsOfDay(from))
