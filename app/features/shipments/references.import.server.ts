import { z } from 'zod'
import type { Id } from '~/database/tables'
import type { Draft, ImportBatch, ImportEntity } from '~/features/import.types'
import { tellChanges } from '~/features/orders/imported-changes.server'
import { key, maybe, text } from '~/values/columns'

const columns = z.object({
  id: maybe(key('The reference’s id in the source; made of its other columns where it is blank', 'R-1')),
  order: maybe(key('Id of the order that it is about', '10248')),
  shipment: maybe(key('Id of the shipment that it is about, where it is about no order', 'S-10248')),
  type: text(30, 'What it is: booking, bill_of_lading, container, delivery_note and the like', 'container'),
  value: text(80, 'The number', 'MSKU7301230'),
})
type Reference = z.output<typeof columns>
type Owner = { id: Id; account_id: Id; root_account_id: Id }

/** Numbers by which others know an order or a shipment. */
export const referenceImport: ImportEntity<typeof columns> = {
  name: 'references',
  after: ['orders', 'shipments'],
  schema: columns,
  table: 'reference_numbers',
  parents: { order: 'orders', shipment: 'shipments' },
  unique: { by: 'value', key: ['order_id', 'shipment_id', 'type', 'value'] },
  versioned: false,
  decimals: [],
  usual: {},
  reads: ['account_id', 'root_account_id', 'order_id', 'shipment_id'],
  idOf: ({ order, shipment, type, value }) => `${order ? 'order' : 'shipment'}/${order ?? shipment ?? ''}/${type}/${value}`,
  async prepare(batch) {
    const orders = await ownersOf(batch, 'order', 'orders')
    const shipments = await ownersOf(batch, 'shipment', 'shipments')
    return ({ columns: row, parents }) => {
      if (Boolean(row.order) === Boolean(row.shipment)) return { column: 'order', reason: 'orderOrShipment' }
      const column = row.order ? 'order' : 'shipment'
      const owner = (row.order ? orders : shipments).get(parents[column] ?? '')
      return owner ? draftOf(row, column, owner) : { column, reason: 'gone' }
    }
  },
  async changing(batch, changes) {
    await tellChanges(batch, changes, {
      kind: 'orders.imported-change',
      subject: ({ live }) => ({ order_id: live.order_id as Id | null, shipment_id: live.shipment_id as Id | null }),
    })
    return new Map()
  },
}

const draftOf = ({ type, value }: Reference, column: 'order' | 'shipment', owner: Owner): Draft => ({
  values: { type, value },
  initially: { root_account_id: owner.root_account_id },
  fixed: {
    order_id: { value: column === 'order' ? owner.id : null, column: 'order' },
    shipment_id: { value: column === 'shipment' ? owner.id : null, column: 'shipment' },
    account_id: { value: owner.account_id, column },
  },
})

async function ownersOf(
  { scope, rows }: ImportBatch<Reference>,
  column: 'order' | 'shipment',
  table: 'orders' | 'shipments',
): Promise<Map<Id, Owner>> {
  const ids = [...new Set(rows.flatMap((row) => row.parents[column] ?? []))]
  const found = await scope.rows
    .selectFrom(table)
    .select(['id', 'account_id', 'root_account_id'])
    .where('id', 'in', ids)
    .execute()
  return new Map(found.map((one) => [one.id, one]))
}
