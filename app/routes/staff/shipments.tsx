import { useLoaderData, useLocation } from '@remix-run/react'
import { staff } from '~/access/guards.server'
import { env } from '~/env.server'
import { readFilter } from '~/features/shipments/shipment-filter'
import { ShipmentList } from '~/features/shipments/shipment-list'
import { listShipments } from '~/features/shipments/shipments.queries.server'
import type { PageHandle } from '~/page-context'

export const handle: PageHandle = { i18n: ['shipments'], title: (t) => t('shipments:title' as never) }

export const loader = staff.load(['orders.read', 'shipments.read'], async ({ scope, url }) => {
  const filter = readFilter(url.searchParams, 'staff')
  const at = { after: url.searchParams.get('after'), before: url.searchParams.get('before') }
  return { filter, host: env.HOST_NAME, page: await listShipments(scope, filter, at) }
})

export default function Shipments() {
  const { filter, host, page } = useLoaderData<typeof loader>()
  const { search } = useLocation()
  return <ShipmentList audience="staff" filter={filter} page={page} search={search} host={host} accounts />
}
