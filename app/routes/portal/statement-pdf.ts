import { member } from '~/access/guards.server'
import { statementPaper } from '../statement-pdf.server'

export const loader = member.load(['orders.read', 'invoices.read'], ({ scope, url, context }) =>
  statementPaper(scope, url, context.language),
)
