import { Readable } from 'node:stream'
import { createReadableStreamFromReadable } from '@remix-run/node'
import { staff } from '~/access/guards.server'
import { findPeriod, findProgramme } from '~/features/programmes/programmes.queries.server'
import { statementsCsv } from '~/features/programmes/statements.csv.server'
import { texts } from '~/languages/texts.server'

/** The statements of a closed period as a file. */
export const loader = staff.load('programmes.read', async ({ scope, params, context }) => {
  const programme = await findProgramme(scope, params.code ?? '')
  const { id, period } = await findPeriod(scope, programme.id, params.period ?? '')
  const t = texts[context.language].getFixedT(context.language, 'programmes')
  const pieces = statementsCsv(scope, id, {
    head: (column, zone) => String(t(`csv.${column}` as never, { zone } as never)),
    state: (state) => String(t(`state.${state}` as never)),
  })
  return new Response(createReadableStreamFromReadable(Readable.from(pieces)), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="statements-${programme.code}-${period.key}.csv"`,
      'cache-control': 'private, no-store',
    },
  })
})
