import { member } from '~/access/guards.server'
import { invoiceFile } from '../invoice-pdf.server'

export const loader = member.load(['orders.read', 'invoices.read'], ({ scope, params, url, context }) =>
  invoiceFile(scope, params.number ?? '', url, context.language),
)
