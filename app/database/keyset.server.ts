import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto'
import type { Expression, OperationNodeSource, RawBuilder, SqlBool } from 'kysely'
import { sql } from 'kysely'
import { env } from '~/env.server'
import type { Id } from './tables'

/**
 * Paging by position: a page begins after (or before) the place of a row in the order of the list, and each piece of the reach
 * reads its own range of an index. No offset, no count; a page costs the same wherever it is.
 */

/** How a list is sorted: newest first is 'desc'. Ids break ties in the same direction. */
export type Direction = 'asc' | 'desc'
export const turned = (direction: Direction): Direction => (direction === 'asc' ? 'desc' : 'asc')

/** The place of a row: what the list is sorted by (an instant, or a day as text), then its id. */
export type Position = { at: Date | string; id: Id }

/** Rows beyond a place, as two ranges of an index over (at, id). */
export function beyond(
  at: Expression<unknown>,
  id: Expression<unknown>,
  place: Position,
  direction: Direction,
): RawBuilder<SqlBool> {
  const sign = direction === 'asc' ? sql`>` : sql`<`
  return sql<SqlBool>`(${at} ${sign} ${place.at} or (${at} = ${place.at} and ${id} ${sign} ${place.id}))`
}

/**
 * Names the index that a piece reads, for `modifyFront`. MySQL weighs all indexes that begin alike, and may read a whole tree through
 * the wrong one and sort it; MariaDB finds the right one itself, and sees a comment. Only literal names: they go in unquoted.
 */
export const reading = (alias: string, index: string): RawBuilder<unknown> => sql.raw(`/*+ INDEX(${alias} ${index}) */`)

/** A query of `id` and `at`, sorted and cut. Built from the expression builder of the query that it becomes part of. */
type Piece = OperationNodeSource
export type Placed<A> = { id: Id; at: A }

/** One list of places from such pieces. `once` where two of them may hold the same row. */
export function mergedPieces<A>(
  pieces: readonly Piece[],
  direction: Direction,
  limit: number,
  once = false,
): RawBuilder<Placed<A>> {
  const [only] = pieces
  if (only && pieces.length === 1) return sql<Placed<A>>`${only}`
  const parts = pieces.map((piece, index) => sql`select id, at from ${piece} as ${sql.ref(`piece_${index}`)}`)
  const union = sql.join(parts, once ? sql` union ` : sql` union all `)
  const order = direction === 'asc' ? sql`at asc, id asc` : sql`at desc, id desc`
  return sql<Placed<A>>`(select id, at from (${union}) as pieces order by ${order} limit ${sql.lit(limit)})`
}

// ---- Cursors -----------------------------------------------------------------------------------------------------------------

const keyOf = (use: string) => createHmac('sha256', env.SECRET).update(`cursor ${use}`).digest()
const sealing = keyOf('seal')
const hiding = keyOf('hide')
const markLength = 8

const markOf = (list: string, text: string): Buffer =>
  createHmac('sha256', sealing).update(list).update('\0').update(text).digest().subarray(0, markLength)
const vectorOf = (mark: Buffer): Buffer => Buffer.concat([mark, mark])

/**
 * A place as text for the URL. It says nothing to whoever reads it (an id never shows), is the same for the same place, and is of
 * no use for another list or sort than `list` names.
 */
export function sealCursor(list: string, place: readonly (string | null)[]): string {
  const text = JSON.stringify(place)
  const mark = markOf(list, text)
  const cipher = createCipheriv('aes-256-ctr', hiding, vectorOf(mark))
  return Buffer.concat([mark, cipher.update(text, 'utf8'), cipher.final()]).toString('base64url')
}

/** The place in a cursor; null for anything that this server did not seal for this list. */
export function openCursor(list: string, cursor: string | null): (string | null)[] | null {
  if (!cursor || cursor.length > 400) return null
  const bytes = Buffer.from(cursor, 'base64url')
  if (bytes.length <= markLength) return null
  const mark = bytes.subarray(0, markLength)
  const cipher = createDecipheriv('aes-256-ctr', hiding, vectorOf(mark))
  const text = Buffer.concat([cipher.update(bytes.subarray(markLength)), cipher.final()]).toString('utf8')
  return timingSafeEqual(mark, markOf(list, text)) ? (JSON.parse(text) as (string | null)[]) : null
}

// ---- Pages -------------------------------------------------------------------------------------------------------------------

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
