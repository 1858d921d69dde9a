import type { ExpressionBuilder, SelectQueryBuilder } from 'kysely'
import type { SeenBy } from '~/access/visibility'
import type { Direction, Position } from '~/database/keyset.server'
import { beyond, reading } from '~/database/keyset.server'
import type { Id } from '~/database/tables'
import type { Range } from '~/features/orders/order-reach.server'
import { reachOf } from '~/features/orders/order-reach.server'
import { isOpenStatus } from './request'
import type { RequestFilter } from './request-filter'
import { isQueue } from './request-filter'

/** Everything about a list that is the same on each of its pages. */
export type RequestList = {
  filter: RequestFilter
  ranges: readonly Range[]
  account: { code: string; name: string } | null
  /** Trees of which the reader sees what is shown to all of it, besides the ranges. */
  shared: readonly Id[]
  /** What a search found; null where there is none. */
  found: readonly Id[] | null
  personId: Id
}

type Tables = SeenBy<'portal' | 'staff'>
export type Eb = ExpressionBuilder<Tables, never>
type Requests = SelectQueryBuilder<Tables & { r: Tables['requests'] }, 'r', { id: Id }>

const requests = (eb: Eb): Requests => eb.selectFrom('requests as r').select('r.id')

/** Each reads one range of one index in the order of the list, and stops when the page is full. */
export function piecesOf(eb: Eb, list: RequestList, place: Position | null, direction: Direction, size: number) {
  const { filter, ranges, shared, found } = list
  const at = isQueue(filter) ? ('r.due_at' as const) : ('r.opened_at' as const)
  const sorted = (query: Requests) => {
    const narrowed = matching(query, filter).select(`${at} as at`)
    return (
      place === null ? narrowed : narrowed.where(() => beyond(eb.ref(at as never), eb.ref('r.id' as never), place, direction))
    )
      .orderBy(at, direction)
      .orderBy('r.id', direction)
      .limit(size)
  }
  if (found) return [sorted(inRanges(inView(requests(eb).where('r.id', 'in', found), list), ranges, shared))]
  const everyone = ranges.includes(null)
  const cuts = isQueue(filter) ? queueCuts(list, everyone) : [{ cut: (query: Requests) => inView(query, list), index: '' }]
  const reach = [
    ...ranges.map((range) => ({ name: reachOf(range), within: (query: Requests) => inRange(query, range) })),
    ...shared.map((root) => ({
      name: 'shared',
      within: (query: Requests) => query.where('r.root_account_id', '=', root).where('r.visibility', '=', 'tree'),
    })),
  ]
  return reach.flatMap(({ name, within }) =>
    cuts.map(({ cut, index }) =>
      sorted(cut(within(requests(eb))).modifyFront(reading('r', everyone ? index || 'request_recent' : indexOf(name, filter)))),
    ),
  )
}

/** Each reach of a member has an index of its own for what is open in the order of the queue, and for the rest. */
function indexOf(reach: string, filter: RequestFilter): string {
  if (isQueue(filter)) return `request_${reach}_due`
  return filter.view === 'all' || reach === 'shared' ? `request_${reach}` : `request_${reach}_open`
}

const waiting = ['waiting_customer', 'waiting_third'] as const

type QueueCut = { cut: (query: Requests) => Requests; index: string }

/** A queue is one range of an index, or over everything one for each status or kind; of a company what is open is little. */
function queueCuts({ filter, personId }: RequestList, everyone: boolean): QueueCut[] {
  const open = (query: Requests) => query.where('r.is_open', '=', 1)
  const { view, statuses, kinds } = filter
  if (view === 'mine') return [{ cut: (query) => open(query.where('r.assignee_id', '=', personId)), index: 'request_assignee' }]
  if (view === 'unassigned')
    return [{ cut: (query) => open(query.where('r.assignee_id', 'is', null)), index: 'request_assignee' }]
  const byStatus = view === 'waiting' ? waiting : everyone ? statuses : []
  if (byStatus.length > 0)
    return byStatus.map((status) => ({ cut: (query) => query.where('r.status', '=', status), index: 'request_status' }))
  if (everyone && kinds.length > 0)
    return kinds.map((kind) => ({ cut: (query) => open(query).where('r.kind', '=', kind), index: 'request_kind' }))
  return [{ cut: open, index: 'request_due' }]
}

/** What a view shows where it is not read as a queue: under a search, or of one company. */
function inView(query: Requests, { filter: { view }, personId }: RequestList): Requests {
  if (view === 'all') return query
  const open = query.where('r.is_open', '=', 1)
  if (view === 'mine') return open.where('r.assignee_id', '=', personId)
  if (view === 'unassigned') return open.where('r.assignee_id', 'is', null)
  return view === 'waiting' ? open.where('r.status', 'in', waiting) : open
}

const matching = (query: Requests, { statuses, kinds, view, tag }: RequestFilter): Requests => {
  const wanted = view === 'all' ? statuses : statuses.filter(isOpenStatus)
  return tagged(query, tag)
    .$if(statuses.length > 0, (narrowed) => narrowed.where('r.status', 'in', wanted))
    .$if(kinds.length > 0, (narrowed) => narrowed.where('r.kind', 'in', kinds))
}

/** Only staff can ask for a tag: a scope of members has no such table, and throws. */
const tagged = (query: Requests, tag: string | null): Requests =>
  tag === null
    ? query
    : ((query as unknown as SelectQueryBuilder<Tables & SeenBy<'staff'> & { r: Tables['requests'] }, 'r', { id: Id }>)
        .innerJoin('request_tags as word', 'word.request_id', 'r.id')
        .where('word.tag', '=', tag) as unknown as Requests)

const inRange = (query: Requests, range: Range): Requests =>
  range === null
    ? query
    : query
        .where(`r.${range.column}`, '=', range.id)
        .$if(range.only !== null, (narrowed) => narrowed.where('r.account_id', 'in', range.only ?? []))

/** Where few rows were found already, all of the reach is one condition. */
const inRanges = (query: Requests, ranges: readonly Range[], shared: readonly Id[]): Requests =>
  ranges.includes(null)
    ? query
    : query.where((eb) =>
        eb.or([
          ...ranges.flatMap((range) => (range ? [eb(`r.${range.column}`, '=', range.id)] : [])),
          ...(shared.length > 0 ? [eb.and([eb('r.root_account_id', 'in', shared), eb('r.visibility', '=', 'tree')])] : []),
        ]),
      )
