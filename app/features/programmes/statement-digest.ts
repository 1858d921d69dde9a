import { createHash } from 'node:crypto'
import { Exact } from './exact.ts'

/** What a closed statement says of itself and of each line, in a fixed order. */
const headFields = [
  'number', 'version', 'starts_on', 'ends_on', 'active_days', 'period_days', 'territory', 'currency', 'reached', 'earning', 'flagged',
  'band', 'exact', 'minimum', 'amount', 'lines_count',
] as const // biome-ignore format: a list
const lineFields = [
  'position', 'kind', 'document_id', 'document', 'line_no', 'dated', 'sku', 'description', 'category', 'ship_to', 'currency', 'net',
  'rate', 'quantity', 'unit', 'reaches', 'earns', 'flagged', 'left_out',
] as const // biome-ignore format: a list
export type DigestHead = Record<(typeof headFields)[number], string | number>
export type DigestLine = Record<(typeof lineFields)[number], string | number | null>

/** Columns that the database writes with more zeros than they were given with. */
const decimals: ReadonlySet<string> = new Set([
  'reached', 'earning', 'flagged', 'exact', 'minimum', 'amount', 'net', 'rate', 'quantity', 'reaches', 'earns',
]) // biome-ignore format: a list
const said = (field: string, value: string | number | null): string | null =>
  value === null ? null : decimals.has(field) ? new Exact(value).toFixed() : String(value)

/**
 * The digest of a statement: of its head, of its lines, and of what each line earned. What they earned and the head are known only when
 * all lines are, which are too many to keep: so each of the three has a hash of its own.
 */
export class StatementDigest {
  readonly #lines = createHash('sha256')
  readonly #amounts = createHash('sha256')

  /** Lines come in the order of their positions. */
  line(line: DigestLine): void {
    this.#lines.update(JSON.stringify(lineFields.map((field) => said(field, line[field]))))
  }

  /** What lines earned comes in the same order. */
  amount(amount: string): void {
    this.#amounts.update(`${said('amount', amount)} `)
  }

  /** Takes the head and ends it. */
  of(head: DigestHead): string {
    const parts = headFields.map((field) => said(field, head[field]))
    const whole = createHash('sha256').update(JSON.stringify(parts))
    return whole.update(this.#lines.digest()).update(this.#amounts.digest()).digest('hex')
  }
}
