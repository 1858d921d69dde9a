import type { Expression, ExpressionBuilder, SelectQueryBuilder, SqlBool } from 'kysely'
import type { SeenBy } from '~/access/visibility'
import type { Direction, Position } from '~/database/keyset.server'
import { beyond, reading } from '~/database/keyset.server'
import type { Id } from '~/database/tables'
import type { Range } from '~/features/orders/order-reach.server'
import { reachOf } from '~/features/orders/order-reach.server'
import { isOpenShipment, silenceAllowed, transportModes, underWay } from './shipment'
import type { Lane, ShipmentFilter } from './shipment-filter'
import { lanesOf } from './shipment-filter'

/** Everything about a list that is the same on each of its pages. */
export type ShipmentList = {
  filter: ShipmentFilter
  ranges: readonly Range[]
  account: { code: string; name: string } | null
  /** What a search found; null where nothing is looked for. */
  found: { shipments: readonly Id[]; cut: boolean } | null
  /** Opened from (inclusive) and until (exclusive). */
  from: Date | null
  until: Date | null
  now: Date
}

/** A stretch of a list that one query reads in order. By expected day what has none comes last, either way. */
export type Stretch = { kind: 'opened' | 'dated' | 'undated' | 'silent'; beyond: Position | null }

type Tables = SeenBy<'portal' | 'staff'>
export type Eb = ExpressionBuilder<Tables, never>
type ByShipment = ExpressionBuilder<{ s: Tables['shipments'] }, 's'>
type ByLine = ExpressionBuilder<{ l: Tables['shipment_lines'] }, 'l'>

/**
 * Each reads one range of one index in the order of the list, and stops when the page is full. Shipments to somebody else that
 * carry lines of the reach are pieces of their own: those read the lines.
 */
export function piecesOf(eb: Eb, list: ShipmentList, stretch: Stretch, direction: Direction, size: number) {
  const lanes = lanesOf(list.filter)
  const cut: Cut = { stretch, direction, size }
  if (list.found) {
    const wanted = eb.selectFrom('shipments as s').where('s.id', 'in', list.found.shipments)
    return [inOrder(eb, wanted, tests(eb, list, together(lanes)), cut)]
  }
  return list.ranges.flatMap((range) => [
    ...lanes.map((lane) => inOrder(eb, by(inRange(eb, range), indexOf(range, lane, stretch)), tests(eb, list, lane), cut)),
    ...(range === null ? [] : piecesElsewhere(eb, list, range, lanes, cut)),
  ])
}

/** What has fallen silent has an index of its own for the staff alone: of one account it is few. */
function indexOf(range: Range, { open, statuses }: Lane, { kind }: Stretch): string | null {
  const own = `shipment_${reachOf(range)}`
  if (kind === 'silent') return range === null ? 'shipment_silent' : null
  if (kind !== 'opened') return `${own}_due`
  if (statuses.length > 0) return `${own}_state`
  return open === null ? own : `${own}_current`
}

/** What was lost or came back is so rare that it is found from the shipments, and what is under way so little that it may be sorted. */
function lineIndexOf(range: NonNullable<Range>, lane: Lane, { kind }: Stretch): string | null {
  const [own, open] = [`shipment_line_${reachOf(range)}`, openIn(lane)]
  if (kind === 'silent') return null
  if (kind !== 'opened' || open === 1) return `${own}_due`
  return open === 0 && !lane.statuses.includes('delivered') ? null : `${own}_list`
}
const by = (query: Shipments, index: string | null) => (index ? query.modifyFront(reading('s', index)) : query)

/** By day of opening one piece reads the lines in the order of the list; by expected day what is under way and what has ended do. */
function piecesElsewhere(eb: Eb, list: ShipmentList, range: NonNullable<Range>, lanes: readonly Lane[], cut: Cut) {
  const parts = cut.stretch.kind === 'opened' ? [together(lanes)] : lanes
  return parts.map((lane) => elsewhere(eb, range, lane, [...tests(eb, list, lane), ...within(eb, list, cut)], cut))
}

/** Whether what a lane wants is under way, has ended, or may be either. */
function openIn({ open, statuses }: Lane): 0 | 1 | null {
  if (open !== null || statuses.length === 0) return open
  if (statuses.every(isOpenShipment)) return 1
  return statuses.some(isOpenShipment) ? null : 0
}

/** What the lines know themselves is asked of them, so that an index answers it. */
function within(eb: Eb, { filter, from, until }: ShipmentList, { stretch }: Cut): Tests {
  const on = eb as unknown as ByLine
  if (stretch.kind === 'silent' || stretch.kind === 'undated') return []
  if (stretch.kind === 'opened')
    return [from !== null && on('l.opened_at', '>=', from), until !== null && on('l.opened_at', '<', until)].filter(
      (test) => test !== false,
    )
  return [
    filter.expectedFrom !== null && on('l.expected_on', '>=', filter.expectedFrom),
    filter.expectedTo !== null && on('l.expected_on', '<=', filter.expectedTo),
  ].filter((test) => test !== false)
}

type Cut = { stretch: Stretch; direction: Direction; size: number }
type Tests = readonly Expression<SqlBool>[]

const inRange = (eb: Eb, range: Range) =>
  eb
    .selectFrom('shipments as s')
    .$if(range !== null, (query) => query.where(`s.${range?.column ?? 'account_id'}`, '=', range?.id ?? ''))
    .$if(Boolean(range?.only), (query) => query.where('s.account_id', 'in', range?.only ?? []))

/** All lanes as one condition, for what is too little to be worth several. */
const together = (lanes: readonly Lane[]): Lane => ({
  open: lanes.every((lane) => lane.open === lanes[0]?.open) ? (lanes[0]?.open ?? null) : null,
  late: lanes[0]?.late ?? null,
  statuses: [...new Set(lanes.flatMap((lane) => lane.statuses))],
})

/** What a shipment of the list has to be, apart from being in the range. */
function tests(eb: Eb, { filter, from, until, now }: ShipmentList, { open, late, statuses }: Lane): Tests {
  const on = eb as unknown as ByShipment
  const [status] = statuses
  return [
    open !== null && on('s.is_open', '=', open),
    late !== null && on('s.late', '=', late),
    // One value compares with `=`: the engines then see a constant prefix of the index and read it in order.
    status !== undefined && (statuses.length === 1 ? on('s.status', '=', status) : on('s.status', 'in', statuses)),
    from !== null && on('s.opened_at', '>=', from),
    until !== null && on('s.opened_at', '<', until),
    filter.expectedFrom !== null && on('s.expected_on', '>=', filter.expectedFrom),
    filter.expectedTo !== null && on('s.expected_on', '<=', filter.expectedTo),
    filter.view === 'stuck' && silent(on, now),
  ].filter((test) => test !== false)
}

/** Modes of transport by the days of silence that they explain. */
const patience = [...new Set(transportModes.map(silenceAllowed))].map((days) => ({
  days,
  modes: transportModes.filter((mode) => silenceAllowed(mode) === days),
}))
const usual = silenceAllowed(null)

/** Silent for longer than the mode of transport explains; says the same as `isStuck`. */
function silent(on: ByShipment, now: Date): Expression<SqlBool> {
  const before = (days: number) => on('s.last_event_at', '<', new Date(now.getTime() - days * 86_400_000))
  const others = patience.filter(({ days }) => days !== usual)
  const unusual = others.flatMap(({ modes }) => modes)
  return on.and([
    before(Math.min(...patience.map(({ days }) => days))),
    on('s.status', 'in', underWay),
    on.or([
      ...others.map(({ days, modes }) => on.and([on('s.mode', 'in', modes), before(days)])),
      on.and([on.or([on('s.mode', 'is', null), on('s.mode', 'not in', unusual)]), before(usual)]),
    ]),
  ])
}

const columns = { opened: 's.opened_at', dated: 's.expected_on', undated: 's.expected_on', silent: 's.last_event_at' } as const
type Shipments = SelectQueryBuilder<Tables & { s: Tables['shipments'] }, 's', object>

function inOrder(eb: Eb, query: Shipments, wanted: Tests, { stretch, direction, size }: Cut) {
  const at = columns[stretch.kind]
  return query
    .select(['s.id', `${at} as at`])
    .$if(wanted.length > 0, (more) => more.where(() => eb.and([...wanted])))
    .where(() => onward(eb, at, 's.id', stretch, direction))
    .orderBy(at, direction)
    .orderBy('s.id', direction)
    .limit(size)
}

/** Beyond the place where the page begins, within the stretch. */
function onward(eb: Eb, at: string, id: string, { kind, beyond: place }: Stretch, direction: Direction): Expression<SqlBool> {
  const [when, which] = [eb.ref(at as never), eb.ref(id as never)]
  const on = eb as unknown as ByShipment
  if (kind === 'undated') {
    const none = on(when as never, 'is', null)
    return place ? on.and([none, on(which as never, direction === 'asc' ? '>' : '<', place.id as never)]) : none
  }
  const known = kind === 'dated' ? [on(when as never, 'is not', null)] : []
  return on.and(place ? [...known, beyond(when, which, place, direction)] : known)
}

const kept = { opened: 'l.opened_at', dated: 'l.expected_on', undated: 'l.expected_on' } as const

/**
 * Shipments to somebody outside the account of the order, found by their lines; of several lines of one shipment within the range
 * the first one stands for it.
 */
function elsewhere(eb: Eb, range: NonNullable<Range>, lane: Lane, wanted: Tests, { stretch, direction, size }: Cut) {
  const open = openIn(lane)
  const index = lineIndexOf(range, lane, stretch)
  // What has fallen silent is asked by the staff of one branch: all that is under way to others.
  const [at, id] =
    stretch.kind === 'silent' ? ([columns.silent, 's.id'] as const) : ([kept[stretch.kind], 'l.shipment_id'] as const)
  return eb
    .selectFrom('shipment_lines as l')
    .innerJoin('shipments as s', 's.id', 'l.shipment_id')
    .$if(index !== null, (query) => query.modifyFront(reading('l', index ?? '')))
    .select(['l.shipment_id as id', `${at} as at`])
    .where(`l.${range.column}`, '=', range.id)
    .where('l.elsewhere', '=', 1)
    .$if(open !== null, (query) => query.where('l.is_open', '=', open ?? 0))
    .$if(range.only !== null, (query) => query.where('l.account_id', 'in', range.only ?? []))
    .where((on) =>
      on.not(
        on.exists(
          on
            .selectFrom('shipment_lines as earlier')
            .select('earlier.id')
            .whereRef('earlier.shipment_id', '=', 'l.shipment_id')
            .whereRef('earlier.order_line_id', '<', 'l.order_line_id')
            .where(`earlier.${range.column}`, '=', range.id)
            .where('earlier.elsewhere', '=', 1)
            .$if(range.only !== null, (query) => query.where('earlier.account_id', 'in', range.only ?? [])),
        ),
      ),
    )
    .$if(wanted.length > 0, (query) => query.where(() => eb.and([...wanted])))
    .where(() => onward(eb, at, id, stretch, direction))
    .orderBy(at, direction)
    .orderBy(id, direction)
    .limit(size)
}
