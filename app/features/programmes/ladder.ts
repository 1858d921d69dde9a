import { minorUnits } from '../../values/money.ts'
import { Exact, zero } from './exact.ts'
import type { Band, Rules } from './rule-words.ts'

/** A band with its numbers made, since a million lines ask for them. */
export type Step = { from: Exact; rate: Exact }

/** Thresholds shrink with the days that somebody took part, inclusive, and are rounded to the cent. */
export function stepsOf(rules: Rules, activeDays: number, periodDays: number): Step[] {
  const digits = rules.measure === 'value' ? minorUnits(rules.currency) : 2
  const factor = rules.reward === 'percent' ? new Exact(100) : new Exact(1)
  return rules.bands.map(({ from, rate }: Band) => ({
    from: rules.prorated ? new Exact(from).times(activeDays).div(periodDays).toDecimalPlaces(digits) : new Exact(from),
    rate: new Exact(rate).div(factor),
  }))
}

/** The band that a turnover is in: `from ≤ V < next`. What is below nothing is in the first one. */
export function bandAt(steps: readonly Step[], reached: Exact): number {
  let band = 0
  for (let index = 1; index < steps.length; index += 1) if (reached.gte(steps[index]?.from ?? zero)) band = index
  return band
}

/** What an incremental ladder pays on a turnover, unrounded: each slice at its own rate. */
export function slices(steps: readonly Step[], reached: Exact): Exact {
  let sum = zero
  for (let index = 0; index < steps.length; index += 1) {
    const { from, rate } = steps[index] as Step
    const next = steps[index + 1]?.from
    if (index > 0 && reached.lte(from)) break
    const upTo = next && reached.gt(next) ? next : reached
    sum = sum.plus(upTo.minus(from).times(rate))
  }
  return sum
}
