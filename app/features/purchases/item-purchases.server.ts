import type { Scope } from '~/access/scope.server'
import type { LocalDate } from '~/values/local-date'
import type { PurchaseState } from './acknowledgement'

type Reads = Scope<'supplier' | 'staff', 'catalog.read' | 'purchases.read'>

export type ItemPurchase = {
  number: string
  /** Code of the company of the host that buys. */
  entity: string
  state: PurchaseState
  orderedOn: LocalDate
  lineNo: number
  quantity: string
  unit: string
  unitPrice: string
  priceBase: string
  currency: string
}

const mostOfItem = 10

/** The latest lines of purchase orders that have a catalog item, as they came in, at most 10. */
export async function purchasesOfItem(scope: Reads, sku: string, account: string): Promise<ItemPurchase[]> {
  const item = await scope.rows
    .selectFrom('catalog_items as i')
    .innerJoin('accounts as a', 'a.id', 'i.account_id')
    .select(['i.id', 'i.account_id'])
    .where('i.sku', '=', sku)
    .where('a.code', '=', account)
    .executeTakeFirst()
  if (!item) return []
  const rows = await scope.rows
    .selectFrom('purchase_order_lines as l')
    .innerJoin('purchase_orders as p', 'p.id', 'l.purchase_order_id')
    .innerJoin('legal_entities as h', 'h.id', 'p.legal_entity_id')
    .select(['p.number', 'p.state', 'p.ordered_on', 'p.currency', 'h.code as entity'])
    .select(['l.line_no', 'l.quantity', 'l.unit', 'l.unit_price', 'l.price_base'])
    .where('l.catalog_item_id', '=', item.id)
    .where('l.account_id', '=', item.account_id)
    .orderBy('l.id', 'desc')
    .limit(mostOfItem)
    .execute()
  return rows.map((row) => ({
    number: row.number,
    entity: row.entity,
    state: row.state as PurchaseState,
    orderedOn: row.ordered_on,
    lineNo: row.line_no,
    quantity: row.quantity,
    unit: row.unit,
    unitPrice: row.unit_price,
    priceBase: row.price_base,
    currency: row.currency,
  }))
}
