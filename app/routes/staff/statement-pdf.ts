import { staff } from '~/access/guards.server'
import { statementPaper } from '../statement-pdf.server'

export const loader = staff.load(['orders.read', 'invoices.read'], ({ scope, url, context }) =>
  statementPaper(scope, url, context.language),
)
