import { csvPieces, harmless, wallClock } from '~/values/csv'
import { trimQuantity } from '~/values/quantity'
import type { OrderStatus } from './order'
import type { OrderFilter } from './order-filter'
import type { Reads } from './order-reach.server'
import type { OrderRow } from './orders.queries.server'
import { openList, pageOf } from './orders.queries.server'

/** What the file says in words of the reader: heads of columns, and statuses. */
export type CsvWords = { head: (column: CsvColumn, zone: string) => string; status: (status: OrderStatus) => string }

const columns = [
  'number',
  'po_number',
  'account_code',
  'account',
  'status',
  'placed',
  'promised_on',
  'first_promised_on',
  'delivered',
  'days_late',
  'contents',
  'lines',
  'ship_to',
  'currency',
  'total',
] as const
export type CsvColumn = (typeof columns)[number]
const priceColumns = new Set<CsvColumn>(['currency', 'total'])

function cellOf(row: OrderRow, column: CsvColumn, words: CsvWords, zone: string): string {
  const cells: Record<CsvColumn, () => string> = {
    number: () => harmless(row.number),
    po_number: () => harmless(row.poNumber ?? ''),
    account_code: () => harmless(row.account.code),
    account: () => harmless(row.account.name),
    status: () => words.status(row.status),
    placed: () => wallClock(row.placedAt, zone),
    promised_on: () => row.promisedOn ?? '',
    first_promised_on: () => row.firstPromisedOn ?? '',
    delivered: () => wallClock(row.deliveredAt, zone),
    days_late: () => String(row.daysLate),
    contents: () => harmless(row.contents),
    lines: () => String(row.linesCount),
    ship_to: () => harmless(row.city ?? ''),
    currency: () => row.currency,
    total: () => (row.total === null ? '' : trimQuantity(row.total)),
  }
  return cells[column]()
}

/**
 * The list as CSV, exactly the orders that the filter shows and in its order, piece by piece as it is read: UTF-8 with the mark that
 * makes Excel see it, CRLF, a comma. Times are of the reader's zone, which the head names. Without prices there are no columns of
 * them. Refuses (404) an account out of reach, before the first piece.
 */
export async function ordersCsv(scope: Reads, filter: OrderFilter, words: CsvWords): Promise<AsyncGenerator<string>> {
  const list = await openList(scope, filter)
  const prices = scope.may('prices.see') !== 'nowhere'
  const shown = columns.filter((column) => prices || !priceColumns.has(column))
  const zone = scope.who.timeZone
  return csvPieces(
    shown.map((column) => words.head(column, zone)),
    (row: OrderRow) => shown.map((column) => cellOf(row, column, words, zone)),
    (at, size) => pageOf(scope, list, at, size),
  )
}
