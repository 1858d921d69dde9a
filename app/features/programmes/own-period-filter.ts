import { soughtIn } from './programme-filter'

/** What the list of a distributor's periods shows, as it stands in the URL. */
export const ownPeriodViews = ['all', 'open', 'sent', 'accepted', 'disputed'] as const
export type OwnPeriodView = (typeof ownPeriodViews)[number]
export type OwnPeriodFilter = {
  /** Looked for: the beginning of a programme's code or name, or of a statement's number. */
  q: string
  /** Code of a programme. */
  programme: string | null
  /** The year in which periods begin. */
  year: string | null
  view: OwnPeriodView
}

/** Reads the search parameters of the list; what means nothing is left out, so that an old link still shows something. */
export function readOwnPeriodFilter(search: URLSearchParams): OwnPeriodFilter {
  const year = search.get('year') ?? ''
  return {
    q: soughtIn(search),
    programme: soughtIn(search, 'programme') || null,
    year: /^[12]\d{3}$/.test(year) ? year : null,
    view: ownPeriodViews.find((one) => one === search.get('view')) ?? 'all',
  }
}
