import type { PurchaseState } from './acknowledgement'
import { purchaseStates } from './acknowledgement'

/** What a list of purchase orders shows, as it stands in the URL. */
export type PurchaseFilter = { q: string; state: PurchaseState | null }

const longest = 80

/** Who looks for a number wants it whatever became of it, else `usual` is shown where nothing is asked for. */
export function readPurchaseFilter(search: URLSearchParams, usual: PurchaseState | null = null): PurchaseFilter {
  const q = [...(search.get('q') ?? '').normalize('NFC').replace(/\s+/g, ' ').trim()].slice(0, longest).join('')
  const asked = search.get('state')
  const state = purchaseStates.find((one) => one === asked) ?? null
  return { q, state: state ?? (asked === 'all' || q !== '' ? null : usual) }
}
