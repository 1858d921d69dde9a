import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Connection, RowDataPacket } from 'mysql2/promise'
import { describe, expect, inject, it } from 'vitest'
import type { MigrateOptions, Migration } from '../db/migrator'
import { addColumn, addIndex, backfill, createTable, dropColumn, dropIndex, loadMigrations, migrate, run } from '../db/migrator'
import { inScratchDatabase, isMariaDb, schemaFile, schemaText, tableStatements } from '../db/schema'
import { migrations as slowMigrations } from './support/slow-migrations'

const { url: server } = inject('testServer')
const scratch = <T>(work: (url: string, connection: Connection) => Promise<T>) => inScratchDatabase(server, work)

const slow = fileURLToPath(new URL('support/slow-migrations.ts', import.meta.url))
const program = fileURLToPath(new URL('support/migrator-child.ts', import.meta.url))

const startMigrator = (url: string, step: string, point: string, file: string[]) =>
  spawn(process.execPath, [program, url, step, point, ...file], { stdio: ['ignore', 'pipe', 'pipe'] })

/** Starts a migrator in a process of its own and waits until it stands at the point. */
const migratorAt = async (url: string, step: string, point: string, ...file: string[]): Promise<ChildProcess> => {
  const child = startMigrator(url, step, point, file)
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve())
    child.once('exit', (code) => reject(new Error(`The migrator ended (${code}) before it came ${point} ${step}: ${said}`)))
  })
  return child
}

const kill = async (child: ChildProcess) => {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await ended
}

/** A migrator whose connections are gone when it comes to the point: nothing that it would still do reaches the database. */
const cutOff = async (url: string, other: Connection, migrations: Migration[], step: string, point: 'before' | 'after') => {
  const at: MigrateOptions['at'] = async (reached, { name }) => {
    if (name !== step || reached !== point) return
    const [own] = await other.query<RowDataPacket[]>(
      'select id from information_schema.processlist where db = database() and id <> connection_id()',
    )
    expect(own).toHaveLength(2)
    for (const { id } of own) await other.query(`kill ${id}`)
  }
  await expect(migrate(url, migrations, { at })).rejects.toThrow()
}

/** Before and after every statement. A process for each would take minutes, so that one is killed in each migration. */
const ends = (migrations: readonly Migration[]) =>
  migrations.flatMap(({ steps }) =>
    steps.flatMap(({ name }, index) => [
      { step: name, point: 'before' as const, isKilled: false },
      { step: name, point: 'after' as const, isKilled: index === 0 },
    ]),
  )

const forgetLease = (connection: Connection) => connection.query('update migration_lock set leased_until = utc_timestamp(3)')

describe('the migrations', () => {
  it('make the same schema when the migrator is cut off or killed before and after every statement', async () => {
    const migrations = await loadMigrations()
    const fresh = await scratch(async (url, connection) => {
      await migrate(url, migrations)
      return tableStatements(connection)
    })
    const restarted = await scratch(async (url, connection) => {
      for (const { step, point, isKilled } of ends(migrations)) {
        if (isKilled) await kill(await migratorAt(url, step, point))
        else await cutOff(url, connection, migrations, step, point)
        await forgetLease(connection)
      }
      await migrate(url, migrations)
      return tableStatements(connection)
    })
    expect(restarted).toEqual(fresh)
  })

  it('are what db/schema.sql says: npm run db:schema', async () => {
    const committed = await readFile(schemaFile, 'utf8')
    const isMaria = await scratch((_url, connection) => isMariaDb(connection))
    if (isMaria) return expect(await schemaText(server)).toBe(committed)
    const tables = await scratch(async (url, connection) => {
      await migrate(url, await loadMigrations())
      return tableStatements(connection)
    })
    const columns = (text: string) => [...text.matchAll(/^ {2}`(\w+)`/gm)].map(([, column]) => column)
    expect([...tables.values()].map(columns)).toEqual(committed.split('CREATE TABLE').slice(1).map(columns))
  })
})

const small = (...steps: Migration['steps']): Migration[] => [{ name: '0001-small', steps }]

describe('a migrator', () => {
  it('waits for another one, and does nothing twice', () =>
    scratch(async (url) => {
      const migrations = await loadMigrations()
      const total = migrations.reduce((sum, { steps }) => sum + steps.length, 0)
      const ran = await Promise.all([migrate(url, migrations), migrate(url, migrations), migrate(url, migrations)])
      expect(ran.sort((a, b) => a - b)).toEqual([0, 0, total])
    }))

  it('takes over from one that died, but not before its lease has ended', () =>
    scratch(async (url) => {
      await kill(await migratorAt(url, 'create table before_it', 'before', slow))
      const notes: string[] = []
      const started = Date.now()
      expect(await migrate(url, slowMigrations, { note: (text) => notes.push(text) })).toBe(3)
      expect(notes[0]).toBe('waiting for another migrator')
      expect(Date.now() - started).toBeGreaterThan(400)
    }))

  it('finds done what the server finished after its migrator was killed', () =>
    scratch(async (url, connection) => {
      const child = startMigrator(url, 'none', 'before', [slow])
      const running = "select count(*) as statements from information_schema.processlist where info like 'create table slow%'"
      for (let statements = 0; statements === 0; await wait(20)) {
        const [rows] = await connection.query<RowDataPacket[]>(running)
        statements = rows[0]?.statements
      }
      await kill(child)
      await forgetLease(connection)
      expect(await migrate(url, slowMigrations)).toBe(2)
      expect([...(await tableStatements(connection)).keys()]).toEqual(['after_it', 'before_it', 'slow'])
    }))

  it('stops when it was suspended and another one has taken over', () =>
    scratch(async (url) => {
      const child = await migratorAt(url, 'create table before_it', 'pause', slow)
      const said = new Promise<string>((resolve) => child.stderr?.once('data', (chunk) => resolve(String(chunk))))
      child.kill('SIGSTOP')
      expect(await migrate(url, slowMigrations)).toBe(3)
      child.kill('SIGCONT')
      expect(await said).toContain('Another migrator took over')
    }))

  it('refuses a step that was changed after it had run', () =>
    scratch(async (url) => {
      await migrate(url, small(createTable('things', 'id int not null primary key')))
      await migrate(url, small(createTable('things', 'id  int\n not null primary key')))
      await expect(migrate(url, small(createTable('things', 'id bigint not null primary key')))).rejects.toThrow(
        'was changed after',
      )
    }))

  it('says which statement failed', () =>
    scratch(async (url) => {
      await expect(migrate(url, small(createTable('things', 'id nonsense')))).rejects.toThrow(
        /create table things failed: .*nonsense/s,
      )
    }))

  it('fills a column in ranges, and only the rows that still need it', () =>
    scratch(async (url, connection) => {
      const things = createTable('things', 'id bigint unsigned not null auto_increment primary key, name varchar(20) not null')
      await migrate(url, small(things))
      await connection.query(
        'insert into things (name) with recursive n as (select 1 as i union all select i + 1 from n where i < 900) select i from n',
      )
      await connection.query('insert into things (name) select name from things')
      await connection.query('insert into things (name) select name from things')
      await migrate(url, [
        ...small(things),
        {
          name: '0002-loud',
          steps: [
            addColumn('things', 'loud', 'varchar(20) null'),
            backfill('things', 'loud = upper(name)', 'loud is null'),
            addIndex('things', 'thing_loud', 'loud, id desc'),
            dropIndex('things', 'thing_loud'),
            dropColumn('things', 'name'),
            run(
              'one more',
              "insert into things (loud) values ('ONE MORE')",
              "select count(*) from things where loud = 'ONE MORE'",
            ),
          ],
        },
      ])
      const [rows] = await connection.query<RowDataPacket[]>(
        "select count(*) as filled, count(distinct loud) as names from things where loud <> 'ONE MORE'",
      )
      expect(rows[0]).toEqual({ filled: 3600, names: 900 })
    }))
})
