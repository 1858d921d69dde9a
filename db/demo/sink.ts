import type { DemoTable, Row } from './columns.ts'
import { columns, demoTables } from './columns.ts'
import { instantText } from './days.ts'

/** Text of one table in the form that LOAD DATA reads by default: tabs between, \N for null, backslashes escaped. */
export type Chunk = { table: DemoTable; text: string; rows: number }

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n' }
const escaped = (text: string) => (/[\\\t\n]/.test(text) ? text.replace(/[\\\t\n]/g, (one) => escapes[one] as string) : text)

/** Columns of sentences and JSON; what stands in the others is made of words, digits and signs that need no escape. */
const free = new Set([
  ...['body', 'facts', 'explanation', 'name', 'street', 'query', 'signed_by', 'note', 'reason', 'comment'],
  ...['counts', 'refusals'],
])

type Column = { name: string; kind: 'instant' | 'free' | 'plain' }
const kindOf = (name: string): Column['kind'] =>
  name === 'at' || name.endsWith('_at') ? 'instant' : free.has(name) ? 'free' : 'plain'

type Held = { columns: readonly Column[]; cells: (string | number)[]; lines: string[]; length: number }
const emptyHold = (table: DemoTable): Held => ({
  columns: columns[table].map((name) => ({ name, kind: kindOf(name) })),
  cells: columns[table].map(() => ''),
  lines: [],
  length: 0,
})

const cellOf = (value: string | number | null | undefined, kind: Column['kind']): string | number => {
  if (value === null || value === undefined) return '\\N'
  if (kind === 'plain') return value
  return kind === 'instant' ? instantText(value as number) : escaped(String(value))
}

/** Collects rows as text and hands it on in pieces. */
export class Sink {
  readonly #held = new Map<DemoTable, Held>(demoTables.map((table) => [table, emptyHold(table)]))
  readonly #ids = new Map<DemoTable, number>()
  readonly #handOn: (chunk: Chunk) => void
  readonly #size: number

  constructor(handOn: (chunk: Chunk) => void, size = 500_000) {
    this.#handOn = handOn
    this.#size = size
  }

  /** The next id of a table, counting from 1. */
  id(table: DemoTable): number {
    const id = (this.#ids.get(table) ?? 0) + 1
    this.#ids.set(table, id)
    return id
  }

  add<T extends DemoTable>(table: T, row: Row<T>): void {
    const held = this.#held.get(table) as Held
    const values = row as Record<string, string | number | null>
    // One array used again and joined at once: a string grown cell by cell costs three times as much.
    for (let index = 0; index < held.columns.length; index++) {
      const { name, kind } = held.columns[index] as Column
      held.cells[index] = cellOf(values[name], kind)
    }
    const line = held.cells.join('\t')
    held.lines.push(line)
    held.length += line.length + 1
    if (held.length > this.#size) this.#give(table, held)
  }

  end(): void {
    for (const [table, held] of this.#held) if (held.lines.length > 0) this.#give(table, held)
  }

  #give(table: DemoTable, held: Held) {
    const rows = held.lines.length
    held.lines.push('')
    this.#handOn({ table, text: held.lines.join('\n'), rows })
    held.lines = []
    held.length = 0
  }
}
