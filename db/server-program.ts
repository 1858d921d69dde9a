import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { DatabaseServer } from './install.mjs'
import { makersOf } from './process-identity.ts'
import { Stop } from './progress.mjs'

/** How the two database servers are initialised and started; what differs between MariaDB and MySQL is here alone. */

const run = promisify(execFile)
const asRoot = process.getuid?.() === 0 ? ['--user=root'] : []
const markerName = 'quayside.json'

/** Writes so that a reader, or a crash, sees the old file or the new one and never half of one. */
export const writeWhole = async (path: string, text: string) => {
  const next = `${path}.${randomBytes(4).toString('hex')}`
  await writeFile(next, text, { mode: 0o600 })
  await rename(next, path)
}

/**
 * Makes the data folder `home/data` unless it is there. It is made under another name and renamed when it is whole, so that being
 * killed at any moment leaves either nothing or all of it.
 */
export const initialise = async (server: DatabaseServer, home: string) => {
  for (const entry of await readdir(home)) {
    if (entry.startsWith('new-')) await removeHalfMade(home, entry)
  }
  const data = join(home, 'data')
  await makeTemporary(home)
  if (existsSync(join(data, markerName))) return requireSameFlavour(server, data)
  await rm(data, { recursive: true, force: true })
  const made = `new-${randomBytes(4).toString('hex')}`
  await mkdir(join(home, made), { mode: 0o700 })
  await fillDataFolder(server, home, made)
  await writeFile(join(home, made, markerName), JSON.stringify({ flavour: server.flavour, version: server.version }))
  await rename(join(home, made), data)
}

/** First whoever is still at it, which would put files into what is being removed. */
const removeHalfMade = async (home: string, name: string) => {
  for (let makers = makersOf(home, name); makers.length > 0; makers = makersOf(home, name)) {
    for (const pid of makers) kill(pid)
    await wait(50)
  }
  await rm(join(home, name), { recursive: true, force: true, maxRetries: 5 })
}

const kill = (pid: number) => {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself meanwhile.
  }
}

const requireSameFlavour = async ({ flavour, path }: DatabaseServer, data: string) => {
  const made: { flavour: string } = JSON.parse(await readFile(join(data, markerName), 'utf8'))
  if (made.flavour === flavour) return
  throw new Stop(`The private database in ${data} was made by ${made.flavour}, and what is installed now is ${flavour} (${path}).
Install ${made.flavour} again, or delete that folder to begin with an empty database.`)
}

/**
 * A folder of its own for what a server writes for a moment: as it starts it removes all such files of the folder, those of another
 * server that is starting too.
 */
const makeTemporary = (home: string) => mkdir(temporaryIn(home), { recursive: true, mode: 0o700 })
const temporaryIn = (home: string) => join(home, 'tmp')

const fillDataFolder = async ({ flavour, path }: DatabaseServer, home: string, made: string) => {
  // Relative, because mariadb-install-db stumbles over a space in the path of the checkout.
  const data = `--datadir=./${made}`
  const [program, args]: [string, string[]] =
    flavour === 'mysql'
      ? [path, ['--no-defaults', '--initialize-insecure', ...asRoot, `--datadir=${join(home, made)}`]]
      : [installProgram(path), ['--no-defaults', data, ...asRoot, '--auth-root-authentication-method=normal', '--skip-test-db']]
  try {
    await run(program, args, { cwd: home, maxBuffer: 16e6, env: { ...process.env, TMPDIR: temporaryIn(home) } })
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    throw new Stop(`${program} could not make the private database in ${home}:\n${`${stdout}\n${stderr}`.trim().slice(-2_000)}`)
  }
}

const installProgram = (server: string) => {
  const folders = [dirname(server), join(dirname(server), '../bin'), join(dirname(server), '../scripts'), '/usr/bin']
  const names = ['mariadb-install-db', 'mysql_install_db']
  return (
    names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path)) ?? 'mariadb-install-db'
  )
}

const megabytes = (bytes: number) => `${Math.floor(bytes / 2 ** 20)}M`

/** For one developer's machine: what is committed survives the death of the server, not the loss of power. */
export const startArguments = ({ flavour }: DatabaseServer, home: string, port: number) => [
  '--no-defaults',
  ...asRoot,
  `--datadir=${join(home, 'data')}`,
  `--tmpdir=${temporaryIn(home)}`,
  // Relative to the data folder: a unix socket's path may have 107 characters, and a checkout's path may be longer.
  '--socket=server.sock',
  '--pid-file=server.pid',
  `--port=${port}`,
  '--bind-address=127.0.0.1',
  '--skip-name-resolve',
  `--init-file=${join(home, 'accounts.sql')}`,
  '--character-set-server=utf8mb4',
  '--collation-server=utf8mb4_unicode_ci',
  '--local-infile=ON',
  '--max-allowed-packet=64M',
  '--max-connections=300',
  '--table-definition-cache=4000',
  `--innodb-buffer-pool-size=${megabytes(Math.min(2 ** 30, totalmem() / 4))}`,
  '--innodb-flush-log-at-trx-commit=2',
  '--performance-schema=OFF',
  ...(flavour === 'mysql'
    ? ['--innodb-redo-log-capacity=512M', '--skip-log-bin', '--mysqlx=OFF', '--secure-file-priv=NULL']
    : ['--innodb-log-file-size=512M', '--thread-handling=one-thread-per-connection']),
]

/**
 * What the server runs before it lets anybody in, at every start: it may be repeated, and sets the password of the file whatever
 * an earlier, interrupted start had set. One statement per line, which MySQL asks for.
 */
export const accountsSql = ({ flavour }: DatabaseServer, password: string) =>
  [
    ...(flavour === 'mariadb'
      ? ["delete from mysql.global_priv where User = '' or (User = 'root' and Host <> 'localhost')", 'flush privileges']
      : []),
    `alter user root@localhost identified by '${password}'`,
    `create user if not exists quayside@'127.0.0.1' identified by '${password}'`,
    `alter user quayside@'127.0.0.1' identified by '${password}'`,
    "grant all on *.* to quayside@'127.0.0.1' with grant option",
    'create database if not exists quayside character set utf8mb4 collate utf8mb4_unicode_ci',
  ]
    .map((statement) => `${statement};\n`)
    .join('')
