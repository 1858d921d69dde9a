import type { Direction } from '~/database/keyset.server'
import { mergedPieces, openCursor, sealCursor, turned } from '~/database/keyset.server'
import type { Id } from '~/database/tables'
import type { LocalDate } from '~/values/local-date'
import { addDays, dayIn, instantIn } from '~/values/local-date'
import type { OrderStatus } from './order'
import { daysLate } from './order'
import type { OrderFilter } from './order-filter'
import { lanesOf } from './order-filter'
import type { Eb, OrderList, Stretch } from './order-pieces.server'
import { piecesOf } from './order-pieces.server'
import { placesOf } from './order-places.server'
import { priced } from './order-prices.server'
import type { Reads } from './order-reach.server'
import { rangesOf } from './order-reach.server'
import type { Found } from './order-search.server'
import { findOrders, mostNumbers } from './order-search.server'

export type OrderRow = {
  number: string
  poNumber: string | null
  placedAt: Date
  status: OrderStatus
  open: boolean
  late: boolean
  /** Of an open order so far, of a finished one for good; 0 where it was on time or nothing was promised. */
  daysLate: number
  firstPromisedOn: LocalDate | null
  promisedOn: LocalDate | null
  deliveredAt: Date | null
  shippedAt: Date | null
  holdReason: string | null
  contents: string
  linesCount: number
  city: string | null
  /** Null where the reader's role sees no prices. */
  total: string | null
  currency: string
  account: { code: string; name: string }
}

export type OrderPage = {
  rows: OrderRow[]
  /** Cursors of the pages around this one; null where there is none. */
  before: string | null
  after: string | null
  /** The account chosen by the filter. */
  account: { code: string; name: string } | null
  /** What a search did not look at. */
  cut: { numbers: boolean; products: boolean } | null
}

export const pageSize = 25

/** One page of the orders that the filter shows, from its URL's `after` or `before`. A cursor of another sort begins anew. */
export async function listOrders(
  scope: Reads,
  filter: OrderFilter,
  at: { after: string | null; before: string | null },
  size = pageSize,
): Promise<OrderPage> {
  return await pageOf(scope, await openList(scope, filter), at, size)
}

/** Looks up what the filter names: account, address, and what the search means. Refuses (404) an account out of reach. */
export async function openList(scope: Reads, filter: OrderFilter): Promise<OrderList> {
  const { ranges, account } = await rangesOf(scope, filter.account)
  const zone = scope.who.timeZone
  const [places, found] = await Promise.all([
    filter.shipTo === null ? null : placesOf(scope, ranges, filter.shipTo),
    filter.q === '' ? null : findOrders(scope, ranges, filter.q),
  ])
  const list: OrderList = {
    filter,
    ranges,
    account,
    places,
    found,
    from: filter.from ? instantIn(`${filter.from}T00:00`, zone) : null,
    until: filter.to ? instantIn(`${addDays(filter.to, 1)}T00:00`, zone) : null,
  }
  return filter.sort === 'promised' && found && found.products.length > 0 ? await withoutProducts(scope, list, found) : list
}

/** Lines are in the order in which they were placed; for another sort the newest orders of the products are taken as they are. */
async function withoutProducts(scope: Reads, list: OrderList, found: Found): Promise<OrderList> {
  const newest: OrderList = {
    ...list,
    filter: { ...list.filter, sort: 'placed', direction: 'desc' },
    found: { ...found, orders: [] },
  }
  const orders = await readIds(scope, newest, mostNumbers + 1)
  const all = [...new Set([...found.orders, ...orders])]
  return {
    ...list,
    found: { ...found, orders: all, products: [], numbersCut: found.numbersCut || orders.length > mostNumbers },
  }
}

// ---- One page ----------------------------------------------------------------------------------------------------------------

const listName = (filter: OrderFilter) => `orders ${filter.sort} ${filter.direction}`

export async function pageOf(
  scope: Reads,
  list: OrderList,
  at: { after: string | null; before: string | null },
  size: number,
): Promise<OrderPage> {
  const name = listName(list.filter)
  const after = openCursor(name, at.after)
  const before = after ? null : openCursor(name, at.before)
  const rows = await readRows(scope, list, placeOf(after ?? before), before !== null, size + 1)
  const shown = before ? rows.slice(0, size).reverse() : rows.slice(0, size)
  const more = rows.length > size
  const cursor = (row: (typeof rows)[number] | undefined) => (row ? sealCursor(name, positionOf(list.filter, row)) : null)
  return {
    rows: shown.map((row) => asRow(row, scope.now)),
    before: after || (before && more) ? cursor(shown[0]) : null,
    after: before || more ? cursor(shown.at(-1)) : null,
    account: list.account,
    cut: list.found && { numbers: list.found.numbersCut, products: list.found.productsCut },
  }
}

type Placed = { at: string | null; id: Id }
const placeOf = (cursor: (string | null)[] | null): Placed | null =>
  cursor ? { at: cursor[0] ?? null, id: cursor[1] ?? '0' } : null
const positionOf = ({ sort }: OrderFilter, row: Row): [string | null, Id] => [
  sort === 'placed' ? row.placed_at.toISOString() : row.promised_on,
  row.id,
]

function stretchesFrom({ sort }: OrderFilter, place: Placed | null, backwards: boolean): Stretch[] {
  if (sort === 'placed') return [{ kind: 'placed', beyond: place && { at: new Date(place.at ?? 0), id: place.id } }]
  const dated: Stretch = { kind: 'dated', beyond: place?.at ? { at: place.at, id: place.id } : null }
  const undated: Stretch = { kind: 'undated', beyond: place && place.at === null ? { at: '', id: place.id } : null }
  if (place === null) return backwards ? [undated, dated] : [dated, undated]
  if (backwards) return place.at === null ? [undated, dated] : [dated]
  return place.at === null ? [undated] : [dated, undated]
}

async function readRows(scope: Reads, list: OrderList, place: Placed | null, backwards: boolean, size: number): Promise<Row[]> {
  const direction = backwards ? turned(list.filter.direction) : list.filter.direction
  const rows: Row[] = []
  for (const stretch of stretchesFrom(list.filter, place, backwards)) {
    const query = pageQuery(scope, list, stretch, direction, size - rows.length)
    if (query && rows.length < size) rows.push(...(await query.execute()))
  }
  return rows
}

async function readIds(scope: Reads, list: OrderList, size: number): Promise<Id[]> {
  const rows = await scope.rows
    .selectFrom((eb: Eb) => {
      const pieces = piecesOf(eb, list, { kind: 'placed', beyond: null }, 'desc', size)
      return mergedPieces<Date>(pieces, 'desc', size, true).as('page')
    })
    .select('page.id')
    .execute()
  return rows.map((row) => row.id)
}

/** Null where the filter contradicts itself. */
export function pageQuery(scope: Reads, list: OrderList, stretch: Stretch, direction: Direction, size: number) {
  const { filter, found, places } = list
  if (lanesOf(filter).length === 0 || places?.length === 0) return null
  if (found && found.orders.length === 0 && found.products.length === 0) return null
  return scope.rows
    .selectFrom((eb: Eb) =>
      mergedPieces<Date | string>(piecesOf(eb, list, stretch, direction, size), direction, size, found !== null).as('page'),
    )
    .innerJoin('orders as o', 'o.id', 'page.id')
    .innerJoin('accounts as a', 'a.id', 'o.account_id')
    .leftJoin('addresses as place', 'place.id', 'o.ship_to_id')
    .select(['o.id', 'o.number', 'o.po_number', 'o.placed_at', 'o.status', 'o.is_open', 'o.late', 'o.days_late'])
    .select(['o.first_promised_on', 'o.promised_on', 'o.shipped_at', 'o.delivered_at', 'o.hold_reason', 'o.contents'])
    .select(['o.lines_count', 'o.currency', 'place.city', 'place.time_zone', 'a.code', 'a.name', 'a.time_zone as account_zone'])
    .select(priced(scope, 'o', 'total'))
    .orderBy('page.at', direction)
    .orderBy('page.id', direction)
}
type Row = Awaited<ReturnType<NonNullable<ReturnType<typeof pageQuery>>['execute']>>[number]

function asRow(row: Row, now: Date): OrderRow {
  const open = row.is_open === 1
  const promise = { firstPromisedOn: row.first_promised_on, promisedOn: row.promised_on }
  const today = dayIn(now, row.time_zone ?? row.account_zone)
  return {
    number: row.number,
    poNumber: row.po_number,
    placedAt: row.placed_at,
    status: row.status as OrderStatus,
    open,
    late: row.late === 1,
    daysLate: open ? (row.late === 1 ? daysLate(promise, null, today) : 0) : (row.days_late ?? 0),
    ...promise,
    deliveredAt: row.delivered_at,
    shippedAt: row.shipped_at,
    holdReason: row.hold_reason,
    contents: row.contents,
    linesCount: row.lines_count,
    city: row.city,
    total: row.total,
    currency: row.currency,
    account: { code: row.code, name: row.name },
  }
}
