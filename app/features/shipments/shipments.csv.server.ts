import type { Reads } from '~/features/registry.types'
import { csvPieces, harmless, wallClock } from '~/values/csv'
import type { ShipmentStatus } from './shipment'
import type { ShipmentFilter } from './shipment-filter'
import type { ShipmentRow } from './shipments.queries.server'
import { openList, pageOf } from './shipments.queries.server'

/** What the file says in words of the reader: heads of columns, statuses, modes of transport. */
export type CsvWords = {
  head: (column: CsvColumn, zone: string) => string
  status: (status: ShipmentStatus) => string
  mode: (mode: string) => string
}

const columns = [
  'number',
  'orders',
  'accountCode',
  'account',
  'status',
  'opened',
  'shipped',
  'expected',
  'firstExpected',
  'delivered',
  'daysLate',
  'lastSeen',
  'lastPlace',
  'contents',
  'packages',
  'carrier',
  'mode',
  'tracking',
  'shipTo',
] as const
export type CsvColumn = (typeof columns)[number]

function cellOf(row: ShipmentRow, column: CsvColumn, words: CsvWords, zone: string): string {
  const cells: Record<CsvColumn, () => string> = {
    number: () => harmless(row.number),
    orders: () => harmless(row.orders.numbers.join(' ')),
    accountCode: () => harmless(row.account?.code ?? ''),
    account: () => harmless(row.account?.name ?? ''),
    status: () => words.status(row.status),
    opened: () => wallClock(row.openedAt, zone),
    shipped: () => wallClock(row.shippedAt, zone),
    expected: () => row.expectedOn ?? '',
    firstExpected: () => row.firstExpectedOn ?? '',
    delivered: () => wallClock(row.deliveredAt, zone),
    daysLate: () => String(row.daysLate),
    lastSeen: () => wallClock(row.lastEventAt, zone),
    lastPlace: () => harmless(row.lastPlace ?? ''),
    contents: () => harmless(row.contents),
    packages: () => (row.packagesCount === null ? '' : String(row.packagesCount)),
    carrier: () => harmless(row.carrier ?? ''),
    mode: () => (row.mode ? words.mode(row.mode) : ''),
    tracking: () => harmless(row.trackingNumber ?? ''),
    shipTo: () => harmless(row.city ?? ''),
  }
  return cells[column]()
}

/**
 * The list as CSV, exactly the shipments that the filter shows and in its order, piece by piece as it is read: UTF-8 with the mark
 * that makes Excel see it, CRLF, a comma. Times are of the reader's zone, which the head names. Refuses (404) an account out of
 * reach, before the first piece.
 */
export async function shipmentsCsv(scope: Reads, filter: ShipmentFilter, words: CsvWords): Promise<AsyncGenerator<string>> {
  const list = await openList(scope, filter)
  const zone = scope.who.timeZone
  return csvPieces(
    columns.map((column) => words.head(column, zone)),
    (row: ShipmentRow) => columns.map((column) => cellOf(row, column, words, zone)),
    (at, size) => pageOf(scope, list, at, size),
  )
}
