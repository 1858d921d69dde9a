import { useLoaderData, useLocation } from '@remix-run/react'
import { member } from '~/access/guards.server'
import { env } from '~/env.server'
import { timelineOf } from '~/features/history/timeline.server'
import { TimelineView } from '~/features/history/timeline-view'
import { getOrder } from '~/features/orders/order.queries.server'
import { OrderView } from '~/features/orders/order-view'
import { isPrint, PrintLink } from '~/features/orders/print'
import { timelineSources } from '~/features/registry.server'
import { AskAbout, ClaimLine } from '~/features/requests/ask-about'
import type { PageHandle } from '~/page-context'

export const handle: PageHandle<{ order: { number: string } }> = {
  i18n: ['orders', 'history', 'shipments', 'invoices', 'exchange', 'requests'],
  title: (t, { order }) => t('orders:orderNumber', { number: order.number }),
}

export const loader = member.load(['orders.read', 'shipments.read'], async ({ scope, params, url }) => {
  const { id, order } = await getOrder(scope, params.number ?? '', url.searchParams.get('entity'))
  const timeline = await timelineOf(scope, timelineSources, { order: id })
  return { order, timeline, host: env.HOST_NAME, mayAsk: scope.may('requests.raise') !== 'nowhere' }
})

export default function Order() {
  const { order, timeline, host, mayAsk } = useLoaderData<typeof loader>()
  const { pathname, search } = useLocation()
  return (
    <OrderView
      audience="portal"
      order={order}
      host={host}
      actions={
        <>
          {mayAsk ? <AskAbout order={order.number} /> : null}
          <PrintLink iconOnly />
        </>
      }
      print={isPrint(search)}
      lineBeside={mayAsk ? ({ lineNo }) => <ClaimLine order={order.number} line={lineNo} /> : undefined}
      side={<TimelineView entries={timeline} path={pathname} search={search} />}
    />
  )
}
