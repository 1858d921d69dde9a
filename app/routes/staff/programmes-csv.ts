import { staff } from '~/access/guards.server'
import { programmeState, readProgrammeFilter } from '~/features/programmes/programme-filter'
import { programmesCsv } from '~/features/programmes/programmes.csv.server'
import { texts } from '~/languages/texts.server'
import { csvFile } from '../csv-file.server'

/** The list of programmes as a file, exactly as its filter shows it. */
export const loader = staff.load('programmes.read', ({ scope, url, context }) => {
  const t = texts[context.language].getFixedT(context.language, 'programmes')
  const pieces = programmesCsv(scope, readProgrammeFilter(url.searchParams), {
    head: (column) => String(t(`csv.${column}` as never)),
    state: (row) => String(t(`list.${programmeState(row)}`, { number: row.version ?? 0 })),
  })
  return csvFile('programmes', scope.now, pieces)
})
