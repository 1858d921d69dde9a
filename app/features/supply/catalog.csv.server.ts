import { stringify } from 'csv-stringify/sync'
import type { Scope } from '~/access/scope.server'
import { fileColumns } from './catalog-file'
import type { ItemFilter } from './catalog-filter'
import { catalogRows } from './catalog-rows.server'

/** A spreadsheet would run a text that begins like a formula. */
const harmless = (text: string | null) => (text !== null && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

/**
 * The items that the filter shows with all their live values, in the columns that a file of changes has too, so that it is also
 * the file to begin with. The mark at its beginning makes Excel read it as UTF-8.
 */
export async function* catalogCsv(
  scope: Scope<'supplier' | 'staff', 'catalog.read'>,
  filter: ItemFilter,
): AsyncGenerator<string> {
  yield `\uFEFF${stringify([[...fileColumns]], { record_delimiter: 'windows' })}`
  for await (const rows of catalogRows(scope, filter))
    yield stringify(
      rows.map((row) => fileColumns.map((column) => harmless(row[column]))),
      { record_delimiter: 'windows' },
    )
}
