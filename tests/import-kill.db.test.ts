import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { db } from '../app/database/connection.server'
import { env } from '../app/env.server'
import { root } from '../db/packages.mjs'
import { built } from './support/built'
import { makeEntity } from './support/make'
import { settings } from './support/server-process'

// `npm run import` as its users start it, and SIGKILL: what was acknowledged by nobody must still come out whole.

beforeAll(() => built())

const [orders, linesEach] = [700, 3]

/** The files of one company's orders, all shipped and half of them delivered; `code` keeps two companies apart. */
async function filesOf(code: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'quayside-kill-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const write = async (name: string, head: string, rows: string[]) =>
    await writeFile(join(folder, `${name}.csv`), `${[head, ...rows].join('\n')}\n`)
  const each = Array.from({ length: orders }, (_, index) => ({ id: `${code}-${index}`, index }))
  const lines = each.flatMap(({ id }) => Array.from({ length: linesEach }, (_, line) => ({ id, line: line + 1 })))
  await write('accounts', 'id,name,currency', [`${code},Boeg ${code},EUR`])
  await write(
    'orders',
    'id,account,placed_at,promised_on,ship_to_city,ship_to_country',
    each.map(({ id, index }) => `${id},${code},2026-06-01,2026-06-20,City ${index % 40},NL`),
  )
  await write(
    'order_lines',
    'id,order,line_no,description,quantity,unit_price',
    lines.map(({ id, line }) => `${id}/${line},${id},${line},A bolt,${line * 2},2.50`),
  )
  await write(
    'shipments',
    'id,account,opened_at,expected_on',
    each.map(({ id }) => `S-${id},${code},2026-06-09,2026-06-20`),
  )
  await write(
    'shipment_lines',
    'shipment,order_line,quantity',
    lines.map(({ id, line }) => `S-${id},${id}/${line},${line * 2}`),
  )
  const events = each.flatMap(({ id, index }) => [
    `E-${id}-1,S-${id},2026-06-10 08:00,picked_up`,
    ...(index % 2 ? [`E-${id}-2,S-${id},2026-06-19 10:00,delivered`] : []),
  ])
  await write('tracking_events', 'id,shipment,happened_at,status', events)
  return folder
}

function start(folder: string) {
  const own = {
    PATH: process.env.PATH ?? '',
    ...settings,
    SECRET: env.SECRET ?? settings.SECRET,
    DATABASE_URL: process.env.DATABASE_URL ?? '',
    LOG_LEVEL: 'error',
  } as NodeJS.ProcessEnv
  const words = ['app/command.ts', 'import', folder, '--json']
  const child = spawn(process.execPath, words, { cwd: root, env: own, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk))
  return { child, ended: once(child, 'close'), said: () => said }
}

async function whole(folder: string) {
  const run = start(folder)
  await run.ended
  expect([run.child.exitCode, run.said()]).toEqual([0, expect.stringContaining('"entities"')])
  return JSON.parse(run.said()) as { entities: { entity: string; read: number; created: number; unchanged: number }[] }
}

/** How many rows have come in, and of how many records what follows from them is still to be computed. */
async function reached(code: string) {
  const [refs, touched] = await Promise.all([
    sql<{ count: string }>`select count(*) as count from external_refs where external_id like ${`%${code}%`}`.execute(db),
    sql<{ count: string }>`select count(*) as count from import_touched`.execute(db),
  ])
  return { rows: Number(refs.rows[0]?.count), touched: Number(touched.rows[0]?.count) }
}

/** Starts it and kills it as soon as `when` holds; answers whether it was alive until then. */
async function killed(folder: string, code: string, when: (now: { rows: number; touched: number }) => boolean) {
  const { child, ended } = start(folder)
  while (child.exitCode === null && !when(await reached(code))) await wait(5)
  const alive = child.exitCode === null
  child.kill('SIGKILL')
  await ended
  return alive
}

/** What there is of a company, without what tells one company or one run from another. */
async function outcomeOf(code: string) {
  const plain = (text: string) => text.replaceAll(code, 'CODE')
  const account = await db.selectFrom('accounts').select('id').where('code', '=', code).executeTakeFirstOrThrow()
  const count = async (table: 'addresses' | 'tracking_events' | 'timeline_entries') => {
    const query = db.selectFrom(table as 'addresses').select(({ fn }) => fn.countAll<string>().as('count'))
    return Number((await query.where('account_id', '=', account.id).executeTakeFirstOrThrow()).count)
  }
  const own = await db
    .selectFrom('orders as o')
    .innerJoin('order_lines as l', 'l.order_id', 'o.id')
    .select(['o.number', 'o.status', 'o.is_open', 'o.total', 'o.lines_count', 'o.contents', 'o.shipped_at', 'o.delivered_at'])
    .select(['l.line_no', 'l.quantity', 'l.shipped_quantity', 'l.delivered_quantity', 'l.net'])
    .where('o.account_id', '=', account.id)
    .orderBy('o.number')
    .orderBy('l.line_no')
    .execute()
  const sent = await db
    .selectFrom('shipments')
    .select(['number', 'status', 'is_open', 'shipped_at', 'delivered_at'])
    .where('account_id', '=', account.id)
    .orderBy('number')
    .execute()
  return {
    lines: own.map((one) => ({ ...one, number: plain(one.number) })),
    shipments: sent.map((one) => ({ ...one, number: plain(one.number) })),
    addresses: await count('addresses'),
    events: await count('tracking_events'),
    timeline: await count('timeline_entries'),
    ...(await reached(code)),
  }
}

test('killed again and again, among its rows and in what follows from them, and run once more, it ends as one clean run', async () => {
  await makeEntity()
  const [clean, torn] = ['KILLCLEAN', 'KILLTORNX']
  const first = await whole(await filesOf(clean))
  const total = first.entities.reduce((sum, one) => sum + one.created, 0)
  const folder = await filesOf(torn)
  const survived: boolean[] = []
  for (const share of [0.05, 0.4, 0.8]) survived.push(await killed(folder, torn, ({ rows }) => rows >= total * share))
  // All rows are in, and some of what follows from them is done.
  let most = 0
  survived.push(
    await killed(folder, torn, ({ rows, touched }) => {
      most = Math.max(most, touched)
      return rows >= total && touched < most
    }),
  )
  expect(survived).toEqual(survived.map(() => true))
  const last = await whole(folder)
  expect(last.entities.reduce((sum, one) => sum + one.read, 0)).toBe(total)
  expect(await outcomeOf(torn)).toEqual(await outcomeOf(clean))
  const runs = await db.selectFrom('import_runs').select('state').orderBy('id').execute()
  expect(runs.map((one) => one.state)).toEqual(['finished', ...survived.map(() => 'interrupted'), 'finished'])
}, 480_000)
