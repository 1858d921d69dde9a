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
      <Section title={latest} end={<a href={`/staff/orders?${query}`}>{t('record.allOrders')}</a>}>
        {goods.latest.length > 0 ? (
          <OrderBrief rows={goods.latest} path="/staff/orders" caption={latest} />
        ) : (
          <p className="text-ink-2">{t('record.noOrders')}</p>
        )}
      </Section>
      <Section title={moving} end={<a href={`/staff/shipments?${query}`}>{t('record.allShipments')}</a>}>
        {goods.moving.length > 0 ? (
          <ShipmentBrief rows={goods.moving} path="/staff/shipments" caption={moving} />
        ) : (
          <p className="text-ink-2">{t('record.noShipments')}</p>
        )}
      </Section>
    </>
  )
}
