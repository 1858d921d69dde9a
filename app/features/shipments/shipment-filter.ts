import type { LocalDate } from '~/values/local-date'
import { isLocalDate } from '~/values/local-date'
import type { ShipmentStatus } from './shipment'
import { isOpenShipment, shipmentStatuses } from './shipment'

/** What a list of shipments shows, as its URL says it. */
export const shipmentViews = ['all', 'open', 'late', 'stuck'] as const
export type ShipmentView = (typeof shipmentViews)[number]
/** `silent` is the order of the view `stuck` alone: by the last news. */
export type ShipmentSort = 'opened' | 'expected' | 'silent'
export type ShipmentFilter = {
  /** Looked for: a number, a tracking number, a package, a reference, an order, a PO. */
  q: string
  view: ShipmentView
  statuses: readonly ShipmentStatus[]
  /** Opened from and until, days of the reader. */
  from: LocalDate | null
  to: LocalDate | null
  /** Expected from and until, days of the place it goes to. */
  expectedFrom: LocalDate | null
  expectedTo: LocalDate | null
  /** Code of an account, for its whole branch. */
  account: string | null
  sort: ShipmentSort
  direction: 'asc' | 'desc'
}

export const everyShipment: ShipmentFilter = {
  q: '',
  view: 'all',
  statuses: [],
  from: null,
  to: null,
  expectedFrom: null,
  expectedTo: null,
  account: null,
  sort: 'opened',
  direction: 'desc',
}

/** Nothing that is looked for is longer. */
const longest = 80
const day = (text: string | null): LocalDate | null => (text && isLocalDate(text) ? text : null)
const oneOf = <T extends string>(known: readonly T[], text: string | null, otherwise: T): T =>
  known.includes(text as T) ? (text as T) : otherwise

/**
 * Reads the search parameters of a list; what means nothing is left out, so that an old link still shows something. Only the staff
 * ask who has fallen silent. A range of expected days is read in the order of those days.
 */
export function readFilter(search: URLSearchParams, audience: 'portal' | 'staff'): ShipmentFilter {
  const wanted = new Set(search.getAll('status').flatMap((one) => one.split(',')))
  const statuses = shipmentStatuses.filter((one) => wanted.has(one))
  const views = shipmentViews.filter((one) => one !== 'stuck' || audience === 'staff')
  const view = oneOf(views, search.get('view'), 'all')
  const expected = { expectedFrom: day(search.get('expected_from')), expectedTo: day(search.get('expected_to')) }
  return {
    q: [...(search.get('q') ?? '').normalize('NFC').replace(/\s+/g, ' ').trim()].slice(0, longest).join(''),
    view,
    statuses: statuses.length === shipmentStatuses.length ? [] : statuses,
    from: day(search.get('from')),
    to: day(search.get('to')),
    ...expected,
    account: search.get('account')?.trim().slice(0, longest) || null,
    ...orderOf(search.get('sort'), view, expected.expectedFrom !== null || expected.expectedTo !== null),
  }
}

function orderOf(asked: string | null, view: ShipmentView, ranged: boolean): Pick<ShipmentFilter, 'sort' | 'direction'> {
  if (view === 'stuck') return { sort: 'silent', direction: 'asc' }
  const usual = view === 'all' && !ranged ? '-opened' : 'expected'
  const text = ['opened', '-opened', 'expected', '-expected'].includes(asked ?? '') ? (asked ?? usual) : usual
  const sort = ranged || text.endsWith('expected') ? 'expected' : 'opened'
  return { sort, direction: text.startsWith('-') ? 'desc' : 'asc' }
}

/** Whether a list shows less than everything in reach, apart from the account chosen for the whole page. */
export const isNarrowed = (filter: ShipmentFilter): boolean =>
  filter.q !== '' ||
  filter.view !== 'all' ||
  filter.statuses.length > 0 ||
  [filter.from, filter.to, filter.expectedFrom, filter.expectedTo].some((one) => one !== null)

/** One condition that an index reads as a range: what is left open is null or empty. */
export type Lane = { open: 0 | 1 | null; late: 0 | 1 | null; statuses: readonly ShipmentStatus[] }

/**
 * A filter's view and statuses as lanes that do not overlap, each of which one index reads in the order of the list. By day of
 * opening a status is a lane of its own; by expected day what is open and what has ended are.
 */
export function lanesOf({ view, statuses, sort }: Pick<ShipmentFilter, 'view' | 'statuses' | 'sort'>): Lane[] {
  const open = view === 'all' ? null : 1
  const late = view === 'late' ? 1 : null
  const possible = statuses.filter((one) => open === null || isOpenShipment(one))
  if (statuses.length > 0 && possible.length === 0) return []
  if (sort === 'opened' && possible.length > 0) return possible.map((status) => ({ open: null, late, statuses: [status] }))
  if (sort !== 'expected' || open === 1) return [{ open, late, statuses: possible }]
  const lanes: Lane[] = [
    { open: 1, late, statuses: possible.filter(isOpenShipment) },
    { open: 0, late, statuses: possible.filter((one) => !isOpenShipment(one)) },
  ]
  return lanes.filter((lane) => statuses.length === 0 || lane.statuses.length > 0)
}

/** The package that the page of a shipment is narrowed to; null for all. */
export function packageOf(search: URLSearchParams): number | null {
  const asked = search.get('package') ?? ''
  return /^\d{1,6}$/.test(asked) ? Number(asked) : null
}
