import { staff } from '~/access/guards.server'
import { invoicesFile } from '../invoices-csv.server'

export const loader = staff.load(['orders.read', 'invoices.read'], ({ scope, url, context }) =>
  invoicesFile(scope, url, context.language),
)
