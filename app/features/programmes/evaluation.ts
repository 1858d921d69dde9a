import { minorUnits } from '../../values/money.ts'
import { allocate } from './allocation.ts'
import type { Counted, Line } from './counting.ts'
import { count } from './counting.ts'
import { Exact, zero } from './exact.ts'
import type { Step } from './ladder.ts'
import { bandAt, slices, stepsOf } from './ladder.ts'
import type { Rules } from './rule-words.ts'

/** What an agreement adds to the rules for one period. */
export type Terms = { territory: readonly string[]; activeDays: number; periodDays: number }

/** Sums over lines: enough to say what is earned, and all that changes when one more invoice comes. */
export type Totals = { reached: string; earning: string; flagged: string; lines: number; unrated: number }
export const noTotals: Totals = { reached: '0', earning: '0', flagged: '0', lines: 0, unrated: 0 }

export type Settled = {
  /** Index of the band that was reached, and its rate as a fraction or an amount per unit. */
  band: number
  rate: string
  /** Thresholds as they hold for this distributor and period. */
  from: string[]
  /** Before the only rounding. */
  exact: string
  /** Rounded, with the least and the most applied. */
  amount: string
  /** What is still to pay. */
  due: string
}

/** What these sums earn: compute, round half away from zero, then the least, then the most, then less what was paid. */
export function settle(rules: Rules, terms: Terms, totals: Pick<Totals, 'reached' | 'earning'>, paid = '0'): Settled {
  return settleSteps(rules, stepsOf(rules, terms.activeDays, terms.periodDays), totals, paid)
}

function settleSteps(rules: Rules, steps: readonly Step[], totals: Pick<Totals, 'reached' | 'earning'>, paid: string): Settled {
  const digits = minorUnits(rules.currency)
  const reached = new Exact(totals.reached)
  const band = bandAt(steps, reached)
  const rate = steps[band]?.rate ?? zero
  const exact = rules.ladder === 'incremental' ? slices(steps, reached) : new Exact(totals.earning).times(rate)
  let amount = exact.toDecimalPlaces(digits)
  if (rules.floor !== null && amount.lt(rules.floor)) amount = new Exact(rules.floor).toDecimalPlaces(digits)
  if (rules.cap !== null && amount.gt(rules.cap)) amount = new Exact(rules.cap).toDecimalPlaces(digits)
  return {
    band,
    rate: rate.toFixed(),
    from: steps.map((step) => step.from.toFixed()),
    exact: exact.toFixed(),
    amount: amount.toFixed(digits),
    due: amount.minus(paid).toFixed(digits),
  }
}

export type Evaluated = Settled & {
  totals: Totals
  /** What each line earned, in the order in which they came; with `minimum` exactly the amount. */
  shares: string[]
  /** What the programme's least pays that no line has earned. */
  minimum: string
}

// Six digits of a quantity or amount, six of a rate, two for per cent.
const fineness = 14
const whole = (value: Exact): bigint => BigInt(value.toFixed(fineness).replace('.', ''))

/**
 * Takes the lines of a period one by one, in the order of their days, and then says what each of them earned. Only a number is
 * kept of each line, so that a million pass through.
 */
export class Evaluation {
  readonly #rules: Rules
  readonly #terms: Terms
  readonly #steps: Step[]
  #reached = zero
  #earning = zero
  #flagged = zero
  #earned = zero
  #unrated = 0
  readonly #weights: bigint[] = []

  constructor(rules: Rules, terms: Terms) {
    this.#rules = rules
    this.#terms = terms
    this.#steps = stepsOf(rules, terms.activeDays, terms.periodDays)
  }

  add(line: Line): Counted {
    const counted = count(this.#rules, this.#terms.territory, line)
    this.#reached = this.#reached.plus(counted.reaches)
    this.#earning = this.#earning.plus(counted.earns)
    if (counted.flagged) this.#flagged = this.#flagged.plus(counted.reaches)
    if (counted.left === 'rate') this.#unrated += 1
    this.#weights.push(this.#weigh(counted))
    return counted
  }

  /** A line weighs what it earns: in slices, what the ladder pays after it less what it paid before. */
  #weigh(counted: Counted): bigint {
    if (this.#rules.ladder === 'retrospective') return whole(counted.earns)
    const before = this.#earned
    if (!counted.reaches.isZero()) this.#earned = slices(this.#steps, this.#reached)
    return whole(this.#earned.minus(before))
  }

  get totals(): Totals {
    return {
      reached: this.#reached.toFixed(),
      earning: this.#earning.toFixed(),
      flagged: this.#flagged.toFixed(),
      lines: this.#weights.length,
      unrated: this.#unrated,
    }
  }

  settle(paid = '0'): Evaluated {
    const { totals } = this
    const settled = settleSteps(this.#rules, this.#steps, totals, paid)
    return { ...settled, totals, ...this.#share(settled) }
  }

  /** Lines share what they have earned, also where the most cuts it; a least that they have not earned is nobody's. */
  #share({ amount, exact }: Settled): { shares: string[]; minimum: string } {
    const digits = minorUnits(this.#rules.currency)
    const cent = new Exact(10).pow(-digits)
    const sum = BigInt(new Exact(amount).div(cent).toFixed(0))
    const text = (units: bigint) => new Exact(`${units}e-${digits}`).toFixed(digits)
    const weightless = this.#weights.reduce((all, one) => all + one, 0n) === 0n
    const earned = !weightless && sum !== 0n && new Exact(exact).s === new Exact(amount).s && !new Exact(exact).isZero()
    if (!earned) return { shares: this.#weights.map(() => text(0n)), minimum: text(sum) }
    return { shares: allocate(sum, this.#weights).map(text), minimum: text(0n) }
  }
}
