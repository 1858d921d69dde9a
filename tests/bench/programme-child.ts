import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { RowDataPacket } from 'mysql2/promise'
import { createConnection } from 'mysql2/promise'
import { createServer } from 'vite'
import { median } from './measure.ts'
import type { Cost, Costs } from './programme.ts'

// The application's own functions, loaded by Vite as its tests load them; what a period's closing has written is taken away again.

type Scope = { transaction(run: (scope: Scope) => Promise<unknown>): Promise<unknown> }
type Agreement = { id: string }

const [code = ''] = process.argv.slice(2)
const vite = await createServer({
  appType: 'custom',
  logLevel: 'error',
  server: { middlewareMode: true, hmr: false, watch: null },
  optimizeDeps: { noDiscovery: true, include: [] },
})
const load = (path: string) => vite.ssrLoadModule(`/app/${path}.ts`)
const { systemScope } = await load('access/scope.server')
const { agreements } = await load('features/programmes/agreements.server')
const { countDocuments, recount } = await load('features/programmes/counted.server')
const { closePeriod } = await load('features/programmes/closing.server')

/** Seconds of CPU that the database server has taken so far; 0 where it is on another machine. */
async function serverCpu(): Promise<number> {
  const [server] = await ask('select @@datadir as folder, @@pid_file as file')
  const pid = await readFile(resolve(server?.folder, server?.file), 'utf8').catch(() => '')
  const stat = pid && (await readFile(`/proc/${pid.trim()}/stat`, 'utf8').catch(() => ''))
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
  return (Number(user ?? 0) + Number(system ?? 0)) / 100
}

async function costOf(run: () => Promise<unknown>): Promise<Cost> {
  const [start, before, server] = [performance.now(), process.cpuUsage(), await serverCpu()]
  const done = await run()
  const { user, system } = process.cpuUsage(before)
  if (done && typeof done === 'object' && 'reason' in done) throw new Error(JSON.stringify(done))
  const cpu = { node: (user + system) / 1e6, database: (await serverCpu()) - server }
  return { seconds: (performance.now() - start) / 1000, ...cpu }
}

const connection = await createConnection(process.env.DATABASE_URL ?? '')
const ask = async (sql: string, values: unknown[] = []) => (await connection.query<RowDataPacket[]>(sql, values))[0]
const scope: Scope = systemScope([])
const [row] = await ask('select id from programmes where code = ?', [code])
await takeAway()

const parties: Agreement[] = await agreements(scope, { programmes: [String(row?.id)] })
const counted = await costOf(async () => {
  for (const agreement of parties) await recount(scope, agreement)
})
const [sum] = await ask(
  `select sum(d.lines_count) as n from rebate_documents d join programme_agreements g on g.id = d.agreement_id where g.programme_id = ?`,
  [row?.id],
)
const invoices = await ask("select id from invoices where number like 'IB-%' order by number limit 60")
const ones: Cost[] = []
for (const invoice of invoices) ones.push(await costOf(() => countDocuments(scope, 'invoice', [String(invoice.id)])))
const warm = ones.slice(20)
const middle = (of: keyof Cost) => median(warm.map((each) => each[of]))
// The system counts in hundredths of a second: what the database took is an average.
const database = warm.reduce((sum, each) => sum + each.database, 0) / warm.length
const one = { seconds: middle('seconds'), node: middle('node'), database }
const closed = await costOf(() => closePeriod(scope, code, '2025-01-01'))
await takeAway()

/** What an earlier run has closed. */
async function takeAway() {
  for (const statement of await ask('select id from rebate_statements where programme_id = ?', [row?.id])) {
    await ask('delete from rebate_lines where statement_id = ?', [statement.id])
    await ask('delete from rebate_statements where id = ?', [statement.id])
  }
  await ask('delete from programme_periods where programme_id = ?', [row?.id])
}

const costs: Costs = { counted, closed, one, lines: Number(sum?.n) }
process.send?.(costs, () => {
  process.exit(0)
})
