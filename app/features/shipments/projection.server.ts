import { sql } from 'kysely'
import type { Scope } from '~/access/scope.server'
import { byId, idsAtOnce } from '~/database/by-id.server'
import type { Id } from '~/database/tables'
import { zonesOf } from '~/features/accounts/zones.server'
import { projectOrders } from '~/features/orders/projection.server'
import type { LocalDate } from '~/values/local-date'
import { dayIn } from '~/values/local-date'
import type { Classifier, EventStatus, ReplayedEvent, ShipmentStatus } from './shipment'
import { countsAsDelivered, countsAsShipped, isLateShipment, isOpenShipment, replay, shipmentStatuses } from './shipment'

/** What a shipment has because of its events and packages; never written from anywhere else. */
export type ShipmentProjection = {
  status: ShipmentStatus
  is_open: number
  late: number
  shipped_at: Date | null
  delivered_at: Date | null
  last_event_at: Date | null
  packages_count: number | null
}
export type ShipmentChange = {
  id: Id
  account_id: Id
  root_account_id: Id
  number: string
  before: ShipmentStatus
  after: ShipmentStatus
}
type Projecting = Scope<'staff', 'orders.read' | 'shipments.read'>
type Stored = Awaited<ReturnType<typeof stored>>[number]

/** Once each, in the order in which everybody locks them. Ids are numbers as text. */
const inOrder = (ids: readonly Id[]): Id[] => [...new Set(ids)].sort((a, b) => a.length - b.length || (a < b ? -1 : 1))

/**
 * Computes anew what these shipments have because of their events and packages, then the shipped and delivered quantities of their
 * order lines, then their orders. For whoever changed any of those: import, retraction, staff. Answers the shipments whose status
 * is another one now. Each batch is one transaction, unless it is called inside one.
 */
export async function projectShipments(scope: Projecting, ids: readonly Id[]): Promise<ShipmentChange[]> {
  const sorted = inOrder(ids)
  const changes: ShipmentChange[] = []
  for (let from = 0; from < sorted.length; from += idsAtOnce) {
    const batch = sorted.slice(from, from + idsAtOnce)
    changes.push(...(await scope.transaction((inner) => projectBatch(inner, batch))))
  }
  return changes
}

async function projectBatch(scope: Projecting, ids: readonly Id[]): Promise<ShipmentChange[]> {
  const rows = await stored(scope, ids)
  const projected = await projections(scope, rows)
  const changed = rows.filter((row) => differences(row, projected.get(row.id)).length > 0)
  await write(scope, changed, projected)
  const orders = await projectLines(scope, ids)
  if (orders.length > 0) await projectOrders(scope, orders)
  return changed.flatMap((row) => {
    const after = projected.get(row.id)?.status
    const { id, account_id, root_account_id, number } = row
    const before = row.status as ShipmentStatus
    return after && after !== before ? [{ id, account_id, root_account_id, number, before, after }] : []
  })
}

const storedQuery = (scope: Projecting) =>
  scope.rows
    .selectFrom('shipments')
    .select(['id', 'account_id', 'root_account_id', 'number', 'ship_to_id', 'first_expected_on', 'expected_on'])
    .select(['status', 'is_open', 'late', 'shipped_at', 'delivered_at', 'last_event_at', 'packages_count'])

/** Locked, in the order of their ids, so that two projections of one shipment wait for each other and never deadlock. */
const stored = (scope: Projecting, ids: readonly Id[]) =>
  storedQuery(scope).where('id', 'in', ids).orderBy('id').forUpdate().execute()

/** What the rows should have, by id. */
export async function projections(
  scope: Projecting,
  rows: readonly Pick<Stored, 'id' | 'account_id' | 'ship_to_id' | 'first_expected_on' | 'expected_on' | 'packages_count'>[],
): Promise<Map<Id, ShipmentProjection>> {
  const ids = rows.map((row) => row.id)
  const [events, packages, zones] = await Promise.all([eventsOf(scope, ids), packagesOf(scope, ids), zonesOf(scope, rows)])
  return new Map(
    rows.map((row) => {
      const count = Math.max(packages.get(row.id) ?? 0, row.packages_count ?? 0) || null
      const today = dayIn(scope.now, zones.get(row.id) ?? 'UTC')
      return [row.id, projectionOf(row, events.get(row.id) ?? [], count, today)]
    }),
  )
}

function projectionOf(
  expected: { first_expected_on: LocalDate | null; expected_on: LocalDate | null },
  events: readonly ReplayedEvent[],
  packages: number | null,
  today: LocalDate,
): ShipmentProjection {
  const { status, shippedAt, deliveredAt, lastEventAt } = replay(events, packages)
  const open = isOpenShipment(status)
  const late = isLateShipment({ open, firstExpectedOn: expected.first_expected_on, expectedOn: expected.expected_on }, today)
  return {
    status,
    is_open: open ? 1 : 0,
    late: late ? 1 : 0,
    shipped_at: shippedAt,
    delivered_at: deliveredAt,
    last_event_at: lastEventAt,
    packages_count: packages,
  }
}

async function eventsOf(scope: Projecting, ids: readonly Id[]): Promise<Map<Id, ReplayedEvent[]>> {
  const rows = await scope.rows
    .selectFrom('tracking_events')
    .select(['shipment_id', 'status', 'classifier', 'happened_at', 'package_number', 'retracted_at'])
    .where('shipment_id', 'in', ids)
    .execute()
  const events = new Map<Id, ReplayedEvent[]>()
  for (const row of rows) {
    const event = {
      status: row.status as EventStatus,
      classifier: row.classifier as Classifier,
      happenedAt: row.happened_at,
      retracted: row.retracted_at !== null,
      packageNumber: row.package_number,
    }
    const known = events.get(row.shipment_id)
    if (known) known.push(event)
    else events.set(row.shipment_id, [event])
  }
  return events
}

async function packagesOf(scope: Projecting, ids: readonly Id[]): Promise<Map<Id, number>> {
  const rows = await scope.rows
    .selectFrom('packages')
    .select(['shipment_id', (eb) => eb.fn.countAll<string>().as('count')])
    .where('shipment_id', 'in', ids)
    .groupBy('shipment_id')
    .execute()
  return new Map(rows.map((row) => [row.shipment_id, Number(row.count)]))
}

const same = (a: unknown, b: unknown): boolean => (a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : a === b)

const columns = ['status', 'is_open', 'late', 'shipped_at', 'delivered_at', 'last_event_at', 'packages_count'] as const

const differences = (row: Stored, next: ShipmentProjection | undefined): (keyof ShipmentProjection)[] =>
  next ? columns.filter((column) => !same(row[column], next[column])) : []

/**
 * Shipments after `after`, in the order of ids, whose stored values are not what their events make them. That a day has passed and
 * nobody has marked the shipment late yet is no fault.
 */
export async function driftedShipments(scope: Projecting, after: Id, limit: number) {
  const rows = await storedQuery(scope).where('id', '>', after).orderBy('id').limit(limit).execute()
  const projected = await projections(scope, rows)
  const drifted = rows.flatMap((row) => {
    const found = differences(row, projected.get(row.id)).filter((column) => column !== 'late' || row.late === 1)
    return found.length > 0 ? [{ number: row.number, columns: found }] : []
  })
  return { last: rows.at(-1)?.id ?? null, drifted }
}

/** One statement for the batch. The version stays: nobody's form is out of date because a carrier reported something. */
async function write(scope: Projecting, rows: readonly Stored[], projected: ReadonlyMap<Id, ShipmentProjection>): Promise<void> {
  if (rows.length === 0) return
  const column = <K extends keyof ShipmentProjection>(name: K) =>
    byId(new Map(rows.map((row) => [row.id, projected.get(row.id)?.[name] as ShipmentProjection[K]])))
  await scope.rows
    .updateTable('shipments')
    .set({
      status: column('status'),
      is_open: column('is_open'),
      late: column('late'),
      shipped_at: column('shipped_at'),
      delivered_at: column('delivered_at'),
      last_event_at: column('last_event_at'),
      packages_count: column('packages_count'),
      updated_at: scope.now,
    })
    .where(
      'id',
      'in',
      rows.map((row) => row.id),
    )
    .execute()
}

const shippedStatuses = shipmentStatuses.filter(countsAsShipped)
const deliveredStatuses = shipmentStatuses.filter(countsAsDelivered)

/** Shipped and delivered quantities of every order line in one of the shipments, and where lists show it; answers the orders. */
async function projectLines(scope: Projecting, shipments: readonly Id[]): Promise<Id[]> {
  const touched = await scope.rows
    .selectFrom('shipment_lines')
    .select(['order_line_id', 'order_id'])
    .where('shipment_id', 'in', shipments)
    .execute()
  await scope.rows
    .updateTable('shipment_lines')
    .set({ opened_at: its(scope, 'opened_at'), is_open: its(scope, 'is_open'), expected_on: its(scope, 'expected_on') })
    .where('shipment_lines.shipment_id', 'in', shipments)
    .where('shipment_lines.elsewhere', '=', 1)
    .execute()
  const lines = inOrder(touched.map((row) => row.order_line_id))
  for (let from = 0; from < lines.length; from += 1000) {
    await scope.rows
      .updateTable('order_lines')
      .set({ shipped_quantity: carried(shippedStatuses, scope), delivered_quantity: carried(deliveredStatuses, scope) })
      .where('order_lines.id', 'in', lines.slice(from, from + 1000))
      .execute()
  }
  return inOrder(touched.map((row) => row.order_id))
}

const carried = (statuses: readonly ShipmentStatus[], scope: Projecting) =>
  scope.rows
    .selectFrom('shipment_lines as carried')
    .innerJoin('shipments as by', 'by.id', 'carried.shipment_id')
    .select(({ fn }) => fn.coalesce(fn.sum<string>('carried.quantity'), sql<string>`0`).as('quantity'))
    .whereRef('carried.order_line_id', '=', sql.ref('order_lines.id'))
    .where('by.status', 'in', statuses)

/** What lines elsewhere keep of their shipment. */
const its = <C extends 'opened_at' | 'is_open' | 'expected_on'>(scope: Projecting, column: C) =>
  scope.rows
    .selectFrom('shipments as of')
    .select(`of.${column} as value`)
    .whereRef('of.id', '=', sql.ref('shipment_lines.shipment_id')) as never
