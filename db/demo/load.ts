import { PassThrough } from 'node:stream'
import { Worker } from 'node:worker_threads'
import type { Connection } from 'mysql2/promise'
import { createConnection } from 'mysql2/promise'
import { fillLedgerDays } from '../ledger-days.ts'
import type { DemoTable } from './columns.ts'
import { columns } from './columns.ts'
import type { Settings } from './generate.ts'
import type { Message, Work } from './generator.ts'

const most = 24_000_000

/**
 * Fills the tables with a world, as the generator makes it: one stream into each table, all at once. Where the server takes no stream,
 * or `asStream` says so, by inserts of many rows. Answers how many rows there are.
 */
export const loadWorld = async (
  url: string,
  settings: Settings,
  tell: (orders: number) => void,
  asStream?: boolean,
): Promise<number> => {
  const onTheWay = new SharedArrayBuffer(4)
  const waiting = new Int32Array(onTheWay)
  const taken = (bytes: number) => {
    Atomics.sub(waiting, 0, bytes)
    Atomics.notify(waiting, 0)
  }
  const loads = new Map<DemoTable, Load>()
  const bulk = asStream ?? (await mayLoad(url))
  let rows = 0
  const work: Work = { settings, onTheWay, most }
  const worker = new Worker(new URL('generator.ts', import.meta.url), {
    workerData: work,
    resourceLimits: { maxYoungGenerationSizeMb: 192 },
  })
  try {
    await new Promise<void>((resolve, reject) => {
      worker.on('error', reject)
      worker.on('exit', (code) => reject(new Error(`the generator ended with ${code}`)))
      worker.on('message', (message: Message) => {
        if ('done' in message) return resolve()
        if ('orders' in message) return tell(message.orders)
        const table = message.table as DemoTable
        let load = loads.get(table)
        if (!load) {
          load = (bulk ? streamInto : insertInto)(url, table)
          load.ended.catch(reject)
          loads.set(table, load)
        }
        rows += message.rows
        load.write(message.bytes, () => taken(message.bytes.byteLength))
      })
    })
    for (const load of loads.values()) load.end()
    for (const load of loads.values()) await load.ended
  } finally {
    await worker.terminate()
  }
  await sumLedger(url)
  return rows
}

/** What the application would have added up while it wrote. */
const sumLedger = async (url: string) => {
  const connection = await connect(url)
  try {
    await connection.query(fillLedgerDays)
  } finally {
    await connection.end()
  }
}

type Load = { write(bytes: Uint8Array, done: () => void): void; end(): void; ended: Promise<void> }

const mayLoad = async (url: string): Promise<boolean> => {
  const connection = await createConnection(url)
  const [rows] = await connection.query('select @@global.local_infile as allowed')
  await connection.end()
  return Number((rows as { allowed: number }[])[0]?.allowed) === 1
}

const connect = async (url: string): Promise<Connection> => {
  const connection = await createConnection({ uri: url, charset: 'utf8mb4_unicode_ci' })
  // Unique checks stay on: MariaDB's way of loading without them costs more than twice as much.
  await connection.query(`set time_zone = '+00:00', foreign_key_checks = 0, net_read_timeout = 3600, net_write_timeout = 3600`)
  return connection
}

const columnList = (table: DemoTable) => columns[table].map((name) => `\`${name}\``).join(', ')

const streamInto = (url: string, table: DemoTable): Load => {
  const stream = new PassThrough({ highWaterMark: 4_000_000 })
  const run = async () => {
    const connection = await connect(url)
    const sql = `load data local infile 'rows' into table \`${table}\` character set utf8mb4 (${columnList(table)})`
    try {
      await connection.query({ sql, infileStreamFactory: () => stream } as never)
    } finally {
      await connection.end()
    }
  }
  return { write: (bytes, done) => void stream.write(bytes, done), end: () => void stream.end(), ended: run() }
}

/** Where the server takes no stream: many rows in each insert. */
const insertInto = (url: string, table: DemoTable): Load => {
  let tail: Promise<void> = Promise.resolve()
  const connection = connect(url)
  let over: () => void = () => {}
  let failed: (error: unknown) => void = () => {}
  const ended = new Promise<void>((resolve, reject) => {
    over = resolve
    failed = reject
  })
  const insert = async (text: string) => {
    const rows = text.split('\n').slice(0, -1).map(valuesOf)
    const sql = `insert into \`${table}\` (${columnList(table)}) values ?`
    for (let at = 0; at < rows.length; at += 1000) await (await connection).query(sql, [rows.slice(at, at + 1000)])
  }
  return {
    write: (bytes, done) => {
      tail = tail.then(() => insert(new TextDecoder().decode(bytes))).then(done)
      tail.catch(failed)
    },
    end: () => void tail.then(async () => (await connection).end()).then(over, failed),
    ended,
  }
}

const unescaped: Record<string, string> = { '\\\\': '\\', '\\t': '\t', '\\n': '\n' }
const valuesOf = (line: string) =>
  line.split('\t').map((cell) => (cell === '\\N' ? null : cell.replace(/\\[\\tn]/g, (one) => unescaped[one] as string)))
