import { member } from '~/access/guards.server'
import { invoicesFile } from '../invoices-csv.server'

export const loader = member.load(['orders.read', 'invoices.read'], ({ scope, url, context }) =>
  invoicesFile(scope, url, context.language),
)
