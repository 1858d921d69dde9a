import { env } from '~/env.server'
import type { Reads } from '~/features/invoices/invoices.queries.server'
import { statementPdf } from '~/features/invoices/statement.pdf.server'
import { readStatementFilter } from '~/features/invoices/statement.queries.server'
import type { Language } from '~/languages/settings'
import { pdfFile } from './pdf-file.server'

/** A statement as a file to keep, in the reader's language. */
export async function statementPaper(scope: Reads, url: URL, language: Language): Promise<Response> {
  const content = await statementPdf(scope, readStatementFilter(url.searchParams), language, env.HOST_NAME)
  return pdfFile(`statement-${scope.now.toISOString().slice(0, 10)}`, content)
}
