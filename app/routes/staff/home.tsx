import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { staff } from '~/access/guards.server'
import { houseState, lateOrders } from '~/features/insight/home.queries.server'
import { LateOrders, orMore } from '~/features/insight/home-parts'
import { StaffSide } from '~/features/insight/staff-side'
import { waitsForStaff } from '~/features/insight/waiting.queries.server'
import { ShipmentBrief } from '~/features/shipments/shipment-brief'
import { everyShipment } from '~/features/shipments/shipment-filter'
import { listShipments } from '~/features/shipments/shipments.queries.server'
import type { PageHandle } from '~/page-context'
import { PageHead, Section } from '~/ui/page-head'
import { Columns } from '~/ui/record'

export const handle: PageHandle = { i18n: ['home', 'orders', 'shipments'], title: (t) => t('home:title' as never) }

const atStart = { after: null, before: null }
const stuckFirst = { ...everyShipment, view: 'stuck', sort: 'silent', direction: 'asc' } as const

export const loader = staff.load(['orders.read', 'shipments.read', 'shell.see'], async ({ scope }) => {
  const [late, stuck, house, waits] = await Promise.all([
    lateOrders(scope, null, 8),
    listShipments(scope, stuckFirst, atStart, 8),
    houseState(scope),
    waitsForStaff(scope),
  ])
  return { late, stuck: stuck.rows, moreStuck: stuck.after !== null, house, waits }
})

export default function StaffHome() {
  const { late, stuck, moreStuck, house, waits } = useLoaderData<typeof loader>()
  const { t } = useTranslation('home')
  return (
    <>
      <PageHead
        title={t('staff.answer', {
          late: t('lateCount', { count: late.orders.length, shown: orMore(late.orders.length, late.more) }),
          stuck: t('stuckCount', { count: stuck.length, shown: orMore(stuck.length, moreStuck) }),
        })}
      />
      <Columns side={<StaffSide house={house} waits={waits} />}>
        <Section title={t('late.title')} end={<a href="/staff/orders?view=late">{t('late.all')}</a>}>
          {late.orders.length > 0 ? (
            <LateOrders orders={late.orders} path="/staff" accounts />
          ) : (
            <p className="text-ink-2">{t('late.none')}</p>
          )}
        </Section>
        <Section title={t('stuck.title')} end={<a href="/staff/shipments?view=stuck">{t('stuck.all')}</a>}>
          {stuck.length > 0 ? (
            <ShipmentBrief rows={stuck} path="/staff/shipments" caption={t('stuck.title')} accounts />
          ) : (
            <p className="text-ink-2">{t('stuck.none')}</p>
          )}
        </Section>
      </Columns>
    </>
  )
}
