/* Amounts as text, exact: the decimal string goes to Intl as it is and never becomes a float. */
import { useReader } from './reader'

const formats = new Map<string, Intl.NumberFormat>()
const digits = new Map<string, number>()

/** How many decimals a currency has: 2, JPY 0, KWD 3. */
export function currencyDigits(currency: string): number {
  const known = digits.get(currency)
  if (known !== undefined) return known
  const found = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  digits.set(currency, found)
  return found
}

/** A number format, made once per language and number of decimals. */
export function decimalFormat(locale: string, least: number, most: number): Intl.NumberFormat {
  const key = `${locale} ${least} ${most}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.NumberFormat(locale, { minimumFractionDigits: least, maximumFractionDigits: most })
  formats.set(key, made)
  return made
}

export const exact = (format: Intl.NumberFormat, value: string): string =>
  format.format(value as Intl.StringNumericLiteral).replace('-', '−')

/** "1,204.50": an amount in the digits of its currency, without the code. */
export const formatAmount = (locale: string, amount: string, currency: string): string => {
  const count = currencyDigits(currency)
  return exact(decimalFormat(locale, count, count), amount)
}
/** "EUR 1,204.50": the code before the amount, joined by a space that does not break. */
export const formatMoney = (locale: string, amount: string, currency: string): string =>
  `${currency}\u00a0${formatAmount(locale, amount, currency)}`
/** A unit price: at least the currency's digits, at most six. */
export const formatUnitPrice = (locale: string, amount: string, currency: string): string =>
  exact(decimalFormat(locale, currencyDigits(currency), 6), amount)

export type MoneyProps = {
  amount: string
  currency: string
  /** The currency stands in the column's head already. */
  bare?: boolean | undefined
}
export function Money({ amount, currency, bare }: MoneyProps) {
  const { locale } = useReader()
  return <span className="amount">{bare ? formatAmount(locale, amount, currency) : formatMoney(locale, amount, currency)}</span>
}

/** "2.45", and for a price base other than 1 "2.45 / 100". */
export function UnitPrice({ amount, currency, base = '1', bare }: MoneyProps & { base?: string | undefined }) {
  const { locale } = useReader()
  const price = formatUnitPrice(locale, amount, currency)
  const per = Number(base) === 1 ? '' : `\u00a0/\u00a0${exact(decimalFormat(locale, 0, 6), base)}`
  return <span className="amount">{bare ? price + per : `${currency}\u00a0${price}${per}`}</span>
}
