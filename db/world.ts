import { fileURLToPath } from 'node:url'
import type { Connection, RowDataPacket } from 'mysql2/promise'
import { createConnection } from 'mysql2/promise'
import { loadMigrations, migrate } from './migrator.ts'
import { Stop } from './progress.mjs'
import { problemOf, tiedChild } from './tied-child.ts'

/**
 * The demo world of a database. The mark is set before the first row and says `filling` until the last, so that a world whose
 * filling was interrupted is known for a demo, and is made anew.
 */
type Mark = { state: 'filling' | 'filled'; scale: number }

const ledgerTables = ['migration_steps', 'migration_lock']

const connected = async <T>(url: string, work: (connection: Connection) => Promise<T>): Promise<T> => {
  const connection = await createConnection(url)
  try {
    return await work(connection)
  } finally {
    await connection.end()
  }
}

const tablesOf = async (connection: Connection): Promise<string[]> => {
  const [rows] = await connection.query<RowDataPacket[][]>({ sql: 'show tables', rowsAsArray: true })
  return (rows as unknown as string[][]).map(([table]) => table ?? '')
}

const hasRows = async (connection: Connection, table: string) => {
  const [rows] = await connection.query<RowDataPacket[]>(`select 1 from \`${table}\` limit 1`)
  return rows.length > 0
}

const markOf = async (connection: Connection, tables: string[]): Promise<Mark | undefined> => {
  if (!tables.includes('marks')) return undefined
  const [rows] = await connection.query<RowDataPacket[]>("select value from marks where name = 'demo'")
  const [state, scale] = String(rows[0]?.value ?? '').split(' ')
  return state === 'filling' || state === 'filled' ? { state, scale: Number(scale) } : undefined
}

/** Tables that have rows as soon as they are there. */
const tablesWithRowsFromStart = async () => {
  const statements = (await loadMigrations()).flatMap(({ steps }) => steps.map(({ sql }) => sql))
  return statements.flatMap((sql) => /^\s*insert\s+(?:ignore\s+)?into\s+`?(\w+)/i.exec(sql)?.[1] ?? [])
}

/** Nothing at all, or our tables without a row but those of the migrations. */
const isEmpty = async (connection: Connection, tables: string[]) => {
  if (tables.length === 0) return true
  if (!tables.includes('migration_steps')) return false
  const usual = new Set([...ledgerTables, ...(await tablesWithRowsFromStart())])
  for (const table of tables) if (!usual.has(table) && (await hasRows(connection, table))) return false
  return true
}

/** The mark of a demo, or nothing for an empty database; stops for any other. */
export const demoOrEmpty = (url: string): Promise<Mark | undefined> =>
  connected(url, async (connection) => {
    const tables = await tablesOf(connection)
    const mark = await markOf(connection, tables)
    if (mark || (await isEmpty(connection, tables))) return mark
    const { host, pathname } = new URL(url)
    throw new Stop(`The database ${pathname.slice(1)} on ${host} is neither empty nor a demo, so nothing was done to it.
Name another one in DATABASE_URL, or none, to use the private server of this checkout.`)
  })

/** Empties a database that is a demo or empty, and brings its schema up to date. */
export const reset = async (url: string) => {
  await demoOrEmpty(url)
  await connected(url, async (connection) => {
    const tables = await tablesOf(connection)
    await connection.query('set foreign_key_checks = 0')
    // The mark goes last: interrupted before, what is left is still known for a demo.
    const order = [...tables.filter((table) => table !== 'marks'), ...tables.filter((table) => table === 'marks')]
    for (const table of order) await connection.query(`drop table if exists \`${table}\``)
  })
  await migrate(url, await loadMigrations())
}

const setMark = (url: string, { state, scale }: Mark) =>
  connected(url, (connection) =>
    connection.query(
      "insert into marks (name, value, at) values ('demo', ?, utc_timestamp(3)) on duplicate key update value = values(value), at = values(at)",
      [`${state} ${scale}`],
    ),
  )

/** Replaces whatever demo there is by a new world of this scale; its files go into `files`, or where the application keeps them. */
export const fillWorld = async (url: string, scale: number, output: 'inherit' | 'pipe' = 'pipe', files?: string) => {
  await reset(url)
  await setMark(url, { state: 'filling', scale })
  await fill(url, scale, output, files)
  await setMark(url, { state: 'filled', scale })
}

const fill = async (url: string, scale: number, output: 'inherit' | 'pipe', files?: string) => {
  const script = fileURLToPath(new URL('demo/run.ts', import.meta.url))
  const env = { DATABASE_URL: url, ...(files && { FILES_FOLDER: files }) }
  const problem = await problemOf(tiedChild(script, ['--scale', String(scale)], { output, env }))
  if (problem) throw new Stop(`Filling the demo world failed:\n${problem}`)
}
