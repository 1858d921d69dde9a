import { join } from 'node:path'
import { ensureBuild } from './build.ts'
import { localServer } from './local-server.ts'
import { loadMigrations, migrate } from './migrator.ts'
import { root } from './packages.mjs'
import { forgetDemo, noteDemo, port } from './port.mjs'
import { elapsed, explain, say, step } from './progress.mjs'
import { startSite } from './site.ts'
import { demoOrEmpty, fillWorld } from './world.ts'

/** The part of `npm run demo` that needs the packages. Its parent has brought them, and the database server's program. */
const home = join(root, '.data')
const password = 'quayside-demo'
const people = [
  ['Customer', ['admin', 'buyer', 'approver', 'finance', 'receiver', 'viewer'], 'customer.example'],
  ['Distributor', ['admin'], 'distributor.example'],
  ['Supplier', ['admin', 'catalog'], 'supplier.example'],
  ['Staff', ['agent', 'manager', 'finance', 'catalog', 'admin'], 'staff.example'],
] as const

/** What has been started, to be stopped in the opposite order. */
const stops: (() => Promise<void>)[] = []
let stopping: Promise<void> | undefined

const stopAll = () => {
  stopping ??= (async () => {
    for (const stop of stops.reverse()) await stop()
  })()
  return stopping
}

const prepareDatabase = async () => {
  let url = process.env.DATABASE_URL ?? ''
  if (!url) {
    const server = await step('data server', async (note) => {
      note('private, below .data/database')
      return localServer()
    })
    stops.push(() => server.release())
    url = server.url()
  }
  const mark = await demoOrEmpty(url)
  await step('schema', async (note) => {
    const ran = await migrate(url, await loadMigrations())
    note(ran === 0 ? 'up to date' : `${ran} steps`)
  })
  await step('demo world', async (note) => {
    if (mark?.state === 'filled') return note('kept as it is')
    note(mark ? 'filled anew, because the last filling was interrupted' : 'about 60 accounts, 2,000 orders')
    await fillWorld(url, 1, 'pipe', join(home, 'files'))
  })
  return url
}

const prepareBuild = () => step('build', async (note) => note((await ensureBuild()) ? 'made' : 'up to date'))

const signIns = () =>
  people
    .map(([title, names, domain]) => `  ${title.padEnd(12)} ${names.map((name) => `${name}@${domain}`).join('  ')}`)
    .join('\n')

const run = async () => {
  const [url] = await Promise.all([prepareDatabase(), prepareBuild()])
  await step('server', async (note) => {
    note('pages, jobs and mail, which is caught and shown at /dev/mail')
    const site = await startSite({ databaseUrl: url, port, folder: home, onRestart: say })
    stops.push(site.stop, async () => forgetDemo())
    noteDemo()
  })
  say(`\nready http://localhost:${port}    (after ${elapsed()}; Ctrl-C stops everything)\n`)
  say(`Sign in with the password ${password} as\n${signIns()}`)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (!stopping) say('\nstopping')
    stopAll().then(
      () => process.exit(0),
      (error) => {
        explain(error)
        process.exit(1)
      },
    )
  })
}
try {
  await run()
} catch (error) {
  if (!stopping) {
    explain(error)
    await stopAll()
  }
}
