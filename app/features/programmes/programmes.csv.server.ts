import type { Scope } from '~/access/scope.server'
import { csvOf, harmless } from '~/values/csv'
import type { Agreement } from './agreements.server'
import { listAgreements } from './agreements.server'
import type { ProgrammeFilter } from './programme-filter'
import type { ProgrammeRow } from './programmes.queries.server'
import { findProgramme, listProgrammes } from './programmes.queries.server'

type Reads = Scope<'staff', 'programmes.read'>
type Head = (column: string) => string

export type ProgrammeCsvWords = { head: Head; state: (row: ProgrammeRow) => string }

const programmeCells: Record<string, (row: ProgrammeRow, words: ProgrammeCsvWords) => string> = {
  code: (row) => harmless(row.code),
  name: (row) => harmless(row.name),
  local_name: (row) => harmless(row.localName ?? ''),
  state: (row, words) => words.state(row),
  version: (row) => (row.version === null ? '' : String(row.version)),
  period_ends: (row) => row.endsOn ?? '',
  distributors: (row) => String(row.distributors),
  currency: (row) => row.currency,
}

/** The list of programmes as CSV, exactly those that the filter shows and in its order. */
export function programmesCsv(scope: Reads, filter: ProgrammeFilter, words: ProgrammeCsvWords): AsyncGenerator<string> {
  return csvOf(programmeCells, words, (at, size) => listProgrammes(scope, filter, at, size))
}

export type AgreementCsvWords = { head: Head; covers: (tree: boolean) => string }

const agreementCells: Record<string, (row: Agreement, words: AgreementCsvWords) => string> = {
  account_code: (row) => harmless(row.account.code),
  account: (row) => harmless(row.account.name),
  covers: (row, words) => words.covers(row.tree),
  territory: (row) => row.territory.join(' '),
  joined_on: (row) => row.joinedOn,
  ended_on: (row) => row.endedOn ?? '',
}

/** Who takes part in a programme, as its page shows them. 404 where there is no programme of this code. */
export async function agreementsCsv(scope: Reads, code: string, words: AgreementCsvWords): Promise<AsyncGenerator<string>> {
  const { id } = await findProgramme(scope, code)
  return csvOf(agreementCells, words, (at, size) => listAgreements(scope, id, at, size))
}
