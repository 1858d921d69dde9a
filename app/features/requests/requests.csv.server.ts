import { csvPieces, harmless, wallClock } from '~/values/csv'
import type { RequestFilter } from './request-filter'
import type { RequestRow } from './requests.queries.server'
import { openList, pageOf } from './requests.queries.server'
import type { Reads } from './requests.reach'

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
  due: wallClock(row.due?.at ?? null, zone),
})

/**
 * The list as CSV, exactly the requests that the filter shows and in its order, piece by piece as it is read. Times are of the
 * reader's zone, which the head names. Refuses (404) an account out of reach, before the
 * first piece.
 */
export async function requestsCsv(scope: Reads, filter: RequestFilter, words: CsvWords): Promise<AsyncGenerator<string>> {
  const list = await openList(scope, filter)
  const zone = scope.who.timeZone
  return csvPieces(
    columns.map((column) => words.head(column, zone)),
    (row: RequestRow) => {
      const cells = cellsOf(row, words, zone)
      return columns.map((column) => cells[column])
    },
    (at, size) => pageOf(scope, list, at, size),
  )
}
