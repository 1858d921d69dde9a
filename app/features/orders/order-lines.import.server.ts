import { z } from 'zod'
import type { Id } from '~/database/tables'
import type { ImportBatch, ImportEntity, RecordChange, RowRefusal, Settled, Values } from '~/features/import.types'
import { day, fed, fraction, key, maybe, price, quantity, reason, someQuantity, text, unit, whole } from '~/values/columns'
import { lineNet } from '~/values/money'
import { compareQuantities, trimQuantity, withTolerance } from '~/values/quantity'
import type { SystemScope } from '~/work/jobs'
import { tellChanges } from './imported-changes.server'

const columns = z.object({
  id: maybe(key('The line’s id in the source; made of order and line_no where it is blank', '10248/11')),
  order: key('Id of the order', '10248'),
  line_no: whole(1, 4_000_000_000, 'Number of the line within its order', '10'),
  po_line_number: maybe(text(20, 'The customer’s own number of the line', '1')),
  product: maybe(key('Id of the product', '11')),
  sku: maybe(text(60, 'Product number on the order; the product’s where it is blank', 'FA-080')),
  customer_sku: maybe(text(60, 'The customer’s own product number', 'ACT-80')),
  description: maybe(text(300, 'What was ordered; the product’s name where it is blank', 'Actuator DN80')),
  quantity: someQuantity('Ordered quantity', '12'),
  unit: maybe(unit('Unit of the quantity; the product’s where it is blank')),
  unit_price: price('Price of one price base, before discount', '14'),
  price_base: maybe(someQuantity('How many units the price is for; the product’s where it is blank', '100')),
  discount: maybe(fraction('Discount as a fraction of one, or with a percent sign', '0.15')),
  tax_rate: maybe(fraction('Tax rate as a fraction of one, or with a percent sign', '0.21')),
  backordered_quantity: maybe(quantity('Quantity that is waited for', '4')),
  cancelled_quantity: maybe(quantity('Quantity that was cancelled', '0')),
  over_tolerance: maybe(fraction('How much more may be shipped than was ordered', '0.05')),
  promised_on: maybe(day('Day that is promised for this line', '1996-08-01')),
})
type Line = z.output<typeof columns>

type OrderFacts = { id: Id; account_id: Id; root_account_id: Id; currency: string; placed_at: Date }
type ProductFacts = { id: Id; sku: string; name: string; unit: string; price_base: string }

const prices = ['unit_price', 'price_base', 'discount', 'tax_rate']

export const orderLineImport: ImportEntity<typeof columns> = {
  name: 'order_lines',
  after: ['orders', 'products'],
  schema: columns,
  table: 'order_lines',
  parents: { order: 'orders', product: 'products' },
  unique: { by: 'order_id', key: ['order_id', 'line_no'] },
  ahead: true,
  versioned: false,
  decimals: [
    'quantity',
    'unit_price',
    'price_base',
    'discount',
    'tax_rate',
    'backordered_quantity',
    'cancelled_quantity',
    'over_tolerance',
  ],
  usual: {
    unit: 'C62',
    price_base: '1',
    discount: '0',
    tax_rate: '0',
    backordered_quantity: '0',
    cancelled_quantity: '0',
    over_tolerance: '0',
  },
  reads: [
    ...['account_id', 'root_account_id', 'order_id', 'line_no', 'net'],
    ...['quantity', 'unit_price', 'price_base', 'discount', 'shipped_quantity', 'cancelled_quantity', 'over_tolerance'],
  ],
  touches: { projection: 'orders', column: 'order_id' },
  idOf: ({ order, line_no }) => `${order}/${line_no}`,
  deriving: derivingNet,
  async prepare(batch) {
    const orders = await ordersOf(batch)
    const products = await productsOf(batch)
    return ({ columns: row, parents }) => {
      const order = orders.get(parents.order ?? '')
      if (!order) return { column: 'order', reason: 'gone' }
      const product = products.get(parents.product ?? '')
      if (!product && !row.sku && !row.description) return { column: 'product', reason: 'required' }
      return draftOf(row, order, product)
    }
  },
  changing: changeLines,
  settled: learnNumbers,
}

async function ordersOf({ scope, rows }: ImportBatch<Line>): Promise<Map<Id, OrderFacts>> {
  const ids = [...new Set(rows.flatMap((row) => row.parents.order ?? []))]
  const orders = await scope.rows
    .selectFrom('orders')
    .select(['id', 'account_id', 'root_account_id', 'currency', 'placed_at'])
    .where('id', 'in', ids)
    .execute()
  return new Map(orders.map((one) => [one.id, one]))
}

async function productsOf({ scope, rows, memory }: ImportBatch<Line>): Promise<ReadonlyMap<Id, ProductFacts>> {
  const kept = memory<ProductFacts>('products')
  if (kept.size > 20_000) kept.clear()
  const ids = new Set(rows.flatMap((row) => row.parents.product ?? []))
  const products = await scope.rows
    .selectFrom('products')
    .select(['id', 'sku', 'name', 'unit', 'price_base'])
    .where(
      'id',
      'in',
      [...ids].filter((id) => !kept.has(id)),
    )
    .execute()
  for (const one of products) kept.set(one.id, one)
  return kept
}

function draftOf(row: Line, order: OrderFacts, product: ProductFacts | undefined) {
  const { values, initially } = fed(
    row,
    [
      ...(['line_no', 'po_line_number', 'sku', 'customer_sku', 'description', 'quantity', 'unit', 'unit_price'] as const),
      ...(['price_base', 'discount', 'tax_rate', 'backordered_quantity', 'cancelled_quantity', 'over_tolerance'] as const),
      'promised_on',
    ],
    {
      sku: product?.sku ?? '',
      description: product?.name ?? row.sku ?? '',
      unit: product?.unit ?? 'C62',
      price_base: product ? trimQuantity(product.price_base) : '1',
      discount: '0',
      tax_rate: '0',
      backordered_quantity: '0',
      cancelled_quantity: '0',
      over_tolerance: '0',
    },
  )
  const fedProduct = row.product !== undefined
  const named = { product_id: product?.id ?? null }
  return {
    values: { ...values, ...(fedProduct && named) },
    initially: { ...initially, ...(!fedProduct && named), placed_at: order.placed_at, root_account_id: order.root_account_id },
    fixed: {
      order_id: { value: order.id, column: 'order' },
      account_id: { value: order.account_id, column: 'order' },
    },
    derive: (record: Values) => ({ net: netOf(record, order.currency) }),
  }
}

async function derivingNet(scope: SystemScope, line: Values): Promise<(record: Values) => Values> {
  const { currency } = await scope.rows
    .selectFrom('orders')
    .select('currency')
    .where('id', '=', String(line.order_id))
    .executeTakeFirstOrThrow()
  return (record) => ({ net: netOf(record, currency) })
}

const netOf = (record: Values, currency: string) =>
  lineNet({
    quantity: String(record.quantity),
    unitPrice: String(record.unit_price),
    priceBase: String(record.price_base),
    discount: String(record.discount),
    currency,
  })

/** What has left already cannot be ordered less. Prices are told without figures, since a receiver sees the timeline too. */
async function changeLines(batch: ImportBatch<Line>, changes: readonly RecordChange<Line>[]): Promise<Map<string, RowRefusal>> {
  const refused = new Map(
    changes.flatMap((change) => (tooLittle(change) ? [[change.row.id, tooLittle(change) as RowRefusal]] : [])),
  )
  const kept = changes.filter(({ row }) => !refused.has(row.id))
  await tellChanges(batch, kept, {
    kind: 'orders.imported-change',
    subject: ({ live }) => ({ order_id: String(live.order_id) }),
    silent: ['product_id', 'over_tolerance'],
    prices,
    decimals: orderLineImport.decimals,
    facts: ({ live }) => ({ line: Number(live.line_no) }),
  })
  return refused
}

function tooLittle({ live, changes }: RecordChange<Line>): RowRefusal | null {
  const next = { ...live, ...Object.fromEntries(changes.map(({ field, to }) => [field, to])) }
  const most = withTolerance(String(next.quantity), String(next.over_tolerance))
  if (compareQuantities(String(live.shipped_quantity), most) <= 0) return null
  return { column: 'quantity', reason: reason('belowShipped', { shipped: trimQuantity(String(live.shipped_quantity)) }) }
}

/** What a customer calls a product is learnt from its orders, so that both can be found by it. */
async function learnNumbers({ scope }: ImportBatch<Line>, rows: readonly Settled<Line>[]): Promise<void> {
  const learnt = rows.flatMap(({ row, draft }) => {
    const { product_id } = { ...draft.initially, ...draft.values }
    const { account_id } = draft.fixed
    if (!row.columns.customer_sku || !product_id || !account_id) return []
    const owner = { account_id: account_id.value, root_account_id: draft.initially.root_account_id ?? null }
    return [{ ...owner, product_id, code: row.columns.customer_sku }]
  })
  const once = new Map(learnt.map((one) => [`${one.account_id} ${one.product_id} ${one.code}`, one]))
  if (once.size > 0) await scope.bulk.insert('customer_products', [...once.values()], 'keep')
}
