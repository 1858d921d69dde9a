import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import type { RowDataPacket } from 'mysql2/promise'
import { createConnection } from 'mysql2/promise'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { StaffAbility } from '~/access/abilities'
import { systemScope } from '~/access/scope.server'
import { db } from '~/database/connection.server'
import { env } from '~/env.server'
import { remindOfNotice } from '~/features/contracts/reminders.server'
import { kindOf } from '~/features/files/file'
import { brokenInvariants } from '~/features/invariants.server'
import { orderStatuses } from '~/features/orders/order'
import { invariants } from '~/features/registry.server'
import { shipmentStatuses } from '~/features/shipments/shipment'
import { localFiles } from '~/integrations/files/local.server'
import { addAudit } from '../db/demo/audited.ts'
import { demoTables } from '../db/demo/columns.ts'
import { generate } from '../db/demo/generate.ts'
import { putBackIndexes, takeOffIndexes } from '../db/demo/indexes.ts'
import { loadWorld } from '../db/demo/load.ts'
import { addPapers } from '../db/demo/papers.ts'
import { tableStatements } from '../db/schema.ts'
import { newTestDatabase } from './support/database'
import { readPdf } from './support/pdf'

const url = process.env.DATABASE_URL ?? ''
const now = Date.now()
const folder = await mkdtemp(join(tmpdir(), 'quayside-papers-'))
afterAll(() => rm(folder, { recursive: true, force: true }))
const settings = { scale: 1, seed: '1', now }

const digestOf = (of: typeof settings) => {
  const hash = createHash('sha256')
  generate(
    of,
    ({ table, text }) => void hash.update(table).update(text),
    () => {},
  )
  return hash.digest('hex')
}

/**
 * The number of rows of each table, and a sum over what they say: MariaDB's `checksum table` also counts bytes beside the values of a
 * generated column.
 */
const sumsOf = async (address: string) => {
  const connection = await createConnection(address)
  const first = async (query: string, values: string[] = []) => (await connection.query<RowDataPacket[]>(query, values))[0][0]
  try {
    await connection.query('set session group_concat_max_len = 100000')
    const sums: unknown[] = []
    for (const table of demoTables) {
      const found = await first(
        `select group_concat(concat('coalesce(\`', column_name, '\`, ''~'')') order by ordinal_position) as parts
          from information_schema.columns where table_schema = database() and table_name = ?`,
        [table],
      )
      const { count, sum } = (await first(
        `select count(*) as count, sum(crc32(concat_ws('|', ${found?.parts}))) as sum from ${table}`,
      )) as RowDataPacket
      sums.push([table, count, sum])
    }
    return sums
  } finally {
    await connection.end()
  }
}

const runDemo = async (address: string, ...args: string[]) => {
  const run = promisify(execFile)
  try {
    const { stdout } = await run(process.execPath, ['db/demo/run.ts', ...args], {
      env: { ...process.env, DATABASE_URL: address, FILES_FOLDER: folder },
    })
    return { code: 0, said: stdout }
  } catch (error) {
    const { code, stderr } = error as { code: number; stderr: string }
    return { code, said: stderr }
  }
}

test('the same seed on the same day makes the same world, another seed another one', () => {
  const first = digestOf(settings)
  expect(digestOf(settings)).toBe(first)
  expect(digestOf({ ...settings, seed: '2' })).not.toBe(first)
})

test('what is taken off the tables while they are filled is put back as it was', async () => {
  const address = await newTestDatabase(inject('testServer'))
  const connection = await createConnection(address)
  const described = async () => {
    const statements = await tableStatements(connection)
    return [...statements].map(([table, text]) => [table, text.split(/,?\n/).sort()])
  }
  const before = await described()
  const taken = await takeOffIndexes(address)
  expect(await described()).not.toEqual(before)
  await putBackIndexes(address, taken, () => {})
  expect(await described()).toEqual(before)
  await connection.end()
})

describe('the world of scale 1', () => {
  beforeAll(async () => {
    await loadWorld(url, settings, () => {})
    await addPapers(url, folder, now)
    await addAudit(url, env.SECRET)
  })

  test('keeps every rule that must always hold', async () => {
    expect(await brokenInvariants(systemScope<StaffAbility>([], new Date(now)), invariants)).toEqual([])
  })

  test('has every foreign key’s other end', async () => {
    const keys = await db
      .selectFrom(
        sql<{ CONSTRAINT_NAME: string; t: string; c: string; rt: string; rc: string }>`(
        select constraint_name, table_name as t, column_name as c, referenced_table_name as rt, referenced_column_name as rc
        from information_schema.key_column_usage where table_schema = database() and referenced_table_name is not null
          and position_in_unique_constraint = 1)`.as('k'),
      )
      .select(['t', 'c', 'rt', 'rc'])
      .execute()
    expect(keys.length).toBeGreaterThan(30)
    for (const { t, c, rt, rc } of keys) {
      const lost =
        await sql`select 1 from ${sql.id(t)} as child left join ${sql.id(rt)} as parent on parent.${sql.id(rc)} = child.${sql.id(c)}
        where child.${sql.id(c)} is not null and parent.${sql.id(rc)} is null limit 1`.execute(db)
      expect([t, c, lost.rows]).toEqual([t, c, []])
    }
  })

  test('shows orders and shipments in every state, and everything that can happen to them', async () => {
    const orders = await db.selectFrom('orders').select('status').distinct().execute()
    expect(new Set(orders.map((one) => one.status))).toEqual(new Set(orderStatuses))
    const shipments = await db.selectFrom('shipments').select('status').distinct().execute()
    const seen = shipments.map((one) => one.status)
    for (const status of ['packed', 'in_transit', 'held', 'part_delivered', 'delivered', 'returned', 'lost'])
      expect([shipmentStatuses.find((one) => one === status), seen.includes(status)]).toEqual([status, true])
    const { rows } = await sql<{ what: string; found: number }>`
      select 'split' as what, count(*) as found from (select order_id from shipment_lines group by order_id having count(distinct shipment_id) > 1) x
      union all select 'combined', count(*) from (select shipment_id from shipment_lines group by shipment_id having count(distinct order_id) > 1) x
      union all select 'elsewhere', count(*) from shipment_lines where elsewhere = 1
      union all select 'late', count(*) from orders where late = 1
      union all select 'drop shipment', count(*) from shipments where kind = 'drop_ship' and shipper_account_id is not null
      union all select 'consignment', count(*) from orders where kind = 'consignment'
      union all select 'retracted', count(*) from tracking_events where retracted_at is not null
      union all select 'price base', count(*) from order_lines where price_base = 1000
      union all select 'kuwait', count(*) from orders where currency = 'KWD'
      union all select 'japan', count(*) from orders where currency = 'JPY'
      union all select 'dispatch', count(*) from orders where promise_of = 'dispatch'
      union all select 'silent', count(*) from shipments where is_open = 1 and last_event_at < now() - interval 5 day
      union all select 'lots', count(*) from package_lines where lot <> ''
      union all select 'serials', count(*) from package_lines where serial <> ''
      union all select 'told', count(*) from timeline_entries
      union all select 'audited', count(distinct action) div 4 from audit_entries
      union all select 'internal notes', count(*) from internal_notes`.execute(db)
    expect(rows.filter((row) => Number(row.found) === 0)).toEqual([])
  })

  test('has about 60 accounts and 2,000 orders, on four continents, in a tree of three levels', async () => {
    const count = async (table: 'accounts' | 'orders') =>
      Number(
        (
          await db
            .selectFrom(table)
            .select(({ fn }) => fn.countAll().as('n'))
            .executeTakeFirstOrThrow()
        ).n,
      )
    expect(Math.abs((await count('accounts')) - 63)).toBeLessThan(8)
    expect(Math.abs((await count('orders')) - 2000)).toBeLessThan(60)
    const depths = await db
      .selectFrom('accounts as branch')
      .innerJoin('accounts as country', 'country.id', 'branch.parent_id')
      .innerJoin('accounts as root', 'root.id', 'country.parent_id')
      .select('root.code')
      .distinct()
      .execute()
    expect(depths.map((one) => one.code).sort()).toEqual(['BRACKWATER', 'CALDER', 'DONGLAN'])
    const countries = await db.selectFrom('accounts').select('country').distinct().execute()
    expect(countries.map((one) => one.country)).toEqual(expect.arrayContaining(['NL', 'CN', 'BR', 'ZA', 'KW', 'JP', 'US', 'AU']))
  })

  test('lets in exactly the people that the commands name, and one who is limited to three accounts', async () => {
    const people = await db.selectFrom('persons').select(['email', 'staff_role']).where('email', 'like', '%@%.example').execute()
    const emails = people.map((one) => one.email)
    const customers = ['admin', 'buyer', 'approver', 'finance', 'receiver', 'viewer', 'limited'].map(
      (one) => `${one}@customer.example`,
    )
    const staff = ['agent', 'manager', 'finance', 'catalog', 'admin'].map((one) => `${one}@staff.example`)
    const others = ['admin@distributor.example', 'admin@supplier.example', 'catalog@supplier.example']
    expect(emails).toEqual(expect.arrayContaining([...customers, ...staff, ...others]))
    expect(people).toHaveLength((await db.selectFrom('persons').select('id').execute()).length)
    const seats = await db
      .selectFrom('memberships as m')
      .innerJoin('persons as p', 'p.id', 'm.person_id')
      .select('m.account_id')
      .where('p.email', '=', 'limited@customer.example')
      .execute()
    expect(seats).toHaveLength(3)
  })

  test('greets the customer of the demo with four late orders, each with its cause, and things arriving this week', async () => {
    const home = await db.selectFrom('accounts').select('id').where('code', '=', 'BRACKWATER').executeTakeFirstOrThrow()
    const late = await db
      .selectFrom('orders')
      .select(['number', 'promise_cause'])
      .where('root_account_id', '=', home.id)
      .where('late', '=', 1)
      .execute()
    expect(late.map((one) => one.number).sort()).toEqual(['SO-48102', 'SO-48198', 'SO-48209', 'SO-48229'])
    expect(late.every((one) => one.promise_cause !== null)).toBe(true)
    const week = new Date(now + 7 * 86_400_000).toISOString().slice(0, 10)
    const coming = await db
      .selectFrom('shipments')
      .select('number')
      .where('root_account_id', '=', home.id)
      .where('is_open', '=', 1)
      .where('expected_on', '<=', week)
      .execute()
    expect(coming.length).toBeGreaterThan(4)
  })

  test('has the papers of its contracts, in both languages, where the application finds them, and of another day the same', async () => {
    const listed = () =>
      db
        .selectFrom('contract_documents as d')
        .innerJoin('files as f', 'f.contract_document_id', 'd.id')
        .innerJoin('contracts as c', 'c.id', 'd.contract_id')
        .innerJoin('accounts as a', 'a.id', 'd.account_id')
        .select(['c.number', 'd.kind', 'f.file_key', 'f.sha256', 'f.size', 'a.language'])
        .orderBy('f.id')
        .execute()
    const papers = await listed()
    expect(papers.length).toBeGreaterThan(40)
    expect(new Set(papers.map((one) => one.kind))).toEqual(new Set(['agreement', 'amendment', 'annex']))
    expect(new Set(papers.map((one) => one.language))).toEqual(new Set(['en', 'zh-CN']))
    const store = localFiles(folder)
    for (const language of ['en', 'zh-CN']) {
      const paper = papers.find((one) => one.language === language)
      const content = await buffer(await store.get(paper?.file_key ?? ''))
      expect(createHash('sha256').update(content).digest('hex')).toBe(paper?.sha256)
      expect([String(content.byteLength), kindOf(content)]).toEqual([String(paper?.size), 'pdf'])
      const said = readPdf(content).pages.join(' ')
      expect(said).toContain(paper?.number)
      expect(said).toContain(language === 'en' ? 'Notice is given in writing' : '适用法律')
    }
    await db.deleteFrom('files').execute()
    await db.deleteFrom('contract_documents').execute()
    await db.deleteFrom('contract_reminders').execute()
    await addPapers(url, folder, now)
    expect((await listed()).map((one) => one.sha256)).toEqual(papers.map((one) => one.sha256))
  })

  test('has reminded of every last day for notice that is near, so that a new demo mails nobody', async () => {
    const scope = systemScope<StaffAbility>([], new Date(now))
    expect((await db.selectFrom('contract_reminders').select('id').execute()).length).toBeGreaterThan(5)
    expect(await remindOfNotice(scope, [7, 30])).toBe(0)
  })

  test('is left alone when it is asked for again', async () => {
    const marks = { demo: 'filled 1', 'demo seed': '1' }
    for (const [name, value] of Object.entries(marks))
      await db.insertInto('marks').values({ name, value, at: new Date() }).execute()
    expect((await runDemo(url, '--scale', '1')).said).toContain('is there already')
  })
})

test('a server that takes no streams gets the same rows by inserts', async () => {
  const address = await newTestDatabase(inject('testServer'))
  await loadWorld(address, settings, () => {}, false)
  expect(await sumsOf(address)).toEqual(await sumsOf(url))
})

test('a world whose filling was killed is made anew, with its indexes', async () => {
  const address = await newTestDatabase(inject('testServer'))
  const connection = await createConnection(address)
  const marks = { demo: 'filling 5', 'demo seed': '1', 'demo indexes': 'off' }
  for (const entry of Object.entries(marks))
    await connection.query('insert into marks (name, value, at) values (?, ?, now())', entry)
  await takeOffIndexes(address)
  expect(await runDemo(address, '--scale', '0.1')).toMatchObject({ code: 0 })
  const keys = (text: string) =>
    text
      .split(/,?\n/)
      .filter((line) => /KEY/.test(line))
      .sort()
  const own = await createConnection(url)
  const [made, right] = [await tableStatements(connection), await tableStatements(own)]
  expect([...made].map(([table, text]) => [table, keys(text)])).toEqual([...right].map(([table, text]) => [table, keys(text)]))
  const [[row]] = await connection.query<RowDataPacket[]>('select count(*) as orders from orders')
  expect(Number(row?.orders)).toBeGreaterThan(150)
  await Promise.all([connection.end(), own.end()])
})

test('a database that is neither empty nor a demo is refused and left as it was', async () => {
  const address = await newTestDatabase(inject('testServer'))
  const connection = await createConnection(address)
  await connection.query(
    "insert into legal_entities (code, name, currency, country, time_zone) values ('X', 'Theirs', 'EUR', 'NL', 'UTC')",
  )
  const { code, said } = await runDemo(address, '--scale', '1')
  expect(code).toBe(1)
  expect(said).toContain('neither empty nor a demo')
  const [rows] = await connection.query<RowDataPacket[]>('select name from legal_entities')
  expect(rows.map((one) => one.name)).toEqual(['Theirs'])
  await connection.end()
})
