import type { Kysely } from 'kysely'
import { CompiledQuery } from 'kysely'
import type { Id, Tables } from './tables'
import { isConflict } from './trouble'

type Table = keyof Tables & string
type Cell = string | number | bigint | Date | Buffer | null
type Cells = Record<string, Cell>

const rowsAtOnce = 1000
const named = (name: string) => `\`${name}\``

/**
 * Writing thousands of rows: one statement for up to 1,000 of them, put together by the driver alone, since building a tree of
 * nodes for 20,000 values takes longer than the database needs to store them. Sees every table, so only `Scope.bulk` makes one.
 */
export class Bulk {
  /** Every table, unfiltered. */
  readonly rows: Kysely<Tables>

  constructor(handle: Kysely<Tables>) {
    this.rows = handle
  }

  /**
   * Inserts rows that all have the same columns. Rows whose unique key is there already stop it, or are left as they are
   * ('keep'), or take the new values of the columns named, or have them added to their own ('add').
   */
  async insert(table: Table, rows: readonly object[], duplicates: Duplicates = 'stop'): Promise<void> {
    const columns = Object.keys(rows[0] ?? {})
    const head = `insert ${duplicates === 'keep' ? 'ignore ' : ''}into ${named(table)} (${columns.map(named).join(', ')}) values ?`
    const overwritten = overwriting(duplicates)
    const tail = overwritten.length > 0 ? ` on duplicate key update ${overwritten.join(', ')}` : ''
    for (let from = 0; from < rows.length; from += rowsAtOnce) {
      const cells = rows.slice(from, from + rowsAtOnce).map((row) => cellsOf(row, columns))
      await this.#run(head + tail, [cells])
    }
  }

  /**
   * Gives records new values, each its own; every row has the same columns. `besides` is set alike for all, as SQL of constants:
   * 'version = version + 1'.
   */
  async update(table: Table, rows: readonly ({ id: Id } & Cells)[], besides: readonly string[] = []): Promise<void> {
    const columns = Object.keys(rows[0] ?? {}).filter((column) => column !== 'id')
    const sets = [...columns.map((one) => `t.${named(one)} = v.${named(one)}`), ...besides]
    const first = `select ${['id', ...columns].map((one) => `? as ${named(one)}`).join(', ')}`
    const next = ` union all select ${['id', ...columns].map(() => '?').join(', ')}`
    for (let from = 0; from < rows.length; from += rowsAtOnce / 2) {
      const part = rows.slice(from, from + rowsAtOnce / 2)
      const values = part.flatMap((row) => [BigInt(row.id), ...cellsOf(row, columns)])
      const given = first + next.repeat(part.length - 1)
      await this.#run(`update ${named(table)} t join (${given}) v on v.id = t.id set ${sets.join(', ')}`, values)
    }
  }

  /**
   * Rows of a table by values of one column, and by constants of others. As fast as it gets for a thousand values; with `lock` in
   * the order of their ids and for the rest of the transaction.
   */
  async find<R>(
    table: Table,
    columns: readonly string[],
    by: { column: string; values: readonly Cell[]; also?: Readonly<Record<string, Cell>> },
    lock = false,
  ): Promise<R[]> {
    if (by.values.length === 0) return []
    const also = Object.entries(by.also ?? {})
    const where = [...also.map(([column]) => `${named(column)} = ?`), `${named(by.column)} in (?)`].join(' and ')
    const tail = lock ? ' order by id for update' : ''
    const query = `select ${columns.map(named).join(', ')} from ${named(table)} where ${where}${tail}`
    const found = await this.rows.executeQuery<R>(
      CompiledQuery.raw(query, [...also.map(([, value]) => value), by.values] as unknown[]),
    )
    return found.rows
  }

  /** Runs `run` so that, when it fails, the transaction goes on as if it had not been tried. */
  async attempt<R>(run: () => Promise<R>): Promise<R> {
    await this.#run('savepoint attempt', [])
    try {
      const result = await run()
      await this.#run('release savepoint attempt', [])
      return result
    } catch (error) {
      // A conflict undoes the whole transaction, the savepoint with it; that has to be told, since nothing may go on in it.
      await this.#run('rollback to savepoint attempt', []).catch((second) => {
        throw isConflict(error) ? error : second
      })
      throw error
    }
  }

  async #run(sql: string, values: readonly unknown[]): Promise<void> {
    await this.rows.executeQuery(CompiledQuery.raw(sql, values as unknown[]))
  }
}

type Duplicates = 'stop' | 'keep' | readonly string[] | { add: readonly string[] }

function overwriting(duplicates: Duplicates): string[] {
  if (typeof duplicates === 'string') return []
  if ('add' in duplicates) return duplicates.add.map((one) => `${named(one)} = ${named(one)} + values(${named(one)})`)
  return duplicates.map((one) => `${named(one)} = values(${named(one)})`)
}

function cellsOf(row: object, columns: readonly string[]): Cell[] {
  const cells = row as Partial<Cells>
  return columns.map((column) => {
    const value = cells[column]
    if (value === undefined) throw new Error(`a row without ${column}`)
    return value
  })
}
