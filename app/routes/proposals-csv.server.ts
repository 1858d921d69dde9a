import { proposalsCsv } from '~/features/supply/proposals.csv.server'
import type { Reads } from '~/features/supply/proposals.queries.server'
import { readProposalFilter } from '~/features/supply/proposals.queries.server'
import type { Language } from '~/languages/settings'
import { texts } from '~/languages/texts.server'
import { csvFile } from './csv-file.server'

/** The list of proposals as a file, as the same address shows it as a page. */
export async function proposalsFile(scope: Reads, url: URL, language: Language): Promise<Response> {
  const t = texts[language].getFixedT(language, 'supply')
  const words = {
    head: (column: string) => String(t(`csv.${column}` as never)),
    state: (state: string) => String(t(`state.${state}` as never)),
    origin: (origin: string) => String(t(`origin.${origin}` as never)),
  }
  const filter = readProposalFilter(url.searchParams, scope.audience === 'staff' ? 'submitted' : null)
  return csvFile('proposals', scope.now, await proposalsCsv(scope, filter, words))
}
