import type { DatabaseConnection, Transaction } from 'kysely'
import { HandleEmptyInListsPlugin, Kysely, MysqlDialect, MysqlDriver, replaceWithNoncontingentExpression } from 'kysely'
import type { Pool } from 'mysql2'
import { createPool } from 'mysql2'
import { env } from '~/env.server'
import { Unavailable } from '~/values/outcome'
import type { Tables } from './tables'
import { isConflict, isPassing, mayRunAgain } from './trouble'

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
    // Whoever waits for an answer on it is told; nobody else needs to know.
    connection.on('error', () => {})
    connection.query(
      "set time_zone = '+00:00', transaction_isolation = 'READ-COMMITTED', innodb_lock_wait_timeout = 10",
      () => {},
    )
    // A page that would take for ever ends, and with it what it takes from the others. Each engine knows one of the two; MySQL's is
    // for what only reads.
    connection.query(`set session max_statement_time = ${env.STATEMENT_SECONDS}`, () => {})
    connection.query(`set session max_execution_time = ${env.STATEMENT_SECONDS * 1000}`, () => {})
    // On a node of a Galera cluster: what was answered before, by any node, is seen; and a statement of its own is tried again where
    // another node was faster. Other servers take it without a difference, or, as MySQL, do not know it.
    connection.query('set session wsrep_sync_wait = 1, wsrep_retry_autocommit = 4', () => {})
  })
  return pool
}

/** The callback pool; the libraries that bring their own SQL hang on the promise one. */
export const pool: Pool = kept.quaysidePool ?? openPool()
kept.quaysidePool = pool

/** Whether an error says that the database cannot be reached now, so that asking again in a moment makes sense. */
export const isUnreachable = (error: unknown): boolean => error instanceof Unavailable || isPassing(error)

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

/** What cannot be undone must not be on a connection when the next transaction begins there, because that would commit it. */
class Driver extends MysqlDriver {
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await super.rollbackTransaction(connection)
    } catch {
      // Closes it; the server undoes what was open.
      await connection.killSession?.(async () => {})
    }
  }
}

class Dialect extends MysqlDialect {
  override createDriver() {
    return new Driver({ pool: patientPool as never })
  }
}

export const db = new Kysely<Tables>({
  dialect: new Dialect({ pool: patientPool as never }),
  plugins: [new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression })],
})

/** For how long a transaction is tried again, once at least, in milliseconds: where others were in the way, and where the way was lost. */
const patience = { conflict: 10_000, lost: 1_000 }
const mostTries = 12

/**
 * Runs `run` in a READ COMMITTED transaction and, where the engine says that somebody else was in the way, runs the whole of it
 * again, at growing distances: on a cluster, what others wrote elsewhere shows as late as at COMMIT. `once` says that `run` finds out
 * by itself whether it was done already: then it is tried again too where COMMIT got no answer.
 */
export async function inTransaction<R>(run: (handle: Transaction<Tables>) => Promise<R>, { once = false } = {}): Promise<R> {
  const begun = Date.now()
  for (let tried = 1; ; tried++) {
    let atCommit = false
    try {
      return await db.transaction().execute(async (handle) => {
        const result = await run(handle)
        atCommit = true
        return result
      })
    } catch (error) {
      const late = tried > 1 && Date.now() - begun > patience[isConflict(error) ? 'conflict' : 'lost']
      if (late || tried === mostTries || !mayRunAgain(error, { atCommit, once })) throw error
    }
    await new Promise((wake) => setTimeout(wake, 10 + Math.random() * Math.min(500, 30 * 2 ** tried)))
  }
}

/** As `inTransaction`, for what only reads: the engine refuses to write (1792). */
export const inReading = <R>(run: (handle: Transaction<Tables>) => Promise<R>): Promise<R> =>
  db.transaction().setAccessMode('read only').execute(run)
