import type { Reads } from '~/features/invoices/invoices.queries.server'
import { statementCsv } from '~/features/invoices/statement.csv.server'
import { readStatementFilter } from '~/features/invoices/statement.queries.server'
import type { Language } from '~/languages/settings'
import { texts } from '~/languages/texts.server'
import { csvFile } from './csv-file.server'

/** The movements of a statement as a file. */
export async function statementFile(scope: Reads, url: URL, language: Language): Promise<Response> {
  const t = texts[language].getFixedT(language, 'invoices')
  const words = {
    head: (column: string) => String(t(`statement.columns.${column}` as never)),
    kind: (kind: string) => String(t(`statement.kind.${kind}` as never)),
  }
  return csvFile('statement', scope.now, await statementCsv(scope, readStatementFilter(url.searchParams), words))
}
