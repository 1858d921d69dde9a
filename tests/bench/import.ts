import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import type { RowDataPacket } from 'mysql2/promise'
import { createConnection } from 'mysql2/promise'
import { loadMigrations, migrate } from '../../db/migrator.ts'
import { withDatabase } from '../../db/schema.ts'
import { ownSecret } from '../../db/secret.ts'
import type { Figure } from './measure.ts'
import { atLeast, atMost, median } from './measure.ts'

const [accounts, products] = [40, 200]

/** A company's files: each order with three lines. */
async function writeFiles(folder: string, orders: number): Promise<number> {
  const day = (index: number) => new Date(Date.UTC(2025, 0, 1) + index * 20_000).toISOString()
  const write = async (name: string, head: string, count: number, row: (index: number) => string) => {
    const file = createWriteStream(join(folder, `${name}.csv`))
    file.write(`${head}\n`)
    for (let index = 0; index < count; index++) if (!file.write(`${row(index)}\n`)) await once(file, 'drain')
    await new Promise<void>((done) => file.end(() => done()))
  }
  await write('accounts', 'id,code,name,buys,currency', accounts, (one) => `A${one},BENCH-${one},Account ${one},yes,EUR`)
  await write('products', 'id,sku,name,unit', products, (one) => `P${one},BENCH-P-${one},Valve DN${one},C62`)
  const order = (one: number) => `O${one},BENCH-SO-${one},A${one % accounts},EUR,${day(one)},PO-${one}`
  await write('orders', 'id,number,account,currency,placed_at,po_number', orders, order)
  const line = (one: number) =>
    `L${one},O${Math.floor(one / 3)},${(one % 3) + 1},P${one % products},${(one % 9) + 1},${(one % 97) + 0.5}`
  await write('order_lines', 'id,order,line_no,product,quantity,unit_price', orders * 3, line)
  return accounts + products + orders * 4
}

/** Runs the import as its own process; answers its report, and the most memory it ever held, in MB. */
async function runImport(folder: string, url: string): Promise<{ report: Report; megabytes: number }> {
  const env = {
    ...process.env,
    NODE_ENV: 'production' as const,
    QUAYSIDE_DEMO: 'yes',
    DATABASE_URL: url,
    FILES_FOLDER: folder,
    SECRET: await ownSecret(),
    LOG_LEVEL: 'error',
  }
  // Within the bounds that `npm run import` sets.
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as { scripts: { import: string } }
  const bounds = scripts.import.match(/--max\S+/g) ?? []
  const child = spawn(process.execPath, [...bounds, 'app/command.ts', 'import', folder, '--json'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let [megabytes, over] = [0, false]
  const ended = new Promise((done) => child.once('exit', done)).then(() => {
    over = true
  })
  const watching = (async () => {
    while (!over) {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
      megabytes = Math.max(megabytes, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
      await wait(100)
    }
  })()
  const report = JSON.parse(await text(child.stdout)) as Report
  await Promise.all([ended, watching])
  return { report, megabytes }
}
type Report = { seconds: number; entities: { created: number; refused: number }[] }

/** Imports `orders` orders with their lines into a database of its own, and asks `after` before that is thrown away. */
async function imported<R>(base: string, orders: number, after: (done: Done) => Promise<R>): Promise<R> {
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
    const rows = await writeFiles(folder, orders)
    const { report, megabytes } = await runImport(folder, url)
    const created = report.entities.reduce((sum, one) => sum + one.created, 0)
    if (created !== rows) throw new Error(`only ${created} of ${rows} rows came in: ${JSON.stringify(report)}`)
    return await after({ connection, rows, seconds: report.seconds, megabytes })
  } finally {
    await connection.query(`drop database if exists ${name}`)
    await connection.end()
    await rm(folder, { recursive: true })
  }
}
type Done = { connection: Awaited<ReturnType<typeof createConnection>>; rows: number; seconds: number; megabytes: number }

/**
 * Rows a second of the import ÷ those of inserting the same rows, a thousand at a time, into tables with the same indexes. Three
 * times by turns, each into a new database; answers the one in the middle.
 */
export async function importSpeed(base: string): Promise<Figure> {
  const turns: { ratio: number; besides: string }[] = []
  for (let turn = 0; turn < 3; turn++)
    turns.push(
      await imported(base, 15_000, async ({ connection, rows, seconds }) => {
        const bare = median([await insertBare(connection), await insertBare(connection), await insertBare(connection)])
        return {
          ratio: bare / seconds,
          besides: `${Math.round(rows / seconds)} rows/s ÷ ${Math.round(rows / bare)} rows/s`,
        }
      }),
    )
  turns.sort((a, b) => a.ratio - b.ratio)
  const [least, middle, most] = turns.map(({ ratio }) => ratio)
  const besides = `${turns[1]?.besides}; ${least?.toFixed(2)} to ${most?.toFixed(2)}`
  return atLeast('import rows/s ÷ bare multi-row inserts of the same rows', middle ?? 0, 0.25, '', besides)
}

/** The most memory that the import of a million rows holds. */
export const importMemory = (base: string): Promise<Figure> =>
  imported(base, 250_000, async ({ rows, seconds, megabytes }) =>
    atMost('memory of an import of a million rows', megabytes, 300, ' MB', `${rows} rows in ${Math.round(seconds)} s`),
  )

/** Seconds that inserting all rows of the tables takes, into empty copies with the same indexes. */
async function insertBare(connection: Done['connection']): Promise<number> {
  let seconds = 0
  for (const table of ['accounts', 'products', 'orders', 'order_lines']) {
    const [rows] = await connection.query<RowDataPacket[]>(`select * from ${table}`)
    const columns = Object.keys(rows[0] ?? {})
    await connection.query(`create table bare_${table} like ${table}`)
    const start = performance.now()
    for (let from = 0; from < rows.length; from += 1000) {
      const values = rows.slice(from, from + 1000).map((row) => columns.map((column) => row[column] as unknown))
      await connection.query(`insert into bare_${table} (${columns.join(', ')}) values ?`, [values])
    }
    seconds += (performance.now() - start) / 1000
    await connection.query(`drop table bare_${table}`)
  }
  return seconds
}
