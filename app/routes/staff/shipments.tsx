import { useLoaderData, useLocation } from '@remix-run/react'
import { staff } from '~/access/guards.server'
import { env } from '~/env.server'
import { savedViews } from '~/features/orders/saved-views.server'
import { readFilter } from '~/features/shipments/shipment-filter'
import { ShipmentList } from '~/features/shipments/shipment-list'
import { listShipments } from '~/features/shipments/shipments.queries.server'
import type { PageHandle } from '~/page-context'
import { pageAt } from '~/ui/pager'

export const handle: PageHandle = { i18n: ['shipments'], title: (t) => t('shipments:title') }

export const loader = staff.load(['orders.read', 'shipments.read'], async ({ scope, url }) => {
  const filter = readFilter(url.searchParams, 'staff')
  const [page, views] = await Promise.all([
    listShipments(scope, filter, pageAt(url.searchParams)),
    savedViews(scope, 'shipments'),
  ])
  return { filter, page, views, host: env.HOST_NAME }
})

export default function Shipments() {
  const { search } = useLocation()
  return <ShipmentList audience="staff" search={search} accounts {...useLoaderData<typeof loader>()} />
}
