import { Decimal } from 'decimal.js'

/** A quantity as text, exactly as DECIMAL(19,6) gives it, always with a unit code of UN/ECE Recommendation 20 beside it. */
export type Quantity = string

const Exact = /* @__PURE__ */ Decimal.clone({ precision: 40, toExpNeg: -40, toExpPos: 40 })

const plain = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/
const zeros = /\.?0+$/

/** Drops trailing zeros: '8.000000' → '8', '1.500000' → '1.5'. Of the text alone where it can be: a programme counts millions. */
export function trimQuantity(quantity: Quantity): string {
  if (!plain.test(quantity)) return new Exact(quantity).toFixed()
  const text = quantity.includes('.') ? quantity.replace(zeros, '') : quantity
  return text === '-0' ? '0' : text
}

export const addQuantities = (quantities: readonly Quantity[]): Quantity =>
  quantities.reduce((sum, one) => sum.plus(one), new Exact(0)).toFixed()

export const subtractQuantities = (a: Quantity, b: Quantity): Quantity => new Exact(a).minus(b).toFixed()

/** -1, 0 or 1, comparing exactly. */
export const compareQuantities = (a: Quantity, b: Quantity): -1 | 0 | 1 => new Exact(a).cmp(b) as -1 | 0 | 1

/**
 * The most that may be shipped of an ordered quantity: ordered × (1 + tolerance), rounded down to six digits.
 * `tolerance` is a fraction (0.05 for 5 %).
 */
export const withTolerance = (ordered: Quantity, tolerance: string): Quantity =>
  new Exact(ordered).times(new Exact(1).plus(tolerance)).toDecimalPlaces(6, Decimal.ROUND_DOWN).toFixed()

export { isZero as isNothing } from './zero.ts'
