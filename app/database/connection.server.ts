import type { Transaction } from 'kysely'
import { HandleEmptyInListsPlugin, Kysely, MysqlDialect, replaceWithNoncontingentExpression } from 'kysely'
import type { Pool } from 'mysql2'
import { createPool } from 'mysql2'
import { env } from '~/env.server'
import { Unavailable } from '~/values/outcome'
import type { Tables } from './tables'

// Development reloads modules; the pool must outlive that.
const kept = globalThis as { quaysidePool?: Pool }

function openPool(): Pool {
  const pool = createPool({
    uri: env.DATABASE_URL,
    charset: 'utf8mb4_unicode_ci',
    connectionLimit: env.POOL_SIZE,
    queueLimit: env.POOL_SIZE * 20,
    connectTimeout: 2_000,
    enableKeepAlive: true,
    timezone: 'Z',
    dateStrings: ['DATE'],
    supportBigNumbers: true,
    bigNumberStrings: true,
    jsonStrings: true,
  })
  // Queued on the connection before anything else, so no statement can run without it.
  pool.on('connection', (connection) => {
    connection.query(
      "set time_zone = '+00:00', transaction_isolation = 'READ-COMMITTED', innodb_lock_wait_timeout = 10",
      () => {},
    )
  })
  return pool
}

/** The callback pool; the libraries that bring their own SQL hang on the promise one. */
export const pool: Pool = kept.quaysidePool ?? openPool()
kept.quaysidePool = pool

const lost = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'ETIMEDOUT',
  'EPIPE',
  'PROTOCOL_CONNECTION_LOST',
  'ER_SERVER_SHUTDOWN',
])

/** Whether an error says that the database cannot be reached, so that asking again in a moment makes sense. */
export function isUnreachable(error: unknown): boolean {
  if (error instanceof Unavailable) return true
  const { code, message } = (error ?? {}) as { code?: string; message?: string }
  return (code !== undefined && lost.has(code)) || message === 'Queue limit reached.' || message === 'Pool is closed.'
}

/** mysql2 waits for a free connection for ever; a page that cannot get one within two seconds says 503 instead. */
export const patientPool = new Proxy(pool, {
  get(target, property) {
    if (property !== 'getConnection') {
      const value = Reflect.get(target, property, target) as unknown
      return typeof value === 'function' ? value.bind(target) : value
    }
    return (done: (error: Error | null, connection?: unknown) => void) => {
      let waiting = true
      const timer = setTimeout(() => {
        waiting = false
        done(new Unavailable('no database connection within 2 s'))
      }, 2_000)
      target.getConnection((error, connection) => {
        if (!waiting) return void connection?.release()
        clearTimeout(timer)
        done(error, connection)
      })
    }
  },
})

export const db = new Kysely<Tables>({
  dialect: new MysqlDialect({ pool: patientPool as never }),
  plugins: [new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression })],
})

// 1213 deadlock, 1205 lock wait, 1020 changed since read, 1047 node not ready, 1180 error at commit.
const retried = new Set([1213, 1205, 1020, 1047, 1180])

/**
 * Runs `run` in a READ COMMITTED transaction and, where the engine says that somebody else was in the way, runs the whole of it
 * again: three tries with jitter. Error 1205 undoes only its statement, so the transaction is always rolled back as a whole.
 */
export async function inTransaction<R>(run: (handle: Transaction<Tables>) => Promise<R>, tries = 3): Promise<R> {
  try {
    return await db.transaction().execute(run)
  } catch (error) {
    if (tries <= 1 || !retried.has((error as { errno?: number }).errno ?? 0)) throw error
    await new Promise((wake) => setTimeout(wake, 10 + Math.random() * 60))
    return await inTransaction(run, tries - 1)
  }
}

/** As `inTransaction`, for what only reads: the engine refuses to write (1792). */
export const inReading = <R>(run: (handle: Transaction<Tables>) => Promise<R>): Promise<R> =>
  db.transaction().setAccessMode('read only').execute(run)

/** MySQL's error for a second row with the same unique key, and the key it names. */
export function duplicateKey(error: unknown): string | null {
  const { errno, sqlMessage } = (error ?? {}) as { errno?: number; sqlMessage?: string }
  if (errno !== 1062) return null
  return /for key '(?:[^'.]*\.)?([^']+)'/.exec(sqlMessage ?? '')?.[1] ?? ''
}
