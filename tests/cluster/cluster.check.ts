import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ensureBuild } from '../../db/build.ts'
import { loadMigrations, migrate } from '../../db/migrator.ts'
import { problemOf, tiedChild } from '../../db/tied-child.ts'
import { settings } from '../support/server-process.ts'
import { countOf, importFiles, inTurns, keepDoing, makeLag, noteOn, notesOf, pick, prepareLag } from './load.ts'
import type { Node } from './nodes.ts'
import { folder, startNodes } from './nodes.ts'
import type { Site } from './site.ts'
import { answers, startSite, untilReady } from './site.ts'
import { inputsOf, staffOf, Visitor } from './visitor.ts'

// `npm run test:cluster`: the whole product on a Galera cluster of three nodes, with a page server on each and two workers. Several
// minutes, and not part of `npm test`. Needs MariaDB and Galera 4, which are installed where that can be done unasked. What the
// nodes and processes said is in `.data/cluster` afterwards.

let [nodes, site] = [[] as Node[], {} as Site]
const stops: (() => Promise<void>)[] = []
const say = (text: string) => void process.stderr.write(`  ${text}\n`)
const node = (index: number) => pick(nodes, index)
const app = (index: number) => pick(site.apps, index)

beforeAll(async () => {
  const build = ensureBuild()
  const cluster = await startNodes()
  stops.push(cluster.stop)
  nodes = cluster.nodes
  // Two at once, on two nodes: one does it, and the other finds it done.
  const migrations = await loadMigrations()
  const ran = await Promise.all([migrate(node(0).url(), migrations), migrate(node(1).url(), migrations)])
  expect(ran.filter((steps) => steps === 0)).toHaveLength(1)
  // Its audit is sealed with the secret of those who will read it.
  const env = { DATABASE_URL: node(0).url(), SECRET: settings.SECRET }
  const filling = tiedChild('db/demo/run.ts', ['--scale', '1'], { output: 'pipe', env })
  expect(await problemOf(filling)).toBeUndefined()
  await prepareLag(node(0))
  await build
  site = await startSite(nodes)
  stops.push(site.stop)
})

afterAll(async () => {
  for (const part of site.apps ?? []) await writeFile(join(folder, `${part.name.replace(' ', '-')}.log`), part.output())
  for (const stop of stops.reverse()) await stop()
})

const ordersOf = async (count: number) =>
  (await node(0).rows(`select number from orders where is_open = 1 order by id limit ${count}`)).map((row) => String(row.number))

test('who signs in at one node is signed in at the others with the next request, and who signs out is out there', async () => {
  const lag = keepDoing(1, () => makeLag(node(0)))
  const rounds = await inTurns(Array.from({ length: 12 }), 3, async (_, index) => {
    const visitor = new Visitor()
    const [here, there] = [app(0), app(1 + (index % 2))]
    await visitor.signIn(here, 'agent@staff.example')
    const seen = await visitor.get(there, '/staff/requests')
    await visitor.post(here, '/sign-out', {})
    const after = await visitor.get(there, '/staff/requests')
    return [seen.status, after.status]
  })
  await lag.end()
  expect(rounds).toEqual(rounds.map(() => [200, 302]))
})

test('one form that is sent fifty times to three page servers is done once, and all get the same answer', async () => {
  const [author] = await staffOf(node(0), 'agent', 1)
  const [order = ''] = await ordersOf(1)
  const { path, fields, body } = noteOn(order)
  const keyed = { ...fields, idempotency_key: '6f0c0f0e-6c4b-4d7a-9b55-0d8a4f2d1c01' }
  const sent = await Promise.all(Array.from({ length: 50 }, (_, index) => (author as Visitor).insist([app(index)], path, keyed)))
  expect(sent.map((one) => one.status)).toEqual(sent.map(() => 303))
  expect(new Set(sent.map((one) => one.location)).size).toBe(1)
  for (const one of nodes) expect(await notesOf(one, body)).toBe(1)
})

test('of twenty people who decide one proposal at once one does', async () => {
  const people = await staffOf(node(0), 'catalog', 20)
  const number = String(
    await node(0).ask("select number from proposals where state = 'submitted' and open_count > 0 order by id limit 1"),
  )
  const path = `/staff/moderation/proposals/${number}`
  const shown = inputsOf((await pick(people, 0).get(app(0), path)).text, 'fields[')
  const positions = Object.keys(shown).filter((name) => name.endsWith('.position'))
  expect(positions.length).toBeGreaterThan(0)
  const refused = Object.fromEntries(
    positions.flatMap((name) => [
      [name.replace('position', 'decision'), 'refused'],
      [name.replace('position', 'reason'), 'not on a cluster'],
    ]),
  )
  const sent = await Promise.all(people.map((one, index) => one.insist([app(index)], path, { ...shown, ...refused })))
  expect([countOf(sent, 303), countOf(sent, 422)]).toEqual([1, 19])
  const decided = await node(2).ask("select count(*) from audit_entries where action = 'proposals.decide' and subject_id = ?", [
    number,
  ])
  expect(Number(decided)).toBe(1)
})

test('of two agents who take one request at once, on two nodes, one does, and the other is told', async () => {
  const agents = await staffOf(node(0), 'agent', 2)
  const requests = await node(0).rows(
    'select number, version from requests where is_open = 1 and assignee_id is null order by id limit 12',
  )
  expect(requests.length).toBeGreaterThan(5)
  const sent = await inTurns(requests, 3, (request, index) =>
    Promise.all(
      agents.map((one, at) =>
        one.insist([app(index + at)], `/staff/requests/${request.number}`, { do: 'take', version: String(request.version) }),
      ),
    ),
  )
  expect(sent.map((both) => both.map((one) => one.status).sort())).toEqual(sent.map(() => [303, 422]))
  for (const { number, version } of requests)
    expect(await node(2).ask('select version from requests where number = ?', [number])).toBe(Number(version) + 1)
})

test('what is paid is booked once, and told once, however often and wherever the provider says so', async () => {
  const payer = new Visitor()
  await payer.signIn(app(0), 'finance@customer.example')
  const open = await openInvoices(9)
  const codes = await inTurns(open, 3, async (invoice, index) => {
    const begun = await payer.insist([app(index)], '/portal/pay', { invoice })
    expect(begun.status).toBe(303)
    return begun.location?.split('/').at(-1) ?? ''
  })
  const sessions = await Promise.all(codes.map(sessionOf))
  const told = sessions.flatMap((session) => Array.from({ length: 6 }, () => site.stripe.pay(session)))
  await inTurns([...told, ...told], 6, async (event, index) => {
    const { body, signature } = site.stripe.message(event)
    const headers = { 'content-type': 'application/json', 'stripe-signature': signature }
    const answer = await fetch(`${app(index).origin}/hooks/stripe`, { method: 'POST', headers, body })
    expect(answer.status).toBe(200)
  })
  await untilIdle()
  for (const one of nodes) {
    const placeholders = codes.map(() => '?').join(', ')
    const paid = await one.rows(
      `select c.state, count(p.id) as payments from checkouts c left join payments p on p.provider_ref = c.intent_id
       where c.code in (${placeholders}) group by c.id`,
      codes,
    )
    expect(paid.map(({ state, payments }) => [state, Number(payments)])).toEqual(codes.map(() => ['paid', 1]))
  }
})

const openInvoices = async (count: number) => {
  const rows = await node(0).rows(
    `select concat(h.code, '/', i.number) as chosen from invoices i join legal_entities h on h.id = i.legal_entity_id
     join memberships m on m.root_account_id = i.root_account_id join persons p on p.id = m.person_id
     where p.email = 'finance@customer.example' and i.is_open = 1 and i.paid_total = 0 order by i.id limit ${count}`,
  )
  expect(rows.length).toBeGreaterThan(2)
  return rows.map((row) => String(row.chosen))
}

/** The page at the provider, which a worker makes. */
async function sessionOf(code: string): Promise<string> {
  for (let tries = 0; tries < 300; tries++) {
    const session = await node(0).ask('select session_id from checkouts where code = ?', [code])
    if (session) return String(session)
    await wait(100)
  }
  throw new Error(`no page was made for the checkout ${code}`)
}

/** Until the workers have done everything that is due. */
async function untilIdle(within = 120_000): Promise<void> {
  const due = "select count(*) from outbox where state = 'waiting' and run_at < utc_timestamp(3) + interval 70 second"
  for (const until = Date.now() + within; Number(await node(0).ask(due)) > 0; await wait(300)) {
    if (Date.now() < until) continue
    const left = await node(0).rows("select topic, attempts, left(last_error, 200) as why from outbox where state = 'waiting'")
    throw new Error(`the workers have not done ${JSON.stringify(left.slice(0, 5))}`)
  }
}

test('files are imported at one node while people write at the others, and a second import waits for its turn', async () => {
  const [author] = await staffOf(node(0), 'agent', 1)
  const orders = await ordersOf(12)
  const files = await importFiles(1_500)
  const writing = keepDoing(3, async (turn) => {
    const note = noteOn(pick(orders, turn))
    const answer = await (author as Visitor).insist([app(1 + turn), app(2 + turn)], note.path, note.fields)
    return { status: answer.status, body: note.body }
  })
  const [first, second] = await Promise.all([
    site.command(node(0), 'import', files, '--json'),
    wait(2_500).then(() => site.command(node(1), 'import', files, '--json')),
  ])
  const written = await writing.end()
  expect(first).toMatchObject({ code: 0 })
  // It was refused, or found everything there already.
  if (second.code === 0) expect(second.output).toContain('"created":0')
  else expect(second.output).toContain('Another import')
  for (const one of nodes) expect(Number(await one.ask("select count(*) from orders where number like 'SO-CL-%'"))).toBe(1_500)
  expect(written.length).toBeGreaterThan(10)
  for (const { status, body } of written) expect([status, await notesOf(node(2), body)]).toEqual([303, 1])
})

test('a node is killed: its page server says so, the others go on, and nothing is done twice or lost', async () => {
  const crew = await staffOf(node(0), 'agent', 6)
  const orders = await ordersOf(12)
  const slowest = { ms: 0 }
  const writing = keepDoing(6, async (turn) => {
    const note = noteOn(pick(orders, turn))
    const begun = Date.now()
    const answer = await pick(crew, turn).insist([app(turn), app(turn + 1), app(turn + 2)], note.path, note.fields)
    slowest.ms = Math.max(slowest.ms, Date.now() - begun)
    return { status: answer.status, body: note.body }
  })
  await wait(1_500)
  await node(2).stop('SIGKILL')
  const said = await pick(crew, 0).get(app(2), '/staff/orders')
  expect([said.status, said.retryAfter]).toEqual([503, '5'])
  expect(await answers(app(2), '/readyz')).toBe(503)
  expect(await answers(app(2), '/healthz')).toBe(200)
  for (const one of [app(0), app(1)]) expect((await pick(crew, 0).get(one, '/staff/orders')).status).toBe(200)
  await wait(5_000)
  await node(2).join()
  const back = await untilReady(app(2))
  expect((await pick(crew, 0).get(app(2), '/staff/orders')).status).toBe(200)
  const written = await writing.end()
  say(`killed: ${written.length} notes, the slowest ${slowest.ms} ms; ready ${back} ms after its node had joined`)
  for (const { status, body } of written) expect([status, await notesOf(node(2), body)]).toEqual([303, 1])
})

test('a node that has lost the others gets no requests, says 503, and keeps nothing half done for later', async () => {
  const crew = await staffOf(node(0), 'agent', 4)
  const orders = await ordersOf(12)
  const writing = keepDoing(4, async (turn) => {
    const note = noteOn(pick(orders, turn))
    const answer = await pick(crew, turn).insist([app(turn), app(turn + 1), app(turn + 2)], note.path, note.fields)
    return { status: answer.status, body: note.body }
  })
  await wait(500)
  await node(1).isolate(true)
  const noticed = await untilReady(app(1), false, 30_000)
  // Until it has noticed by itself it waits for the others.
  for (let tries = 0; (await node(1).state()) === 'Synced' && tries < 100; tries++) await wait(200)
  const page = await pick(crew, 0).get(app(1), '/staff/orders')
  expect([page.status, page.retryAfter]).toEqual([503, '5'])
  const form = noteOn(pick(orders, 0))
  const post = await pick(crew, 0).post(app(1), form.path, form.fields)
  expect([post.status, post.retryAfter]).toEqual([503, '5'])
  await wait(2_000)
  await node(1).isolate(false)
  await node(1).synced()
  const back = await untilReady(app(1))
  const written = await writing.end()
  say(`alone: not ready after ${noticed} ms, ready again ${back} ms after it was synced; ${written.length} notes`)
  for (const { status, body } of written) expect([status, await notesOf(node(1), body)]).toEqual([303, 1])
  expect(await notesOf(node(0), form.body)).toBe(0)
})

test('at the end everything is whole on every node, all jobs are done, and no mail was sent twice', async () => {
  await untilIdle()
  expect(Number(await node(0).ask("select count(*) from outbox where state = 'dead'"))).toBe(0)
  const mails = await site.mails()
  expect(mails.length).toBeGreaterThan(5)
  expect(mails.length - new Set(mails).size).toBe(0)
  const receipts = await node(0).ask("select count(*) from outbox where topic = 'payments.mail' and state = 'done'")
  say(`${mails.length} mails, of them ${receipts} receipts`)
  for (const one of nodes) {
    expect(await site.command(one, 'check:invariants')).toMatchObject({ code: 0 })
    expect(await site.command(one, 'audit:verify')).toMatchObject({ code: 0 })
  }
  const sums = await Promise.all(nodes.map(checksums))
  expect(Object.keys(sums[0] ?? {}).length).toBeGreaterThan(50)
  const differing = Object.keys(sums[0] ?? {}).filter((table) => new Set(sums.map((one) => one[table])).size > 1)
  for (const table of differing) {
    // A checksum is of rows as they lie there, which a column added later may change and no value: so the values are asked for.
    const [first, ...others] = await Promise.all(nodes.map((one) => one.rows(`select * from ${table} order by 1`)))
    for (const other of others) expect({ table, rows: other }).toEqual({ table, rows: first })
  }
  say(`checksums differ, values do not: ${differing.join(', ') || 'none'}`)
})

/** Of every table; those of what is renewed all the time left out. */
async function checksums(one: Node): Promise<Record<string, string>> {
  const moving = new Set(['schedule', 'migration_lock', 'rate_limits', 'import_lease', 'outbox'])
  const tables = (await one.rows('show tables')).flatMap((row) => String(Object.values(row)[0]))
  const still = tables.filter((table) => !moving.has(table))
  const rows = await one.rows(`checksum table ${still.join(', ')}`)
  return Object.fromEntries(rows.map((row) => [String(row.Table), String(row.Checksum)]))
}
