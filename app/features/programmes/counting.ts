import { minorUnits } from '../../values/money.ts'
import { Exact, zero } from './exact.ts'
import type { Goods, Rules } from './rule-words.ts'

/** A line of an invoice or a credit note, as far as a programme asks: net of tax, freight and discounts; a credit is negative. */
export type Line = {
  /** The spoken number of the invoice or credit note. */
  document: string
  lineNo: number
  /** The day of the document, by which it belongs to a period. */
  day: string
  sku: string
  category: string | null
  /** The country that the goods went to. */
  shipTo: string | null
  currency: string
  net: string
  /** One unit of the line's currency in the programme's, on the day of the document; null where no rate is known. */
  rate: string | null
  quantity: string
  unit: string
}

/** Why a line counts for nothing. */
export type Left = 'outside' | 'goods' | 'unit' | 'rate'

/** What a line brings: towards the tier, and to what the tier pays on. */
export type Counted = { reaches: Exact; earns: Exact; flagged: boolean; left: Left | null }

const has = ({ skus, categories }: Goods, { sku, category }: Line): boolean =>
  (skus.length === 0 && categories.length === 0) || skus.includes(sku) || (category !== null && categories.includes(category))

const nothing = (left: Left): Counted => ({ reaches: zero, earns: zero, flagged: false, left })

/** What a line is worth in the programme's currency, rounded to its digits; null where no rate is known. */
function worthOf({ currency, net, rate }: Line, into: string): Exact | null {
  if (currency === into) return new Exact(net).toDecimalPlaces(minorUnits(into))
  return rate === null ? null : new Exact(net).times(rate).toDecimalPlaces(minorUnits(into))
}

/** What a line counts under the rules, for a distributor of these countries (none: everywhere is theirs). */
export function count(rules: Rules, territory: readonly string[], line: Line): Counted {
  const outside = territory.length > 0 && !territory.includes(line.shipTo ?? '')
  if (outside && rules.outside === 'exclude') return nothing('outside')
  const reaching = has(rules.target, line)
  const earning = has(rules.earning ?? rules.target, line)
  if (!reaching && !earning) return nothing('goods')
  const amounts = amountsOf(rules, line)
  if (typeof amounts === 'string') return nothing(amounts)
  return {
    reaches: reaching ? amounts.reaches : zero,
    earns: earning ? amounts.earns : zero,
    flagged: outside && rules.outside === 'flag',
    left: null,
  }
}

/** A line as what the tier is measured in, and as what it pays on. */
function amountsOf({ measure, reward, unit, currency }: Rules, line: Line): { reaches: Exact; earns: Exact } | Left {
  const byUnits = measure === 'units'
  const perUnit = reward === 'per_unit'
  const units = byUnits || perUnit ? new Exact(line.quantity) : null
  if (units && line.unit !== unit) return 'unit'
  if (units && byUnits && perUnit) return { reaches: units, earns: units }
  const worth = worthOf(line, currency)
  if (worth === null) return 'rate'
  return { reaches: (byUnits && units) || worth, earns: (perUnit && units) || worth }
}
