import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { ensureBuild } from './build.ts'
import { localServer } from './local-server.ts'
import { startMailCatcher } from './mail-catcher.ts'
import { loadMigrations, migrate } from './migrator.ts'
import { root } from './packages.mjs'
import { port } from './port.mjs'
import { elapsed, explain, Stop, say, step } from './progress.mjs'
import { ownSecret } from './secret.ts'
import { Supervisor } from './supervisor.ts'
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
    const server = await step('server', async (note) => {
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
    await fillWorld(url, 1)
  })
  return url
}

const prepareBuild = () => step('build', async (note) => note((await ensureBuild()) ? 'made' : 'up to date'))

const startMail = () =>
  step('mail', async (note) => {
    note('caught, and shown at /dev/mail')
    const mail = await startMailCatcher(join(home, 'mail'))
    stops.push(() => mail.stop())
    return mail.url
  })

const startApp = async (url: string, mail: string) => {
  const app = new Supervisor({
    script: 'app/server.ts',
    log: join(home, 'app.log'),
    onRestart: say,
    env: {
      NODE_ENV: 'production',
      QUAYSIDE_DEMO: 'yes',
      DATABASE_URL: url,
      PORT: String(port),
      SECRET: await ownSecret(),
      SMTP_URL: mail,
      MAIL_FOLDER: join(home, 'mail'),
      FILES_FOLDER: join(home, 'files'),
      DRAIN_DELAY: '0',
    },
  })
  stops.push(() => app.stop())
  for (let tries = 0; !(await isReady()); tries++) {
    if (app.failure || tries > 300)
      throw new Stop(app.failure ?? `The server did not become ready; see ${join(home, 'app.log')}.`)
    await wait(100)
  }
  app.wasWell()
}

const isReady = async () => (await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined))?.ok

const signIns = () =>
  people
    .map(([title, names, domain]) => `  ${title.padEnd(12)} ${names.map((name) => `${name}@${domain}`).join('  ')}`)
    .join('\n')

const run = async () => {
  await mkdir(home, { recursive: true, mode: 0o700 })
  const [url] = await Promise.all([prepareDatabase(), prepareBuild()])
  const mail = await startMail()
  await step('server', () => startApp(url, mail))
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
