import type { Scope } from '~/access/scope.server'
import { trimQuantity } from '~/values/quantity'
import type { ItemReach } from './catalog.queries.server'
import { hostDay, itemsQuery, pricesOf } from './catalog.queries.server'
import type { FileRow } from './catalog-file'
import { fieldValue } from './live.server'
import { priceOn } from './price'
import { itemFields, writtenFields } from './proposal'

type Reads = Scope<'supplier' | 'staff', 'catalog.read'>
const atOnce = 500

/** Whole items as rows of a file, with the price that holds today, in pieces of 500 in the order of the list. */
export async function* catalogRows(scope: Reads, reach: ItemReach): AsyncGenerator<FileRow[]> {
  const today = await hostDay(scope)
  if (reach.found?.ids.length === 0) return
  for (let place: { at: string; id: string } | null = null, more = true; more; ) {
    const found: { id: string; sku: string }[] = await itemsQuery(scope, reach, place, 'asc', atOnce).execute()
    const ids = found.map((one) => one.id)
    const [items, prices] = await Promise.all([
      scope.rows
        .selectFrom('catalog_items')
        .select(['id', 'sku', ...itemFields])
        .where('id', 'in', ids)
        .execute(),
      pricesOf(scope, ids),
    ])
    const byId = new Map(items.map((one) => [one.id, one]))
    const pictures = await pictureNames(
      scope,
      items.flatMap((one) => one.image ?? []),
    )
    yield ids.flatMap((id) => {
      const item = byId.get(id)
      if (!item) return []
      const [first] = prices.get(id) ?? []
      const now = first && priceOn(first.spans, today)
      const values = Object.fromEntries(writtenFields.map((field) => [field, fieldValue(item, field)]))
      return [
        {
          ...(values as Omit<FileRow, 'sku' | 'image'>),
          sku: item.sku,
          image: pictures.get(item.image ?? '') ?? null,
          price: now ? trimQuantity(now.amount) : null,
          currency: first?.key.currency ?? null,
          price_list: first?.key.list ?? null,
          break_quantity: first?.key.breakQuantity ?? null,
          valid_from: null,
        },
      ]
    })
    const last = found.at(-1)
    place = last ? { at: last.sku, id: last.id } : place
    more = found.length === atOnce
  }
}

/** What the files of these keys are called. */
async function pictureNames(scope: Reads, keys: readonly string[]): Promise<Map<string, string>> {
  const rows = await scope.rows.selectFrom('files').select(['file_key', 'name']).where('file_key', 'in', keys).execute()
  return new Map(rows.map((row) => [row.file_key, row.name]))
}
