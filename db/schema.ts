import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import type { Connection, RowDataPacket } from 'mysql2/promise'
import { createConnection } from 'mysql2/promise'
import { loadMigrations, migrate } from './migrator.ts'
import { identityOf } from './process-identity.ts'
import { Stop } from './progress.mjs'

const ownTables = ['migration_steps', 'migration_lock']
export const schemaFile = fileURLToPath(new URL('schema.sql', import.meta.url))

/** The same server, another database. */
export const withDatabase = (url: string, database: string) => {
  const other = new URL(url)
  other.pathname = `/${database}`
  return other.href
}

/** What makes every table of the connection's database, by name, without the migrator's own two and without counters. */
export const tableStatements = async (connection: Connection): Promise<Map<string, string>> => {
  const [tables] = await connection.query<RowDataPacket[][]>({ sql: 'show tables', rowsAsArray: true })
  const statements = new Map<string, string>()
  for (const [table] of tables as unknown as string[][]) {
    if (!table || ownTables.includes(table)) continue
    const [rows] = await connection.query<RowDataPacket[][]>({ sql: `show create table \`${table}\``, rowsAsArray: true })
    statements.set(table, String(rows[0]?.[1]).replace(/ AUTO_INCREMENT=\d+/, ''))
  }
  return statements
}

export const isMariaDb = async (connection: Connection) => {
  const [rows] = await connection.query<RowDataPacket[]>('select version() as version')
  return /mariadb/i.test(rows[0]?.version)
}

/** The beginning of the names of this process's databases, so that they can be told from those of runs that were killed. */
export const ownPrefix = (kind: string) => `${kind}_${(identityOf(process.pid) ?? '').replaceAll('-', '_')}`

/** Runs `work` on a database of its own that exists as long as that takes. */
export const inScratchDatabase = async <T>(
  url: string,
  work: (url: string, connection: Connection) => Promise<T>,
): Promise<T> => {
  const name = `${ownPrefix('scratch')}_${randomBytes(4).toString('hex')}`
  const server = await createConnection(url)
  try {
    await server.query(`create database ${name} character set utf8mb4 collate utf8mb4_unicode_ci`)
    await server.changeUser({ database: name })
    return await work(withDatabase(url, name), server)
  } finally {
    await server.query(`drop database if exists ${name}`)
    await server.end()
  }
}

/** The text of `db/schema.sql`: the schema that all migrations together make on a new database, as MariaDB describes it. */
export const schemaText = (url: string) =>
  inScratchDatabase(url, async (scratch, connection) => {
    if (!(await isMariaDb(connection))) throw new Stop('db/schema.sql is written as MariaDB describes the schema; this is MySQL.')
    await migrate(scratch, await loadMigrations())
    const statements = [...(await tableStatements(connection)).values()].map((statement) => `${statement};\n`)
    return `-- Generated from db/migrations by \`npm run db:schema\`, to be read and reviewed. MariaDB's words.\n\n${statements.join('\n')}`
  })
