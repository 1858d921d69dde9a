import { join } from 'node:path'
import type { RowDataPacket } from 'mysql2/promise'
import { createConnection } from 'mysql2/promise'
import { loadMigrations, migrate } from '../../db/migrator.ts'
import { root } from '../../db/packages.mjs'
import { withDatabase } from '../../db/schema.ts'
import { startSite } from '../../db/site.ts'
import { demoOrEmpty, fillWorld } from '../../db/world.ts'
import { freePort } from '../support/free-port.ts'
import type { Run } from '../support/many.ts'

const password = 'quayside-demo'

/** A demo world that is served: its address, and a way to read pages as somebody. */
export type World = {
  name: string
  url: string
  origin: string
  as(email: string): Promise<Reader>
  rows(sql: string, values?: unknown[]): Promise<RowDataPacket[]>
  stop(): Promise<void>
}
/** Asks for a path and answers how long it took until the last byte, in milliseconds; fails on anything but 200. */
export type Reader = { time(path: string): Promise<number>; text(path: string): Promise<string>; cookie: string }

/** What a world has besides the demo's. `last` finds something of it that is written last. */
export type More = { name: string; last: string; fill(run: Run): Promise<void> }

/** Serves the world of a scale, in a database that is kept for the next run. */
export async function openWorld(base: string, scale: number, more?: More): Promise<World> {
  const name = `bench_${more?.name ?? scale}`
  const url = withDatabase(base, name)
  const connection = await createConnection(base)
  await connection.query(`create database if not exists ${name} character set utf8mb4 collate utf8mb4_unicode_ci`)
  await connection.changeUser({ database: name })
  const mark = await demoOrEmpty(url)
  const [whole] = mark?.state === 'filled' && more ? (await connection.query<RowDataPacket[]>(more.last))[0] : []
  if (mark?.state !== 'filled' || (more && !whole)) {
    const start = performance.now()
    await fillWorld(url, scale)
    await more?.fill((sql, values = []) => connection.query(sql, [...values]))
    process.stderr.write(`world ${name} filled in ${Math.round((performance.now() - start) / 1000)} s\n`)
    const [tables] = await connection.query<RowDataPacket[][]>({ sql: 'show tables', rowsAsArray: true })
    await connection.query(`analyze table ${tables.flat().join(', ')}`)
  } else await migrate(url, await loadMigrations())
  const site = await startSite({
    databaseUrl: url,
    port: await freePort(),
    folder: join(root, '.data', 'bench', name),
    env: { LOG_LEVEL: 'error', WORKER: 'separate' },
  })
  return {
    name,
    url,
    origin: site.origin,
    as: (email) => signIn(site.origin, email),
    rows: async (sql, values = []) => (await connection.query<RowDataPacket[]>(sql, values))[0],
    async stop() {
      await site.stop()
      await connection.end()
    },
  }
}

async function signIn(origin: string, email: string): Promise<Reader> {
  const answer = await fetch(`${origin}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      origin,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'text/html',
    },
    body: new URLSearchParams({ email, password }),
  })
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';', 1)[0])
    .join('; ')
  if (!cookie) throw new Error(`${email} could not sign in: ${answer.status}`)
  const ask = async (path: string) => {
    const response = await fetch(`${origin}${path}`, { headers: { cookie, accept: 'text/html' }, redirect: 'manual' })
    const text = await response.text()
    if (response.status !== 200) throw new Error(`${path} as ${email} answers ${response.status}`)
    return text
  }
  return {
    cookie,
    text: ask,
    async time(path) {
      const start = performance.now()
      await ask(path)
      return performance.now() - start
    },
  }
}
