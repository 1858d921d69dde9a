import { useTranslation } from 'react-i18next'
import type { Mark, Tone } from '~/ui/status'
import { Status } from '~/ui/status'
import type { ShipmentStatus } from './shipment'

/** How a shipment stands, as a mark: the tide rises with the goods, and a shape of its own where somebody must look. */
export const shipmentMarks: Record<ShipmentStatus, { mark: Mark; tone?: Tone }> = {
  announced: { mark: 't1' },
  packed: { mark: 't2' },
  in_transit: { mark: 't3' },
  held: { mark: 'pause', tone: 'warn' },
  out_for_delivery: { mark: 't3' },
  part_delivered: { mark: 't3' },
  delivered: { mark: 't4' },
  returned: { mark: 'return' },
  lost: { mark: 'stop' },
  cancelled: { mark: 'off' },
}

/** The names of statuses; get it once per table, not in rows. */
export function useStatusNames(): Record<ShipmentStatus, string> {
  const { t } = useTranslation('shipments')
  return t('status', { returnObjects: true }) as Record<ShipmentStatus, string>
}

export function ShipmentStatusMark({ status, pill }: { status: ShipmentStatus; pill?: boolean }) {
  const names = useStatusNames()
  return (
    <Status {...shipmentMarks[status]} pill={pill}>
      {names[status]}
    </Status>
  )
}
