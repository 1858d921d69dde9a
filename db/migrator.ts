import { createHash, randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import type { Connection, ResultSetHeader, RowDataPacket } from 'mysql2/promise'
import { createConnection } from 'mysql2/promise'
import { Stop } from './progress.mjs'

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
const not =
  (done: Step['done']): Step['done'] =>
  async (look) =>
    !(await done(look))

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

/** Makes existing indexes anew without `desc`, all of a table by one statement that is done or not. By name, their columns. */
export const ascending = (table: string, indexes: Record<string, string>): Step => {
  const names = Object.keys(indexes)
  const changes = names.map((name) => `drop index ${name}, add index ${name} (${indexes[name]})`)
  const theirs = `index_name in (${names.map((name) => `'${name}'`).join(', ')}) and collation = 'D'`
  return {
    name: `ascending indexes of ${table}`,
    sql: `alter table ${table}\n  ${changes.join(',\n  ')}`,
    done: async (look) =>
      (await look(`select count(*) from information_schema.statistics where ${here} and ${theirs}`, [table])) === 0,
  }
}

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

// ---- Running them ---------------------------------------------------------------------------------------------------------

export interface MigrateOptions {
  note?: (text: string) => void
  /** How long a migrator that died keeps others waiting. It is renewed while it lives, however long a statement takes. */
  leaseSeconds?: number
  /** Called before and after each statement; the test that kills the migrator waits here. */
  at?: (point: 'before' | 'after', step: Step) => Promise<void>
}

/** The files of `db/migrations`, in the order of their numbers. */
export const loadMigrations = async (): Promise<Migration[]> => {
  const folder = new URL('migrations/', import.meta.url)
  const files = (await readdir(folder)).filter((file) => /^\d{4}-[\w-]+\.ts$/.test(file)).sort()
  return Promise.all(
    files.map(async (file) => {
      const { steps }: { steps: Step[] } = await import(new URL(file, folder).href)
      return { name: file.replace(/\.ts$/, ''), steps }
    }),
  )
}

/** Brings the schema up to date and returns how many steps ran. A second migrator waits for the first. */
export const migrate = async (url: string, migrations: Migration[], options: MigrateOptions = {}): Promise<number> => {
  const [connection, second] = [await connected(url), await connected(url)]
  try {
    for (const statement of ledger) await connection.query(statement)
    const lease = await takeLease(second, options)
    try {
      return await runSteps(connection, migrations, lease, options)
    } finally {
      await lease.release()
    }
  } finally {
    await Promise.all([connection.end(), second.end()])
  }
}

/** A connection that sees, on each node of a cluster, what was done on another; servers that are no node may not know the word. */
const connected = async (url: string): Promise<Connection> => {
  const connection = await createConnection(url)
  await connection.query('set session wsrep_sync_wait = 1').catch(() => {})
  return connection
}

const ledger = [
  `create table if not exists migration_steps (
    migration varchar(100) not null,
    step varchar(200) not null,
    digest char(16) not null,
    started datetime(3) not null,
    done datetime(3) null,
    primary key (migration, step)
  ) ${tableSuffix}`,
  `create table if not exists migration_lock (
    id tinyint unsigned not null primary key,
    owner varchar(36) not null,
    leased_until datetime(3) not null
  ) ${tableSuffix}`,
  "insert ignore into migration_lock (id, owner, leased_until) values (1, '', utc_timestamp(3))",
]

interface Lease {
  owner: string
  release(): Promise<void>
}

/** Of two migrators on two nodes of a cluster one is told of a deadlock: the other one has it. */
const takenElsewhere = (error: unknown) => {
  if ((error as { errno?: number }).errno === 1213) return [{ affectedRows: 0 }] as const
  throw error
}

const takeLease = async (connection: Connection, { note, leaseSeconds = 20 }: MigrateOptions): Promise<Lease> => {
  const owner = randomUUID()
  const until = `utc_timestamp(3) + interval ${Math.round(leaseSeconds * 1e6)} microsecond`
  const hold = async (condition: string) => {
    const sql = `update migration_lock set owner = ?, leased_until = ${until} where id = 1 and ${condition}`
    const [done] = await connection.query<ResultSetHeader>(sql, [owner, owner]).catch(takenElsewhere)
    return done.affectedRows === 1
  }
  for (let waits = 0; !(await hold('(leased_until < utc_timestamp(3) or owner = ?)')); waits++) {
    if (waits === 0) note?.('waiting for another migrator')
    await wait(200)
  }
  // A connection of its own: the other one may spend an hour in an ALTER TABLE. Once lost, a lease is not taken again.
  const renewal = setInterval(() => void hold('owner = ?').catch(() => {}), (leaseSeconds * 1000) / 3)
  return {
    owner,
    release: async () => {
      clearInterval(renewal)
      await connection.query('update migration_lock set leased_until = utc_timestamp(3) where id = 1 and owner = ?', [owner])
    },
  }
}

interface LedgerRow extends RowDataPacket {
  migration: string
  step: string
  digest: string
}

const runSteps = async (connection: Connection, migrations: Migration[], lease: Lease, options: MigrateOptions) => {
  const [rows] = await connection.query<LedgerRow[]>('select migration, step, digest from migration_steps where done is not null')
  const done = new Map(rows.map((row) => [`${row.migration}/${row.step}`, row.digest]))
  let ran = 0
  for (const migration of migrations) {
    requireDistinctNames(migration)
    for (const step of migration.steps) {
      const digest = done.get(`${migration.name}/${step.name}`)
      if (digest) requireUnchanged(migration, step, digest)
      else {
        options.note?.(`${migration.name}: ${step.name}`)
        await runStep(connection, migration, step, lease, options)
        ran++
      }
    }
  }
  return ran
}

const digestOf = (step: Step) => createHash('sha256').update(step.sql.replace(/\s+/g, ' ')).digest('hex').slice(0, 16)

const requireDistinctNames = ({ name, steps }: Migration) => {
  const names = steps.map((step) => step.name.toLowerCase())
  const twice = names.find((step, index) => names.indexOf(step) !== index)
  if (twice) throw new Stop(`${name} has two steps named “${twice}”.`)
}

const requireUnchanged = (migration: Migration, step: Step, digest: string) => {
  if (digest === digestOf(step)) return
  throw new Stop(`The step “${step.name}” of ${migration.name} was changed after it had run on this database.
A change to a schema in use is a new migration. A database of demonstration data can be made anew: npm run db:reset`)
}

const runStep = async (connection: Connection, migration: Migration, step: Step, { owner }: Lease, { at }: MigrateOptions) => {
  const look: Look = async (sql, values = []) => {
    const [rows] = await connection.query<RowDataPacket[][]>({ sql, rowsAsArray: true }, values)
    return Number(rows[0]?.[0] ?? 0)
  }
  // Only under a lease that still holds: a migrator that was suspended finds here that another has taken over.
  const [begun] = await connection.query<ResultSetHeader>(
    `insert into migration_steps (migration, step, digest, started)
     select ?, ?, ?, utc_timestamp(3) from migration_lock where owner = ? and leased_until >= utc_timestamp(3)
     on duplicate key update digest = values(digest), started = values(started)`,
    [migration.name, step.name, digestOf(step), owner],
  )
  if (begun.affectedRows === 0) throw new Stop('Another migrator took over, because this one was not heard of for too long.')
  await at?.('before', step)
  if (!(await step.done(look))) await change(connection, step, look)
  await at?.('after', step)
  await connection.query('update migration_steps set done = utc_timestamp(3) where migration = ? and step = ?', [
    migration.name,
    step.name,
  ])
}

const change = async (connection: Connection, step: Step, look: Look) => {
  try {
    await (step.rangesOf ? inRanges(connection, step.sql, step.rangesOf) : connection.query(step.sql))
  } catch (error) {
    // The server finishes the ALTER TABLE of a migrator that was killed, and ours, having waited for it, finds the work done.
    if (!(await step.done(look))) throw new Stop(`${step.name} failed: ${(error as Error).message}\n\n${step.sql}`)
  }
}

const inRanges = async (connection: Connection, sql: string, table: string) => {
  for (let from = '0'; ; ) {
    const [rows] = await connection.query<RowDataPacket[]>(
      `select cast(max(id) as char) as last from (select id from ${table} where id > ? order by id limit 1000) as next`,
      [from],
    )
    const last: string | null = rows[0]?.last
    if (last === null || last === undefined) return
    await connection.query(sql, [from, last])
    from = last
  }
}
