import { staff } from '~/access/guards.server'
import { shipmentsFile } from '../shipments-csv.server'

export const loader = staff.load(['orders.read', 'shipments.read'], ({ scope, url, context }) =>
  shipmentsFile(scope, url, context.language),
)
