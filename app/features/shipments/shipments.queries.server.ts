import type { SqlBool } from 'kysely'
import { sql } from 'kysely'
import type { Direction } from '~/database/keyset.server'
import { mergedPieces, openCursor, sealCursor, turned } from '~/database/keyset.server'
import type { Id } from '~/database/tables'
import { rangesOf } from '~/features/orders/order-reach.server'
import type { Reads } from '~/features/registry.types'
import type { LocalDate } from '~/values/local-date'
import { addDays, dayIn, daysBetween, instantIn } from '~/values/local-date'
import type { ShipmentStatus } from './shipment'
import type { ShipmentFilter } from './shipment-filter'
import { lanesOf } from './shipment-filter'
import type { Eb, ShipmentList, Stretch } from './shipment-pieces.server'
import { piecesOf } from './shipment-pieces.server'
import { findShipments } from './shipment-search.server'

export type ShipmentRow = {
  number: string
  status: ShipmentStatus
  open: boolean
  late: boolean
  /** After the day first given: of an open shipment so far, of a delivered one for good; 0 where it was on time. */
  daysLate: number
  openedAt: Date
  shippedAt: Date | null
  firstExpectedOn: LocalDate | null
  expectedOn: LocalDate | null
  deliveredAt: Date | null
  /** The last news, and where it came from. */
  lastEventAt: Date | null
  lastPlace: string | null
  /** Of the place it goes to. */
  timeZone: string
  carrier: string | null
  mode: string | null
  trackingNumber: string | null
  packagesCount: number | null
  contents: string
  /** Where it goes; null where that is not the reader's to know. */
  city: string | null
  account: { code: string; name: string } | null
  /** The reader's orders that are in it: the first ones, and how many there are. */
  orders: { numbers: string[]; count: number }
}

export type ShipmentPage = {
  rows: ShipmentRow[]
  /** Cursors of the pages around this one; null where there is none. */
  before: string | null
  after: string | null
  /** The account chosen by the filter. */
  account: { code: string; name: string } | null
  /** A search found more than it looks at. */
  cut: boolean
}

export const pageSize = 25

/** One page of the shipments that the filter shows, from its URL's `after` or `before`. A cursor of another sort begins anew. */
export async function listShipments(
  scope: Reads,
  filter: ShipmentFilter,
  at: { after: string | null; before: string | null },
  size = pageSize,
): Promise<ShipmentPage> {
  return await pageOf(scope, await openList(scope, filter), at, size)
}

/** Looks up what the filter names: account, days, and what the search means. Refuses (404) an account out of reach. */
export async function openList(scope: Reads, filter: ShipmentFilter): Promise<ShipmentList> {
  const { ranges, account } = await rangesOf(scope, filter.account)
  const zone = scope.who.timeZone
  return {
    filter,
    ranges,
    account,
    found: filter.q === '' ? null : await findShipments(scope, ranges, filter.q),
    from: filter.from ? instantIn(`${filter.from}T00:00`, zone) : null,
    until: filter.to ? instantIn(`${addDays(filter.to, 1)}T00:00`, zone) : null,
    now: scope.now,
  }
}

const listName = (filter: ShipmentFilter) => `shipments ${filter.sort} ${filter.direction}`

export async function pageOf(
  scope: Reads,
  list: ShipmentList,
  at: { after: string | null; before: string | null },
  size: number,
): Promise<ShipmentPage> {
  const name = listName(list.filter)
  const after = openCursor(name, at.after)
  const before = after ? null : openCursor(name, at.before)
  const rows = await readRows(scope, list, placeOf(after ?? before), before !== null, size + 1)
  const shown = before ? rows.slice(0, size).reverse() : rows.slice(0, size)
  const more = rows.length > size
  const cursor = (row: Row | undefined) => (row ? sealCursor(name, positionOf(list.filter, row)) : null)
  const orders = await ordersOf(
    scope,
    shown.map((row) => row.id),
  )
  return {
    rows: shown.map((row) => asRow(row, orders.get(row.id) ?? [], scope.now)),
    before: after || (before && more) ? cursor(shown[0]) : null,
    after: before || more ? cursor(shown.at(-1)) : null,
    account: list.account,
    cut: list.found?.cut ?? false,
  }
}

type Placed = { at: string | null; id: Id }
const placeOf = (cursor: (string | null)[] | null): Placed | null =>
  cursor ? { at: cursor[0] ?? null, id: cursor[1] ?? '0' } : null
const positionOf = ({ sort }: ShipmentFilter, row: Row): [string | null, Id] => {
  const at = { opened: row.opened_at.toISOString(), expected: row.expected_on, silent: row.last_event_at?.toISOString() ?? null }
  return [at[sort], row.id]
}

function stretchesFrom({ sort, expectedFrom, expectedTo }: ShipmentFilter, place: Placed | null, backwards: boolean): Stretch[] {
  if (sort !== 'expected') return [{ kind: sort, beyond: place && { at: new Date(place.at ?? 0), id: place.id } }]
  const dated: Stretch = { kind: 'dated', beyond: place?.at ? { at: place.at, id: place.id } : null }
  if (expectedFrom || expectedTo) return [dated]
  const undated: Stretch = { kind: 'undated', beyond: place && place.at === null ? { at: '', id: place.id } : null }
  if (place === null) return backwards ? [undated, dated] : [dated, undated]
  if (backwards) return place.at === null ? [undated, dated] : [dated]
  return place.at === null ? [undated] : [dated, undated]
}

async function readRows(
  scope: Reads,
  list: ShipmentList,
  place: Placed | null,
  backwards: boolean,
  size: number,
): Promise<Row[]> {
  const direction = backwards ? turned(list.filter.direction) : list.filter.direction
  const rows: Row[] = []
  for (const stretch of stretchesFrom(list.filter, place, backwards)) {
    const query = pageQuery(scope, list, stretch, direction, size - rows.length)
    if (query && rows.length < size) rows.push(...(await query.execute()))
  }
  return rows
}

/** Null where the filter contradicts itself. */
export function pageQuery(scope: Reads, list: ShipmentList, stretch: Stretch, direction: Direction, size: number) {
  if (lanesOf(list.filter).length === 0 || list.found?.shipments.length === 0) return null
  return scope.rows
    .selectFrom((eb: Eb) =>
      mergedPieces<Date | string>(piecesOf(eb, list, stretch, direction, size), direction, size, true).as('page'),
    )
    .innerJoin('shipments as s', 's.id', 'page.id')
    .leftJoin('accounts as a', 'a.id', 's.account_id')
    .leftJoin('addresses as place', 'place.id', 's.ship_to_id')
    .select(['s.id', 's.number', 's.status', 's.is_open', 's.late', 's.opened_at', 's.shipped_at', 's.delivered_at'])
    .select(['s.first_expected_on', 's.expected_on', 's.last_event_at', 's.carrier', 's.mode', 's.tracking_number'])
    .select([
      's.packages_count',
      's.contents',
      'place.city',
      'place.time_zone',
      'a.code',
      'a.name',
      'a.time_zone as account_zone',
    ])
    .select((eb) => lastPlace(eb as unknown as Eb).as('last_place'))
    .orderBy('page.at', direction)
    .orderBy('page.id', direction)
}
type Row = Awaited<ReturnType<NonNullable<ReturnType<typeof pageQuery>>['execute']>>[number]

/** Where the last news came from. Built from the page's own query, which sees to what may be seen. */
const lastPlace = (eb: Eb) =>
  eb
    .selectFrom('tracking_events as e')
    .select('e.place')
    .where(() => sql<SqlBool>`${eb.ref('e.shipment_id' as never)} = s.id and ${eb.ref('e.account_id' as never)} = s.account_id`)
    .where(() => sql<SqlBool>`${eb.ref('e.happened_at' as never)} = s.last_event_at`)
    .where('e.classifier', '=', 'actual')
    .where('e.retracted_at', 'is', null)
    .orderBy('e.id', 'desc')
    .limit(1)

const mostOrders = 5

/** The orders that each shipment carries, as far as they are the reader's. */
export const ordersQuery = (scope: Reads, shipments: readonly Id[]) =>
  scope.rows
    .selectFrom('shipment_lines as l')
    .innerJoin('orders as o', 'o.id', 'l.order_id')
    .select(['l.shipment_id', 'o.number'])
    .distinct()
    .where('l.shipment_id', 'in', shipments)
    .orderBy('o.number')

async function ordersOf(scope: Reads, shipments: readonly Id[]): Promise<Map<Id, string[]>> {
  const numbers = new Map<Id, string[]>()
  if (shipments.length === 0) return numbers
  for (const { shipment_id, number } of await ordersQuery(scope, shipments).execute())
    numbers.set(shipment_id, [...(numbers.get(shipment_id) ?? []), number])
  return numbers
}

function asRow(row: Row, orders: string[], now: Date): ShipmentRow {
  const timeZone = row.time_zone ?? row.account_zone ?? 'UTC'
  return {
    number: row.number,
    status: row.status as ShipmentStatus,
    open: row.is_open === 1,
    late: row.late === 1,
    daysLate: lateness(row, timeZone, now),
    openedAt: row.opened_at,
    shippedAt: row.shipped_at,
    firstExpectedOn: row.first_expected_on,
    expectedOn: row.expected_on,
    deliveredAt: row.delivered_at,
    lastEventAt: row.last_event_at,
    lastPlace: row.last_place,
    timeZone,
    carrier: row.carrier,
    mode: row.mode,
    trackingNumber: row.tracking_number,
    packagesCount: row.packages_count,
    contents: row.contents,
    city: row.city,
    account: row.code && row.name ? { code: row.code, name: row.name } : null,
    orders: { numbers: orders.slice(0, mostOrders), count: orders.length },
  }
}

function lateness(row: Row, timeZone: string, now: Date): number {
  const first = row.first_expected_on ?? row.expected_on
  if (!first) return 0
  if (row.delivered_at) return Math.max(0, daysBetween(first, dayIn(row.delivered_at, timeZone)))
  if (row.late !== 1) return 0
  const today = dayIn(now, timeZone)
  return Math.max(0, daysBetween(first, row.expected_on && row.expected_on > today ? row.expected_on : today))
}
