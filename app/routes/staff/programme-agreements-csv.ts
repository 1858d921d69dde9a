import { staff } from '~/access/guards.server'
import { agreementsCsv } from '~/features/programmes/programmes.csv.server'
import { texts } from '~/languages/texts.server'
import { csvFile } from '../csv-file.server'

/** Who takes part in a programme, as a file. */
export const loader = staff.load('programmes.read', async ({ scope, params, context }) => {
  const t = texts[context.language].getFixedT(context.language, 'programmes')
  const pieces = await agreementsCsv(scope, params.code ?? '', {
    head: (column) => String(t(`csv.${column}` as never)),
    covers: (tree) => t(`covers.${tree ? 'tree' : 'account'}`),
  })
  return csvFile(`agreements-${params.code}`, scope.now, pieces)
})
