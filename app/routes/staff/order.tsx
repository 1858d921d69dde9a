import { useLoaderData, useLocation } from '@remix-run/react'
import { CalendarClock, MessageSquarePlus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { staff } from '~/access/guards.server'
import { env } from '~/env.server'
import { internalNotes } from '~/features/history/history.timeline.server'
import { merged, timelineOf } from '~/features/history/timeline.server'
import { TimelineView } from '~/features/history/timeline-view'
import { getOrder } from '~/features/orders/order.queries.server'
import { OrderView } from '~/features/orders/order-view'
import { isPrint, PrintLink } from '~/features/orders/print'
import { timelineSources } from '~/features/registry.server'
import type { PageHandle } from '~/page-context'
import { ButtonLink } from '~/ui/button'
import { Notice } from '~/ui/notice'

export const handle: PageHandle<{ order: { number: string } }> = {
  i18n: ['orders', 'history', 'shipments', 'invoices', 'exchange', 'requests'],
  title: (t, { order }) => t('orders:orderNumber', { number: order.number }),
}

export const loader = staff.load(['orders.read', 'shipments.read'], async ({ scope, params, url }) => {
  const { id, order } = await getOrder(scope, params.number ?? '', url.searchParams.get('entity'))
  const [told, internal] = await Promise.all([
    timelineOf(scope, timelineSources, { order: id }),
    internalNotes(scope, { order: id }),
  ])
  const done = url.searchParams.get('done')
  return {
    order,
    timeline: merged([...told, ...internal]),
    host: env.HOST_NAME,
    done: done === 'note' || done === 'promise' ? done : null,
    mayNote: scope.may('notes.write') !== 'nowhere',
    mayPromise: scope.may('promises.change') !== 'nowhere' && order.open,
  }
})

export default function Order() {
  const { order, timeline, host, done, mayNote, mayPromise } = useLoaderData<typeof loader>()
  const { t } = useTranslation(['orders', 'history'])
  const { pathname, search } = useLocation()
  const entity = order.others.length > 0 ? `?entity=${encodeURIComponent(order.entity.code)}` : ''
  return (
    <OrderView
      audience="staff"
      order={order}
      host={host}
      print={isPrint(search)}
      notice={
        done ? (
          <Notice tone="ok" live>
            {done === 'note' ? t('history:note.done') : t('orders:promise.done')}
          </Notice>
        ) : null
      }
      actions={
        <>
          {mayPromise ? (
            <ButtonLink href={`${pathname}/promise${entity}`} icon={<CalendarClock className="icon" aria-hidden="true" />}>
              {order.promisedOn ? t('orders:record.changePromise') : t('orders:record.givePromise')}
            </ButtonLink>
          ) : null}
          {mayNote ? (
            <ButtonLink href={`${pathname}/note${entity}`} icon={<MessageSquarePlus className="icon" aria-hidden="true" />}>
              {t('orders:record.addNote')}
            </ButtonLink>
          ) : null}
          <PrintLink iconOnly />
        </>
      }
      side={<TimelineView entries={timeline} path={pathname} search={search} />}
    />
  )
}
