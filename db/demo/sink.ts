import type { DemoTable, Row } from './columns.ts'
import { columns, demoTables } from './columns.ts'
import { instantText } from './days.ts'

/** Text of one table in the form that LOAD DATA reads by default: tabs between, \N for null, backslashes escaped. */
export type Chunk = { table: DemoTable; text: string; rows: number }

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n' }
const escaped = (text: string) => (/[\\\t\n]/.test(text) ? text.replace(/[\\\t\n]/g, (one) => escapes[one] as string) : text)

type Column = { name: string; instant: boolean }
const plan = Object.fromEntries(
  demoTables.map((table) => [table, columns[table].map((name) => ({ name, instant: name === 'at' || name.endsWith('_at') }))]),
) as Record<DemoTable, Column[]>

/** Collects rows as text and hands it on in pieces. */
export class Sink {
  readonly #texts = new Map<DemoTable, { text: string; rows: number }>(demoTables.map((table) => [table, { text: '', rows: 0 }]))
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
    const held = this.#texts.get(table) as { text: string; rows: number }
    let line = ''
    for (const { name, instant } of plan[table]) {
      const value = (row as Record<string, string | number | null>)[name]
      if (line !== '' || name !== plan[table][0]?.name) line += '\t'
      if (value === null || value === undefined) line += '\\N'
      else if (instant) line += instantText(value as number)
      else line += typeof value === 'number' ? value : escaped(value)
    }
    held.text += `${line}\n`
    held.rows++
    if (held.text.length > this.#size) this.#give(table, held)
  }

  end(): void {
    for (const [table, held] of this.#texts) if (held.rows > 0) this.#give(table, held)
  }

  #give(table: DemoTable, held: { text: string; rows: number }) {
    this.#handOn({ table, text: held.text, rows: held.rows })
    held.text = ''
    held.rows = 0
  }
}
