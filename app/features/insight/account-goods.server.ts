import type { Scope } from '~/access/scope.server'
import { everyOrder } from '~/features/orders/order-filter'
import { listOrders } from '~/features/orders/orders.queries.server'
import { everyShipment } from '~/features/shipments/shipment-filter'
import { listShipments } from '~/features/shipments/shipments.queries.server'

const first = { after: null, before: null }
const few = 5

export type Goods = Awaited<ReturnType<typeof goodsOf>>

/** What an account and those below it have ordered and is on its way: late orders, the latest ones, open shipments; five of each. */
export async function goodsOf(scope: Scope<'portal' | 'staff', 'orders.read' | 'shipments.read'>, account: string) {
  const [late, latest, moving] = await Promise.all([
    listOrders(scope, { ...everyOrder, view: 'late', account }, first, few),
    listOrders(scope, { ...everyOrder, account }, first, few),
    listShipments(scope, { ...everyShipment, view: 'open', account }, first, few),
  ])
  return { late: late.rows, latest: latest.rows, moving: moving.rows }
}
