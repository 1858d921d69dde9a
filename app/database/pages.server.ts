import type { Direction, Position } from './keyset.server'
import { openCursor, sealCursor, turned } from './keyset.server'
import type { Id } from './tables'

/** One page of a list, with the cursors of the pages around it; null where there is none. */
export type Page<R> = { rows: R[]; before: string | null; after: string | null }
export type At = { after: string | null; before: string | null }

type List<R> = {
  /** Names list and sort, so that a cursor of another one begins anew. */
  name: string
  direction: Direction
  positionOf: (row: R) => { at: string; id: Id }
  /** Rows beyond a place in a direction, at most `limit`. */
  read: (place: Position | null, direction: Direction, limit: number) => Promise<R[]>
}

/** Reads the page that the URL's `after` or `before` names: forwards, or backwards and turned round. */
export async function readPage<R>({ name, direction, positionOf, read }: List<R>, at: At, size: number): Promise<Page<R>> {
  const after = openCursor(name, at.after)
  const back = after ? null : openCursor(name, at.before)
  const [value, id] = after ?? back ?? []
  const place = typeof value === 'string' && typeof id === 'string' ? { at: value, id } : null
  const backwards = back !== null && place !== null
  const found = await read(place, backwards ? turned(direction) : direction, size + 1)
  const more = found.length > size
  const rows = backwards ? found.slice(0, size).reverse() : found.slice(0, size)
  const cursor = (row: R | undefined) => {
    if (!row) return null
    const position = positionOf(row)
    return sealCursor(name, [position.at, position.id])
  }
  return {
    rows,
    before: (place && !backwards) || (backwards && more) ? cursor(rows[0]) : null,
    after: backwards || more ? cursor(rows.at(-1)) : null,
  }
}

/** The search parameters that name a page. */
export const pageAt = (search: URLSearchParams): At => ({ after: search.get('after'), before: search.get('before') })
