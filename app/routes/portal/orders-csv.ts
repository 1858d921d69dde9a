import { member } from '~/access/guards.server'
import { ordersFile } from '../orders-csv.server'

export const loader = member.load('orders.read', ({ scope, url, context }) => ordersFile(scope, url, context.language))
