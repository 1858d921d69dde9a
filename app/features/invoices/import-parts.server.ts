import type { Id } from '~/database/tables'
import type { ImportBatch, RecordChange, RowRefusal } from '~/features/import.types'
import { reason } from '~/values/columns'

/** What the imports of invoices, credit notes and payments have in common. */

/** A document that was issued stays as it was printed: a row that says otherwise is refused, by the first of the fields that it changes. */
export const staysAsIssued =
  <C>(columnOf: { readonly [field: string]: keyof C & string }) =>
  async (_batch: ImportBatch<C>, changes: readonly RecordChange<C>[]): Promise<Map<string, RowRefusal>> =>
    new Map(
      changes.flatMap(({ row, changes: fields }) => {
        const column = fields.map(({ field }) => columnOf[field]).find((one) => one !== undefined)
        return column === undefined ? [] : [[row.id, { column, reason: reason('issued') }]]
      }),
    )

export type DocumentFacts = {
  id: Id
  number: string
  account_id: Id
  root_account_id: Id
  currency: string
  issued_on: string
}

/** The invoices or credit notes with these ids. */
export async function documentFacts(
  { scope }: Pick<ImportBatch, 'scope'>,
  table: 'invoices' | 'credit_notes',
  ids: readonly (Id | undefined)[],
): Promise<Map<Id, DocumentFacts>> {
  const rows = await scope.rows
    .selectFrom(table)
    .select(['id', 'number', 'account_id', 'root_account_id', 'currency', 'issued_on'])
    .where('id', 'in', [...new Set(ids.flatMap((id) => id ?? []))])
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

export type BilledProduct = { id: Id; sku: string; name: string; unit: string; price_base: string }

/** The products that lines name, remembered for the rest of the run. */
export async function billedProducts(
  { scope, memory }: Pick<ImportBatch, 'scope' | 'memory'>,
  ids: readonly (Id | null | undefined)[],
): Promise<ReadonlyMap<Id, BilledProduct>> {
  const kept = memory<BilledProduct>('products')
  if (kept.size > 20_000) kept.clear()
  const unknown = new Set(ids.flatMap((id) => (id && !kept.has(id) ? [id] : [])))
  const rows = await scope.rows
    .selectFrom('products')
    .select(['id', 'sku', 'name', 'unit', 'price_base'])
    .where('id', 'in', [...unknown])
    .execute()
  for (const one of rows) kept.set(one.id, one)
  return kept
}
