import { readPurchaseFilter } from '~/features/purchases/purchase-filter'
import { purchasesCsv } from '~/features/purchases/purchases.csv.server'
import type { Reads } from '~/features/purchases/purchases.queries.server'
import type { Language } from '~/languages/settings'
import { texts } from '~/languages/texts.server'
import { csvFile } from './csv-file.server'

/** The list of purchase orders as a file, as the same address shows it as a page. */
export async function purchasesFile(scope: Reads, url: URL, language: Language): Promise<Response> {
  const t = texts[language].getFixedT(language, 'purchases')
  const words = {
    head: (column: string) => String(t(`csv.${column}` as never)),
    state: (state: string) => String(t(`state.${state}` as never)),
  }
  const filter = readPurchaseFilter(url.searchParams, scope.audience === 'staff' ? 'waiting' : null)
  return csvFile('purchase-orders', scope.now, await purchasesCsv(scope, filter, words))
}
