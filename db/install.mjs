// Finds what the machine must have beside Node, and installs it from Debian's or Ubuntu's archive where that can be done unasked.
// Plain JavaScript without packages: it runs before `npm ci`, on the machine's own Node.
import { execFileSync, spawn } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { Stop } from './progress.mjs'

/** @typedef {{ path: string, flavour: 'mariadb' | 'mysql', version: string }} DatabaseServer */

const beyondPath = [
  '/usr/local/sbin',
  '/usr/sbin',
  '/usr/libexec',
  '/usr/local/mysql/bin',
  '/opt/homebrew/opt/mariadb/bin',
  '/opt/homebrew/opt/mysql/bin',
  '/usr/local/opt/mariadb/bin',
  '/usr/local/opt/mysql/bin',
]

/** @param {string} path */
const canRun = (path) => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * Every executable of these names, in the order of the names, then of PATH.
 * @param {string[]} names
 * @param {string[]} further
 */
const candidates = (names, further = []) => {
  const folders = [...(process.env.PATH ?? '').split(delimiter).filter(Boolean), ...further]
  return names.flatMap((name) => folders.map((folder) => join(folder, name)).filter(canRun))
}

/** @param {string} path @returns {DatabaseServer | undefined} */
const describeServer = (path) => {
  try {
    const text = execFileSync(path, ['--no-defaults', '--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    const version = /Ver (\d+\.\d+\.\d+)/.exec(text)?.[1]
    return version ? { path, flavour: /mariadb/i.test(text) ? 'mariadb' : 'mysql', version } : undefined
  } catch {
    return undefined
  }
}

const oldest = { mariadb: [10, 11], mysql: [8, 4] }

/** @param {DatabaseServer} server */
const isNewEnough = ({ flavour, version }) => {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [leastMajor = 0, leastMinor = 0] = oldest[flavour]
  return major > leastMajor || (major === leastMajor && minor >= leastMinor)
}

const installedServers = () => candidates(['mariadbd', 'mysqld'], beyondPath).flatMap((path) => describeServer(path) ?? [])

/** The first MariaDB ≥ 10.11 or MySQL ≥ 8.4 of this machine. */
export const findDatabaseServer = () => installedServers().find(isNewEnough)

/** The shell is the same browser without the windows that it else draws for every visitor. */
export const findChromium = () =>
  process.env.CHROMIUM_PATH ?? candidates(['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'])[0]

const hasCjkFont = () =>
  ['/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc', '/System/Library/Fonts/PingFang.ttc'].some((path) =>
    existsSync(path),
  )

/** How to become root without asking anybody: as root nothing, else `sudo -n`, else not at all. */
const asRoot = () => {
  if (process.getuid?.() === 0) return []
  try {
    execFileSync('sudo', ['-n', 'true'], { stdio: 'ignore' })
    return ['sudo', '-n']
  } catch {
    return undefined
  }
}

/** @param {string[]} packages */
const aptScript = (packages) => `
export DEBIAN_FRONTEND=noninteractive
wait='-o DPkg::Lock::Timeout=300'
apt-get $wait install -y -q --no-install-recommends ${packages.join(' ')} && exit 0
dpkg --configure -a
apt-get $wait update -q && apt-get $wait install -y -q --no-install-recommends ${packages.join(' ')}
`

/** @param {string} command @param {string[]} args @returns {Promise<string | undefined>} what went wrong, with the end of its output */
const attempt = (command, args) =>
  new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const keep = (/** @type {Buffer} */ chunk) => {
      output = (output + chunk).slice(-2_000)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', (error) => resolve(error.message))
    child.on('close', (code) => resolve(code === 0 ? undefined : output))
  })

/**
 * @param {string[]} packages Debian packages without a service of their own
 * @returns {Promise<string | undefined>} why it could not be done
 */
const aptInstall = async (packages) => {
  if (!existsSync('/usr/bin/apt-get')) return 'this is no Debian or Ubuntu'
  const root = asRoot()
  if (!root) return 'installing it needs root or passwordless sudo'
  const [command = 'sh', ...args] = [...root, 'sh', '-c', aptScript(packages)]
  return attempt(command, args)
}

/** @param {string | undefined} reason */
const databaseChoices = (reason) => {
  const old = installedServers()[0]
  const found = old ? `${old.path} is ${old.flavour} ${old.version}, which is too old.` : 'There is none here.'
  return new Stop(`A database server is needed: MariaDB 10.11 or newer, or MySQL 8.4 or newer. ${found}
It was not installed by itself: ${reason?.trim() ?? 'the package is too old'}

Choose one:
  1. install it: apt-get install mariadb-server (Debian, Ubuntu), dnf install mariadb-server (Fedora), brew install mariadb (macOS).
     Only the program is used: a private server of this checkout is started with it, no service is needed.
  2. name an empty database that exists already: DATABASE_URL=mysql://user:password@host:3306/name npm run demo`)
}

/**
 * The database server's program, installed where it is missing. Of Debian's `mariadb-server` only the core is taken: the program
 * without the system service, so that nothing is started, now or at the next boot.
 * @param {(text: string) => void} note
 */
export const ensureDatabaseServer = async (note = () => {}) => {
  const present = findDatabaseServer()
  if (present) return present
  note('installing MariaDB')
  const reason = await aptInstall(['mariadb-server-core', 'mariadb-client-core'])
  const server = findDatabaseServer()
  if (!server) throw databaseChoices(reason)
  return server
}

/** A browser and a font with Chinese, installed where they are missing. @param {(text: string) => void} note */
export const ensureChromium = async (note = () => {}) => {
  const font = hasCjkFont() ? [] : ['fonts-noto-cjk']
  // Not every distribution has the shell by itself.
  const attempts = findChromium()
    ? [font]
    : [
        [...font, 'chromium-headless-shell'],
        [...font, 'chromium'],
      ]
  let reason
  for (const packages of attempts) {
    if (packages.length > 0) note(`installing ${packages.join(', ')}`)
    reason = packages.length > 0 ? await aptInstall(packages) : undefined
    const chromium = findChromium()
    if (chromium) return chromium
  }
  throw new Stop(`The browser tests need Chromium, and it was not installed by itself: ${reason?.trim() ?? ''}
Install it (apt-get install chromium fonts-noto-cjk, brew install --cask chromium), or name one: CHROMIUM_PATH=/path/to/chrome npm test`)
}

const libraries = ['/usr/lib/galera/libgalera_smm.so', '/usr/lib/libgalera_smm.so', '/usr/lib64/galera-4/libgalera_smm.so']
const galeraLibrary = () => libraries.find((path) => existsSync(path))

/**
 * What the nodes of a cluster are made of: MariaDB and the library of Galera 4, which is installed where it is missing. A library
 * alone, without a service.
 * @param {(text: string) => void} note
 */
export const ensureGalera = async (note = () => {}) => {
  await ensureDatabaseServer(note)
  const server = installedServers().find((one) => one.flavour === 'mariadb' && isNewEnough(one))
  if (!server)
    throw new Stop('A Galera cluster is made of MariaDB 10.11 or newer, and there is none: apt-get install mariadb-server-core')
  const missing = galeraLibrary() ? [] : ['galera-4']
  if (missing.length > 0) note('installing Galera')
  const reason = missing.length > 0 ? await aptInstall(missing) : undefined
  const library = galeraLibrary()
  if (library) return { server, library }
  throw new Stop(`The nodes of a cluster need Galera 4, and it was not installed by itself: ${reason?.trim() ?? ''}
Install it: apt-get install galera-4 (Debian, Ubuntu), dnf install galera (Fedora). The library is enough; no service is needed.`)
}
