import type { Scope } from '~/access/scope.server'
import { catalogCsv } from '~/features/supply/catalog.csv.server'
import { readItemFilter } from '~/features/supply/catalog-filter'
import { csvFile } from './csv-file.server'

/** The items of a list as a file, exactly as its filter shows them, with every value that may be changed. */
export const catalogFile = async (scope: Scope<'supplier' | 'staff', 'catalog.read'>, url: URL): Promise<Response> =>
  csvFile('catalog', scope.now, await catalogCsv(scope, readItemFilter(url.searchParams)))
