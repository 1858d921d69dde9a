import { Decimal } from 'decimal.js'

/** A decimal number as text, exactly as DECIMAL(19,4) gives it: '-1204.5000'. Never a JavaScript number. */
export type Amount = string
export type Currency = string
export type Money = { amount: Amount; currency: Currency }

// 40 digits: a DECIMAL(19,6) quantity times a DECIMAL(19,6) price is exact.
const Exact = /* @__PURE__ */ Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP, toExpNeg: -40, toExpPos: 40 })

// ISO 4217 minor units other than 2, from the active list of 2024-06; every other currency has two digits.
const digitsOf: Record<string, number> = {
  BHD: 3, BIF: 0, CLF: 4, CLP: 0, DJF: 0, GNF: 0, IQD: 3, ISK: 0, JOD: 3, JPY: 0, KMF: 0, KRW: 0, KWD: 3, LYD: 3,
  OMR: 3, PYG: 0, RWF: 0, TND: 3, UGX: 0, UYI: 0, UYW: 4, VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0,
} // biome-ignore format: a table

/** How many digits a currency has after the point (ISO 4217): JPY 0, EUR 2, KWD 3. */
export const minorUnits = (currency: Currency): number => digitsOf[currency] ?? 2

const plain = /^-?\d{1,15}(\.\d{1,10})?$/

/** Whether a text is a decimal number in the plain form that this code uses (no grouping, a point, no exponent). */
export const isDecimal = (text: string): boolean => plain.test(text)

/** Rounds half away from zero to the currency's digits, as invoices do; the result has exactly those digits. */
export const roundTo = (amount: Decimal.Value, currency: Currency): Amount =>
  new Exact(amount).toFixed(minorUnits(currency), Decimal.ROUND_HALF_UP)

/**
 * Net of a document line: quantity ÷ price base × unit price × (1 − discount), rounded once to the currency's digits.
 * `discount` is a fraction (0.15 for 15 %), `priceBase` the quantity that the unit price is for (1, 100, 1000).
 * Refuses (throws RangeError) a price base of zero or less.
 */
export function lineNet(line: {
  quantity: string
  unitPrice: string
  priceBase: string
  discount: string
  currency: Currency
}): Amount {
  const base = new Exact(line.priceBase)
  if (base.lte(0)) throw new RangeError('price base must be above zero')
  const gross = new Exact(line.quantity).times(line.unitPrice).div(base)
  return roundTo(gross.times(new Exact(1).minus(line.discount)), line.currency)
}

/** Exact sum of amounts of one currency; the empty sum is '0'. Mixing currencies is the caller's bug: keep them apart first. */
export const sumAmounts = (amounts: readonly Amount[]): Amount =>
  amounts.reduce((sum, one) => sum.plus(one), new Exact(0)).toFixed()

/** Exact sum per currency, in order of first appearance. No total ever mixes currencies. */
export function sumByCurrency(items: readonly Money[]): Money[] {
  const sums = new Map<Currency, Decimal>()
  for (const { amount, currency } of items) sums.set(currency, (sums.get(currency) ?? new Exact(0)).plus(amount))
  return [...sums].map(([currency, sum]) => ({ currency, amount: sum.toFixed() }))
}

/** -1, 0 or 1, comparing exactly. */
export const compareAmounts = (a: Amount, b: Amount): -1 | 0 | 1 => new Exact(a).cmp(b) as -1 | 0 | 1

/** Exact a − b. */
export const subtractAmounts = (a: Amount, b: Amount): Amount => new Exact(a).minus(b).toFixed()

export { isZero } from './zero.ts'
