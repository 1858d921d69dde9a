import { csvOf, harmless } from '~/values/csv'
import type { ContractStatus } from './contract'
import type { ContractFilter } from './contract-filter'
import type { ContractRow, Reads } from './contracts.queries.server'
import { openContractList, pageOfContracts } from './contracts.queries.server'

export type ContractCsvWords = { head: (column: string) => string; status: (status: ContractStatus) => string }

const cells: Record<string, (row: ContractRow, words: ContractCsvWords) => string> = {
  number: (row) => harmless(row.number),
  title: (row) => harmless(row.title),
  account_code: (row) => harmless(row.account.code),
  account: (row) => harmless(row.account.name),
  status: (row, words) => words.status(row.status),
  starts_on: (row) => row.startsOn ?? '',
  term_ends_on: (row) => row.termEndsOn ?? '',
  renewal: (row) => row.renewal ?? '',
  notice_on: (row) => row.noticeOn ?? '',
}

/** The list as CSV, exactly the contracts that the filter shows and in its order. Refuses (404) an account out of reach, before the first piece. */
export async function contractsCsv(
  scope: Reads,
  filter: ContractFilter,
  words: ContractCsvWords,
): Promise<AsyncGenerator<string>> {
  const list = await openContractList(scope, filter)
  return csvOf(cells, words, (at, size) => pageOfContracts(scope, list, at, size))
}
