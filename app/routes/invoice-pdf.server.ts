import { invoicePdf } from '~/features/invoices/invoice.pdf.server'
import { getInvoice } from '~/features/invoices/invoice.queries.server'
import type { Reads } from '~/features/invoices/invoices.queries.server'
import type { Language } from '~/languages/settings'
import { pdfFile } from './pdf-file.server'

/** An invoice as a file to keep, in the reader's language. */
export async function invoiceFile(scope: Reads, number: string, url: URL, language: Language): Promise<Response> {
  const { invoice } = await getInvoice(scope, number, url.searchParams.get('entity'))
  return pdfFile(invoice.number, await invoicePdf(invoice, language, scope.now))
}
