import { Temporal } from 'temporal-polyfill'
import type { LocalDate } from '../../values/local-date.ts'
import { addDays, daysBetween } from '../../values/local-date.ts'
import type { CommitmentSpan, ContractStatus, Period } from './contract.ts'
import { isOpenStatus, readPeriod, readRenewal } from './contract.ts'

/** What follows from the dates and terms of a contract on a day. No I/O; the demo world uses it, too. */

/** The dates and terms of a contract, as they are stored. */
export type Terms = {
  starts_on: LocalDate | null
  /** The last day of the first term, which still belongs to it. */
  ends_on: LocalDate | null
  open_ended: number
  renewal: string | null
  /** Something was said of a renewal and could not be read. */
  renewal_text: string | null
  notice: string | null
  terminated_on: LocalDate | null
}

export type Standing = {
  status: ContractStatus
  is_open: number
  /** The last day of the term that runs on that day, or of the last one. */
  term_ends_on: LocalDate | null
  /** The last day on which notice keeps the running term from being renewed, whether it has passed or not. */
  notice_on: LocalDate | null
  next_on: LocalDate
  turns_on: LocalDate | null
}

/** Later than every date that a list is sorted by. Systems write it where they mean no end. */
export const never: LocalDate = '9999-12-31'
/** In the last so many days in which notice may be given, somebody has to decide. */
export const noticeWindow = 60

const units = { D: 'days', W: 'weeks', M: 'months', Y: 'years' } as const
const moved = (day: LocalDate, { length, unit }: Period, times: number): LocalDate =>
  Temporal.PlainDate.from(day)
    .add({ [units[unit]]: length * times })
    .toString()

/**
 * The last day for notice before a term ends: the latest day after which a whole period of notice still fits into the term. The day
 * after the term, less the period by the calendar (a day that a month lacks becomes its last), is the day on which the period has to
 * begin; notice is given at the latest the day before. Three months before 31 December that is 30 September, before 28 February it is 30
 * November; 30 days before 31 December it is 1 December.
 */
export const lastDayForNotice = (termEndsOn: LocalDate, notice: Period): LocalDate =>
  addDays(moved(addDays(termEndsOn, 1), notice, -1), -1)

/**
 * The last day of the nth renewal of a term. Terms are counted from the day after the first one, not from one another, so that a term
 * that once ended on the 28th of a February ends on the 31st again.
 */
const renewedUntil = (endsOn: LocalDate, period: Period, times: number): LocalDate =>
  times === 0 ? endsOn : addDays(moved(addDays(endsOn, 1), period, times), -1)

type Term = { startsOn: LocalDate | null; endsOn: LocalDate; renews: boolean }
const longest = { D: 1, W: 7, M: 31, Y: 366 } as const

/** The term that runs on a day, or the last one where all are over. */
function termOn(terms: Terms & { ends_on: LocalDate }, today: LocalDate): Term {
  const { starts_on: startsOn, ends_on: endsOn } = terms
  const renewal = terms.renewal === null ? null : readRenewal(terms.renewal)
  if (!renewal) return { startsOn, endsOn, renews: false }
  const { times, period } = renewal
  const most = times ?? Number.POSITIVE_INFINITY
  // Never too many at once: each is at most this long.
  const sure = Math.floor(daysBetween(endsOn, today) / (longest[period.unit] * period.length))
  let count = Math.min(most, Math.max(0, sure))
  while (count < most && renewedUntil(endsOn, period, count) < today) count++
  return {
    startsOn: count === 0 ? startsOn : addDays(renewedUntil(endsOn, period, count - 1), 1),
    endsOn: renewedUntil(endsOn, period, count),
    renews: count < most,
  }
}

const isOpenEnded = (terms: Terms): boolean => terms.open_ended === 1 || (terms.ends_on ?? '') >= '9999'

/**
 * How a contract stands on a day of its account's zone.
 * `upcoming` before its first day, `terminated` after the last day that somebody ended it on, `expired` after the last day of its last
 * term, `notice` in the last 60 days in which notice may be given, else `in_force`. Notice matters only where the term would be
 * renewed. Where a date that decides is missing, and wherever a renewal was spoken of that nobody can read and the first term is
 * over, it is `incomplete`.
 */
export function standingOn(terms: Terms, today: LocalDate): Standing {
  const { starts_on: startsOn, terminated_on: terminatedOn } = terms
  const term = isOpenEnded(terms) || terms.ends_on === null ? null : termOn({ ...terms, ends_on: terms.ends_on }, today)
  const ended = terminatedOn !== null && (term === null || terminatedOn <= term.endsOn)
  const termEndsOn = ended ? terminatedOn : (term?.endsOn ?? null)
  const notice = terms.notice === null ? null : readPeriod(terms.notice)
  const noticeOn = term?.renews && !ended && notice ? lastDayForNotice(term.endsOn, notice) : null
  const status = statusOn({ terms, today, termEndsOn, noticeOn, ended })
  const windowFrom = noticeOn === null ? null : addDays(noticeOn, -noticeWindow)
  const after = (day: LocalDate | null) => (day === null || day >= '9999' ? [] : [addDays(day, 1)])
  const turns = [...(startsOn ? [startsOn] : []), ...(windowFrom ? [windowFrom] : []), ...after(noticeOn), ...after(termEndsOn)]
  return {
    status,
    is_open: isOpenStatus(status) ? 1 : 0,
    term_ends_on: termEndsOn,
    notice_on: noticeOn,
    next_on: nextOn(status, today, { startsOn, noticeOn, termEndsOn }),
    turns_on: turns.filter((day) => day > today).sort()[0] ?? null,
  }
}

/** The day on which the running term is followed by another one; null where nothing follows. */
export function renewedOn(terms: Terms, today: LocalDate): LocalDate | null {
  if (isOpenEnded(terms) || terms.ends_on === null) return null
  const term = termOn({ ...terms, ends_on: terms.ends_on }, today)
  const ended = terms.terminated_on !== null && terms.terminated_on <= term.endsOn
  return term.renews && !ended ? addDays(term.endsOn, 1) : null
}

type Asked = { terms: Terms; today: LocalDate; termEndsOn: LocalDate | null; noticeOn: LocalDate | null; ended: boolean }
function statusOn({ terms, today, termEndsOn, noticeOn, ended }: Asked): ContractStatus {
  if (ended && today > (termEndsOn ?? never)) return 'terminated'
  if (termEndsOn !== null && today > termEndsOn) return terms.renewal_text === null ? 'expired' : 'incomplete'
  if (terms.starts_on === null || (termEndsOn === null && !isOpenEnded(terms))) return 'incomplete'
  if (today < terms.starts_on) return 'upcoming'
  return noticeOn !== null && today <= noticeOn && today >= addDays(noticeOn, -noticeWindow) ? 'notice' : 'in_force'
}

type Days = { startsOn: LocalDate | null; noticeOn: LocalDate | null; termEndsOn: LocalDate | null }
function nextOn(status: ContractStatus, today: LocalDate, { startsOn, noticeOn, termEndsOn }: Days): LocalDate {
  if (status === 'upcoming') return startsOn ?? never
  if (isOpenStatus(status) && noticeOn !== null && noticeOn >= today) return noticeOn
  return termEndsOn ?? never
}

/** Whether staff have something to complete: a date or a term that could not be read, or is missing. */
export const lacksTerms = (
  terms: Terms & Record<'agreed_text' | 'starts_text' | 'ends_text' | 'notice_text' | 'commitment_text', string | null>,
): boolean =>
  [terms.agreed_text, terms.starts_text, terms.ends_text, terms.renewal_text, terms.notice_text, terms.commitment_text].some(
    (text) => text !== null,
  ) ||
  terms.starts_on === null ||
  (terms.ends_on === null && terms.open_ended !== 1)

/** From when until when a commitment counts that runs on a day: a year of the contract, or its term; `to` is null where neither ends. */
export function commitmentPeriod(
  terms: Terms,
  span: CommitmentSpan,
  today: LocalDate,
): { from: LocalDate; to: LocalDate | null } | null {
  const { starts_on: first } = terms
  const last = standingOn(terms, today).term_ends_on
  if (first === null) return null
  if (span === 'term') {
    const term = isOpenEnded(terms) || terms.ends_on === null ? null : termOn({ ...terms, ends_on: terms.ends_on }, today)
    return { from: term?.startsOn ?? first, to: last }
  }
  const on = last !== null && last < today ? last : today
  const year: Period = { length: 1, unit: 'Y' }
  let years = Math.max(0, Number(on.slice(0, 4)) - Number(first.slice(0, 4)))
  if (years > 0 && moved(first, year, years) > on) years--
  const end = addDays(moved(first, year, years + 1), -1)
  return { from: moved(first, year, years), to: last !== null && last < end ? last : end }
}
