import type { LocalDate } from '~/values/local-date'
import { daysBetween } from '~/values/local-date'
import type { Amount, Currency } from '~/values/money'
import { compareAmounts, sumAmounts } from '~/values/money'

/** How old a debt is, in days since it was due. No I/O. */
export const ages = ['notDue', 'to30', 'to60', 'to90', 'over90'] as const
export type Age = (typeof ages)[number]

/** The age of what was due on a day, seen from another. The day itself is still in time. */
export function ageOf(dueOn: LocalDate, on: LocalDate): Age {
  const days = daysBetween(dueOn, on)
  if (days <= 0) return 'notDue'
  return days <= 30 ? 'to30' : days <= 60 ? 'to60' : days <= 90 ? 'to90' : 'over90'
}

export type Standing = {
  currency: Currency
  /** What is owed: all ages, less what is paid or credited and not allocated yet. Below zero where the host owes. */
  balance: Amount
  owed: Record<Age, Amount>
  /** Paid or credited and not allocated to an invoice yet, as a positive amount. */
  unapplied: Amount
}

export type OpenItem = { currency: Currency; dueOn: LocalDate; open: Amount }

/** One standing for each currency, by its code; no sum mixes currencies. */
export function standings(
  on: LocalDate,
  balances: readonly { currency: Currency; amount: Amount }[],
  open: readonly OpenItem[],
  unapplied: readonly { currency: Currency; amount: Amount }[],
): Standing[] {
  const currencies = [...new Set([...balances, ...open, ...unapplied].map((one) => one.currency))].sort()
  const sumOf = (parts: readonly { currency: Currency; amount: Amount }[], currency: Currency) =>
    sumAmounts(parts.filter((one) => one.currency === currency).map((one) => one.amount))
  return currencies.map((currency) => {
    const own = open.filter((one) => one.currency === currency)
    const owed = Object.fromEntries(
      ages.map((age) => [age, sumAmounts(own.filter((one) => ageOf(one.dueOn, on) === age).map((one) => one.open))]),
    ) as Record<Age, Amount>
    return { currency, balance: sumOf(balances, currency), owed, unapplied: sumOf(unapplied, currency) }
  })
}

/** Whether a standing is the sum of its parts, to the cent. */
export const adds = ({ balance, owed, unapplied }: Standing): boolean =>
  compareAmounts(sumAmounts([balance, unapplied]), sumAmounts(Object.values(owed))) === 0
