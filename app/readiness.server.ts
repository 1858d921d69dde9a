import { sql } from 'kysely'
import { db } from './database/connection.server'

let current = false

async function isCurrent(steps: readonly string[]): Promise<boolean> {
  const { rows } = await sql<{ step: string }>`
    select concat(migration, '/', step) as step from migration_steps where done is not null`.execute(db)
  const done = new Set(rows.map((row) => row.step))
  return steps.every((step) => done.has(step))
}

const patience = 2_000

/**
 * Whether a node of a cluster is one with the others: it may answer while it has lost them, and one that gives its data to another
 * lags. A server that is no such node says nothing about it.
 */
async function isSynced(): Promise<boolean> {
  const { rows } = await sql<{ Value: string }>`show status like 'wsrep\\_local\\_state\\_comment'`.execute(db)
  return rows.every((row) => row.Value === 'Synced')
}

/** Answers as soon as it is known, or after two seconds that it is not: what asks would not wait any longer. */
const soon = (answer: Promise<string | undefined>) =>
  Promise.race([answer, new Promise<string>((give) => setTimeout(give, patience, 'database does not answer').unref())])

/**
 * Why this process should get no requests now, or nothing. `steps` are the migrations' steps that this version needs; a database
 * that has more is fine, since it was expanded for the next version.
 */
export const unready = (steps: readonly string[]): Promise<string | undefined> => soon(reasonOf(steps))

async function reasonOf(steps: readonly string[]): Promise<string | undefined> {
  try {
    // A table, because a node without the others still answers what needs none.
    if (current) await db.selectFrom('schedule').select('name').limit(1).execute()
    else current = await isCurrent(steps)
    if (!(await isSynced())) return 'database node is not synced'
    return current ? undefined : 'database is not migrated'
  } catch (error) {
    return (error as { code?: string }).code === 'ER_NO_SUCH_TABLE' ? 'database is not migrated' : 'database is not reachable'
  }
}
