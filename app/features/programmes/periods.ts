import { Temporal } from 'temporal-polyfill'
import type { LocalDate } from '../../values/local-date.ts'
import { daysBetween } from '../../values/local-date.ts'
import type { PeriodKind } from './rule-words.ts'

/** A period of a programme. Its key, the month it begins in, is its part of the URL. */
export type Period = { key: string; startsOn: LocalDate; endsOn: LocalDate; days: number }

const monthsOf: Record<PeriodKind, number> = { month: 1, quarter: 3, half_year: 6, year: 12 }

type Rhythm = { period: PeriodKind; yearStarts: number }

function from(start: Temporal.PlainDate, kind: PeriodKind): Period {
  const startsOn = start.toString()
  const endsOn = start.add({ months: monthsOf[kind] }).subtract({ days: 1 }).toString()
  return { key: startsOn.slice(0, 7), startsOn, endsOn, days: daysBetween(startsOn, endsOn) + 1 }
}

/** The period that a day is in. */
export function periodAt({ period, yearStarts }: Rhythm, day: LocalDate): Period {
  const date = Temporal.PlainDate.from(day).with({ day: 1 })
  const into = (date.month - yearStarts + 12) % monthsOf[period]
  return from(date.subtract({ months: into }), period)
}

/** The period that a key names; null where none of this rhythm begins in that month. */
export function periodOf(rhythm: Rhythm, key: string): Period | null {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(key)) return null
  const found = periodAt(rhythm, `${key}-01`)
  return found.key === key ? found : null
}

export const nextPeriod = (rhythm: Rhythm, { endsOn }: Period): Period =>
  periodAt(rhythm, Temporal.PlainDate.from(endsOn).add({ days: 1 }).toString())
export const previousPeriod = (rhythm: Rhythm, { startsOn }: Period): Period =>
  periodAt(rhythm, Temporal.PlainDate.from(startsOn).subtract({ days: 1 }).toString())

/** Days are text, which compares as the days do. */
export const laterOf = (a: LocalDate, b: LocalDate): LocalDate => [a, b].sort()[1] ?? a
export const earlierOf = (a: LocalDate, b: LocalDate): LocalDate => [a, b].sort()[0] ?? a

/** How many days of a period somebody took part, both ends included; 0 where none. */
export function activeDays({ startsOn, endsOn }: Period, joinedOn: LocalDate, endedOn: LocalDate | null): number {
  const first = joinedOn > startsOn ? joinedOn : startsOn
  const last = endedOn !== null && endedOn < endsOn ? endedOn : endsOn
  return Math.max(0, daysBetween(first, last) + 1)
}

/** The first days of the months of a period. */
export function monthsIn({ startsOn, endsOn }: Period): LocalDate[] {
  const months: LocalDate[] = []
  for (let at = Temporal.PlainDate.from(startsOn); at.toString() <= endsOn; at = at.add({ months: 1 })) months.push(at.toString())
  return months
}
