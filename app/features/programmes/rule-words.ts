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

/** How many bands a form has; a ladder of more is rare. */
export const bandRows = 6

/** What the row of a tier is labelled with: the first is tier 0, from which on nothing has been reached yet. */
export const labelOfRow = (row: number): number => row - 1
