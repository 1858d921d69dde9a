import { hash } from 'node:crypto'
import type { ImportEntity } from '~/features/import.types'
import { reason } from '~/values/columns'
import type { FileRow } from './csv.server'
import { Unreadable } from './formats'
import type { Parsed } from './loading'
import type { PlannedFeed } from './plan.server'

/** One cell, or one row, that is not taken, and why. */
export type Problem = { column: string; value: string; reason: string }

/** A row in plain writing, before it is checked; what is put aside for later is kept like this. */
export type Plain = Record<string, string | null>

/** The columns of a row in plain writing, or what is wrong with its cells. */
export function plainRow(feed: PlannedFeed, { cells }: FileRow): Plain | Problem[] {
  const spare = cells.slice(feed.width).some((cell) => cell.trim() !== '')
  if (cells.length < feed.width || spare)
    return [{ column: '', value: '', reason: reason('cells', { cells: cells.length, header: feed.width }) }]
  const plain: Plain = {}
  const problems: Problem[] = []
  for (const { name, read, from } of feed.columns) {
    const text = read(cells)
    if (text instanceof Unreadable) problems.push({ ...sourceOf(feed, from, cells, name), reason: text.reason })
    else plain[name] = text
  }
  return problems.length > 0 ? problems : plain
}

/** Which column of the file a problem is in, by its own name, and what stands there. */
function sourceOf(feed: PlannedFeed, from: readonly string[], cells: readonly string[], name: string) {
  if (from.length === 0) return { column: name, value: '' }
  return { column: from.join(' + '), value: from.map((one) => cells[feed.indexOf(one)] ?? '').join(' + ') }
}

/** As `sourceOf`, for a column of ours that was found wrong later. */
export function placeIn(feed: PlannedFeed, cells: readonly string[] | null, name: string, plain: Plain): Omit<Problem, 'reason'> {
  const column = feed.columns.find((one) => one.name === name)
  if (column && column.from.length > 0 && cells) return sourceOf(feed, column.from, cells, name)
  return { column: column?.from.join(' + ') || name, value: plain[name] ?? '' }
}

/** Checks a row by its entity's schema and names it. */
export function parseRow(
  entity: ImportEntity,
  plain: Plain,
  at: { place: number; line: number },
): Parsed | { column: string; reason: string }[] {
  const parsed = entity.schema.safeParse(plain)
  if (!parsed.success) return parsed.error.issues.map((issue) => ({ column: String(issue.path[0] ?? ''), reason: issue.message }))
  const columns = parsed.data as Record<string, unknown>
  const id = (columns.id as string | null | undefined) ?? entity.idOf?.(columns as never)
  if (id === undefined || id === '') return [{ column: 'id', reason: 'required' }]
  if (id.length > 150) return [{ column: 'id', reason: reason('tooLong', { longest: 150 }) }]
  const digest = hash('sha1', JSON.stringify(columns), 'buffer')
  return { id, columns, digest, ...at }
}
