import { csvOf, harmless } from '~/values/csv'
import { trimQuantity } from '~/values/quantity'
import type { PurchaseState } from './acknowledgement'
import type { PurchaseFilter } from './purchase-filter'
import type { PurchaseRow, Reads } from './purchases.queries.server'
import { foundFor, pageOfPurchases } from './purchases.queries.server'

export type PurchaseCsvWords = { head: (column: string) => string; state: (state: PurchaseState) => string }

const cells: Record<string, (row: PurchaseRow, words: PurchaseCsvWords) => string> = {
  number: (row) => harmless(row.number),
  account_code: (row) => harmless(row.account.code),
  account: (row) => harmless(row.account.name),
  state: (row, words) => words.state(row.state),
  ordered_on: (row) => row.orderedOn,
  wanted_on: (row) => row.wantedOn ?? '',
  lines: (row) => String(row.lines),
  open_lines: (row) => String(row.openLines),
  open_quantity: (row) => (row.open ? trimQuantity(row.open.quantity) : ''),
  unit: (row) => row.open?.unit ?? '',
  currency: (row) => row.currency,
  total: (row) => trimQuantity(row.total),
}

/** The list as CSV, exactly the purchase orders that the filter shows and in its order. */
export async function purchasesCsv(
  scope: Reads,
  filter: PurchaseFilter,
  words: PurchaseCsvWords,
): Promise<AsyncGenerator<string>> {
  const found = await foundFor(scope, filter)
  return csvOf(cells, words, (at, size) => pageOfPurchases(scope, filter, found, at, size))
}
