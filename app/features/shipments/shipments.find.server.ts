import type { Finder, Found, Reads } from '~/features/registry.types'
import { everyShipment } from './shipment-filter'
import type { ShipmentRow } from './shipments.queries.server'
import { listShipments } from './shipments.queries.server'

/** Shipments for the palette: by any of their numbers, packages and references. An exact number comes first, then the newest. */
async function find(scope: Reads, text: string, limit: number): Promise<Found[]> {
  const { rows } = await listShipments(scope, { ...everyShipment, q: text }, { after: null, before: null }, limit)
  const exact = (row: ShipmentRow) => Number(row.number.toLowerCase() === text.toLowerCase())
  return rows
    .toSorted((a, b) => exact(b) - exact(a))
    .map((row) => ({
      kind: 'shipment',
      title: row.number,
      detail: [row.orders.numbers[0], row.contents, ...(scope.audience === 'staff' ? [row.account?.name] : [])]
        .filter(Boolean)
        .join(' · '),
      path: `shipments/${encodeURIComponent(row.number)}`,
    }))
}

export const shipmentFinder: Finder = { kind: 'shipment', audience: 'both', list: 'shipments', find }
