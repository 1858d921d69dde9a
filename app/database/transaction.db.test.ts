import { randomUUID } from 'node:crypto'
import { MysqlDriver, sql } from 'kysely'
import { afterEach, expect, test, vi } from 'vitest'
import { db, inTransaction, isUnreachable } from './connection.server'

// What a cluster does at COMMIT and a single server never: the failure is planted into the driver, the database is real.

afterEach(() => void vi.restoreAllMocks())

const failure = (errno: number) => Object.assign(new Error(`error ${errno}`), { errno })
const isThere = async (name: string) => (await db.selectFrom('marks').select('name').where('name', '=', name).execute()).length

/** Writes a mark; answers how often it was run. */
async function marking(name: string, how: { once?: boolean } = {}) {
  let runs = 0
  const done = inTransaction(async (handle) => {
    runs += 1
    await handle
      .insertInto('marks')
      .values({ name, value: 'set', at: new Date() })
      .onDuplicateKeyUpdate({ value: 'set again' })
      .execute()
  }, how)
  const error = await done.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  return { runs, error }
}

/** The next COMMIT fails so; `done` where the server had done it and only the answer was lost. */
function failCommit(error: Error, done: boolean) {
  const commit = MysqlDriver.prototype.commitTransaction
  vi.spyOn(MysqlDriver.prototype, 'commitTransaction').mockImplementationOnce(async function (this: MysqlDriver, connection) {
    if (done) await commit.call(this, connection)
    throw error
  })
}

test('a conflict at COMMIT runs the whole of it again', async () => {
  const name = randomUUID()
  failCommit(failure(1213), false)
  expect(await marking(name)).toEqual({ runs: 2, error: null })
  expect(await isThere(name)).toBe(1)
})

test('where COMMIT got no answer, only what finds out whether it was done is run again', async () => {
  const [name, other] = [randomUUID(), randomUUID()]
  failCommit(failure(1180), true)
  const given = await marking(name)
  expect(given.runs).toBe(1)
  expect(isUnreachable(given.error)).toBe(true)
  failCommit(failure(1180), true)
  expect(await marking(other, { once: true })).toEqual({ runs: 2, error: null })
})

test('a connection that is lost in the middle is run again on another one', async () => {
  const name = randomUUID()
  let runs = 0
  await inTransaction(async (handle) => {
    runs += 1
    await handle.insertInto('marks').values({ name, value: 'set', at: new Date() }).execute()
    if (runs > 1) return
    const { rows } = await sql<{ id: string }>`select connection_id() as id`.execute(handle)
    await sql`kill ${sql.raw(String(rows[0]?.id))}`.execute(db)
    await handle.selectFrom('marks').select('name').execute()
  })
  expect([runs, await isThere(name)]).toEqual([2, 1])
})

test('what cannot be undone is not committed by whoever gets the connection next', async () => {
  const name = randomUUID()
  vi.spyOn(MysqlDriver.prototype, 'rollbackTransaction').mockRejectedValueOnce(failure(1047))
  const failed = inTransaction(async (handle) => {
    await handle.insertInto('marks').values({ name, value: 'half', at: new Date() }).execute()
    throw new Error('a bug')
  })
  await expect(failed).rejects.toThrow('a bug')
  await Promise.all(Array.from({ length: 20 }, () => inTransaction((handle) => sql`select sleep(0.05)`.execute(handle))))
  expect(await isThere(name)).toBe(0)
})

test('the connections of pages have that limit', async () => {
  const said = (name: string) => sql<{ limit: string }>`select @@session.${sql.raw(name)} as "limit"`.execute(db)
  const [maria, mysql] = await Promise.allSettled([said('max_statement_time'), said('max_execution_time')])
  const limits = [maria, mysql].flatMap((one) => (one.status === 'fulfilled' ? Number(one.value.rows[0]?.limit) : []))
  expect([[30], [30_000]]).toContainEqual(limits)
})

test('a statement that takes too long is given up, says that asking again makes sense, and is not run again', async () => {
  let runs = 0
  const failed = inTransaction(async (handle) => {
    runs += 1
    for (const limit of ['max_statement_time = 0.2', 'max_execution_time = 200'])
      await sql`set session ${sql.raw(limit)}`.execute(handle).catch(() => {})
    const columns = sql.raw('information_schema.columns')
    await sql`select count(*) from ${columns} a, ${columns} b, ${columns} c where a.column_name <> concat(b.column_name, c.column_name)`.execute(
      handle,
    )
  })
  const error = await failed.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  expect([runs, isUnreachable(error)]).toEqual([1, true])
})
