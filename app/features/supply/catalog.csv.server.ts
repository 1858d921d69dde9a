import { stringify } from 'csv-stringify/sync'
import type { Scope } from '~/access/scope.server'
import type { ItemReach } from './catalog.queries.server'
import { reachFor } from './catalog.queries.server'
import { fileColumns } from './catalog-file'
import type { ItemFilter } from './catalog-filter'
import { catalogRows } from './catalog-rows.server'

type Reads = Scope<'supplier' | 'staff', 'catalog.read'>

/** A spreadsheet would run a text that begins like a formula. */
const harmless = (text: string | null) => (text !== null && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

/**
 * The items that the filter shows with all their live values, in the columns that a file of changes has too, so that it is also
 * the file to begin with. The mark at its beginning makes Excel read it as UTF-8. Refuses (404) an account out of reach.
 */
export async function catalogCsv(scope: Reads, filter: ItemFilter): Promise<AsyncGenerator<string>> {
  return piecesOf(scope, await reachFor(scope, filter))
}

async function* piecesOf(scope: Reads, reach: ItemReach): AsyncGenerator<string> {
  yield `\uFEFF${stringify([[...fileColumns]], { record_delimiter: 'windows' })}`
  for await (const rows of catalogRows(scope, reach))
    yield stringify(
      rows.map((row) => fileColumns.map((column) => harmless(row[column]))),
      { record_delimiter: 'windows' },
    )
}
