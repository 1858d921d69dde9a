import type { Id } from '~/database/tables'
import type { ImportBatch, ImportedValue, RecordChange } from '~/features/import.types'
import { trimQuantity } from '~/values/quantity'

type Remembering = {
  order(change: RecordChange): Id
  lineNo(change: RecordChange): number | null
  decimals: readonly string[]
}

/** What follows from others, and what nobody reads. */
const silent = ['net', 'catalog_item_id']

/** Keeps what the ERP has changed of a purchase order, field by field, for its timeline. */
export async function rememberChanges(
  { scope }: ImportBatch,
  changes: readonly RecordChange[],
  { order, lineNo, decimals }: Remembering,
): Promise<void> {
  const rows = changes.flatMap((change) =>
    change.changes
      .filter(({ field }) => !silent.includes(field))
      .map(({ field, from, to }) => ({
        account_id: String(change.live.account_id),
        root_account_id: String(change.live.root_account_id),
        purchase_order_id: order(change),
        line_no: lineNo(change),
        field,
        from_value: textOf(from, decimals.includes(field)),
        to_value: textOf(to, decimals.includes(field)),
        at: scope.now,
      })),
  )
  if (rows.length > 0) await scope.bulk.insert('purchase_order_changes', rows)
}

function textOf(value: ImportedValue, decimal: boolean): string | null {
  if (value === null) return null
  if (value instanceof Date) return value.toISOString()
  return decimal ? trimQuantity(String(value)) : String(value)
}
