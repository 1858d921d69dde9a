import { Readable } from 'node:stream'
import { createReadableStreamFromReadable } from '@remix-run/node'
import { supplier } from '~/access/guards.server'
import { catalogCsv } from '~/features/supply/catalog.csv.server'
import { readItemFilter } from '~/features/supply/catalog-filter'

/** The own items as a file, exactly as the list's filter shows them, with every value that may be changed. */
export const loader = supplier.load('catalog.read', ({ scope, url }) => {
  const body = createReadableStreamFromReadable(Readable.from(catalogCsv(scope, readItemFilter(url.searchParams))))
  const name = `catalog-${scope.now.toISOString().slice(0, 10)}.csv`
  return new Response(body, {
    headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${name}"` },
  })
})
