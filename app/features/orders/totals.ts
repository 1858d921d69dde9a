import type { Amount, Currency } from '../../values/money.ts'
import { compareAmounts, lineNet, roundTo, subtractAmounts, sumAmounts } from '../../values/money.ts'
import type { Quantity } from '../../values/quantity.ts'
import { subtractQuantities, trimQuantity } from '../../values/quantity.ts'
import { isZero } from '../../values/zero.ts'

/** What the sums of an order come from. `discount` and `taxRate` are fractions (0.15 for 15 %), `net` is the stored net of the line. */
export type PricedLine = {
  quantity: Quantity
  unitPrice: string
  priceBase: string
  discount: string
  net: Amount
  taxRate: string
}

export type OrderTotals = { goods: Amount; discount: Amount; freight: Amount; tax: Amount; total: Amount }

const discountOf = (line: PricedLine, currency: Currency): Amount => {
  if (isZero(line.discount)) return '0'
  const { quantity, unitPrice, priceBase } = line
  const full = lineNet({ quantity, unitPrice, priceBase, discount: '0', currency })
  return subtractAmounts(full, lineNet({ quantity, unitPrice, priceBase, discount: line.discount, currency }))
}

/**
 * The sums of an order in its one currency: goods before discount, the discount, freight as given, tax, and what is to be paid.
 * Sums of stored nets, never of products; tax once per rate. Where no line carries a rate, the tax that the source gave stays.
 */
export function totalsOf(lines: readonly PricedLine[], given: { currency: Currency; freight: Amount; tax: Amount }): OrderTotals {
  const { currency, freight } = given
  const net = sumAmounts(lines.map((line) => line.net))
  const discount = sumAmounts(lines.map((line) => discountOf(line, currency)))
  const taxed = lines.filter((line) => !isZero(line.taxRate))
  const tax = taxed.length > 0 ? taxOf(taxed, currency) : given.tax
  return { goods: sumAmounts([net, discount]), discount, freight, tax, total: sumAmounts([net, freight, tax]) }
}

/** Tax of lines with their rates, in their one currency: once per rate, on the sum of the nets at that rate. */
export function taxOf(lines: readonly Pick<PricedLine, 'net' | 'taxRate'>[], currency: Currency): Amount {
  const rates = new Map<string, Amount[]>()
  for (const { net, taxRate } of lines) {
    const rate = trimQuantity(taxRate)
    rates.set(rate, [...(rates.get(rate) ?? []), net])
  }
  // A rate on a sum is a line of one piece at that "price": the exact product, rounded once.
  const taxes = [...rates].map(([rate, nets]) => shareOf(sumAmounts(nets), rate, currency))
  return sumAmounts(taxes)
}

const shareOf = (amount: Amount, rate: string, currency: Currency): Amount => {
  const sign = compareAmounts(amount, '0') < 0 ? '-' : ''
  const size = sign ? amount.slice(1) : amount
  const share = lineNet({ quantity: size, unitPrice: rate, priceBase: '1', discount: '0', currency })
  return roundTo(`${sign}${share}`, currency)
}

/** Units that are counted, so that "12 ×" can stand before a name. */
const counted = new Set(['C62', 'EA', 'H87', 'PCE', 'NAR'])
const longest = 200

/** What is in an order, in one short text of no language: its first line, with the number of pieces where it is the only one. */
export function contentsOf(
  lines: readonly { lineNo: number; description: string; quantity: Quantity; cancelled: Quantity; unit: string }[],
): string {
  const wanted = lines.filter((line) => !isZero(subtractQuantities(line.quantity, line.cancelled)))
  const [first] = (wanted.length > 0 ? wanted : [...lines]).sort((a, b) => a.lineNo - b.lineNo)
  if (!first) return ''
  const alone = lines.length === 1 && counted.has(first.unit)
  const text = alone ? `${trimQuantity(first.quantity)} × ${first.description}` : first.description
  return [...text].length > longest ? `${[...text].slice(0, longest - 1).join('')}…` : text
}
