import type { LocalDate } from '~/values/local-date'
import { addDays } from '~/values/local-date'
import type { Period } from './periods'
import { nextPeriod, periodAt } from './periods'
import type { Rules } from './rule-words'

/** Words and rules of programmes and their statements. No I/O. */

export type Version = { id: string; number: number; appliesFrom: LocalDate; rules: Rules }
export type Ruling = { version: Version; period: Period }

/** The published version that rules a day, and the period the day is in; null before the first one. */
export function rulingOn(versions: readonly Version[], day: LocalDate): Ruling | null {
  let version: Version | null = null
  for (const one of versions) if (one.appliesFrom <= day && (!version || one.appliesFrom >= version.appliesFrom)) version = one
  return version && { version, period: periodAt(version.rules, day) }
}

/** The period that is closed next: the one after the last closed, or the first that was ruled. */
export function openPeriod(versions: readonly Version[], closedUntil: LocalDate | null): Ruling | null {
  const first = versions.map((one) => one.appliesFrom).sort()[0]
  return first === undefined ? null : rulingOn(versions, closedUntil === null ? first : addDays(closedUntil, 1))
}

/** Whether a version may rule from a day on: where one of its own periods begins, and none that runs is cut. */
export function mayApplyFrom(versions: readonly Version[], rules: Rules, day: LocalDate): boolean {
  if (periodAt(rules, day).startsOn !== day) return false
  const before = rulingOn(versions, addDays(day, -1))
  return before === null || nextPeriod(before.version.rules, before.period).startsOn === day
}

export const territoryOf = (text: string): string[] => text.split(',').filter(Boolean)
