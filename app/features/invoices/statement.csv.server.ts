import { csvOf, harmless } from '~/values/csv'
import { trimQuantity } from '~/values/quantity'
import type { Reads } from './invoices.queries.server'
import type { Movement, StatementFilter } from './statement.queries.server'
import { movementsPage, openStatement } from './statement.queries.server'

export type StatementCsvWords = { head: (column: string) => string; kind: (kind: Movement['kind']) => string }

const cells: Record<string, (row: Movement, words: StatementCsvWords) => string> = {
  on: (row) => row.on,
  kind: (row, words) => words.kind(row.kind),
  number: (row) => harmless(row.number),
  note: (row) => harmless(row.note ?? ''),
  account_code: (row) => harmless(row.account.code),
  account: (row) => harmless(row.account.name),
  currency: (row) => row.currency,
  amount: (row) => trimQuantity(row.amount),
}

/** Every movement up to the day asked for, newest first, of one currency or of all. Amounts below zero reduce what is owed. */
export async function statementCsv(
  scope: Reads,
  filter: StatementFilter,
  words: StatementCsvWords,
): Promise<AsyncGenerator<string>> {
  const list = await openStatement(scope, filter)
  return csvOf(cells, words, (at, size) => movementsPage(scope, list, at, size))
}
