import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { staff } from '~/access/guards.server'
import { houseState, lateOrders } from '~/features/insight/home.queries.server'
import { LateOrders, orMore } from '~/features/insight/home-parts'
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
  return { late, stuck: stuck.rows, moreStuck: stuck.after !== null, house }
})

const capped = (count: number) => (count >= 100 ? '99+' : String(count))

export default function StaffHome() {
  const { late, stuck, moreStuck, house } = useLoaderData<typeof loader>()
  const { t } = useTranslation('home')
  const linked = (name: 'dead' | 'invitations' | 'clashes', href: string) => {
    const count = house[name]
    return count === null ? [] : [{ label: t(`house.${name}`), value: <a href={href}>{capped(count)}</a> }]
  }
  const pairs = [
    ...linked('dead', '/staff/jobs?state=dead'),
    ...linked('invitations', '/staff/people?view=invited'),
    ...linked('clashes', '/staff/imports/clashes'),
    ...house.imports.map((run) => ({
      label: t('house.import', { source: run.source }),
      value: (
        <a href={`/staff/imports/${run.code}`}>
          <When at={run.started_at} time="always" />
        </a>
      ),
    })),
  ]
  return (
    <>
      <PageHead
        title={t('staff.answer', {
          late: t('lateCount', { count: late.orders.length, shown: orMore(late.orders.length, late.more) }),
          stuck: t('stuckCount', { count: stuck.length, shown: orMore(stuck.length, moreStuck) }),
        })}
      />
      <Columns
        side={
          <Section title={t('house.title')}>
            <Pairs facts={pairs} figures />
          </Section>
        }
      >
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
