import type { ChildProcess } from 'node:child_process'
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, openSync } from 'node:fs'
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { RowDataPacket } from 'mysql2/promise'
import { createConnection } from 'mysql2/promise'
import { ensureGalera } from '../../db/install.mjs'
import { root } from '../../db/packages.mjs'
import { accountsSql, initialise, startArguments } from '../../db/server-program.ts'
import { freePort } from '../support/free-port.ts'

/** Three nodes of a Galera cluster on this machine, reachable from it alone, each with its data in a folder of its own. */

const run = promisify(execFile)
const beside = fileURLToPath(new URL('.', import.meta.url))
const password = 'of-a-test'
export const folder = join(root, '.data', 'cluster')

type Program = Awaited<ReturnType<typeof ensureGalera>>
type Ports = { sql: number; group: number; transfer: number }

/** So that nothing is left where the test is killed. */
const tied = existsSync('/usr/bin/setpriv') ? ['/usr/bin/setpriv', '--pdeathsig', 'KILL'] : []

export class Node {
  readonly name: string
  readonly #program: Program
  readonly #home: string
  readonly #ports: Ports
  readonly #members: string
  #process: ChildProcess | undefined

  constructor(program: Program, index: number, all: readonly Ports[]) {
    this.name = `node ${index + 1}`
    this.#program = program
    this.#home = join(folder, `node-${index + 1}`)
    this.#ports = all[index] as Ports
    this.#members = all.map(({ group }) => `127.0.0.1:${group}`).join(',')
  }

  url(database = 'quayside'): string {
    return `mysql://quayside:${password}@127.0.0.1:${this.#ports.sql}/${database}`
  }

  /** The first column of the first row. */
  async ask(sql: string, values: unknown[] = []): Promise<unknown> {
    return Object.values((await this.rows(sql, values))[0] ?? {})[0]
  }

  async rows(sql: string, values: unknown[] = []): Promise<RowDataPacket[]> {
    const connection = await createConnection({ uri: this.url(), supportBigNumbers: true, bigNumberStrings: true, timezone: 'Z' })
    try {
      await connection.query('set session wsrep_sync_wait = 1')
      return (await connection.query<RowDataPacket[]>(sql, values))[0]
    } finally {
      connection.destroy()
    }
  }

  /** The first start of the first node: makes its data, and its place in the cluster, which the others are copied from. */
  async seed(others: readonly Node[]): Promise<void> {
    await mkdir(this.#home, { recursive: true, mode: 0o700 })
    await initialise(this.#program.server, this.#home)
    await writeFile(join(this.#home, 'accounts.sql'), accountsSql(this.#program.server, password), { mode: 0o600 })
    this.#start(['--wsrep-new-cluster', `--init-file=${join(this.#home, 'accounts.sql')}`])
    await this.synced()
    await this.stop()
    for (const other of others) await cp(this.#home, other.#home, { recursive: true })
    this.#start(['--wsrep-new-cluster'])
    await this.synced()
  }

  /** Joins the others, also after it was killed: the position that its data has reached is found out first. */
  async join(): Promise<void> {
    const log = join(this.#home, `recovery-${Date.now()}.log`)
    await run(this.#program.server.path, [...this.#arguments(), '--wsrep-recover', `--log-error=${log}`], { cwd: this.#home })
    const position = /Recovered position: (\S+)/.exec(await readFile(log, 'utf8'))?.[1]
    if (!position) throw new Error(`${this.name} does not know where it stands; see ${log}`)
    this.#start([`--wsrep-start-position=${position}`])
    await this.synced()
  }

  #arguments(): string[] {
    const { sql, group, transfer } = this.#ports
    const usual = startArguments(this.#program.server, this.#home, sql).filter((one) => !one.startsWith('--init-file'))
    const provider = [
      'base_host=127.0.0.1',
      `gmcast.listen_addr=tcp://127.0.0.1:${group}`,
      `ist.recv_addr=127.0.0.1:${transfer}`,
      'gcache.size=256M',
      // A node that gets no turn on a busy machine is not taken for one that is gone.
      'evs.suspect_timeout=PT10S',
      'evs.inactive_timeout=PT30S',
    ]
    return [
      ...usual,
      '--innodb-buffer-pool-size=256M',
      '--innodb-log-file-size=96M',
      '--binlog-format=ROW',
      '--innodb-autoinc-lock-mode=2',
      '--wsrep-on=ON',
      `--wsrep-provider=${this.#program.library}`,
      '--wsrep-cluster-name=quayside-test',
      `--wsrep-cluster-address=gcomm://${this.#members}`,
      `--wsrep-node-name=${this.name}`,
      `--wsrep-node-address=127.0.0.1:${group}`,
      '--wsrep-sst-method=known',
      `--wsrep-provider-options=${provider.join(';')}`,
    ]
  }

  #start(more: readonly string[]): void {
    const log = openSync(join(folder, `${this.name.replace(' ', '-')}.log`), 'a', 0o600)
    const [command = '', ...args] = [...tied, this.#program.server.path, ...this.#arguments(), ...more]
    const env = { ...process.env, PATH: `${beside}${delimiter}${process.env.PATH ?? ''}` }
    this.#process = spawn(command, args, { stdio: ['ignore', log, log], cwd: this.#home, env })
    closeSync(log)
  }

  async state(): Promise<string> {
    const rows = await this.rows("show status like 'wsrep\\_local\\_state\\_comment'").catch(() => [])
    return String(rows[0]?.Value ?? 'away')
  }

  /** Waits until it is one with the others. */
  async synced(): Promise<void> {
    for (const until = Date.now() + 90_000; (await this.state()) !== 'Synced'; await wait(200)) {
      if (Date.now() > until || this.#process?.exitCode !== null)
        throw new Error(`${this.name} did not join; see its log in ${folder}`)
    }
  }

  /** As when the cable is pulled: its connections stay, and it can reach no other node. */
  async isolate(alone: boolean): Promise<void> {
    const connection = await createConnection(this.url(''))
    await connection.query(`set global wsrep_provider_options = 'gmcast.isolate=${alone ? 1 : 0}'`)
    connection.destroy()
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.#process
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }
}

/** Starts them anew, empty. `stop` leaves nothing running; the logs stay in `.data/cluster` until the next time. */
export async function startNodes(count = 3): Promise<{ nodes: Node[]; stop(): Promise<void> }> {
  const program = await ensureGalera((text) => void process.stderr.write(`${text}\n`))
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const ports: Ports[] = []
  for (let index = 0; index < count; index++)
    ports.push({ sql: await freePort(), group: await freePort(), transfer: await freePort() })
  const nodes = ports.map((_, index) => new Node(program, index, ports))
  const stop = async () => {
    for (const node of nodes) await node.stop('SIGKILL')
    for (const index of nodes.keys()) await rm(join(folder, `node-${index + 1}`), { recursive: true, force: true })
  }
  try {
    const [first, ...others] = nodes
    await first?.seed(others)
    for (const other of others) await other.join()
  } catch (error) {
    await stop()
    throw error
  }
  return { nodes, stop }
}
