import { Readable } from 'node:stream'
import { createReadableStreamFromReadable } from '@remix-run/node'
import type { Scope } from '~/access/scope.server'
import { receiptPieces } from '~/features/programmes/receipt.server'
import { everyLine, getStatement, receiptOf } from '~/features/programmes/statements.queries.server'

/** A statement's receipt as a file: what reads slowly is sent slowly. */
export async function receiptFile(
  scope: Scope<'distributor' | 'staff', 'programmes.read'>,
  params: Record<string, string>,
  url: URL,
): Promise<Response> {
  const asked = { code: params.code ?? '', key: params.period ?? '', account: url.searchParams.get('account') }
  const { id, statement } = await getStatement(scope, asked)
  const { head, sums } = receiptOf(statement)
  return new Response(createReadableStreamFromReadable(Readable.from(receiptPieces(head, everyLine(scope, id), sums))), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${statement.number}.csv"`,
      'cache-control': 'private, no-store',
    },
  })
}
