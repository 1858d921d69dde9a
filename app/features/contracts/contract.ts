/** Words of contracts. No I/O, and nothing that a browser would have to load a calendar for. */

/** How a contract stands on a day. `incomplete` is one of which nobody can tell yet, because a date or a term is missing. */
export const contractStatuses = ['incomplete', 'upcoming', 'in_force', 'notice', 'expired', 'terminated'] as const
export type ContractStatus = (typeof contractStatuses)[number]

/** Whether it still matters: it is in force, or may be, or will be. */
export const isOpenStatus = (status: ContractStatus): boolean => status !== 'expired' && status !== 'terminated'

/** What a commitment is for: each year from the first day on, or each term. */
export const commitmentSpans = ['year', 'term'] as const
export type CommitmentSpan = (typeof commitmentSpans)[number]

export const documentKinds = ['agreement', 'amendment', 'annex', 'other'] as const
export type DocumentKind = (typeof documentKinds)[number]

export const periodUnits = ['D', 'W', 'M', 'Y'] as const
export type PeriodUnit = (typeof periodUnits)[number]
/** A calendar period, as ISO 8601 writes it: 'P30D', 'P6M'. */
export type Period = { length: number; unit: PeriodUnit }
/** How often a contract goes on by a period: so many times, or (null) until somebody ends it. */
export type Renewal = { times: number | null; period: Period }

const unitWords: Record<string, PeriodUnit> = { day: 'D', week: 'W', month: 'M', year: 'Y' }
const periodForm = /^P(\d{1,3})([DWMY])$/
const periodWords = /^(\d{1,3})\s*(day|week|month|year)s?$/i
const renewalForm = /^R(\d{0,2})\/(P\d{1,3}[DWMY])$/
const renewalWords = /^(?:(\d{1,2})\s+)?(successive\s+)?(\d{1,3}\s*(?:day|week|month|year)s?)$/i

/** '30 days', '1 year', 'P6M'. Null for what is no single period: nothing is guessed. */
export function readPeriod(text: string): Period | null {
  const [, count = '', word = ''] = periodForm.exec(text) ?? periodWords.exec(text) ?? []
  const unit = unitWords[word.toLowerCase()] ?? periodUnits.find((one) => one === word)
  return unit && Number(count) > 0 ? { length: Number(count), unit } : null
}

export const writePeriod = ({ length, unit }: Period): string => `P${length}${unit}`

/**
 * 'successive 1 year' goes on until ended, '2 successive 10 years' twice, '1 year' once; 'R/P1Y' and its like are what is stored. Null
 * for what is none of these.
 */
export function readRenewal(text: string): Renewal | null {
  const stored = renewalForm.exec(text)
  if (stored) {
    const period = readPeriod(stored[2] ?? '')
    return period && { times: stored[1] ? Number(stored[1]) : null, period }
  }
  const [, count, successive, words] = renewalWords.exec(text) ?? []
  const period = readPeriod(words ?? '')
  if (!period || (count && !successive)) return null
  return { times: count ? Number(count) : successive ? null : 1, period }
}

export const writeRenewal = ({ times, period }: Renewal): string => `R${times ?? ''}/${writePeriod(period)}`

/** 'perpetual' and its like: no last day was agreed. */
export const meansOpenEnded = (text: string): boolean => /^(perpetual|open[- ]ended|indefinite|unlimited)$/i.test(text)
