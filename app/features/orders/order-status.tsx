import { useTranslation } from 'react-i18next'
import type { Mark, Tone } from '~/ui/status'
import { Status } from '~/ui/status'
import type { OrderStatus } from './order'

/** How an order stands, as a mark: the tide rises with the goods, and a shape of its own where somebody must look. */
export const orderMarks: Record<OrderStatus, { mark: Mark; tone?: Tone }> = {
  placed: { mark: 't0' },
  confirmed: { mark: 't1' },
  on_hold: { mark: 'pause' },
  backordered: { mark: 'pause', tone: 'warn' },
  packed: { mark: 't2' },
  part_shipped: { mark: 't3' },
  shipped: { mark: 't3' },
  part_delivered: { mark: 't3' },
  delivered: { mark: 't4' },
  cancelled: { mark: 'off' },
}

/** The names of statuses; get it once per table, not in rows. */
export function useStatusNames(): Record<OrderStatus, string> {
  const { t } = useTranslation('orders')
  return t('status', { returnObjects: true }) as Record<OrderStatus, string>
}

export function OrderStatusMark({ status, pill }: { status: OrderStatus; pill?: boolean }) {
  const names = useStatusNames()
  return (
    <Status {...orderMarks[status]} pill={pill}>
      {names[status]}
    </Status>
  )
}

/** From how many days on a delay is drawn as critical. */
export const slipTone = (days: number): 'warn' | 'bad' => (days > 7 ? 'bad' : 'warn')
