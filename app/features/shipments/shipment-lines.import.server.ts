import { z } from 'zod'
import type { Id } from '~/database/tables'
import type { ImportBatch, ImportEntity, ImportRow, RecordChange, RowRefusal } from '~/features/import.types'
import { tellChanges } from '~/features/orders/imported-changes.server'
import { key, maybe, reason, someQuantity, unit } from '~/values/columns'
import { addQuantities, compareQuantities, trimQuantity, withTolerance } from '~/values/quantity'
import type { Classifier, EventStatus, ReplayedEvent } from './shipment'
import { countsAsShipped, isOpenShipment, replay } from './shipment'
import type { ShipmentFacts } from './shipment-facts.server'
import { shipmentFacts } from './shipment-facts.server'

const columns = z.object({
  id: maybe(key('The line’s id in the source; made of its shipment and order line where it is blank', 'S-10248/10248/11')),
  shipment: key('Id of the shipment', 'S-10248'),
  order_line: key('Id of the order line', '10248/11'),
  quantity: someQuantity('Quantity of it in this shipment', '12'),
  unit: maybe(unit('Unit of the quantity; must be the order line’s')),
})
type Line = z.output<typeof columns>

type OrderLine = {
  id: Id
  order_id: Id
  account_id: Id
  root_account_id: Id
  quantity: string
  unit: string
  over_tolerance: string
  line_no: number
}

export const shipmentLineImport: ImportEntity<typeof columns> = {
  name: 'shipment_lines',
  // What was lost or came back is known from the events, and does not count against what was ordered.
  after: ['shipments', 'order_lines', 'tracking_events'],
  schema: columns,
  table: 'shipment_lines',
  parents: { shipment: 'shipments', order_line: 'order_lines' },
  unique: { by: 'shipment_id', key: ['shipment_id', 'order_line_id'] },
  versioned: false,
  decimals: ['quantity'],
  usual: {},
  reads: ['account_id', 'root_account_id', 'shipment_id', 'order_id', 'order_line_id'],
  touches: { projection: 'shipments', column: 'shipment_id' },
  idOf: ({ shipment, order_line }) => `${shipment}/${order_line}`,
  async prepare(batch) {
    const shipments = await shipmentFacts(batch)
    const lines = await orderLines(
      batch,
      batch.rows.flatMap((row) => row.parents.order_line ?? []),
    )
    const excess = await tooMuch(batch, batch.rows, lines)
    return (row) => {
      const shipment = shipments.get(row.parents.shipment ?? '')
      const line = lines.get(row.parents.order_line ?? '')
      if (!shipment || !line) return { column: shipment ? 'order_line' : 'shipment', reason: 'gone' }
      if (row.columns.unit && row.columns.unit !== line.unit)
        return { column: 'unit', reason: reason('otherUnit', { unit: line.unit }) }
      return excess.get(row.id) ?? draftOf(row.columns, shipment, line)
    }
  },
  changing: changeLines,
}

function draftOf({ quantity }: Line, shipment: ShipmentFacts, line: OrderLine) {
  return {
    values: { quantity, unit: line.unit },
    initially: {
      root_account_id: line.root_account_id,
      order_id: line.order_id,
      elsewhere: line.account_id === shipment.account_id ? 0 : 1,
      opened_at: shipment.opened_at,
    },
    fixed: {
      shipment_id: { value: shipment.id, column: 'shipment' },
      order_line_id: { value: line.id, column: 'order_line' },
      account_id: { value: line.account_id, column: 'order_line' },
    },
  }
}

async function orderLines({ scope }: ImportBatch<Line>, ids: readonly Id[]): Promise<Map<Id, OrderLine>> {
  const rows = await scope.rows
    .selectFrom('order_lines')
    .select(['id', 'order_id', 'account_id', 'root_account_id', 'quantity', 'unit', 'over_tolerance', 'line_no'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

type Load = { shipment: Id; line: Id; quantity: string }

/** Rows that would ship more of an order line than was ordered and tolerated, all its shipments together, by the rows' ids. */
async function tooMuch(
  batch: ImportBatch<Line>,
  rows: readonly ImportRow<Line>[],
  lines: ReadonlyMap<Id, OrderLine>,
): Promise<Map<string, RowRefusal>> {
  const loads = new Map<string, Load>()
  for (const load of await loadsOf(batch, [...lines.keys()])) loads.set(`${load.shipment} ${load.line}`, load)
  for (const { columns: row, parents } of rows) {
    const { shipment = '', order_line = '' } = parents
    loads.set(`${shipment} ${order_line}`, { shipment, line: order_line, quantity: row.quantity })
  }
  const suspects = over(loads.values(), lines)
  if (suspects.size === 0) return new Map()
  const all = [...loads.values()].filter(({ line }) => suspects.has(line))
  const ended = await withoutEffect(
    batch,
    all.map((one) => one.shipment),
  )
  const excess = over(
    all.filter(({ shipment }) => !ended.has(shipment)),
    lines,
  )
  return new Map(
    rows.flatMap(({ id, parents }) => {
      const { shipment = '', order_line = '' } = parents
      const total = ended.has(shipment) ? undefined : excess.get(order_line)
      const line = lines.get(order_line)
      if (total === undefined || !line) return []
      const values = { total: trimQuantity(total), most: trimQuantity(withTolerance(line.quantity, line.over_tolerance)) }
      return [[id, { column: 'quantity', reason: reason('tooMuch', values) }]]
    }),
  )
}

/** The order lines of which more is loaded than may be, with how much. */
function over(loads: Iterable<Load>, lines: ReadonlyMap<Id, OrderLine>): Map<Id, string> {
  const sums = new Map<Id, string[]>()
  for (const { line, quantity } of loads) {
    const known = sums.get(line)
    if (known) known.push(quantity)
    else sums.set(line, [quantity])
  }
  const found = new Map<Id, string>()
  for (const [id, quantities] of sums) {
    const line = lines.get(id)
    const total = addQuantities(quantities)
    if (line && compareQuantities(total, withTolerance(line.quantity, line.over_tolerance)) > 0) found.set(id, total)
  }
  return found
}

const loadsOf = async ({ scope }: ImportBatch<Line>, lines: readonly Id[]): Promise<Load[]> => {
  const rows = await scope.rows
    .selectFrom('shipment_lines')
    .select(['shipment_id', 'order_line_id', 'quantity'])
    .where('order_line_id', 'in', lines)
    .execute()
  return rows.map((row) => ({ shipment: row.shipment_id, line: row.order_line_id, quantity: row.quantity }))
}

/** Shipments that are over without having brought anything: what was lost, returned or cancelled is owed again. */
async function withoutEffect({ scope }: ImportBatch<Line>, shipments: readonly Id[]): Promise<Set<Id>> {
  const events = await scope.rows
    .selectFrom('tracking_events')
    .select(['shipment_id', 'status', 'classifier', 'happened_at', 'package_number', 'retracted_at'])
    .where('shipment_id', 'in', [...new Set(shipments)])
    .execute()
  const of = new Map<Id, ReplayedEvent[]>()
  for (const row of events) {
    const event = {
      status: row.status as EventStatus,
      classifier: row.classifier as Classifier,
      happenedAt: row.happened_at,
      retracted: row.retracted_at !== null,
      packageNumber: row.package_number,
    }
    of.set(row.shipment_id, [...(of.get(row.shipment_id) ?? []), event])
  }
  const over = [...of].filter(([, all]) => {
    const { status } = replay(all, null)
    return !isOpenShipment(status) && !countsAsShipped(status)
  })
  return new Set(over.map(([id]) => id))
}

async function changeLines(batch: ImportBatch<Line>, changes: readonly RecordChange<Line>[]): Promise<Map<string, RowRefusal>> {
  const lines = await orderLines(
    batch,
    changes.map(({ live }) => String(live.order_line_id)),
  )
  await tellChanges(batch, changes, {
    kind: 'shipments.imported-change',
    // Of the account whose order line it is; the others in the shipment do not see it.
    subject: ({ live }) => ({ shipment_id: null, order_id: String(live.order_id) }),
    decimals: ['quantity'],
    facts: ({ live }) => ({ line: lines.get(String(live.order_line_id))?.line_no ?? null }),
  })
  return new Map()
}
