import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatMoney } from '~/ui/money'
import { Notice } from '~/ui/notice'
import { useReader } from '~/ui/reader'
import type { Fact } from '~/ui/record'
import { Columns, RecordHead } from '~/ui/record'
import { Status } from '~/ui/status'
import { dateIn, sayDate } from '~/ui/when-text'
import { OrderAddresses } from './order-addresses'
import { OrderLines } from './order-lines'
import { OrderProgress } from './order-progress'
import type { OrderLine, OrderRecord } from './order-record'
import { OrderShipments } from './order-shipments'
import { OrderStatusMark, slipTone } from './order-status'
import { OrderStrip } from './order-strip'
import { PrintActions, Printed } from './print'
import { PromiseHistory } from './promise-history'
import type { ShownOrder } from './standing'

export type OrderViewProps = {
  audience: 'portal' | 'staff'
  order: ShownOrder
  host: string
  /** Beside the title: what the reader can do. */
  actions?: ReactNode
  /** Above the content: what was just done. */
  notice?: ReactNode
  /** The timeline. */
  side: ReactNode
  /** For paper: without the timeline and without what moves by the hour. */
  print?: boolean | undefined
  /** What later features offer for one line. */
  lineBeside?: ((line: OrderLine) => ReactNode) | undefined
}

/** One order, for either audience: how it stands, what happens next, what is in it, what it costs, where it is. */
export function OrderView({ audience, order, host, actions, notice, side, print, lineBeside }: OrderViewProps) {
  const { t } = useTranslation('orders')
  return (
    <>
      <RecordHead
        crumbs={[{ href: `/${audience}/orders`, label: t('title') }, { label: order.number }]}
        title={
          <>
            {t('order')} <span className="no">{order.number}</span>
          </>
        }
        statuses={<Pills order={order} />}
        facts={useFacts(order, audience)}
        actions={print ? <PrintActions /> : actions}
      />
      {print ? <Printed /> : notice}
      <SameNumber order={order} audience={audience} />
      {print ? (
        <Content order={order} audience={audience} lineBeside={undefined} />
      ) : (
        <>
          <OrderStrip order={order} audience={audience} host={host} />
          <Columns side={side}>
            <Content order={order} audience={audience} lineBeside={lineBeside} />
          </Columns>
        </>
      )}
    </>
  )
}

function Content({ order, audience, lineBeside }: Pick<OrderViewProps, 'order' | 'audience' | 'lineBeside'>) {
  return (
    <>
      <OrderProgress order={order} />
      <OrderLines order={order} beside={lineBeside} />
      <OrderShipments order={order} audience={audience} />
      <PromiseHistory order={order} />
      <OrderAddresses order={order} />
    </>
  )
}

function Pills({ order }: { order: OrderRecord }) {
  const { t } = useTranslation('ui')
  const { t: words } = useTranslation('orders')
  const days = order.daysLate
  return (
    <>
      <OrderStatusMark status={order.status} pill />
      {days > 0 ? (
        <Status mark="late" tone={slipTone(days)} pill>
          {t('late', { count: days })}
        </Status>
      ) : order.late ? (
        <Status mark="late" pill>
          {words('record.dayLate')}
        </Status>
      ) : null}
    </>
  )
}

function useFacts(order: OrderRecord, audience: 'portal' | 'staff'): Fact[] {
  const { t } = useTranslation('orders')
  const { t: ui } = useTranslation('ui')
  const { locale, now, timeZone } = useReader()
  const placed = sayDate(locale, dateIn(order.placedAt, timeZone), now, timeZone)
  const facts: (Fact | false)[] = [
    audience === 'staff' && {
      label: t('record.account'),
      value: <a href={`/staff/accounts/${encodeURIComponent(order.account.code)}`}>{order.account.name}</a>,
    },
    order.poNumber !== null && {
      label: t(audience === 'staff' ? 'record.customerPo' : 'record.yourPo'),
      value: <span className="no">{order.poNumber}</span>,
    },
    order.orderedBy === null
      ? { label: t('record.placed'), value: placed }
      : { label: t('record.placedBy'), value: `${order.orderedBy}${ui('comma')}${placed}` },
    order.shipTo !== null && {
      label: t('record.shipTo'),
      value: audience === 'staff' ? order.shipTo.city : `${order.shipTo.street}${ui('comma')}${order.shipTo.city}`,
    },
    order.totals !== null && {
      label: t('record.total'),
      value: <span className="amount">{formatMoney(locale, order.totals.total, order.currency)}</span>,
    },
  ]
  return facts.filter((fact) => fact !== false)
}

function SameNumber({ order, audience }: { order: OrderRecord; audience: 'portal' | 'staff' }) {
  const { t } = useTranslation('orders')
  if (order.others.length === 0) return null
  return (
    <Notice>
      {t('record.same')}{' '}
      {order.others.map((other) => (
        <a
          key={other.code}
          href={`/${audience}/orders/${encodeURIComponent(order.number)}?entity=${encodeURIComponent(other.code)}`}
        >
          {other.name}
        </a>
      ))}
    </Notice>
  )
}
