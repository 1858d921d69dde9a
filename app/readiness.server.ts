import { sql } from 'kysely'
import { db } from './database/connection.server'

let current = false

async function isCurrent(steps: readonly string[]): Promise<boolean> {
  const { rows } = await sql<{ step: string }>`
    select concat(migration, '/', step) as step from migration_steps where done is not null`.execute(db)
  const done = new Set(rows.map((row) => row.step))
  return steps.every((step) => done.has(step))
}

/**
 * Why this process should get no requests now, or nothing. `steps` are the migrations' steps that this version needs; a database
 * that has more is fine, since it was expanded for the next version.
 */
export async function unready(steps: readonly string[]): Promise<string | undefined> {
  try {
    if (current) await sql`select 1`.execute(db)
    else current = await isCurrent(steps)
    return current ? undefined : 'database is not migrated'
  } catch (error) {
    return (error as { code?: string }).code === 'ER_NO_SUCH_TABLE' ? 'database is not migrated' : 'database is not reachable'
  }
}
