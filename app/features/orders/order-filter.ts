import type { LocalDate } from '~/values/local-date'
import { isLocalDate } from '~/values/local-date'
import type { OrderStatus } from './order'
import { orderStatuses } from './order'

/** What a list of orders shows, as its URL says it. */
export type OrderView = 'all' | 'open' | 'late'
export type OrderSort = 'placed' | 'promised'
export type OrderFilter = {
  /** Looked for: a number, a PO, a reference, a tracking number, a product. */
  q: string
  view: OrderView
  statuses: readonly OrderStatus[]
  /** Placed from and until, days of the reader. */
  from: LocalDate | null
  to: LocalDate | null
  /** Code of an account, for its whole branch. */
  account: string | null
  /** Key of a ship-to address. */
  shipTo: string | null
  sort: OrderSort
  direction: 'asc' | 'desc'
}

export const everyOrder: OrderFilter = {
  q: '',
  view: 'all',
  statuses: [],
  from: null,
  to: null,
  account: null,
  shipTo: null,
  sort: 'placed',
  direction: 'desc',
}

/** Nothing that is looked for is longer. */
const longest = 80
const day = (text: string | null): LocalDate | null => (text && isLocalDate(text) ? text : null)
const oneOf = <T extends string>(known: readonly T[], text: string | null, otherwise: T): T =>
  known.includes(text as T) ? (text as T) : otherwise

/** Reads the search parameters of a list; what means nothing is left out, so that an old link still shows something. */
export function readFilter(search: URLSearchParams): OrderFilter {
  const sort = search.get('sort') ?? '-placed'
  const wanted = new Set(search.getAll('status').flatMap((one) => one.split(',')))
  const statuses = orderStatuses.filter((one) => wanted.has(one))
  return {
    q: [...(search.get('q') ?? '').normalize('NFC').replace(/\s+/g, ' ').trim()].slice(0, longest).join(''),
    view: oneOf(['all', 'open', 'late'], search.get('view'), 'all'),
    statuses: statuses.length === orderStatuses.length ? [] : statuses,
    from: day(search.get('from')),
    to: day(search.get('to')),
    account: search.get('account')?.trim().slice(0, longest) || null,
    shipTo: /^[0-9a-f]{8,64}$/.test(search.get('ship_to') ?? '') ? search.get('ship_to') : null,
    sort: oneOf(['placed', 'promised'], sort.replace(/^-/, ''), 'placed'),
    direction: sort.startsWith('-') ? 'desc' : 'asc',
  }
}

/** Whether a list shows less than everything in reach, apart from the account chosen for the whole page. */
export const isNarrowed = (filter: OrderFilter): boolean =>
  filter.q !== '' ||
  filter.view !== 'all' ||
  filter.statuses.length > 0 ||
  filter.from !== null ||
  filter.to !== null ||
  filter.shipTo !== null

/** Statuses in which an order may be open, and may have ended (see `isOpen`). */
const mayBeOpen = (status: OrderStatus): boolean => status !== 'delivered' && status !== 'cancelled'
const mayHaveEnded = (status: OrderStatus): boolean =>
  status === 'delivered' || status === 'cancelled' || status === 'shipped' || status === 'part_delivered'

/** One condition that an index reads as a range: what is left open is null or empty. */
export type Lane = { open: 0 | 1 | null; late: 0 | 1 | null; statuses: readonly OrderStatus[] }

/**
 * A filter's view and statuses as lanes that do not overlap, each of which one index reads in the order of the list. By placing
 * time a status is a lane of its own; by promised day what is open and what has ended are.
 */
export function lanesOf({ view, statuses, sort }: Pick<OrderFilter, 'view' | 'statuses' | 'sort'>): Lane[] {
  const open = view === 'all' ? null : 1
  const late = view === 'late' ? 1 : null
  const possible = open === 1 ? statuses.filter(mayBeOpen) : statuses
  if (statuses.length === 0) return [{ open, late, statuses: [] }]
  if (sort === 'placed') return possible.map((status) => ({ open, late, statuses: [status] }))
  const lanes: Lane[] = [{ open: 1, late, statuses: possible.filter(mayBeOpen) }]
  if (open === null) lanes.push({ open: 0, late: null, statuses: possible.filter(mayHaveEnded) })
  return lanes.filter((lane) => lane.statuses.length > 0)
}
