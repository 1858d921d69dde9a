import type { RequestKind, RequestStatus } from './request'
import { requestKinds, requestStatuses } from './request'

/** What a list of requests shows, as its URL says it. */
export const memberViews = ['open', 'all'] as const
export const deskViews = ['open', 'mine', 'unassigned', 'waiting', 'all'] as const
export type RequestView = (typeof deskViews)[number]

export type RequestFilter = {
  /** The beginning of a request's number, or the number of an order or shipment that it is about. */
  q: string
  view: RequestView
  statuses: readonly RequestStatus[]
  kinds: readonly RequestKind[]
  /** Code of an account, for its whole branch. */
  account: string | null
  /** A word that staff gave it; for them alone. */
  tag: string | null
}

export const everyRequest: RequestFilter = { q: '', view: 'all', statuses: [], kinds: [], account: null, tag: null }

/** Nothing that is looked for is longer. */
const longest = 60

function several<T extends string>(search: URLSearchParams, name: string, known: readonly T[]): T[] {
  const wanted = new Set(search.getAll(name).flatMap((one) => one.split(',')))
  const found = known.filter((one) => wanted.has(one))
  return found.length === known.length ? [] : found
}

/** Reads the search parameters of a list; what means nothing is left out, so that an old link still shows something. */
export function readRequestFilter(search: URLSearchParams, views: readonly RequestView[]): RequestFilter {
  const view = search.get('view') as RequestView
  const q = [...(search.get('q') ?? '').normalize('NFC').replace(/\s+/g, ' ').trim()].slice(0, longest).join('')
  return {
    q,
    // Who looks for a request wants it whatever became of it.
    view: views.includes(view) ? view : q === '' ? 'open' : 'all',
    statuses: several(search, 'status', requestStatuses),
    kinds: several(search, 'kind', requestKinds),
    account: search.get('account')?.trim().slice(0, longest) || null,
    // Members have no views but these two, and no tags.
    tag: (views.length > memberViews.length && search.get('tag')?.normalize('NFC').trim().slice(0, longest)) || null,
  }
}

export const isNarrowed = (filter: RequestFilter): boolean =>
  filter.q !== '' || filter.statuses.length > 0 || filter.kinds.length > 0 || filter.tag !== null

/** The queue is worked in the order in which answers are due; everything else is read newest first. */
export const isQueue = (filter: RequestFilter): boolean => filter.view !== 'all' && filter.q === '' && filter.account === null
