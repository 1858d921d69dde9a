import type { LocalDate } from '~/values/local-date'
import { isLocalDate } from '~/values/local-date'

/** What a list of records with a day shows, as its URL says it. */
export type DatedFilter<V extends string> = {
  /** Looked for; what it is compared with is the list's. */
  q: string
  view: V
  /** The record's day, from and until. */
  from: LocalDate | null
  to: LocalDate | null
  /** Code of an account, for its whole branch. */
  account: string | null
}

/** Nothing that is looked for is longer. */
const longest = 80
const day = (text: string | null): LocalDate | null => (text && isLocalDate(text) ? text : null)

/**
 * Reads the search parameters of a list; what means nothing is left out, so that an old link still shows something. Without a view it
 * is what is open, and for whoever looks for something all, since they want it whatever became of it.
 */
export function readDatedFilter<V extends string>(search: URLSearchParams, views: readonly V[]): DatedFilter<V | 'open' | 'all'> {
  const q = [...(search.get('q') ?? '').normalize('NFC').replace(/\s+/g, ' ').trim()].slice(0, longest).join('')
  return {
    q,
    view: views.find((one) => one === search.get('view')) ?? (q === '' ? 'open' : 'all'),
    from: day(search.get('from')),
    to: day(search.get('to')),
    account: search.get('account')?.trim().slice(0, longest) || null,
  }
}
