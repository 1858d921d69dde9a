import type { ExpressionBuilder, SelectQueryBuilder } from 'kysely'
import type { SeenBy } from '~/access/visibility'
import type { Direction, Position } from '~/database/keyset.server'
import { beyond, reading } from '~/database/keyset.server'
import type { Id } from '~/database/tables'
import type { Lane, OrderFilter } from './order-filter'
import { lanesOf } from './order-filter'
import type { Range } from './order-reach.server'
import { reachOf } from './order-reach.server'
import type { Found } from './order-search.server'

/** Everything about a list that is the same on each of its pages. */
export type OrderList = {
  filter: OrderFilter
  ranges: readonly Range[]
  account: { code: string; name: string } | null
  /** The addresses chosen; null for all. */
  places: readonly Id[] | null
  found: Found | null
  /** Placed from (inclusive) and until (exclusive). */
  from: Date | null
  until: Date | null
}

/** A stretch of a list that one query reads in order. By promised day what has no promise comes last, either way. */
export type Stretch = { kind: 'placed' | 'dated' | 'undated'; beyond: Position | null }

type Tables = SeenBy<'portal' | 'staff'>
export type Eb = ExpressionBuilder<Tables, never>
type Orders = SelectQueryBuilder<Tables & { o: Tables['orders'] }, 'o', { id: Id }>

/** Each reads one range of one index in the order of the list, and stops when the page is full. */
export function piecesOf(eb: Eb, list: OrderList, stretch: Stretch, direction: Direction, size: number) {
  const { filter, ranges, places, found } = list
  const sorted = (query: Orders) => inOrder(eb, query, stretch, direction, size)
  if (found) return [...foundPieces(eb, list, found, stretch, direction, size)]
  const lanes = lanesOf(filter)
  if (places) {
    const wanted = together(lanes)
    return places.map((id) => {
      const there = dated(inLane(orders(eb), wanted), list).where('o.ship_to_id', '=', id)
      return sorted(stretch.kind === 'placed' ? there.modifyFront(reading('o', 'order_place')) : there)
    })
  }
  return ranges.flatMap((range) =>
    lanes.map((lane) => {
      const query = dated(inLane(inRange(orders(eb), range), lane), list)
      return sorted(query.modifyFront(reading('o', `order_${reachOf(range)}${sortOf(lane, stretch)}`)))
    }),
  )
}

/** Each reach has an index for each of these. */
function sortOf({ open, statuses }: Lane, { kind }: Stretch): '' | '_state' | '_current' | '_day' | '_due' {
  if (kind !== 'placed') return open === null ? '_day' : '_due'
  if (statuses.length > 0) return '_state'
  return open === null ? '' : '_current'
}

const orders = (eb: Eb): Orders => eb.selectFrom('orders as o').select('o.id')

const inRange = (query: Orders, range: Range): Orders =>
  range === null
    ? query
    : query
        .where(`o.${range.column}`, '=', range.id)
        .$if(range.only !== null, (narrowed) => narrowed.where('o.account_id', 'in', range.only ?? []))

// One value compares with `=`: the engines then see a constant prefix of the index and read it in order.
const inLane = (query: Orders, { open, late, statuses }: Lane): Orders =>
  query
    .$if(open !== null, (narrowed) => narrowed.where('o.is_open', '=', open ?? 0))
    .$if(late !== null, (narrowed) => narrowed.where('o.late', '=', late ?? 0))
    .$if(statuses.length === 1, (narrowed) => narrowed.where('o.status', '=', statuses[0] ?? ''))
    .$if(statuses.length > 1, (narrowed) => narrowed.where('o.status', 'in', statuses))

/** All lanes as one condition, for what is too little to be worth several. */
const together = (lanes: readonly Lane[]): Lane => ({
  open: lanes.every((lane) => lane.open === lanes[0]?.open) ? (lanes[0]?.open ?? null) : null,
  late: lanes.every((lane) => lane.late === lanes[0]?.late) ? (lanes[0]?.late ?? null) : null,
  statuses: [...new Set(lanes.flatMap((lane) => lane.statuses))],
})

const dated = (query: Orders, { from, until }: OrderList): Orders =>
  query
    .$if(from !== null, (narrowed) => narrowed.where('o.placed_at', '>=', from ?? new Date(0)))
    .$if(until !== null, (narrowed) => narrowed.where('o.placed_at', '<', until ?? new Date(0)))

function inOrder(eb: Eb, query: Orders, stretch: Stretch, direction: Direction, size: number) {
  const at = stretch.kind === 'placed' ? ('o.placed_at' as const) : ('o.promised_on' as const)
  const { beyond: place } = stretch
  return query
    .select(`${at} as at`)
    .$if(stretch.kind === 'dated', (narrowed) => narrowed.where('o.promised_on', 'is not', null))
    .$if(stretch.kind === 'undated', (narrowed) => narrowed.where('o.promised_on', 'is', null))
    .$if(place !== null && stretch.kind === 'undated', (narrowed) =>
      narrowed.where('o.id', direction === 'asc' ? '>' : '<', place?.id ?? '0'),
    )
    .$if(place !== null && stretch.kind !== 'undated', (narrowed) =>
      narrowed.where(() => beyond(eb.ref(at as never), eb.ref('o.id' as never), place ?? { at: '', id: '0' }, direction)),
    )
    .orderBy(at, direction)
    .orderBy('o.id', direction)
    .limit(size)
}

function* foundPieces(eb: Eb, list: OrderList, found: Found, stretch: Stretch, direction: Direction, size: number) {
  const wanted = together(lanesOf(list.filter))
  const narrowed = (query: Orders) =>
    dated(inLane(query, wanted), list).$if(list.places !== null, (more) => more.where('o.ship_to_id', 'in', list.places ?? []))
  if (found.orders.length > 0) yield inOrder(eb, narrowed(orders(eb).where('o.id', 'in', found.orders)), stretch, direction, size)
  for (const range of list.ranges)
    for (const product of found.products) yield productPiece(eb, list, wanted, range, product, stretch, direction, size)
}

/** The orders of one product, by its lines. Of several lines with the product in one order the first one stands for it. */
function productPiece(
  eb: Eb,
  list: OrderList,
  lane: Lane,
  range: Range,
  product: Id,
  { beyond: place }: Stretch,
  direction: Direction,
  size: number,
) {
  const { from, until, places } = list
  const tested = lane.open !== null || lane.late !== null || lane.statuses.length > 0 || places !== null
  return eb
    .selectFrom('order_lines as l')
    .modifyFront(reading('l', range === null ? 'order_line_product' : `order_line_${reachOf(range)}_product`))
    .select(['l.order_id as id', 'l.placed_at as at'])
    .where('l.product_id', '=', product)
    .$if(range !== null, (query) => query.where(`l.${range?.column ?? 'account_id'}`, '=', range?.id ?? ''))
    .$if(Boolean(range?.only), (query) => query.where('l.account_id', 'in', range?.only ?? []))
    .$if(from !== null, (query) => query.where('l.placed_at', '>=', from ?? new Date(0)))
    .$if(until !== null, (query) => query.where('l.placed_at', '<', until ?? new Date(0)))
    .$if(place !== null, (query) =>
      query.where(() =>
        beyond(eb.ref('l.placed_at' as never), eb.ref('l.order_id' as never), place ?? { at: '', id: '0' }, direction),
      ),
    )
    .where((on) =>
      on.not(
        on.exists(
          on
            .selectFrom('order_lines as earlier')
            .select('earlier.id')
            .whereRef('earlier.order_id', '=', 'l.order_id')
            .whereRef('earlier.product_id', '=', 'l.product_id')
            .whereRef('earlier.id', '<', 'l.id'),
        ),
      ),
    )
    .$if(tested, (query) =>
      query.where((on) => {
        const its = dated(inLane(orders(eb).where('o.id', '=', on.ref('l.order_id')), lane), { ...list, from: null, until: null })
        return on.exists(places ? its.where('o.ship_to_id', 'in', places) : its)
      }),
    )
    .orderBy('l.placed_at', direction)
    .orderBy('l.order_id', direction)
    .limit(size)
}
