import { createHash } from 'node:crypto'
import type { Connection, ResultSetHeader, RowDataPacket } from 'mysql2/promise'

/**
 * Changes of the schema that survive being killed at any moment.
 *
 * DDL commits by itself, so a migration is a list of steps, each a single statement that looks before it leaps: whether it was
 * done is asked of the database, never only of the ledger. The ledger says what ran and when; the lock is a row with a lease,
 * because GET_LOCK is per node on a cluster.
 */
export interface Step {
  /** Unique within its migration; for people and for the ledger. */
  name: string
  sql: string
  /** Is the change there already? */
  done(look: Look): Promise<boolean>
  /** A backfill runs `sql` once per range of this table's ids, in place of the two `?`. */
  rangesOf?: string
}

export interface Migration {
  name: string
  steps: Step[]
}

/** Runs a query and gives the first column of its first row as a number. */
export type Look = (sql: string, values?: string[]) => Promise<number>

// ---- The words migrations are written in ----------------------------------------------------------------------------------

const tableSuffix = 'engine=InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci'
const here = 'table_schema = database() and table_name = ?'

const tableExists = (table: string) => async (look: Look) =>
  (await look(`select count(*) from information_schema.tables where ${here}`, [table])) > 0
const columnExists = (table: string, column: string) => async (look: Look) =>
  (await look(`select count(*) from information_schema.columns where ${here} and column_name = ?`, [table, column])) > 0
const indexExists = (table: string, index: string) => async (look: Look) =>
  (await look(`select count(*) from information_schema.statistics where ${here} and index_name = ?`, [table, index])) > 0
const constraintExists = (table: string, constraint: string) => async (look: Look) =>
  (await look(`select count(*) from information_schema.table_constraints where ${here} and constraint_name = ?`, [
    table,
    constraint,
  ])) > 0
const not = (done: Step['done']): Step['done'] => async (look) => !(await done(look))

/** `body` is what stands between the brackets: columns, keys and constraints. Engine, character set and collation are added. */
export const createTable = (table: string, body: string): Step => ({
  name: `create table ${table}`,
  sql: `create table ${table} (\n${body.trim()}\n) ${tableSuffix}`,
  done: tableExists(table),
})

export const dropTable = (table: string): Step => ({
  name: `drop table ${table}`,
  sql: `drop table ${table}`,
  done: not(tableExists(table)),
})

/** `definition` is what follows the column's name: type, null, default, `after other`. */
export const addColumn = (table: string, column: string, definition: string): Step => ({
  name: `add column ${table}.${column}`,
  sql: `alter table ${table} add column ${column} ${definition}`,
  done: columnExists(table, column),
})

export const dropColumn = (table: string, column: string): Step => ({
  name: `drop column ${table}.${column}`,
  sql: `alter table ${table} drop column ${column}`,
  done: not(columnExists(table, column)),
})

/** `columns` is what stands between the brackets, as in `root_account_id, placed_at desc, id desc`. */
export const addIndex = (table: string, index: string, columns: string, kind: '' | 'unique' | 'fulltext' = ''): Step => ({
  name: `add index ${table}.${index}`,
  sql: `alter table ${table} add ${kind} index ${index} (${columns})`.replace('  ', ' '),
  done: indexExists(table, index),
})

export const dropIndex = (table: string, index: string): Step => ({
  name: `drop index ${table}.${index}`,
  sql: `alter table ${table} drop index ${index}`,
  done: not(indexExists(table, index)),
})

/** `definition` is what follows the name: `foreign key (a, b) references t (a, b)` or `check (…)`. */
export const addConstraint = (table: string, constraint: string, definition: string): Step => ({
  name: `add constraint ${table}.${constraint}`,
  sql: `alter table ${table} add constraint ${constraint} ${definition}`,
  done: constraintExists(table, constraint),
})

export const dropForeignKey = (table: string, constraint: string): Step => ({
  name: `drop foreign key ${table}.${constraint}`,
  sql: `alter table ${table} drop foreign key ${constraint}`,
  done: not(constraintExists(table, constraint)),
})

/** Any other single statement. `alreadyDone` counts what shows that it ran: more than zero means done. */
export const run = (name: string, sql: string, alreadyDone: string | Step['done']): Step => ({
  name,
  sql,
  done: typeof alreadyDone === 'string' ? async (look) => (await look(alreadyDone)) > 0 : alreadyDone,
})

/**
 * Fills a column of an existing table in ranges of 1,000 rows by its primary key `id`, each range a transaction of its own.
 * `condition` must no longer hold for a row that was filled, so that the step can be run again after a crash.
 */
export const backfill = (table: string, assignments: string, condition: string): Step => ({
  name: `backfill ${table}: ${assignments}`.slice(0, 190),
  sql: `update ${table} set ${assignments} where id between ? and ? and (${condition})`,
  done: async (look) => (await look(`select count(*) from (select 1 from ${table} where ${condition} limit 1) as waiting`)) === 0,
  rangesOf: table,
})
