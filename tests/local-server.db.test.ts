import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { RowDataPacket } from 'mysql2/promise'
import { createConnection } from 'mysql2/promise'
import { afterAll, describe, expect, it } from 'vitest'
import { localServer } from '../db/local-server'
import { isAlive, pidOf, serversOn } from '../db/process-identity'

const user = fileURLToPath(new URL('support/server-user.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'quayside-'))
const children = new Set<ChildProcess>()

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

const newHome = async (name: string) => {
  const home = join(folder, name)
  await mkdir(home, { recursive: true })
  return home
}

const startUser = (home: string) => {
  const child = spawn(process.execPath, [user, home], { stdio: ['ignore', 'pipe', 'pipe'] })
  children.add(child)
  return child
}

const userOf = async (home: string) => {
  const child = startUser(home)
  let problem = ''
  child.stderr.on('data', (chunk) => {
    problem += chunk
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk) => resolve(String(chunk).trim()))
    child.once('exit', () => reject(new Error(problem)))
  })
  return { child, url }
}

const ask = async (url: string, sql: string) => {
  const connection = await createConnection(url)
  try {
    const [rows] = await connection.query<RowDataPacket[][]>({ sql, rowsAsArray: true })
    return rows[0]?.[0] as unknown
  } finally {
    await connection.end()
  }
}

const until = async (what: () => boolean | Promise<boolean>) => {
  for (let tries = 0; !(await what()); tries++) {
    if (tries > 600) throw new Error('It did not come to that.')
    await wait(50)
  }
}

const serverPid = (home: string) => serversOn(join(home, 'data'))[0] ?? 0
const keeperPid = async (home: string) => pidOf(JSON.parse(await readFile(join(home, 'server.json'), 'utf8')).keeper)
const answers = (url: string) =>
  ask(url, 'select 1')
    .then((one) => one === 1)
    .catch(() => false)

/** Ends a process at once; one that has ended already, since the server ends with its keeper, is what was wanted. */
const killAtOnce = (pid: number) => {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

const killEverything = async (home: string, child: ChildProcess) => {
  child.kill('SIGKILL')
  const keeper = await keeperPid(home).catch(() => 0)
  for (const pid of [keeper, serverPid(home)]) if (pid) killAtOnce(pid)
}

describe('the private server', () => {
  it('is one for each checkout, also below a long path with spaces, for this machine and this user alone', async () => {
    const homes = await Promise.all(['one', `two ${'long '.repeat(24)}`].map(newHome))
    const servers = await Promise.all(homes.map((home) => localServer(undefined, home)))
    const urls = servers.map((server) => new URL(server.url()))
    expect(new Set(urls.map(({ port }) => port)).size).toBe(2)
    expect(new Set(urls.map(({ password }) => password)).size).toBe(2)
    for (const [index, home] of homes.entries()) {
      const url = servers[index]?.url() ?? ''
      expect(await ask(url, 'select @@datadir')).toBe(`${home}/data/`)
      expect(await ask(url, 'select @@bind_address')).toBe('127.0.0.1')
      expect((await stat(join(home, 'password'))).mode & 0o777).toBe(0o600)
      expect(await answers(url.replace(/:[^:@]+@/, '@'))).toBe(false)
      expect(await answers(url.replace(/quayside:[^@]+@/, 'root@'))).toBe(false)
    }
    await Promise.all(servers.map((server) => server.release()))
    for (const home of homes) expect(serverPid(home)).toBe(0)
  })

  it('is shared, and stops when the last command that uses it has ended, however that ended', async () => {
    const home = await newHome('shared')
    const [first, second] = await Promise.all([userOf(home), userOf(home)])
    expect(first.url).toBe(second.url)
    first.child.kill('SIGKILL')
    await wait(800)
    expect(await answers(second.url)).toBe(true)
    second.child.kill('SIGTERM')
    await until(() => serverPid(home) === 0)
  })

  it('comes back on its port when it is killed, and keeps what was committed', async () => {
    const home = await newHome('killed')
    const { child, url } = await userOf(home)
    await ask(url, 'create table kept (id int primary key)')
    await ask(url, 'insert into kept values (7)')
    const before = serverPid(home)
    process.kill(before, 'SIGKILL')
    await until(async () => (await answers(url)) && serverPid(home) !== before)
    expect(await ask(url, 'select id from kept')).toBe(7)
    child.kill('SIGKILL')
    await until(() => serverPid(home) === 0)
  })

  it('is taken over when its keeper is killed', async () => {
    const home = await newHome('orphan')
    const first = await userOf(home)
    const pid = serverPid(home)
    process.kill(await keeperPid(home), 'SIGKILL')
    const second = await userOf(home)
    expect(second.url).toBe(first.url)
    expect(serverPid(home)).toBe(pid)
    for (const { child } of [first, second]) child.kill('SIGKILL')
    await until(() => serverPid(home) === 0)
  })

  it('starts after everything was killed at any moment, the first initialisation included', async () => {
    const home = await newHome('any moment')
    for (const delay of [150, 300, 500, 700, 900, 1200, 1600, 2200]) {
      const child = startUser(home)
      await wait(delay)
      await killEverything(home, child)
    }
    const { child, url } = await userOf(home)
    expect(await answers(url)).toBe(true)
    expect((await readdir(home)).filter((name) => name.startsWith('new-'))).toEqual([])
    child.kill('SIGKILL')
    await until(() => serverPid(home) === 0)
  })

  it('ends what still makes a data folder for a keeper that was killed, and leaves nothing of it', async () => {
    const home = await newHome('half made')
    // As mariadb-install-db, which goes on without its keeper and makes the folder again.
    const work = 'while :; do mkdir -p ./new-half/mysql; : > ./new-half/mysql/$$; : > ./new-half/ibdata; done'
    const maker = spawn('sh', ['-c', work, 'mariadb-install-db', '--datadir=./new-half'], { cwd: home, stdio: 'ignore' })
    children.add(maker)
    await until(() => existsSync(join(home, 'new-half', 'ibdata')))
    const server = await localServer(undefined, home)
    expect(await answers(server.url())).toBe(true)
    expect(maker.signalCode).toBe('SIGKILL')
    expect((await readdir(home)).filter((name) => name.startsWith('new-'))).toEqual([])
    await server.release()
  })

  it('does not mind stale files, nor that its port was taken meanwhile', async () => {
    const home = await newHome('stale')
    const first = await localServer(undefined, home)
    const { port } = new URL(first.url())
    await first.release()
    const thief = await import('node:net').then(({ createServer }) => createServer().listen(Number(port), '127.0.0.1'))
    await writeFile(join(home, 'users', '1-1-0'), 'long gone')
    await writeFile(join(home, 'data', 'server.pid'), String(process.pid))
    await writeFile(join(home, 'data', 'server.sock.lock'), String(process.pid))
    await writeFile(join(home, 'server.json'), JSON.stringify({ keeper: '1-1-0', port: Number(port) }))
    const second = await localServer(undefined, home)
    expect(new URL(second.url()).port).not.toBe(port)
    await second.release()
    expect(existsSync(join(home, 'users', '1-1-0'))).toBe(false)
    await new Promise((done) => thief.close(done))
  })

  it('ends when its checkout is deleted', async () => {
    const home = await newHome('deleted')
    const { child } = await userOf(home)
    const keeper = JSON.parse(await readFile(join(home, 'server.json'), 'utf8')).keeper
    // The server may still write into it for a moment.
    await rm(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
    await until(() => !isAlive(keeper) && serverPid(home) === 0)
    child.kill('SIGKILL')
  })
})
