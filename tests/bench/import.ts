import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { RowDataPacket } from 'mysql2/promise'
import { createConnection } from 'mysql2/promise'
import { loadMigrations, migrate } from '../../db/migrator.ts'
import { withDatabase } from '../../db/schema.ts'
import { ownSecret } from '../../db/secret.ts'
import type { Figure } from './measure.ts'
import { atLeast } from './measure.ts'

const run = promisify(execFile)
const [accounts, products, orders] = [40, 200, 15_000]

/** A small company's files: each order with three lines. */
async function writeFiles(folder: string): Promise<number> {
  const lines = (head: string, count: number, row: (index: number) => string) =>
    [head, ...Array.from({ length: count }, (_, index) => row(index))].join('\n')
  const day = (index: number) => new Date(Date.UTC(2025, 0, 1) + index * 2_000_000).toISOString()
  const files = {
    accounts: lines('id,code,name,buys,currency', accounts, (one) => `A${one},BENCH-${one},Account ${one},yes,EUR`),
    products: lines('id,sku,name,unit', products, (one) => `P${one},BENCH-P-${one},Valve DN${one},C62`),
    orders: lines(
      'id,number,account,currency,placed_at,po_number',
      orders,
      (one) => `O${one},BENCH-SO-${one},A${one % accounts},EUR,${day(one)},PO-${one}`,
    ),
    order_lines: lines(
      'id,order,line_no,product,quantity,unit_price',
      orders * 3,
      (one) => `L${one},O${Math.floor(one / 3)},${(one % 3) + 1},P${one % products},${(one % 9) + 1},${(one % 97) + 0.5}`,
    ),
  }
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, `${name}.csv`), `${text}\n`)
  return accounts + products + orders * 4
}

/** Rows a second of the import ÷ those of inserting the same rows, a thousand at a time, into tables with the same indexes. */
export async function importSpeed(base: string): Promise<Figure> {
  const folder = await mkdtemp(join(tmpdir(), 'quayside-bench-'))
  const connection = await createConnection({ uri: base, supportBigNumbers: true, bigNumberStrings: true, dateStrings: true })
  const name = 'bench_import'
  await connection.query(`drop database if exists ${name}`)
  await connection.query(`create database ${name} character set utf8mb4 collate utf8mb4_unicode_ci`)
  const url = withDatabase(base, name)
  await migrate(url, await loadMigrations())
  await connection.changeUser({ database: name })
  await connection.query(
    "insert into legal_entities (code, name, currency, country, time_zone) values ('FF', 'Fairlead', 'EUR', 'NL', 'Europe/Amsterdam')",
  )
  try {
    const rows = await writeFiles(folder)
    const env = {
      ...process.env,
      NODE_ENV: 'production' as const,
      QUAYSIDE_DEMO: 'yes',
      DATABASE_URL: url,
      FILES_FOLDER: folder,
      SECRET: await ownSecret(),
      LOG_LEVEL: 'error',
    }
    const { stdout } = await run(process.execPath, ['app/command.ts', 'import', folder, '--json'], { env, maxBuffer: 1 << 26 })
    const report = JSON.parse(stdout) as { seconds: number; entities: { created: number; refused: number }[] }
    const created = report.entities.reduce((sum, one) => sum + one.created, 0)
    if (created !== rows) throw new Error(`only ${created} of ${rows} rows came in: ${stdout}`)
    const bare = await insertBare(connection, ['accounts', 'products', 'orders', 'order_lines'])
    const besides = `${Math.round(rows / report.seconds)} rows/s ÷ ${Math.round(rows / bare)} rows/s`
    return atLeast('import rows/s ÷ bare multi-row inserts of the same rows', bare / report.seconds, 0.25, '', besides)
  } finally {
    await connection.query(`drop database if exists ${name}`)
    await connection.end()
    await rm(folder, { recursive: true })
  }
}

/** Seconds that inserting all rows of the tables takes, into empty copies with the same indexes. */
async function insertBare(connection: Awaited<ReturnType<typeof createConnection>>, tables: readonly string[]): Promise<number> {
  let seconds = 0
  for (const table of tables) {
    const [rows] = await connection.query<RowDataPacket[]>(`select * from ${table}`)
    const columns = Object.keys(rows[0] ?? {})
    await connection.query(`create table bare_${table} like ${table}`)
    const start = performance.now()
    for (let from = 0; from < rows.length; from += 1000) {
      const values = rows.slice(from, from + 1000).map((row) => columns.map((column) => row[column] as unknown))
      await connection.query(`insert into bare_${table} (${columns.join(', ')}) values ?`, [values])
    }
    seconds += (performance.now() - start) / 1000
  }
  return seconds
}
