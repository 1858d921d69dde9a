import { z } from 'zod'
import type { Id } from '~/database/tables'
import { accountFacts } from '~/features/accounts/import-facts.server'
import type { ImportBatch, ImportEntity, ImportedValue, RecordChange } from '~/features/import.types'
import {
  choice,
  currency,
  day,
  fed,
  flag,
  key,
  kilograms,
  maybe,
  price,
  reason,
  someQuantity,
  text,
  unit,
  whole,
} from '~/values/columns'
import { trimQuantity } from '~/values/quantity'
import { priceVariant } from './price'
import { availabilities, writtenFields } from './proposal'

const itemColumns = z.object({
  id: key('The item’s id in the source', 'KES-4711'),
  supplier: key('Id of the company that supplies it', 'SUP-5'),
  sku: maybe(text(60, 'The supplier’s number of the item; its id where it is blank', 'GV-065-B')),
  product: maybe(key('Id of the product that it is bought for', '11')),
  title_en: maybe(text(200, 'Title in English', 'Gate valve DN65, bronze')),
  title_zh: maybe(text(200, 'Title in Chinese', '青铜闸阀 DN65')),
  description_en: maybe(text(2000, 'Description in English', 'Rising stem, PN16')),
  description_zh: maybe(text(2000, 'Description in Chinese', '明杆，PN16')),
  unit: maybe(unit('Unit that it is supplied in, UN/ECE Recommendation 20; C62 (piece) where it is blank')),
  weight_kg: maybe(kilograms('Weight of one unit in kilograms', '1.25')),
  lead_time_days: maybe(whole(0, 3650, 'Days from order to dispatch', '21')),
  availability: maybe(choice(availabilities, 'How it can be had; in_stock where it is blank')),
  discontinued: maybe(flag('Whether it is no longer supplied')),
})

const fields = [
  ...(['title_en', 'title_zh', 'description_en', 'description_zh', 'unit', 'weight_kg', 'lead_time_days'] as const),
  ...(['availability', 'discontinued'] as const),
]
const usual = { unit: 'C62', availability: 'in_stock', discontinued: 0 }

/** What suppliers offer. What was decided here stays until the source changes it, and then staff are asked. */
export const catalogItemImport: ImportEntity<typeof itemColumns> = {
  name: 'catalog_items',
  after: ['accounts', 'products'],
  schema: itemColumns,
  table: 'catalog_items',
  parents: { supplier: 'accounts', product: 'products' },
  unique: { by: 'sku', key: ['account_id', 'sku'] },
  versioned: true,
  decimals: ['weight_kg'],
  usual,
  reads: ['account_id', 'root_account_id'],
  touches: { projection: 'catalog_items', column: 'id' },
  async prepare(batch) {
    const accounts = await accountFacts(
      batch,
      batch.rows.map((row) => row.parents.supplier),
    )
    return ({ id, columns: row, parents }) => {
      const account = accounts.get(parents.supplier ?? '')
      if (!account) return { column: 'supplier', reason: 'gone' }
      const { values, initially } = fed(row, fields, usual)
      const product = { product_id: parents.product ?? null }
      const fedProduct = row.product !== undefined
      return {
        values: { sku: row.sku ?? id, ...values, ...(fedProduct && product) },
        initially: { ...initially, ...(!fedProduct && product), root_account_id: account.root_account_id },
        fixed: { account_id: { value: account.id, column: 'supplier' } },
      }
    }
  },
  async changing(batch, changes) {
    await rememberChanges(batch, changes, (change) => ({ item: change.id, variant: '' }))
    return new Map()
  },
}

const priceColumns = z.object({
  id: maybe(key('The price’s id in the source; made of item, list, break, currency and day where it is blank', 'P-1')),
  item: key('Id of the catalog item', 'KES-4711'),
  price_list: maybe(text(40, 'Name of the list; standard where it is blank', 'standard')),
  break_quantity: maybe(someQuantity('From which quantity on; 1 where it is blank', '100')),
  currency: maybe(currency('Currency; the supplier’s where it is blank')),
  amount: price('Price of one price base', '10.80'),
  price_base: maybe(someQuantity('How many units the price is for; 1 where it is blank', '100')),
  valid_from: day('First day on which it holds', '2026-07-10'),
  valid_to: maybe(day('First day on which it no longer holds; without one it holds until the next', '2027-01-01')),
})
type PriceRow = z.output<typeof priceColumns>

type ItemFacts = { id: string; account_id: string; root_account_id: string; currency: string }

/** What items cost from when on. A price of the same item, list, break, currency and day is the same price. */
export const itemPriceImport: ImportEntity<typeof priceColumns> = {
  name: 'item_prices',
  after: ['catalog_items'],
  schema: priceColumns,
  table: 'item_prices',
  parents: { item: 'catalog_items' },
  unique: { by: 'catalog_item_id', key: ['catalog_item_id', 'price_list', 'break_quantity', 'currency', 'valid_from'] },
  shared: true,
  versioned: false,
  decimals: ['break_quantity', 'amount', 'price_base'],
  usual: { price_list: 'standard', break_quantity: '1', price_base: '1' },
  reads: ['account_id', 'root_account_id', 'catalog_item_id', 'price_list', 'break_quantity', 'currency', 'amount'],
  idOf: (row) =>
    [row.item, row.price_list ?? 'standard', trimQuantity(row.break_quantity ?? '1'), row.currency ?? '', row.valid_from].join(
      '/',
    ),
  async prepare(batch) {
    const items = await itemsOf(batch)
    return ({ columns: row, parents }) => {
      const item = items.get(parents.item ?? '')
      if (!item) return { column: 'item', reason: 'gone' }
      if (row.valid_to && row.valid_to <= row.valid_from)
        return { column: 'valid_to', reason: reason('after', { day: row.valid_from }) }
      return draftOf(row, item, batch.scope.now)
    }
  },
  async changing(batch, changes) {
    await rememberChanges(batch, changes, ({ live }) => ({
      item: String(live.catalog_item_id),
      variant: priceVariant({
        list: String(live.price_list),
        breakQuantity: String(live.break_quantity),
        currency: String(live.currency),
      }),
    }))
    return new Map()
  },
}

/** What the timeline tells of: the fields that are shown, and what a price amounts to. */
const told: readonly string[] = [...writtenFields, 'amount']

/** Keeps what the ERP has changed of an item or of its prices, field by field, for its timeline. */
async function rememberChanges(
  { scope }: Pick<ImportBatch, 'scope'>,
  changes: readonly RecordChange[],
  of: (change: RecordChange) => { item: Id; variant: string },
): Promise<void> {
  const rows = changes.flatMap((change) => {
    const { item, variant } = of(change)
    return change.changes
      .filter(({ field }) => told.includes(field))
      .map(({ field, from, to }) => ({
        account_id: String(change.live.account_id),
        root_account_id: String(change.live.root_account_id),
        catalog_item_id: item,
        field: field === 'amount' ? 'price' : field,
        variant,
        from_value: plain(field, from),
        to_value: plain(field, to),
        at: scope.now,
      }))
  })
  if (rows.length > 0) await scope.bulk.insert('catalog_item_changes', rows)
}

const plain = (field: string, value: ImportedValue): string | null => {
  if (value === null) return null
  return field === 'amount' || field === 'weight_kg' ? trimQuantity(String(value)) : String(value)
}

async function itemsOf({ scope, rows }: ImportBatch<PriceRow>): Promise<ReadonlyMap<string, ItemFacts>> {
  const ids = [...new Set(rows.flatMap((row) => row.parents.item ?? []))]
  const items = await scope.rows
    .selectFrom('catalog_items as i')
    .innerJoin('accounts as a', 'a.id', 'i.account_id')
    .select(['i.id', 'i.account_id', 'i.root_account_id', 'a.currency'])
    .where('i.id', 'in', ids)
    .execute()
  return new Map(items.map((one) => [one.id, one]))
}

function draftOf(row: PriceRow, item: ItemFacts, now: Date) {
  const { values, initially } = fed({ ...row, ends_on: row.valid_to }, ['amount', 'price_base', 'ends_on'], { price_base: '1' })
  const fixed = (value: string, column: string) => ({ value, column })
  return {
    values,
    initially: { ...initially, root_account_id: item.root_account_id, created_at: now },
    fixed: {
      account_id: fixed(item.account_id, 'item'),
      catalog_item_id: fixed(item.id, 'item'),
      price_list: fixed(row.price_list ?? 'standard', 'price_list'),
      break_quantity: fixed(row.break_quantity ?? '1', 'break_quantity'),
      currency: fixed(row.currency ?? item.currency, 'currency'),
      valid_from: fixed(row.valid_from, 'valid_from'),
    },
  }
}
