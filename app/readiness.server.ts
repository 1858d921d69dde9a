import { sql } from 'kysely'
import type { Step } from '../db/migrator.ts'
import { db } from './database/connection.server'

const migrations = import.meta.glob<Step[]>('../db/migrations/*.ts', { eager: true, import: 'steps' })
const nameOf = (path: string) => path.replace(/^.*\/|\.ts$/g, '')
const steps = Object.entries(migrations).flatMap(([path, list]) => list.map((step) => `${nameOf(path)}/${step.name}`))
let current = false

async function isCurrent(): Promise<boolean> {
  const { rows } = await sql<{ step: string }>`
    select concat(migration, '/', step) as step from migration_steps where done is not null`.execute(db)
  const done = new Set(rows.map((row) => row.step))
  return steps.every((step) => done.has(step))
}

/** Why this process should get no requests now, or nothing. A database ahead of this version is fine: it was expanded for the next. */
export async function unready(): Promise<string | undefined> {
  try {
    if (current) await sql`select 1`.execute(db)
    else current = await isCurrent()
    return current ? undefined : 'database is not migrated'
  } catch (error) {
    return (error as { code?: string }).code === 'ER_NO_SUCH_TABLE' ? 'database is not migrated' : 'database is not reachable'
  }
}
