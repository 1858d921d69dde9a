import { staff } from '~/access/guards.server'
import { statementFile } from '../statement-csv.server'

export const loader = staff.load(['orders.read', 'invoices.read'], ({ scope, url, context }) =>
  statementFile(scope, url, context.language),
)
