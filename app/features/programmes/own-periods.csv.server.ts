import type { Scope } from '~/access/scope.server'
import { csvOf, harmless } from '~/values/csv'
import { trimQuantity } from '~/values/quantity'
import type { OwnPeriodFilter } from './own-period-filter'
import type { OwnPeriod } from './own-periods.queries.server'
import { namedBy, pageOfOwnPeriods } from './own-periods.queries.server'

export type OwnPeriodWords = {
  head: (column: string) => string
  state: (state: OwnPeriod['state']) => string
  name: (programme: OwnPeriod['programme']) => string
}

const cells: Record<string, (row: OwnPeriod, words: OwnPeriodWords) => string> = {
  number: (row) => harmless(row.number ?? ''),
  programme_code: (row) => harmless(row.programme.code),
  programme: (row, words) => harmless(words.name(row.programme)),
  account_code: (row) => harmless(row.account.code),
  account: (row) => harmless(row.account.name),
  starts_on: (row) => row.startsOn,
  ends_on: (row) => row.endsOn,
  state: (row, words) => words.state(row.state),
  reached: (row) => (row.reached === null ? '' : trimQuantity(row.reached)),
  counted_in: (row) => (row.counts.measure === 'value' ? row.counts.currency : (row.counts.unit ?? '')),
  currency: (row) => row.counts.currency,
  amount: (row) => (row.amount === null ? '' : trimQuantity(row.amount)),
}

/** The list as CSV, exactly the periods that the filter shows and in its order. */
export async function ownPeriodsCsv(
  scope: Scope<'distributor', 'programmes.read'>,
  filter: OwnPeriodFilter,
  words: OwnPeriodWords,
): Promise<AsyncGenerator<string>> {
  const named = await namedBy(scope, filter)
  return csvOf(cells, words, (at, size) => pageOfOwnPeriods(scope, filter, named, at, size))
}
