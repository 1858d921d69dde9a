import { expect, test } from 'vitest'
import { grantOf, makeAccount, makeOrder, memberScope, unique } from '../../tests/support/make'
import { routeFiles } from '../../tests/support/route-files'
import { readFilter } from './orders/order-filter'
import { listOrders } from './orders/orders.queries.server'
import { findEverything } from './palette.server'
import { finders, rebateFinders, supplyFinders } from './registry.server'

const audiences = ['portal', 'distributor', 'supplier', 'staff'] as const
const searched = {
  portal: [finders],
  distributor: [rebateFinders],
  supplier: [supplyFinders],
  staff: [finders, rebateFinders, supplyFinders],
}

test('where a kind says that its list is, there is a page', async () => {
  const pages = new Set((await routeFiles()).map(({ path }) => path))
  for (const audience of audiences)
    for (const { kind, list, ...one } of searched[audience].flat()) {
      if (one.audience !== 'both' && one.audience !== audience) continue
      const path = typeof list === 'function' ? list(audience, 'RS-1') : list
      if (path) expect([kind, pages.has(`/${audience}/${path.replace(/\?.*/, '')}`)]).toEqual([kind, true])
    }
})

test('more orders than are shown are all in the list to which the search leads', async () => {
  const account = await makeAccount()
  const po_number = `PO-${unique()}`
  for (let index = 0; index < 7; index++) await makeOrder(account, { po_number })
  const scope = memberScope(['orders.read', 'shipments.read'], [grantOf(account, 'buyer')])
  const [orders, ...more] = await findEverything(scope, finders, po_number)
  expect([orders?.found.length, more]).toEqual([6, []])
  expect(orders?.all).toBe(`orders?q=${po_number}`)
  const filter = readFilter(new URL(orders?.all ?? '', 'http://localhost').searchParams)
  expect((await listOrders(scope, filter, { after: null, before: null })).rows).toHaveLength(7)
})
