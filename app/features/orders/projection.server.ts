import { sql } from 'kysely'
import type { Scope } from '~/access/scope.server'
import { byId, idsAtOnce } from '~/database/by-id.server'
import type { Id } from '~/database/tables'
import { zonesOf } from '~/features/accounts/zones.server'
import { dayIn } from '~/values/local-date'
import { compareAmounts } from '~/values/money'
import type { LineQuantities, OrderStatus, PromiseOf } from './order'
import { daysLate, isLate, isOpen, statusOf } from './order'
import { contentsOf, totalsOf } from './totals'

/** What an order has because of its lines, its shipments and its promise; never written from anywhere else. */
export type OrderProjection = {
  status: OrderStatus
  is_open: number
  late: number
  days_late: number | null
  shipped_at: Date | null
  delivered_at: Date | null
  lines_count: number
  contents: string
  goods_total: string
  discount_total: string
  tax_total: string
  total: string
}

type Projecting = Scope<'staff', 'orders.read'>
type Stored = Awaited<ReturnType<typeof storedOrders>>[number]
type Line = Awaited<ReturnType<typeof linesOf>>[number]
/** First and last departure, and last arrival, of what counts as shipped. */
type Travelled = { left: Date | null; lastLeft: Date | null; arrived: Date | null }

/** Once each, in the order in which everybody locks them. Ids are numbers as text. */
const inOrder = (ids: readonly Id[]): Id[] => [...new Set(ids)].sort((a, b) => a.length - b.length || (a < b ? -1 : 1))

/**
 * Computes anew what these orders have because of their lines, shipments and promise: sums, contents, status, lateness. For whoever
 * changed any of those: import, shipments, staff. Days are judged in the ship-to's time zone. Writes only what differs, and leaves
 * the version alone. Each batch is one transaction, unless it is called inside one. Answers how many orders were written.
 */
export async function projectOrders(scope: Projecting, ids: readonly Id[]): Promise<number> {
  const sorted = inOrder(ids)
  let written = 0
  for (let from = 0; from < sorted.length; from += idsAtOnce) {
    const batch = sorted.slice(from, from + idsAtOnce)
    written += await scope.transaction((inner) => projectBatch(inner, batch))
  }
  return written
}

async function projectBatch(scope: Projecting, ids: readonly Id[]): Promise<number> {
  const rows = await storedOrders(scope, ids, true)
  const projected = await projectionsOf(scope, rows)
  const changes = rows.flatMap((row) => {
    const next = projected.get(row.id)
    return next && differences(row, next).length > 0 ? [{ row, next }] : []
  })
  await write(scope, changes)
  return changes.length
}

/**
 * Orders whose stored values are not what they should be: for the invariants, among at most `limit` orders with ids above `after`.
 * Orders are marked late some time after the day has begun, so what was right a day ago still is.
 */
export async function driftedOrders(
  scope: Projecting,
  after: Id,
  limit: number,
): Promise<{ last: Id | null; drifted: { number: string; columns: (keyof OrderProjection)[] }[] }> {
  const ids = await scope.rows.selectFrom('orders').select('id').where('id', '>', after).orderBy('id').limit(limit).execute()
  const rows = await storedOrders(
    scope,
    ids.map((one) => one.id),
    false,
  )
  const projected = await projectionsOf(scope, rows)
  const before = await projectionsOf(scope, rows, new Date(scope.now.getTime() - 86_400_000))
  const drifted = rows.flatMap((row) => {
    const [next, last] = [projected.get(row.id), before.get(row.id)]
    const columns = next ? differences(row, next).filter((column) => !same(column, row[column], last?.[column])) : []
    return columns.length > 0 ? [{ number: row.number, columns }] : []
  })
  return { last: ids.at(-1)?.id ?? null, drifted }
}

/** Locked, in the order of their ids, so that two projections of one order wait for each other and never deadlock. */
const storedOrders = (scope: Projecting, ids: readonly Id[], lock: boolean) =>
  scope.rows
    .selectFrom('orders')
    .select(['id', 'number', 'account_id', 'ship_to_id', 'currency', 'confirmed_at', 'packed_at', 'held_at', 'cancelled_at'])
    .select(['first_promised_on', 'promised_on', 'promise_of', 'freight_total', 'status', 'is_open', 'late', 'days_late'])
    .select(['shipped_at', 'delivered_at', 'lines_count', 'contents', 'goods_total', 'discount_total', 'tax_total', 'total'])
    .where('id', 'in', ids)
    .orderBy('id')
    .$if(lock, (query) => query.forUpdate())
    .execute()

async function projectionsOf(scope: Projecting, rows: readonly Stored[], now = scope.now): Promise<Map<Id, OrderProjection>> {
  const ids = rows.map((row) => row.id)
  const lines = byOrder(await linesOf(scope, ids))
  const travelled = await travelsOf(scope, ids)
  const zones = await zonesOf(scope, rows)
  return new Map(
    rows.map((row) => {
      const zone = zones.get(row.id) ?? 'UTC'
      return [row.id, projectionOf(row, lines.get(row.id) ?? [], travelled.get(row.id) ?? null, zone, now)]
    }),
  )
}

function byOrder(lines: readonly Line[]): Map<Id, Line[]> {
  const groups = new Map<Id, Line[]>()
  for (const line of lines) {
    const known = groups.get(line.order_id)
    if (known) known.push(line)
    else groups.set(line.order_id, [line])
  }
  return groups
}

function projectionOf(
  row: Stored,
  lines: readonly Line[],
  travelled: Travelled | null,
  zone: string,
  now: Date,
): OrderProjection {
  const { first_promised_on: firstPromisedOn, promised_on: promisedOn } = row
  const promiseOf = row.promise_of as PromiseOf
  const marks = {
    confirmed: row.confirmed_at !== null,
    packed: row.packed_at !== null,
    held: row.held_at !== null,
    cancelled: row.cancelled_at !== null,
  }
  const status = statusOf(marks, lines.map(quantitiesOf))
  const open = isOpen(status, promiseOf)
  const today = dayIn(now, zone)
  const shippedAt = travelled ? travelled.left : row.shipped_at
  const deliveredAt = status !== 'delivered' ? null : travelled ? travelled.arrived : row.delivered_at
  const done = promiseOf === 'dispatch' ? (travelled ? travelled.lastLeft : row.shipped_at) : deliveredAt
  const ended = !open && status !== 'cancelled' && done !== null && promisedOn !== null
  const totals = totalsOf(lines.map(priceOf), { currency: row.currency, freight: row.freight_total, tax: row.tax_total })
  return {
    status,
    is_open: open ? 1 : 0,
    late: isLate({ open, firstPromisedOn, promisedOn }, today) ? 1 : 0,
    days_late: ended ? daysLate({ firstPromisedOn, promisedOn }, dayIn(done, zone), today) : null,
    shipped_at: shippedAt,
    delivered_at: deliveredAt,
    lines_count: lines.length,
    contents: contentsOf(lines.map(contentOf)),
    goods_total: totals.goods,
    discount_total: totals.discount,
    tax_total: totals.tax,
    total: totals.total,
  }
}

const linesOf = (scope: Projecting, ids: readonly Id[]) =>
  scope.rows
    .selectFrom('order_lines')
    .select(['order_id', 'line_no', 'description', 'unit', 'quantity', 'shipped_quantity', 'delivered_quantity'])
    .select(['backordered_quantity', 'cancelled_quantity', 'unit_price', 'price_base', 'discount', 'net', 'tax_rate'])
    .where('order_id', 'in', ids)
    .execute()

const quantitiesOf = (line: Line): LineQuantities => ({
  ordered: line.quantity,
  shipped: line.shipped_quantity,
  delivered: line.delivered_quantity,
  backordered: line.backordered_quantity,
  cancelled: line.cancelled_quantity,
})
const priceOf = (line: Line) => ({
  quantity: line.quantity,
  unitPrice: line.unit_price,
  priceBase: line.price_base,
  discount: line.discount,
  net: line.net,
  taxRate: line.tax_rate,
})
const contentOf = (line: Line) => ({
  lineNo: line.line_no,
  description: line.description,
  quantity: line.quantity,
  cancelled: line.cancelled_quantity,
  unit: line.unit,
})

/** Of the orders that have shipments at all. What came back, was lost or was called off does not count as having left. */
async function travelsOf(scope: Projecting, ids: readonly Id[]): Promise<Map<Id, Travelled>> {
  const counts = sql`s.status not in ('returned', 'lost', 'cancelled')`
  const rows = await scope.rows
    .selectFrom('shipment_lines as l')
    .innerJoin('shipments as s', 's.id', 'l.shipment_id')
    .select('l.order_id')
    .select([
      sql<Date | null>`min(case when ${counts} then ${sql.ref('s.shipped_at')} end)`.as('left'),
      sql<Date | null>`max(case when ${counts} then ${sql.ref('s.shipped_at')} end)`.as('last_left'),
      sql<Date | null>`max(case when ${counts} then ${sql.ref('s.delivered_at')} end)`.as('arrived'),
    ])
    .where('l.order_id', 'in', ids)
    .groupBy('l.order_id')
    .execute()
  return new Map(rows.map((row) => [row.order_id, { left: row.left, lastLeft: row.last_left, arrived: row.arrived }]))
}

const projectedColumns = [
  'status',
  'is_open',
  'late',
  'days_late',
  'shipped_at',
  'delivered_at',
  'lines_count',
  'contents',
  'goods_total',
  'discount_total',
  'tax_total',
  'total',
] as const satisfies (keyof OrderProjection)[]
const amounts = new Set<keyof OrderProjection>(['goods_total', 'discount_total', 'tax_total', 'total'])

function same(column: keyof OrderProjection, stored: unknown, next: unknown): boolean {
  if (stored instanceof Date && next instanceof Date) return stored.getTime() === next.getTime()
  if (amounts.has(column)) return compareAmounts(String(stored), String(next)) === 0
  return stored === next
}

const differences = (row: Stored, next: OrderProjection): (keyof OrderProjection)[] =>
  projectedColumns.filter((column) => !same(column, row[column], next[column]))

type Change = { row: Stored; next: OrderProjection }

/** One statement for the batch, with the columns in which any order of it differs. */
async function write(scope: Projecting, changes: readonly Change[]): Promise<void> {
  const columns = new Set(changes.flatMap(({ row, next }) => differences(row, next)))
  if (columns.size === 0) return
  const next = (column: keyof OrderProjection) => byId(new Map(changes.map(({ row, next: one }) => [row.id, one[column]])))
  const values = Object.fromEntries([...columns].map((column) => [column, next(column)]))
  await scope.rows
    .updateTable('orders')
    .set({ ...values, updated_at: scope.now })
    .where(
      'id',
      'in',
      changes.map(({ row }) => row.id),
    )
    .execute()
}
