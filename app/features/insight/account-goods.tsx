import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { OrderBrief } from '~/features/orders/order-brief'
import { ShipmentBrief } from '~/features/shipments/shipment-brief'
import { Section } from '~/ui/page-head'
import type { Goods } from './account-goods.server'

/** What is late, what was ordered last, and what is on its way: of the account and all below it. */
export function AccountGoods({ account, goods }: { account: string; goods: Goods }) {
  const { t } = useTranslation('accounts')
  const query = `account=${encodeURIComponent(account)}`
  const late = t('record.late')
  const latest = t('record.latest')
  const moving = t('record.latestShipments')
  return (
    <>
      {goods.late.length > 0 ? (
        <Section title={late} end={<a href={`/staff/orders?view=late&${query}`}>{t('record.lateAll')}</a>}>
          <OrderBrief rows={goods.late} path="/staff/orders" caption={late} />
        </Section>
      ) : null}
      <Few title={latest} href={`/staff/orders?${query}`} all={t('record.allOrders')} none={t('record.noOrders')}>
        {goods.latest.length > 0 && <OrderBrief rows={goods.latest} path="/staff/orders" caption={latest} />}
      </Few>
      <Few title={moving} href={`/staff/shipments?${query}`} all={t('record.allShipments')} none={t('record.noShipments')}>
        {goods.moving.length > 0 && <ShipmentBrief rows={goods.moving} path="/staff/shipments" caption={moving} />}
      </Few>
    </>
  )
}

type FewProps = { title: string; href: string; all: string; none: string; children: ReactNode }
/** A few of an account's records, and the way to all of them. */
export function Few({ title, href, all, none, children }: FewProps) {
  return (
    <Section title={title} end={<a href={href}>{all}</a>}>
      {children || <p className="text-ink-2">{none}</p>}
    </Section>
  )
}
