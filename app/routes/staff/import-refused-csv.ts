import { createReadableStreamFromReadable } from '@remix-run/node'
import { staff } from '~/access/guards.server'
import { refusedRows } from '~/features/exchange/imports.queries.server'

/** What a run did not take, as the file that it wrote. */
export const loader = staff.load('imports.read', async ({ scope, params }) => {
  const { name, content } = await refusedRows(scope, params.run ?? '')
  return new Response(createReadableStreamFromReadable(content), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
    },
  })
})
