import type { Availability } from './proposal'
import { availabilities } from './proposal'

/** What the list of items shows, as it stands in the URL. */
export type ItemFilter = { q: string; availability: Availability | null; discontinued: boolean }

export function readItemFilter(search: URLSearchParams): ItemFilter {
  const availability = search.get('availability')
  return {
    q: [...(search.get('q') ?? '').normalize('NFC').replace(/\s+/g, ' ').trim()].slice(0, 100).join(''),
    availability: availabilities.find((one) => one === availability) ?? null,
    discontinued: search.get('discontinued') === '1',
  }
}

export const isNarrowed = ({ q, availability, discontinued }: ItemFilter): boolean =>
  q !== '' || availability !== null || discontinued
