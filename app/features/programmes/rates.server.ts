import type { Scope } from '~/access/scope.server'
import type { LocalDate } from '~/values/local-date'
import { addDays } from '~/values/local-date'

/** How long a rate stands in for days without one: weekends and holidays. */
const longest = 7

/** What one unit of a currency was in another on a day; null where no rate of that week is known. */
export type RateOn = (currency: string, day: LocalDate) => string | null

/** The rates into a currency for days of a span, each the latest on or before its day. */
export async function ratesInto(
  scope: Scope<'staff', 'programmes.read'>,
  currency: string,
  from: LocalDate,
  to: LocalDate,
): Promise<RateOn> {
  const rows = await scope.rows
    .selectFrom('exchange_rates')
    .select(['from_currency', 'valid_on', 'rate'])
    .where('to_currency', '=', currency)
    .where('valid_on', '>=', addDays(from, -longest))
    .where('valid_on', '<=', to)
    .orderBy('from_currency')
    .orderBy('valid_on')
    .execute()
  const days = new Map<string, { day: LocalDate; rate: string }[]>()
  for (const row of rows) {
    const known = days.get(row.from_currency)
    const one = { day: row.valid_on, rate: row.rate }
    if (known) known.push(one)
    else days.set(row.from_currency, [one])
  }
  return (of, day) => {
    const found = latest(days.get(of) ?? [], day)
    return found && found.day >= addDays(day, -longest) ? found.rate : null
  }
}

/** The last of sorted days that is not after another. */
function latest<D extends { day: LocalDate }>(sorted: readonly D[], day: LocalDate): D | undefined {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle]?.day ?? '') <= day) low = middle + 1
    else high = middle
  }
  return sorted[low - 1]
}
