import { createServer } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Lifecycle } from './http/lifecycle.ts'
import type { Build } from './http/pages.ts'

// React and Remix choose their own build by it when they are loaded, so it is settled before anything else is.
process.env.NODE_ENV ??= 'production'
const { createApplication } = await import('./http/application.ts')

// Connections outlive the minute after which balancers drop theirs, so that it is never we who hang up on a request.
const server = createServer({ headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 70_000 })
const vite =
  process.env.NODE_ENV === 'production'
    ? undefined
    : await (await import('vite')).createServer({ server: { middlewareMode: true, hmr: { server } } })

const load = (): Promise<Build> =>
  (vite
    ? vite.ssrLoadModule('virtual:remix/server-build')
    : import(new URL('../build/server/index.js', import.meta.url).href)) as Promise<Build>

async function firstLoad(): Promise<Build> {
  try {
    return await load()
  } catch (error) {
    if ((error as Error).name !== 'WrongSettings') throw error
    console.error((error as Error).message)
    process.exit(1)
  }
}

const build = await firstLoad()
const { loadMigrations } = await import('../db/migrator.ts')
const steps = (await loadMigrations()).flatMap(({ name, steps }) => steps.map((step) => `${name}/${step.name}`))
const { env, log } = build.entry.module
const leaving = new AbortController()
const lifecycle: Lifecycle = { draining: false, askedAt: 0, leaving: leaving.signal }
server.on('request', createApplication({ build, load, lifecycle, steps, ...(vite && { development: vite.middlewares }) }))
server.on('error', (error: NodeJS.ErrnoException) => {
  const why = error.code === 'EADDRINUSE' ? `port ${env.PORT} is in use; choose another: PORT=…` : error.message
  console.error(`Quayside cannot start: ${why}`)
  process.exit(1)
})
server.listen(env.PORT, env.HOST, () => log.info({ port: env.PORT, host: env.HOST, pid: process.pid }, 'listening'))

const worker = env.WORKER === 'inside' ? build.entry.module.startWork() : undefined

/**
 * Until nobody has asked for anything for a moment, because what is on its way while the port closes is lost. Who goes on asking
 * although `/readyz` says 503 is waited for a few seconds.
 */
async function quiet(): Promise<void> {
  const latest = Date.now() + 5_000
  while (Date.now() < latest && Date.now() - lifecycle.askedAt < 100) await wait(20)
}

async function stop(delay: number, code = 0): Promise<void> {
  if (lifecycle.draining) process.exit(1)
  lifecycle.draining = true
  log.info('stopping')
  const late = setTimeout(() => process.exit(1), 25_000)
  const jobs = worker?.stop()
  await wait(delay)
  await quiet()
  const closed = new Promise((done) => server.close(done))
  leaving.abort()
  server.closeIdleConnections()
  if (vite) await vite.close().then(() => server.closeAllConnections())
  await Promise.all([closed, jobs])
  clearTimeout(late)
  log.info('stopped')
  process.exit(code)
}

process.on('SIGTERM', () => void stop(env.DRAIN_DELAY * 1000))
process.on('SIGINT', () => void stop(0))
process.on('uncaughtException', (error) => {
  log.fatal({ err: error }, 'nobody caught this; stopping')
  void stop(0, 1)
})
