import { isDecimal } from '../../values/money.ts'
import { Exact } from './exact.ts'

/**
 * What a version of a programme says. Vendors use many words for two ladders; here are only these: retrospective (the rate that
 * is reached counts on everything) and incremental (each slice has its own rate).
 */
export const ladders = ['retrospective', 'incremental'] as const
export const measures = ['value', 'units'] as const
/** What a rate means: per cent of the value, or an amount for each unit. */
export const rewards = ['percent', 'per_unit'] as const
/** What becomes of lines that were shipped to a country outside the distributor's territory. */
export const outsides = ['count', 'flag', 'exclude'] as const
export const periodKinds = ['month', 'quarter', 'half_year', 'year'] as const
export type PeriodKind = (typeof periodKinds)[number]

/** From this turnover (or this many units) on, until the next band begins. */
export type Band = { from: string; rate: string }
/** Which goods: those of these numbers and those of these categories; every product where both are empty. */
export type Goods = { skus: readonly string[]; categories: readonly string[] }

export type Rules = {
  currency: string
  period: PeriodKind
  /** The month in which the programme's year begins, 1 to 12. */
  yearStarts: number
  ladder: (typeof ladders)[number]
  measure: (typeof measures)[number]
  reward: (typeof rewards)[number]
  /** The unit that is counted (UN/ECE Recommendation 20) where units are. */
  unit: string | null
  bands: readonly Band[]
  /** The least and the most that is paid per distributor and period. */
  floor: string | null
  cap: string | null
  /** Whether thresholds shrink for who joined or left within the period. */
  prorated: boolean
  /** What reaches the tier. */
  target: Goods
  /** What the tier's rate is paid on; null where that is the same. */
  earning: Goods | null
  outside: (typeof outsides)[number]
}

export const allGoods: Goods = { skus: [], categories: [] }

/** What makes rules impossible, as the field and a key of the languages; null where they can be published. */
export function problemOf(rules: Rules): { field: string; reason: string; band?: number } | null {
  return problemOfBands(rules) ?? problemOfLimits(rules) ?? problemOfKinds(rules)
}

// Six digits after the point are what a receipt divides exactly.
const fine = (text: string) => isDecimal(text) && !text.startsWith('-') && (text.split('.')[1] ?? '').length <= 6

function problemOfBands({ bands, reward }: Rules) {
  const wrong = (reason: string, band: number) => ({ field: 'bands', reason: `programmes:rules.${reason}`, band: band + 1 })
  if (bands.length === 0) return wrong('bandsMissing', 0)
  for (const [index, { from, rate }] of bands.entries()) {
    const before = bands[index - 1]
    if (!fine(from)) return wrong('bandFrom', index)
    if (!fine(rate)) return wrong('bandRate', index)
    if (!before && !new Exact(from).isZero()) return wrong('bandFirst', index)
    if (before && new Exact(from).lte(before.from)) return wrong('bandOrder', index)
    if (reward === 'percent' && new Exact(rate).gt(100)) return wrong('bandPercent', index)
  }
  return null
}

function problemOfLimits({ floor, cap }: Rules) {
  if (floor !== null && !fine(floor)) return { field: 'floor', reason: 'programmes:rules.amount' }
  if (cap !== null && !fine(cap)) return { field: 'cap', reason: 'programmes:rules.amount' }
  if (floor !== null && cap !== null && new Exact(floor).gt(cap))
    return { field: 'cap', reason: 'programmes:rules.floorAboveCap' }
  return null
}

/** A slice is a piece of what is measured, so an incremental ladder pays on exactly that. */
function problemOfKinds({ ladder, measure, reward, earning, unit }: Rules) {
  if (ladder === 'incremental' && (measure === 'value') !== (reward === 'percent'))
    return { field: 'reward', reason: 'programmes:rules.incrementalReward' }
  if (ladder === 'incremental' && earning !== null) return { field: 'earning', reason: 'programmes:rules.incrementalEarning' }
  if ((measure === 'units' || reward === 'per_unit') && !unit) return { field: 'unit', reason: 'programmes:rules.unitMissing' }
  return null
}
