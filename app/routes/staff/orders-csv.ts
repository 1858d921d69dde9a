import { staff } from '~/access/guards.server'
import { ordersFile } from '../orders-csv.server'

export const loader = staff.load('orders.read', ({ scope, url, context }) => ordersFile(scope, url, context.language))
