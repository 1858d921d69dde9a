import { fork } from 'node:child_process'
import type { AddressInfo } from 'node:net'
import type { Figure } from './measure.ts'
import { atMost, median } from './measure.ts'
import type { Reader } from './worlds.ts'

/**
 * What a signed-in order list costs in CPU, against the same tree rendered to a string and the same SQL run bare, in one process:
 * what is left is everything that the house adds (session, scope, router, data, headers). The callers are another process, whose
 * CPU does not count.
 */
type Query = { sql: string; values: unknown }
type Handle = (...args: unknown[]) => Promise<Response>
type Connection = { query: (...args: never[]) => unknown }
type Pool = {
  on(name: 'acquire', hear: (connection: Connection) => void): void
  promise(): { query(sql: string, values: unknown): Promise<unknown>; end(): Promise<void> }
}

const rounds = 7
const each = 150

async function cpuOf(run: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** Starts the application in this process on its own port, with the last page's rendering and its SQL kept. */
async function instrumented() {
  const build = await import(new URL('../../build/server/index.js', import.meta.url).href)
  const { createApplication } = await import('../../app/http/application.ts')
  const kept: { render?: unknown[]; queries: Query[] } = { queries: [] }
  const entry = { ...build.entry, module: { ...build.entry.module } }
  const render: Handle = entry.module.default
  entry.module.default = (...args: unknown[]) => {
    kept.render = args
    return render(...args)
  }
  const pool: Pool = entry.module.pool
  const seen = new WeakSet<Connection>()
  pool.on('acquire', (connection) => {
    if (seen.has(connection)) return
    seen.add(connection)
    const query = connection.query.bind(connection) as (...args: unknown[]) => unknown
    connection.query = ((...args: unknown[]) => {
      const [sql, values] = args
      if (typeof sql === 'string') kept.queries.push({ sql, values: typeof values === 'function' ? [] : values })
      return query(...args)
    }) as never
  })
  const copy = { ...build, entry }
  const app = createApplication({ build: copy, load: async () => copy, lifecycle: { draining: false }, steps: [] } as never)
  const server = app.listen(0, '127.0.0.1')
  await new Promise((listening) => server.once('listening', listening))
  return { kept, render, pool, port: (server.address() as AddressInfo).port, close: () => server.close() }
}

export async function requestCost(reader: Reader): Promise<Figure> {
  const { kept, render, pool, port, close } = await instrumented()
  const caller = fork(new URL('caller.ts', import.meta.url), { stdio: 'inherit' })
  const ask = (count: number) =>
    new Promise<void>((done, failed) => {
      caller.once('message', (problem) => (problem === 'done' ? done() : failed(new Error(String(problem)))))
      caller.send({ url: `http://127.0.0.1:${port}/portal/orders`, cookie: reader.cookie, count })
    })
  await ask(60)
  kept.queries.length = 0
  await ask(1)
  const queries = [...kept.queries]
  const page = kept.render ?? []
  const bare = async () => {
    for (let turn = 0; turn < each; turn++) {
      for (const { sql, values } of queries) await pool.promise().query(sql, values)
      const [request, status, , remix, context] = page
      await (
        await render(request, status, new Headers(), { ...(remix as object), serverHandoffStream: undefined }, context)
      ).text()
    }
  }
  await bare()
  const ratios: number[] = []
  const costs: number[] = []
  for (let round = 0; round < rounds; round++) {
    const whole = await cpuOf(() => ask(each))
    ratios.push(whole / (await cpuOf(bare)))
    costs.push(whole / each)
  }
  caller.kill()
  close()
  const besides = `${median(costs).toFixed(2)} ms of CPU a request, ${queries.length} queries`
  return atMost('CPU of a signed-in order list ÷ renderToString of its tree and its SQL', median(ratios), 2, '', besides)
}
