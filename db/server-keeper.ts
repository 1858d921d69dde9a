import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { createConnection } from 'mysql2/promise'
import { findDatabaseServer } from './install.mjs'
import { boot, identityOf, isAlive, pidOf, serversOn } from './process-identity.ts'
import { Stop } from './progress.mjs'
import { accountsSql, initialise, startArguments, writeWhole } from './server-program.ts'

/**
 * The process beside a private server: it starts it, starts it again when it dies, and stops it when nobody uses it any more.
 * There is one per checkout, and any of them may be killed: a command that finds no living keeper starts the next one, which
 * takes over a server that still runs.
 */
export interface Running {
  keeper: string
  port: number
  /** Instead of a port: why it could not be started. */
  failure?: string
}

export const userFolder = (home: string) => join(home, 'users')
/** Holds the boot in which `npm run db:start` asked for a server that stays. */
export const stayFile = (home: string) => join(home, 'stay')
export const stateFile = (home: string) => join(home, 'server.json')
export const passwordFile = (home: string) => join(home, 'password')

const shortWait = 100
const patience = 60_000

export const keep = async (home: string) => {
  const lock = takeLock(home)
  if (!lock) return
  const server = new Server(home)
  try {
    await attend(home, server)
  } catch (error) {
    const failure = error instanceof Stop ? error.message : String((error as Error).stack ?? error)
    if (existsSync(home)) await announce(home, { port: 0, failure })
  } finally {
    await server.stop()
    lock.close()
  }
}

const announce = (home: string, running: Omit<Running, 'keeper'>) =>
  writeWhole(stateFile(home), JSON.stringify({ keeper: identityOf(process.pid), ...running }))

/** Returns when the server is to be stopped. */
const attend = async (home: string, server: Server) => {
  let asked = false
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      asked = true
    })
  }
  await announce(home, { port: 0 })
  while (existsSync(home)) {
    if (!server.runs()) {
      await server.start()
      await announce(home, { port: server.port })
    }
    await wait(300)
    if (!asked && isWanted(home)) continue
    // A command writes its name down before it looks for the server; so first hide the server, then look again for names.
    await announce(home, { port: 0 })
    if (asked || !isWanted(home)) return
    await announce(home, { port: server.port })
  }
}

/** A lock that the system lets go when its holder dies, however it dies. */
const takeLock = (home: string) => {
  const database = new DatabaseSync(join(home, 'keeper.lock'))
  try {
    database.exec('pragma locking_mode = exclusive; begin exclusive')
    return database
  } catch {
    database.close()
    return undefined
  }
}

/** Does a living process use the server, or has somebody asked for it to stay? */
export const isWanted = (home: string) => {
  if (!existsSync(userFolder(home))) return false
  for (const user of readdirSync(userFolder(home))) {
    if (isAlive(user)) return true
    rmSync(join(userFolder(home), user), { force: true })
  }
  return existsSync(stayFile(home)) && readFileSync(stayFile(home), 'utf8') === boot
}

class Server {
  port = 0
  readonly #home: string
  readonly #log: string
  readonly #portFile: string
  #identity = ''

  constructor(home: string) {
    this.#home = home
    this.#log = join(home, 'server.log')
    this.#portFile = join(home, 'port')
  }

  runs() {
    return isAlive(this.#identity)
  }

  async start() {
    const program = findDatabaseServer()
    if (!program) throw new Stop('The database server’s program is gone.')
    if (await this.#takeOver()) return
    await initialise(program, this.#home)
    const password = await this.#password()
    await writeWhole(join(this.#home, 'accounts.sql'), accountsSql(program, password))
    for (let attempt = 0; attempt < 3; attempt++) {
      // MySQL refuses to start where the socket's lock names a living process, which after a reboot may be anybody.
      for (const left of ['server.sock', 'server.sock.lock']) await rm(join(this.#home, 'data', left), { force: true })
      this.port = await freePort(await this.#formerPort())
      this.#spawn(program.path, startArguments(program, this.#home, this.port))
      if (await this.#answersInTime()) return writeWhole(this.#portFile, String(this.port))
    }
    throw new Stop(`The private database server did not start. The end of ${this.#log}:\n${await this.#endOfLog()}`)
  }

  async stop() {
    const identity = this.#identity
    if (!isAlive(identity)) return
    process.kill(pidOf(identity), 'SIGTERM')
    for (let waited = 0; isAlive(identity); waited += shortWait) {
      if (waited > patience) process.kill(pidOf(identity), 'SIGKILL')
      await wait(shortWait)
    }
  }

  /** A server left by a keeper that was killed: used on when it answers, else ended. */
  async #takeOver() {
    const [pid] = serversOn(join(this.#home, 'data'))
    if (!pid) return false
    this.#identity = identityOf(pid) ?? ''
    this.port = await this.#formerPort()
    if (this.port && (await this.#answersInTime())) return true
    await this.stop()
    return false
  }

  #spawn(path: string, args: string[]) {
    if (existsSync(this.#log) && statSync(this.#log).size > 10e6) truncateSync(this.#log)
    const log = openSync(this.#log, 'a', 0o600)
    // In a group of its own, so that Ctrl-C in a terminal reaches the command and not the server under it.
    const server = spawn(path, args, { stdio: ['ignore', log, log], detached: true, cwd: this.#home })
    server.on('error', () => {})
    closeSync(log)
    this.#identity = identityOf(server.pid ?? 0) ?? ''
  }

  async #answersInTime() {
    for (let waited = 0; waited < patience && this.runs(); waited += shortWait) {
      if (await answers(this.#home, this.port)) return true
      await wait(shortWait)
    }
    return false
  }

  async #password() {
    if (!existsSync(passwordFile(this.#home))) await writeWhole(passwordFile(this.#home), randomBytes(18).toString('base64url'))
    return (await readFile(passwordFile(this.#home), 'utf8')).trim()
  }

  /** The port that was used last is used again where it is free, so that saved connections and open pools keep working. */
  async #formerPort() {
    return Number(await readFile(this.#portFile, 'utf8').catch(() => '0')) || 0
  }

  async #endOfLog() {
    const text = await readFile(this.#log, 'utf8').catch(() => '')
    return text.slice(-2_000)
  }
}

const freePort = async (wished: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error) => (wished ? resolve(freePort(0)) : reject(error)))
    probe.listen({ port: wished, host: '127.0.0.1' }, () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

/** Does our server, and no stranger's, answer on this port? */
export const answers = async (home: string, port: number) => {
  try {
    const password = readFileSync(passwordFile(home), 'utf8').trim()
    const connection = await createConnection({ host: '127.0.0.1', port, user: 'quayside', password, connectTimeout: 2_000 })
    const [rows] = await connection.query('select @@datadir as folder')
    await connection.end()
    return (rows as { folder: string }[])[0]?.folder.replace(/\/$/, '') === join(home, 'data')
  } catch {
    return false
  }
}
