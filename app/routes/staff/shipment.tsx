import { useLoaderData, useLocation } from '@remix-run/react'
import { staff } from '~/access/guards.server'
import { env } from '~/env.server'
import { packageOf } from '~/features/shipments/shipment-filter'
import { shipmentPage } from '~/features/shipments/shipment-page.server'
import { ShipmentView } from '~/features/shipments/shipment-view'
import { StaffDone, useStaffActions } from '~/features/shipments/staff-actions'
import type { PageHandle } from '~/page-context'

export const handle: PageHandle<{ shipment: { number: string } }> = {
  i18n: ['shipments'],
  title: (_t, data) => data.shipment.number,
}

export const loader = staff.load(['orders.read', 'shipments.read'], async ({ scope, params, url, context }) => ({
  shipment: await shipmentPage(scope, params.number ?? '', {
    language: context.language,
    host: env.HOST_NAME,
    packageNumber: packageOf(url.searchParams),
  }),
  may: {
    record: scope.may('events.record') !== 'nowhere',
    retract: scope.may('events.retract') !== 'nowhere',
    add: scope.may('files.add') !== 'nowhere',
  },
}))

export default function Shipment() {
  const { shipment, may } = useLoaderData<typeof loader>()
  const { search } = useLocation()
  const actions = useStaffActions(shipment.number, may)
  return <ShipmentView audience="staff" shipment={shipment} search={search} notice={<StaffDone search={search} />} {...actions} />
}
