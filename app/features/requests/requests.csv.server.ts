import { stringify } from 'csv-stringify/sync'
import { harmless, wallClock } from '~/features/orders/orders.csv.server'
import type { RequestFilter } from './request-filter'
import type { RequestRow } from './requests.queries.server'
import { openList, pageOf } from './requests.queries.server'
import type { Reads } from './requests.reach'

/** Requests read at a time: no more than this is ever in memory. */
const chunk = 500

const columns = [
  'number',
  'subject',
  'kind',
  'status',
  'priority',
  'account_code',
  'account',
  'requester',
  'assignee',
  'opened',
  'due',
] as const
export type CsvColumn = (typeof columns)[number]

/** What the file says in words of the reader. */
export type CsvWords = {
  head: (column: CsvColumn, zone: string) => string
  kind: (kind: string) => string
  status: (status: string) => string
  priority: (priority: string) => string
}

const cellsOf = (row: RequestRow, words: CsvWords, zone: string): Record<CsvColumn, string> => ({
  number: row.number,
  subject: harmless(row.subject),
  kind: words.kind(row.kind),
  status: words.status(row.status),
  priority: words.priority(row.priority),
  account_code: harmless(row.account.code),
  account: harmless(row.account.name),
  requester: harmless(row.requester ?? ''),
  assignee: harmless(row.assignee ?? ''),
  opened: wallClock(row.openedAt, zone),
  due: row.due ? wallClock(row.due.at, zone) : '',
})

/**
 * The list as CSV, exactly the requests that the filter shows and in its order, piece by piece as it is read. Times are of the
 * reader's zone, which the head names. Refuses (404) an account out of reach, before the
 * first piece.
 */
export async function requestsCsv(scope: Reads, filter: RequestFilter, words: CsvWords): Promise<AsyncGenerator<string>> {
  const list = await openList(scope, filter)
  const zone = scope.who.timeZone
  const line = (cells: string[][]) => stringify(cells, { record_delimiter: 'windows' })
  async function* pieces() {
    yield `\uFEFF${line([columns.map((column) => words.head(column, zone))])}`
    for (let after: string | null = null; ; ) {
      const page: Awaited<ReturnType<typeof pageOf>> = await pageOf(scope, list, { after, before: null }, chunk)
      const cells = page.rows.map((row) => cellsOf(row, words, zone))
      if (cells.length > 0) yield line(cells.map((row) => columns.map((column) => row[column])))
      after = page.after
      if (after === null) return
    }
  }
  return pieces()
}
