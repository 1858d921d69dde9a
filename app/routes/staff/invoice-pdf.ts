import { staff } from '~/access/guards.server'
import { invoiceFile } from '../invoice-pdf.server'

export const loader = staff.load(['orders.read', 'invoices.read'], ({ scope, params, url, context }) =>
  invoiceFile(scope, params.number ?? '', url, context.language),
)
