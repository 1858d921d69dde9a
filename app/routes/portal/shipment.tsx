import { useLoaderData, useLocation } from '@remix-run/react'
import { member } from '~/access/guards.server'
import { timelineOf } from '~/features/history/timeline.server'
import { TimelineView } from '~/features/history/timeline-view'
import { timelineSources } from '~/features/registry.server'
import { AskAbout } from '~/features/requests/ask-about'
import { askedOf, shipmentPage } from '~/features/shipments/shipment-page.server'
import { ShipmentView } from '~/features/shipments/shipment-view'
import type { PageHandle } from '~/page-context'

export const handle: PageHandle<{ shipment: { number: string } }> = {
  i18n: ['shipments', 'history', 'requests'],
  title: (t, { shipment }) => t('shipments:page.name', { number: shipment.number }),
}

export const loader = member.load(['orders.read', 'shipments.read'], async ({ scope, params, url, context }) => {
  const { id, shipment } = await shipmentPage(scope, params.number ?? '', askedOf(url, context.language))
  const timeline = await timelineOf(scope, timelineSources, { shipment: id })
  return { shipment, timeline, mayAsk: scope.may('requests.raise') !== 'nowhere' }
})

export default function Shipment() {
  const { shipment, timeline, mayAsk } = useLoaderData<typeof loader>()
  const { pathname, search } = useLocation()
  return (
    <ShipmentView
      audience="portal"
      shipment={shipment}
      search={search}
      actions={mayAsk ? <AskAbout shipment={shipment.number} /> : null}
    >
      {timeline.length > 0 ? <TimelineView entries={timeline} path={pathname} search={search} /> : null}
    </ShipmentView>
  )
}
