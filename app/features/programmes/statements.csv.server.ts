import { stringify } from 'csv-stringify/sync'
import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import { harmless, wallClock } from '~/values/csv'
import { trimQuantity } from '~/values/quantity'

/** Statements read at a time. */
const chunk = 500

const columns = [
  'number',
  'account_code',
  'account',
  'starts_on',
  'ends_on',
  'state',
  'reached',
  'currency',
  'amount',
  'sent',
  'answered',
  'request',
] as const
export type StatementColumn = (typeof columns)[number]
export type StatementWords = { head: (column: StatementColumn, zone: string) => string; state: (state: string) => string }

type Reads = Scope<'staff', 'programmes.read'>

const statementsAfter = (scope: Reads, periodId: Id, after: Id) =>
  scope.rows
    .selectFrom('rebate_statements as s')
    .innerJoin('accounts as a', 'a.id', 's.account_id')
    .leftJoin('requests as q', 'q.id', 's.request_id')
    .select(['s.id', 's.number', 's.starts_on', 's.ends_on', 's.state', 's.reached', 's.currency', 's.amount'])
    .select(['s.sent_at', 's.answered_at', 'a.code', 'a.name', 'q.number as request'])
    .where('s.period_id', '=', periodId)
    .where('s.id', '>', after)
    .orderBy('s.id')
    .limit(chunk)

/** The statements of a closed period as CSV, piece by piece as they are read. */
export async function* statementsCsv(scope: Reads, periodId: Id, words: StatementWords): AsyncGenerator<string> {
  const zone = scope.who.timeZone
  const line = (cells: string[][]) => stringify(cells, { record_delimiter: 'windows' })
  const when = (at: Date | null) => (at ? wallClock(at, zone) : '')
  yield `\uFEFF${line([columns.map((column) => words.head(column, zone))])}`
  for (let after: Id = '0'; ; ) {
    const rows = await statementsAfter(scope, periodId, after).execute()
    const last = rows.at(-1)
    if (!last) return
    yield line(
      rows.map((row) => [
        row.number,
        harmless(row.code),
        harmless(row.name),
        row.starts_on,
        row.ends_on,
        words.state(row.state),
        trimQuantity(row.reached),
        row.currency,
        trimQuantity(row.amount),
        when(row.sent_at),
        when(row.answered_at),
        row.request ?? '',
      ]),
    )
    after = last.id
  }
}
