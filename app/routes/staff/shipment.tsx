import { useLoaderData, useLocation } from '@remix-run/react'
import { staff } from '~/access/guards.server'
import { env } from '~/env.server'
import { packageOf } from '~/features/shipments/shipment-filter'
import { shipmentPage } from '~/features/shipments/shipment-page.server'
import { ShipmentView } from '~/features/shipments/shipment-view'
import type { PageHandle } from '~/page-context'

export const handle: PageHandle<{ number: string }> = { i18n: ['shipments'], title: (_t, shipment) => shipment.number }

export const loader = staff.load(['orders.read', 'shipments.read'], ({ scope, params, url, context }) =>
  shipmentPage(scope, params.number ?? '', {
    language: context.language,
    host: env.HOST_NAME,
    packageNumber: packageOf(url.searchParams),
  }),
)

export default function Shipment() {
  const { search } = useLocation()
  return <ShipmentView audience="staff" shipment={useLoaderData<typeof loader>()} search={search} />
}
