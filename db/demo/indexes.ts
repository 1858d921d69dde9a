import type { Connection, RowDataPacket } from 'mysql2/promise'
import { createConnection } from 'mysql2/promise'
import { tableStatements } from '../schema.ts'

/** What was taken off the tables, in words that put it back. */
export type Indexes = { keys: Map<string, string[]>; foreign: Map<string, string[]> }

/** The tables with rows enough that sorting an index once is cheaper than keeping it in order row by row. */
export const largeTables: readonly string[] = [
  'orders',
  'shipments',
  'order_lines',
  'tracking_events',
  'shipment_lines',
  'reference_numbers',
  'legs',
  'packages',
  'package_lines',
  'promise_changes',
  'invoices',
  'invoice_lines',
  'payments',
  'allocations',
  'ledger_entries',
]

const nameIn = (definition: string) => /`([^`]+)`/.exec(definition)?.[1] ?? ''

/** The lines of `show create table` that name keys other than the primary one, and those that name foreign keys. */
const definitionsIn = (statement: string) => {
  const lines = statement.split('\n').map((line) => line.trim().replace(/,$/, ''))
  return {
    keys: lines.filter((line) => /^(UNIQUE |FULLTEXT )?KEY /.test(line)),
    foreign: lines.filter((line) => /^CONSTRAINT .* FOREIGN KEY /.test(line)),
  }
}

/** Takes keys and foreign keys off the large tables, and the foreign keys that point at them off the others. */
export const takeOffIndexes = async (url: string): Promise<Indexes> => {
  const connection = await createConnection(url)
  const taken: Indexes = { keys: new Map(), foreign: new Map() }
  try {
    await connection.query('set foreign_key_checks = 0')
    const statements = await tableStatements(connection)
    const pointing = new RegExp(`REFERENCES \`(${largeTables.join('|')})\``)
    for (const [table, statement] of statements) {
      const { keys, foreign } = definitionsIn(statement)
      const loose = largeTables.includes(table) ? foreign : foreign.filter((one) => pointing.test(one))
      if (loose.length > 0) taken.foreign.set(table, loose)
      if (largeTables.includes(table)) taken.keys.set(table, keys)
    }
    for (const [table, foreign] of taken.foreign)
      await alter(
        connection,
        table,
        foreign.map((one) => `drop foreign key \`${nameIn(one)}\``),
      )
    for (const [table, keys] of taken.keys)
      await alter(
        connection,
        table,
        keys.map((one) => `drop key \`${nameIn(one)}\``),
      )
    return taken
  } finally {
    await connection.end()
  }
}

const alter = async (connection: Connection, table: string, changes: readonly string[]) => {
  if (changes.length > 0) await connection.query(`alter table \`${table}\` ${changes.join(', ')}`)
}

/** Puts them back, two tables at a time. The foreign keys are not checked again: the generator made both ends. */
export const putBackIndexes = async (url: string, { keys, foreign }: Indexes, tell: (table: string) => void): Promise<void> => {
  const waiting = largeTables.filter((table) => keys.has(table))
  await Promise.all([worker(url), worker(url)])

  async function worker(address: string) {
    const connection = await createConnection(address)
    try {
      await roomToSort(connection)
      for (let table = waiting.shift(); table; table = waiting.shift()) {
        await alter(
          connection,
          table,
          (keys.get(table) ?? []).map((one) => `add ${one}`),
        )
        tell(table)
      }
    } finally {
      await connection.end()
    }
  }

  const connection = await createConnection(url)
  try {
    await connection.query('set foreign_key_checks = 0')
    for (const [table, constraints] of foreign)
      await alter(
        connection,
        table,
        constraints.map((one) => `add ${one}`),
      )
  } finally {
    await connection.end()
  }
}

/** MySQL sorts in memory of the session; MariaDB's is a setting of the server. */
const roomToSort = async (connection: Connection) => {
  const [rows] = await connection.query<RowDataPacket[]>("show variables like 'innodb_ddl_buffer_size'")
  if (rows.length > 0) await connection.query('set innodb_ddl_buffer_size = 134217728, innodb_ddl_threads = 2')
}
