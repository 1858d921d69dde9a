import { z } from 'zod'
import type { Id } from '~/database/tables'
import type { ImportBatch, ImportEntity, RecordChange, RowRefusal, Values } from '~/features/import.types'
import { day, fed, key, maybe, price, someQuantity, text, unit, whole } from '~/values/columns'
import { lineNet } from '~/values/money'
import type { SystemScope } from '~/work/jobs'
import { rememberChanges } from './imported-changes.server'

const columns = z.object({
  id: maybe(key('The line’s id in the source; made of order and line_no where it is blank', '4500017/10')),
  order: key('Id of the purchase order', '4500017'),
  line_no: whole(1, 4_000_000_000, 'Number of the line within its order', '10'),
  item: maybe(key('Id of the catalog item', 'KES-4711')),
  sku: maybe(text(60, 'The supplier’s number of the item; the catalog item’s where it is blank', 'GV-065-B')),
  our_sku: maybe(text(60, 'The host’s own number of it', 'FV-065')),
  description: maybe(text(300, 'What is bought; the catalog item’s title where it is blank', 'Gate valve DN65, bronze')),
  quantity: someQuantity('Ordered quantity', '100'),
  unit: maybe(unit('Unit of the quantity; the catalog item’s where it is blank')),
  unit_price: price('Price of one price base', '10.80'),
  price_base: maybe(someQuantity('How many units the price is for; 1 where it is blank', '100')),
  wanted_on: day('Day on which it is wanted', '2026-07-10'),
})
type Line = z.output<typeof columns>

type Order = { id: Id; account_id: Id; root_account_id: Id; currency: string }
type Item = { id: Id; account_id: Id; sku: string; title_en: string | null; title_zh: string | null; unit: string }

const decimals = ['quantity', 'unit_price', 'price_base']

/** Lines of purchase orders. A line that changes after it was answered keeps its answer; what is open follows. */
export const purchaseOrderLineImport: ImportEntity<typeof columns> = {
  name: 'purchase_order_lines',
  after: ['purchase_orders', 'catalog_items'],
  schema: columns,
  table: 'purchase_order_lines',
  parents: { order: 'purchase_orders', item: 'catalog_items' },
  unique: { by: 'purchase_order_id', key: ['purchase_order_id', 'line_no'] },
  versioned: false,
  decimals,
  usual: { unit: 'C62', price_base: '1' },
  reads: ['account_id', 'root_account_id', 'purchase_order_id', 'line_no', 'net', ...decimals],
  touches: { projection: 'purchase_orders', column: 'purchase_order_id' },
  idOf: ({ order, line_no }) => `${order}/${line_no}`,
  deriving: derivingNet,
  async prepare(batch) {
    const [orders, items] = [await ordersOf(batch), await itemsOf(batch)]
    return ({ columns: row, parents }) => {
      const order = orders.get(parents.order ?? '')
      if (!order) return { column: 'order', reason: 'gone' }
      const item = items.get(parents.item ?? '')
      if (item && item.account_id !== order.account_id) return { column: 'item', reason: 'otherSupplier' }
      if (!item && !row.sku) return { column: 'item', reason: 'required' }
      return draftOf(row, order, item)
    }
  },
  changing,
}

async function ordersOf({ scope, rows }: ImportBatch<Line>): Promise<Map<Id, Order>> {
  const ids = [...new Set(rows.flatMap((row) => row.parents.order ?? []))]
  const orders = await scope.rows
    .selectFrom('purchase_orders')
    .select(['id', 'account_id', 'root_account_id', 'currency'])
    .where('id', 'in', ids)
    .execute()
  return new Map(orders.map((one) => [one.id, one]))
}

async function itemsOf({ scope, rows }: ImportBatch<Line>): Promise<Map<Id, Item>> {
  const ids = [...new Set(rows.flatMap((row) => row.parents.item ?? []))]
  const items = await scope.rows
    .selectFrom('catalog_items')
    .select(['id', 'account_id', 'sku', 'title_en', 'title_zh', 'unit'])
    .where('id', 'in', ids)
    .execute()
  return new Map(items.map((one) => [one.id, one]))
}

function draftOf(row: Line, order: Order, item: Item | undefined) {
  const sku = item?.sku ?? row.sku ?? ''
  const { values, initially } = fed(
    row,
    ['line_no', 'sku', 'our_sku', 'description', 'quantity', 'unit', 'unit_price', 'price_base', 'wanted_on'],
    { sku, description: item?.title_en ?? item?.title_zh ?? sku, unit: item?.unit ?? 'C62', price_base: '1' },
  )
  const named = { catalog_item_id: item?.id ?? null }
  const fedItem = row.item !== undefined
  return {
    values: { ...values, ...(fedItem && named) },
    // Nothing of a new line is answered.
    initially: {
      ...initially,
      ...(!fedItem && named),
      open_quantity: row.quantity,
      root_account_id: order.root_account_id,
    },
    fixed: {
      purchase_order_id: { value: order.id, column: 'order' },
      account_id: { value: order.account_id, column: 'order' },
    },
    derive: (record: Values) => ({ net: netOf(record, order.currency) }),
  }
}

async function derivingNet(scope: SystemScope, line: Values): Promise<(record: Values) => Values> {
  const { currency } = await scope.rows
    .selectFrom('purchase_orders')
    .select('currency')
    .where('id', '=', String(line.purchase_order_id))
    .executeTakeFirstOrThrow()
  return (record) => ({ net: netOf(record, currency) })
}

const netOf = (record: Values, currency: string) =>
  lineNet({
    quantity: String(record.quantity),
    unitPrice: String(record.unit_price),
    priceBase: String(record.price_base),
    discount: '0',
    currency,
  })

/** Whoever has the order before them has seen another one: it gets a new version, even where nothing that is projected moves. */
async function changing(batch: ImportBatch<Line>, changes: readonly RecordChange<Line>[]): Promise<Map<string, RowRefusal>> {
  const order = ({ live }: RecordChange) => String(live.purchase_order_id)
  await rememberChanges(batch, changes, { order, lineNo: ({ live }) => Number(live.line_no), decimals })
  const ids = [...new Set(changes.map(order))]
  if (ids.length > 0)
    await batch.scope.rows
      .updateTable('purchase_orders')
      .set((eb) => ({ version: eb('version', '+', 1), updated_at: batch.scope.now }))
      .where('id', 'in', ids)
      .execute()
  return new Map()
}
