import type { Id } from '~/database/tables'
import { contentsOf } from '~/features/orders/totals'
import type { SystemScope } from '~/work/jobs'

/** Writes anew, in one short text each, what is in these shipments, where it is another text now. */
export async function describeShipments(scope: SystemScope, ids: readonly Id[]): Promise<void> {
  const shipments = await scope.rows.selectFrom('shipments').select(['id', 'contents']).where('id', 'in', ids).execute()
  const lines = await scope.rows
    .selectFrom('shipment_lines as s')
    .innerJoin('order_lines as l', 'l.id', 's.order_line_id')
    .select(['s.shipment_id', 's.quantity', 's.unit', 'l.line_no', 'l.description', 'l.order_id'])
    .where('s.shipment_id', 'in', ids)
    .orderBy('l.order_id')
    .orderBy('l.line_no')
    .execute()
  const of = new Map<Id, typeof lines>()
  for (const line of lines) of.set(line.shipment_id, [...(of.get(line.shipment_id) ?? []), line])
  const changed = shipments.flatMap(({ id, contents: before }) => {
    // Numbered through, since lines of several orders have the same numbers.
    const parts = (of.get(id) ?? []).map((line, index) => ({ ...line, lineNo: index, cancelled: '0' }))
    const contents = contentsOf(parts)
    return contents === before ? [] : [{ id, contents }]
  })
  if (changed.length > 0) await scope.bulk.update('shipments', changed)
}
