import { createHash, randomBytes } from 'node:crypto'
import type { Connection, RowDataPacket } from 'mysql2/promise'
import { createConnection } from 'mysql2/promise'
import type { TestProject } from 'vitest/node'
import { localServer } from '../../db/local-server.ts'
import { loadMigrations, migrate } from '../../db/migrator.ts'
import { ownPrefix, tableStatements, withDatabase } from '../../db/schema.ts'
import { databasesLike, dropLeftovers } from './leftovers.ts'

/** Once per run: a server, and a template of the schema that every test file's own database is copied from. */
export interface TestServer {
  url: string
  /** The beginning of the names of this run's databases. */
  prefix: string
  /** What makes the schema, and what rows the migrations put into it, as one script for each database. */
  script: string
}

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer
  }
}

export default async (project: TestProject) => {
  const server = process.env.DATABASE_URL ? undefined : await localServer()
  const url = process.env.DATABASE_URL || (server?.url() ?? '')
  const connection = await createConnection({ uri: url, multipleStatements: true })
  const prefix = ownPrefix('test')
  try {
    for (const kind of ['test', 'scratch']) await dropLeftovers(connection, kind)
    await dropOldTemplates(connection)
    const template = await makeTemplate(url, connection)
    project.provide('testServer', { url, prefix, script: await copyingScript(connection, template) })
  } finally {
    await connection.end()
  }
  return async () => {
    const last = await createConnection(url)
    for (const name of await databasesLike(last, `${prefix}_`)) await last.query(`drop database ${name}`)
    await last.end()
    await server?.release()
  }
}

/** Kept between runs and named by what the migrations say, so that a run migrates only after they changed. */
const makeTemplate = async (url: string, connection: Connection) => {
  const migrations = await loadMigrations()
  const digest = createHash('sha256').update(JSON.stringify(migrations)).digest('hex').slice(0, 16)
  const template = `template_${digest}`
  await connection.query(`create database if not exists ${template} character set utf8mb4 collate utf8mb4_unicode_ci`)
  await migrate(withDatabase(url, template), migrations)
  return template
}

const copyingScript = async (connection: Connection, template: string) => {
  await connection.changeUser({ database: template })
  const statements = await tableStatements(connection)
  const copies: string[] = []
  for (const table of statements.keys()) {
    const [rows] = await connection.query<RowDataPacket[]>(`select 1 from ${table} limit 1`)
    if (rows.length > 0) copies.push(`insert into ${table} select * from ${template}.${table}`)
  }
  const script = ['set foreign_key_checks = 0', ...statements.values(), ...copies, 'set foreign_key_checks = 1']
  return script.join(';\n')
}

/** Templates of schemas that nobody has any more. */
const dropOldTemplates = async (connection: Connection) => {
  const [old] = await connection.query<RowDataPacket[]>(
    `select table_schema as name from information_schema.tables where table_schema like 'template\\_%'
     group by table_schema having max(create_time) < now() - interval 1 day`,
  )
  for (const { name } of old) await connection.query(`drop database if exists ${name}`)
}

/** Makes an empty database with the whole schema and gives its address. */
export const newTestDatabase = async ({ url, prefix, script }: TestServer): Promise<string> => {
  const name = `${prefix}_${randomBytes(4).toString('hex')}`
  const connection = await createConnection({ uri: url, multipleStatements: true })
  try {
    await connection.query(`create database ${name} character set utf8mb4 collate utf8mb4_unicode_ci`)
    await connection.changeUser({ database: name })
    await connection.query(script)
  } finally {
    await connection.end()
  }
  return withDatabase(url, name)
}
