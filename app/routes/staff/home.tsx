import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { staff } from '~/access/guards.server'
import { houseState, lateOrders } from '~/features/insight/home.queries.server'
import { LateOrders } from '~/features/insight/home-parts'
import { ShipmentBrief } from '~/features/shipments/shipment-brief'
import { everyShipment } from '~/features/shipments/shipment-filter'
import { listShipments } from '~/features/shipments/shipments.queries.server'
import type { PageHandle } from '~/page-context'
import { PageHead, Section } from '~/ui/page-head'
import { Columns, Pairs } from '~/ui/record'
import { When } from '~/ui/when'

export const handle: PageHandle = { i18n: ['home', 'orders', 'shipments'], title: (t) => t('home:title' as never) }

const atStart = { after: null, before: null }
const stuckFirst = { ...everyShipment, view: 'stuck', sort: 'silent', direction: 'asc' } as const

export const loader = staff.load(['orders.read', 'shipments.read', 'shell.see'], async ({ scope }) => {
  const [late, stuck, house] = await Promise.all([
    lateOrders(scope, null, 8),
    listShipments(scope, stuckFirst, atStart, 8),
    houseState(scope),
  ])
  return { late, stuck: stuck.rows, house }
})

const capped = (count: number) => (count >= 100 ? '99+' : String(count))

export default function StaffHome() {
  const { late, stuck, house } = useLoaderData<typeof loader>()
  const { t } = useTranslation('home')
  const pairs = [
    { label: t('house.dead'), value: <a href="/staff/jobs?state=dead">{capped(house.dead)}</a> },
    { label: t('house.invitations'), value: <a href="/staff/people?view=invited">{capped(house.invitations)}</a> },
    ...house.imports.map((run) => ({
      label: t('house.import', { source: run.source }),
      value: <When at={run.started_at} time="always" />,
    })),
  ]
  return (
    <>
      <PageHead
        title={t('staff.answer', {
          late: t('lateCount', { count: late.orders.length }),
          stuck: t('stuckCount', { count: stuck.length }),
        })}
      />
      <Columns
        side={
          <Section title={t('house.title')}>
            <Pairs facts={pairs} />
          </Section>
        }
      >
        <Section title={t('late.title')} end={<a href="/staff/orders?view=late">{t('late.all')}</a>}>
          {late.orders.length > 0 ? (
            <LateOrders orders={late.orders} path="/staff" />
          ) : (
            <p className="text-ink-2">{t('late.none')}</p>
          )}
        </Section>
        <Section title={t('stuck.title')} end={<a href="/staff/shipments?view=stuck">{t('stuck.all')}</a>}>
          {stuck.length > 0 ? (
            <ShipmentBrief rows={stuck} path="/staff/shipments" caption={t('stuck.title')} />
          ) : (
            <p className="text-ink-2">{t('stuck.none')}</p>
          )}
        </Section>
      </Columns>
    </>
  )
}
