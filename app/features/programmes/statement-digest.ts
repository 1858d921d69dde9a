import type { Hash } from 'node:crypto'
import { Exact } from './exact.ts'

/** What a closed statement says of itself and of each line, in a fixed order. */
const headFields = [
  'number', 'version', 'starts_on', 'ends_on', 'active_days', 'period_days', 'territory', 'currency', 'reached', 'earning', 'flagged',
  'band', 'exact', 'minimum', 'amount', 'lines_count',
] as const // biome-ignore format: a list
const lineFields = [
  'position', 'kind', 'document_id', 'document', 'line_no', 'dated', 'sku', 'description', 'category', 'ship_to', 'currency', 'net',
  'rate', 'quantity', 'unit', 'reaches', 'earns', 'flagged', 'left_out', 'amount',
] as const // biome-ignore format: a list
export type DigestHead = Record<(typeof headFields)[number], string | number>
export type DigestLine = Record<(typeof lineFields)[number], string | number | null>

/** Columns that the database writes with more zeros than they were given with. */
const decimals: ReadonlySet<string> = new Set([
  'reached', 'earning', 'flagged', 'exact', 'minimum', 'amount', 'net', 'rate', 'quantity', 'reaches', 'earns',
]) // biome-ignore format: a list
const said = (field: string, value: string | number | null): string | null =>
  value === null ? null : decimals.has(field) ? new Exact(value).toFixed() : String(value)

/** Adds what a statement says of itself to its digest, which comes before its lines. */
export const digestHead = (hash: Hash, head: DigestHead): Hash =>
  hash.update(JSON.stringify(headFields.map((field) => said(field, head[field]))))

/** Adds lines of a statement to its digest, in the order of their positions. */
export function digestLines(hash: Hash, lines: Iterable<DigestLine>): void {
  for (const line of lines) hash.update(JSON.stringify(lineFields.map((field) => said(field, line[field]))))
}
