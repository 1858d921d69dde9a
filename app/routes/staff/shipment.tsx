import { useLoaderData, useLocation } from '@remix-run/react'
import { staff } from '~/access/guards.server'
import { internalNotes } from '~/features/history/history.timeline.server'
import { merged, timelineOf } from '~/features/history/timeline.server'
import { TimelineView } from '~/features/history/timeline-view'
import { timelineSources } from '~/features/registry.server'
import { askedOf, shipmentPage } from '~/features/shipments/shipment-page.server'
import { ShipmentView } from '~/features/shipments/shipment-view'
import { StaffDone, useStaffActions } from '~/features/shipments/staff-actions'
import type { PageHandle } from '~/page-context'

export const handle: PageHandle<{ shipment: { number: string } }> = {
  i18n: ['shipments', 'history', 'requests'],
  title: (t, { shipment }) => t('shipments:page.name', { number: shipment.number }),
}

export const loader = staff.load(['orders.read', 'shipments.read'], async ({ scope, params, url, context }) => {
  const { id, shipment } = await shipmentPage(scope, params.number ?? '', askedOf(url, context.language))
  const [told, internal] = await Promise.all([
    timelineOf(scope, timelineSources, { shipment: id }),
    internalNotes(scope, { shipment: id }),
  ])
  const may = {
    record: scope.may('events.record') !== 'nowhere',
    retract: scope.may('events.retract') !== 'nowhere',
    add: scope.may('files.add') !== 'nowhere',
    note: scope.may('notes.write') !== 'nowhere',
  }
  return { shipment, timeline: merged([...told, ...internal]), may }
})

export default function Shipment() {
  const { shipment, timeline, may } = useLoaderData<typeof loader>()
  const { pathname, search } = useLocation()
  const entity = shipment.others.length > 0 ? `?entity=${encodeURIComponent(shipment.seller_code)}` : ''
  const actions = useStaffActions(shipment.number, entity, may)
  return (
    <ShipmentView audience="staff" shipment={shipment} search={search} notice={<StaffDone search={search} />} {...actions}>
      {timeline.length > 0 ? <TimelineView entries={timeline} path={pathname} search={search} /> : null}
    </ShipmentView>
  )
}
