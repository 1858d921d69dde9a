import type { Availability } from './proposal'
import { availabilities } from './proposal'

/** What the list of items shows, as it stands in the URL. */
export type ItemFilter = {
  q: string
  availability: Availability | null
  discontinued: boolean
  /** Code of a company: its items, and those of the companies below it. */
  account: string | null
}

export function readItemFilter(search: URLSearchParams): ItemFilter {
  const availability = search.get('availability')
  return {
    q: [...(search.get('q') ?? '').normalize('NFC').replace(/\s+/g, ' ').trim()].slice(0, 100).join(''),
    availability: availabilities.find((one) => one === availability) ?? null,
    discontinued: search.get('discontinued') === '1',
    account: search.get('account')?.slice(0, 40) || null,
  }
}

export const isNarrowed = ({ q, availability, discontinued, account }: ItemFilter): boolean =>
  q !== '' || availability !== null || discontinued || account !== null
