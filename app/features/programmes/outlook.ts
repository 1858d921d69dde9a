import type { LocalDate } from '../../values/local-date.ts'
import { addDays, daysBetween } from '../../values/local-date.ts'
import type { Settled, Terms, Totals } from './evaluation.ts'
import { settle } from './evaluation.ts'
import { Exact } from './exact.ts'
import type { Period } from './periods.ts'
import type { Rules } from './rule-words.ts'

/** The next tier as it looks from here. */
export type NextTier = {
  band: number
  from: string
  /** What is still missing, in what the programme measures. */
  missing: string
  /** What the tier pays there, and what would be paid there without it. */
  pays: string
  without: string
  /** The difference: what the tier is worth. Nothing where it only pays on what comes after. */
  worth: string
}

/** What the next tier is worth; null at the top. Where it pays on other goods than it measures, on those bought so far. */
export function nextTier(rules: Rules, terms: Terms, totals: Pick<Totals, 'reached' | 'earning'>): NextTier | null {
  const now = settle(rules, terms, totals)
  const from = now.from[now.band + 1]
  if (from === undefined) return null
  const same = rules.earning === null && (rules.measure === 'value') === (rules.reward === 'percent')
  const there = { reached: from, earning: same ? from : totals.earning }
  const pays = settle(rules, terms, there).amount
  const below = { ...rules, bands: rules.bands.slice(0, now.band + 1) }
  const without = settle(below, terms, there).amount
  return {
    band: now.band + 1,
    from,
    missing: new Exact(from).minus(totals.reached).toFixed(),
    pays,
    without,
    worth: new Exact(pays).minus(without).toFixed(),
  }
}

export type Forecast = { reached: string; settled: Settled; reachesNextOn: LocalDate | null }

/**
 * Where the period ends if it goes on as it went from its beginning (or from the day of joining) until today; null before the
 * first day is over. A forecast is rounded, it is no sum.
 */
export function forecast(
  rules: Rules,
  terms: Terms,
  totals: Pick<Totals, 'reached' | 'earning'>,
  { period, joinedOn, today }: { period: Period; joinedOn: LocalDate; today: LocalDate },
): Forecast | null {
  const first = joinedOn > period.startsOn ? joinedOn : period.startsOn
  const gone = daysBetween(first, today)
  const days = daysBetween(first, period.endsOn) + 1
  if (gone <= 0 || days <= 0) return null
  const at = (text: string) => new Exact(text).times(days).div(Math.min(gone, days)).toDecimalPlaces(2).toFixed()
  const reached = at(totals.reached)
  const settled = settle(rules, terms, { reached, earning: at(totals.earning) })
  const next = nextTier(rules, terms, totals)
  const pace = new Exact(totals.reached).div(Math.min(gone, days))
  const more = next && pace.gt(0) ? new Exact(next.missing).div(pace).ceil().toNumber() : null
  const on = more === null || more > 3660 ? null : addDays(today, more)
  return { reached, settled, reachesNextOn: on !== null && on <= period.endsOn ? on : null }
}
