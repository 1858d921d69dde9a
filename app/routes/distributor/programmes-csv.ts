import { distributor } from '~/access/guards.server'
import { readOwnPeriodFilter } from '~/features/programmes/own-period-filter'
import { ownPeriodsCsv } from '~/features/programmes/own-periods.csv.server'
import { texts } from '~/languages/texts.server'
import { csvFile } from '../csv-file.server'

/** The list of periods as a file, as the same address shows it as a page. */
export const loader = distributor.load('programmes.read', async ({ scope, url, context }) => {
  const t = texts[context.language].getFixedT(context.language, 'programmes')
  const words = {
    head: (column: string) => String(t(`csv.${column}` as never)),
    state: (state: string) =>
      String(t((state === 'running' || state === 'awaited' ? `own.${state}` : `state.${state}`) as never)),
    name: ({ name, localName }: { name: string; localName: string | null }) =>
      context.language === 'zh-CN' ? (localName ?? name) : name,
  }
  return csvFile('programmes', scope.now, await ownPeriodsCsv(scope, readOwnPeriodFilter(url.searchParams), words))
})
