import { readContractFilter } from '~/features/contracts/contract-filter'
import { contractsCsv } from '~/features/contracts/contracts.csv.server'
import type { Reads } from '~/features/contracts/contracts.queries.server'
import type { Language } from '~/languages/settings'
import { texts } from '~/languages/texts.server'
import { csvFile } from './csv-file.server'

/** The list of contracts as a file. */
export async function contractsFile(scope: Reads, url: URL, language: Language): Promise<Response> {
  const t = texts[language].getFixedT(language, 'contracts')
  const words = {
    head: (column: string) => String(t(`csv.${column}` as never)),
    status: (status: string) => String(t(`status.${status}` as never)),
  }
  return csvFile('contracts', scope.now, await contractsCsv(scope, readContractFilter(url.searchParams, scope.audience), words))
}
