import { csvOf, harmless } from '~/values/csv'
import type { ProposalState } from './proposal'
import type { ProposalFilter, ProposalRow, Reads } from './proposals.queries.server'
import { foundFor, pageOfProposals } from './proposals.queries.server'

export type ProposalCsvWords = {
  head: (column: string) => string
  state: (state: ProposalState | 'held') => string
  origin: (origin: ProposalRow['origin']) => string
}

const instant = (at: Date | null) => at?.toISOString() ?? ''

const cells: Record<string, (row: ProposalRow, words: ProposalCsvWords) => string> = {
  number: (row) => row.number,
  account_code: (row) => harmless(row.account.code),
  account: (row) => harmless(row.account.name),
  state: (row, words) => words.state(row.held ? 'held' : row.state),
  origin: (row, words) => words.origin(row.origin),
  items: (row) => String(row.items),
  fields: (row) => String(row.fields),
  open: (row) => String(row.open),
  note: (row) => harmless(row.note ?? ''),
  created_at: (row) => instant(row.createdAt),
  submitted_at: (row) => instant(row.submittedAt),
  closed_at: (row) => instant(row.closedAt),
}

/** The list as CSV, exactly the proposals that the filter shows and in its order. */
export async function proposalsCsv(
  scope: Reads,
  filter: ProposalFilter,
  words: ProposalCsvWords,
): Promise<AsyncGenerator<string>> {
  const found = await foundFor(scope, filter)
  return csvOf(cells, words, (at, size) => pageOfProposals(scope, filter, found, at, size))
}
