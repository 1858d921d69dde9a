import { spawn } from 'node:child_process'
import { closeSync, openSync, realpathSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { ensureDatabaseServer } from './install.mjs'
import { boot, identityOf, isAlive, pidOf } from './process-identity.ts'
import { explain, Stop, say } from './progress.mjs'
import type { Running } from './server-keeper.ts'
import { answers, isWanted, keep, passwordFile, stateFile, stayFile, userFolder } from './server-keeper.ts'

/**
 * The private database server of this checkout: data below `.data/database`, reachable from this machine alone, on a port and with a
 * password of its own. It runs as long as a command uses it, or until `npm run db:stop` after `npm run db:start`.
 */
const root = realpathSync(fileURLToPath(new URL('..', import.meta.url)))
const defaultHome = join(root, '.data', 'database')

export interface LocalServer {
  /** A DATABASE_URL; without a name, of the database `quayside`. */
  url(database?: string): string
  /** This process needs it no longer. Waits until it has stopped, unless others still use it. Ending the process does the same. */
  release(): Promise<void>
}

export const localServer = async (note: (text: string) => void = () => {}, home = defaultHome): Promise<LocalServer> => {
  await ensureDatabaseServer(note)
  await mkdir(userFolder(home), { recursive: true, mode: 0o700 })
  const mine = join(userFolder(home), identityOf(process.pid) ?? '')
  await writeFile(mine, process.argv.slice(1).join(' '))
  const { port, keeper } = await started(home)
  const password = (await readFile(passwordFile(home), 'utf8')).trim()
  return {
    url: (database = 'quayside') => `mysql://quayside:${password}@127.0.0.1:${port}/${database}`,
    release: async () => {
      await rm(mine, { force: true })
      while (isAlive(keeper) && !isWanted(home)) await wait(50)
    },
  }
}

const runningIn = async (home: string): Promise<Running | undefined> => {
  try {
    return JSON.parse(await readFile(stateFile(home), 'utf8'))
  } catch {
    return undefined
  }
}

/** Waits for a living keeper's server, starting a keeper where there is none. */
const started = async (home: string): Promise<Running> => {
  const before = await runningIn(home)
  const deadline = Date.now() + 300_000
  let launched = 0
  while (Date.now() < deadline) {
    const running = await runningIn(home)
    if (running?.failure && running.keeper !== before?.keeper) throw new Stop(running.failure)
    if (running && isAlive(running.keeper)) {
      if (running.port && (await answers(home, running.port))) return running
    } else if (Date.now() - launched > 1_000) {
      launchKeeper(home)
      launched = Date.now()
    }
    await wait(50)
  }
  throw new Stop(`The private database server did not answer within five minutes; see ${join(home, 'server.log')}.`)
}

const launchKeeper = (home: string) => {
  const log = openSync(join(home, 'keeper.log'), 'w', 0o600)
  // Detached: it outlives this command when another one uses the server too.
  const keeper = spawn(process.execPath, [fileURLToPath(import.meta.url), 'keep', home], {
    stdio: ['ignore', log, log],
    detached: true,
    cwd: home,
  })
  keeper.unref()
  closeSync(log)
}

const commands: Record<string, (argument: string | undefined) => Promise<void>> = {
  keep: async (home = defaultHome) => keep(home),
  start: async () => {
    await mkdir(defaultHome, { recursive: true, mode: 0o700 })
    await writeFile(stayFile(defaultHome), boot)
    const server = await localServer(say)
    say(`DATABASE_URL=${server.url()}`)
    await server.release()
  },
  stop: async () => {
    await rm(stayFile(defaultHome), { force: true })
    const running = await runningIn(defaultHome)
    if (!running || !isAlive(running.keeper)) return say('The private database server is not running.')
    while (isAlive(running.keeper)) {
      const users = await usersOf(defaultHome)
      if (users.length > 0) return say(`It will stop when these end:\n${users.join('\n')}`)
      await wait(100)
    }
    say('The private database server has stopped.')
  },
}

const usersOf = async (home: string) => {
  const users = (await readdir(userFolder(home))).filter(isAlive)
  return Promise.all(users.map(async (user) => `  ${pidOf(user)}  ${await readFile(join(userFolder(home), user), 'utf8')}`))
}

if (import.meta.main) {
  const [name = '', argument] = process.argv.slice(2)
  const command = commands[name]
  await (command ? command(argument) : Promise.reject(new Stop('One of: start, stop.'))).catch(explain)
}
