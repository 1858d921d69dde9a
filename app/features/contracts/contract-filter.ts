import type { LocalDate } from '~/values/local-date'
import { isLocalDate } from '~/values/local-date'

/** What a list of contracts shows, as its URL says it. What is open comes in the order of the day to mind next, the rest the other way round. */
export const contractViews = ['open', 'notice', 'ended', 'all'] as const
/** What staff see besides: those of which a date or a term is missing. */
export const staffViews = [...contractViews, 'incomplete'] as const
export type ContractView = (typeof staffViews)[number]
export type ContractFilter = {
  /** Looked for: the beginning of a number or of a title. */
  q: string
  view: ContractView
  /** The day to mind next, from and until. */
  from: LocalDate | null
  to: LocalDate | null
  /** Code of an account, for its whole branch. */
  account: string | null
}

/** Nothing that is looked for is longer. */
const longest = 80
const day = (text: string | null): LocalDate | null => (text && isLocalDate(text) ? text : null)

/** Reads the search parameters of a list; what means nothing is left out, so that an old link still shows something. */
export function readContractFilter(search: URLSearchParams, audience: 'portal' | 'staff'): ContractFilter {
  const q = [...(search.get('q') ?? '').normalize('NFC').replace(/\s+/g, ' ').trim()].slice(0, longest).join('')
  const views = audience === 'staff' ? staffViews : contractViews
  return {
    q,
    // Who looks for a contract wants it whatever became of it.
    view: views.find((one) => one === search.get('view')) ?? (q === '' ? 'open' : 'all'),
    from: day(search.get('from')),
    to: day(search.get('to')),
    account: search.get('account')?.trim().slice(0, longest) || null,
  }
}

export const isSoonestFirst = (view: ContractView): boolean => view !== 'ended' && view !== 'all'
