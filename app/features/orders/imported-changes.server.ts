import type { Id } from '~/database/tables'
import type { ImportBatch, ImportedValue, RecordChange } from '~/features/import.types'
import { trimQuantity } from '~/values/quantity'

/** How changes by an import are told in the timeline of an order or a shipment. */
export type Telling = {
  kind: string
  subject(change: RecordChange): { order_id?: Id | null; shipment_id?: Id | null }
  /** Fields that are told elsewhere, or nowhere. */
  silent?: readonly string[]
  /** Fields whose values not everyone may see who sees the record: only that they changed is told. */
  prices?: readonly string[]
  /** Fields that are decimals, which are told without trailing zeros. */
  decimals?: readonly string[]
  /** What the change is about within the record: a line's number. */
  facts?(change: RecordChange): Record<string, string | number | null>
}

const places = ['ship_to_id', 'bill_to_id']

/** One entry per field, with what it was and what it is. Prices get a kind of their own, without figures. */
export async function tellChanges(batch: ImportBatch, changes: readonly RecordChange[], telling: Telling): Promise<void> {
  const names = await placeNames(batch, changes)
  for (const change of changes) {
    const { account_id, root_account_id } = change.live
    const owner = { account_id: String(account_id), root_account_id: String(root_account_id) }
    for (const { field, from, to } of change.changes) {
      if (telling.silent?.includes(field)) continue
      const about = telling.facts?.(change) ?? {}
      const priced = telling.prices?.includes(field) ?? false
      const said = (value: ImportedValue) =>
        places.includes(field) ? (names.get(String(value)) ?? null) : textOf(value, telling.decimals?.includes(field) ?? false)
      const facts = priced ? { field, ...about } : { field, ...about, from: said(from), to: said(to) }
      const kind = priced ? telling.kind.replace('imported-change', 'imported-price-change') : telling.kind
      batch.tell(owner, { ...telling.subject(change), kind, facts })
    }
  }
}

function textOf(value: ImportedValue, decimal: boolean): string | number | null {
  if (value instanceof Date) return value.toISOString()
  return decimal && value !== null ? trimQuantity(String(value)) : value
}

async function placeNames({ scope }: ImportBatch, changes: readonly RecordChange[]): Promise<Map<Id, string>> {
  const fields = changes.flatMap((change) => change.changes.filter(({ field }) => places.includes(field)))
  const ids = [...new Set(fields.flatMap(({ from, to }) => [from, to]).flatMap((id) => (id === null ? [] : [String(id)])))]
  if (ids.length === 0) return new Map()
  const rows = await scope.rows
    .selectFrom('addresses')
    .select(['id', 'name', 'street', 'postal_code', 'city', 'country'])
    .where('id', 'in', ids)
    .execute()
  return new Map(
    rows.map(({ id, name, street, postal_code, city, country }) => {
      const town = [country, postal_code, city].filter(Boolean).join(' ')
      return [id, [name, street, town].filter(Boolean).join(', ')]
    }),
  )
}
