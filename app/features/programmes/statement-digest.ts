import { createHash } from 'node:crypto'
import { trimQuantity } from '../../values/quantity.ts'

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
type Saying = { field: string; decimal: boolean }
const sayings = (fields: readonly string[]): Saying[] => fields.map((field) => ({ field, decimal: decimals.has(field) }))
const [headSayings, lineSayings] = [sayings(headFields), sayings(lineFields)]
const said = ({ decimal }: Saying, value: string | number | null): string | null =>
  value === null ? null : decimal ? trimQuantity(String(value)) : String(value)
const saidLine = (line: DigestLine): string =>
  JSON.stringify(lineSayings.map((one) => said(one, line[one.field as keyof DigestLine])))

/**
 * The digest of a statement: of its head, of its lines, and of what each line earned. What they earned and the head are known only when
 * all lines are, which are too many to keep: so each of the three has a hash of its own.
 */
export class StatementDigest {
  readonly #lines = createHash('sha256')
  readonly #amounts = createHash('sha256')

  /** Lines come in the order of their positions, some at a time. */
  lines(lines: readonly DigestLine[]): void {
    this.#lines.update(lines.map(saidLine).join(''))
  }

  /** What lines earned comes in the same order. */
  amounts(amounts: readonly string[]): void {
    this.#amounts.update(amounts.map((amount) => `${trimQuantity(amount)} `).join(''))
  }

  /** Takes the head and ends it. */
  of(head: DigestHead): string {
    const parts = headSayings.map((one) => said(one, head[one.field as keyof DigestHead]))
    const whole = createHash('sha256').update(JSON.stringify(parts))
    return whole.update(this.#lines.digest()).update(this.#amounts.digest()).digest('hex')
  }
}
