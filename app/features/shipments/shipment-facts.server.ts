import type { Id } from '~/database/tables'
import type { ImportBatch } from '~/features/import.types'

/** What rows that belong to a shipment need to know of it. */
export type ShipmentFacts = { id: Id; account_id: Id; root_account_id: Id; opened_at: Date; from_time_zone: string | null }

export async function shipmentFacts<C>({ scope, rows }: ImportBatch<C>, column = 'shipment'): Promise<Map<Id, ShipmentFacts>> {
  const ids = [...new Set(rows.flatMap((row) => row.parents[column] ?? []))]
  const shipments = await scope.rows
    .selectFrom('shipments')
    .select(['id', 'account_id', 'root_account_id', 'opened_at', 'from_time_zone'])
    .where('id', 'in', ids)
    .execute()
  return new Map(shipments.map((one) => [one.id, one]))
}
