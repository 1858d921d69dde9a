import { readInvoiceFilter } from '~/features/invoices/invoice-filter'
import { invoicesCsv } from '~/features/invoices/invoices.csv.server'
import type { Reads } from '~/features/invoices/invoices.queries.server'
import type { Language } from '~/languages/settings'
import { texts } from '~/languages/texts.server'
import { csvFile } from './csv-file.server'

/** The list of invoices as a file. */
export async function invoicesFile(scope: Reads, url: URL, language: Language): Promise<Response> {
  const t = texts[language].getFixedT(language, 'invoices')
  const words = {
    head: (column: string) => String(t(`csv.${column}` as never)),
    state: (state: string) => String(t(`state.${state}` as never)),
  }
  return csvFile('invoices', scope.now, await invoicesCsv(scope, readInvoiceFilter(url.searchParams), words))
}
