// Brings node_modules to what package-lock.json says. Plain JavaScript without packages: it runs before they are there.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { Stop, started } from './progress.mjs'

export const root = fileURLToPath(new URL('..', import.meta.url))
export const ownNode = join(root, 'node_modules', '.bin', 'node')

/** @param {string} path @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }> | undefined} */
const packagesIn = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages
  } catch {
    return undefined
  }
}

/** npm writes node_modules/.package-lock.json last, so an installation that was cut off has none. */
const areInstalled = () => {
  const wanted = packagesIn(join(root, 'package-lock.json')) ?? {}
  const present = packagesIn(join(root, 'node_modules', '.package-lock.json'))
  if (!present || !existsSync(ownNode)) return false
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    if (path === '') return true
    const found = present[path]
    return found ? found.version === version : Boolean(optional || devOptional)
  })
}

/** The Node that the project brings along works on this machine. */
const ownNodeRuns = () => {
  const version = spawnSync(ownNode, ['--version'], { encoding: 'utf8' }).stdout ?? ''
  return Number(/^v(\d+)/.exec(version)?.[1] ?? 0) >= 24
}

/** @param {string[]} args @returns {Promise<string | undefined>} what went wrong */
const npm = (args) =>
  new Promise((resolve) => {
    // Under `npm run` the very npm that was called is named here; else it is the one of PATH.
    const path = process.env.npm_execpath
    const [command, first] = path?.endsWith('.js') ? [process.execPath, [path]] : ['npm', []]
    const child = spawn(command, [...first, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output = (output + chunk).slice(0, 4_000)
      })
    }
    child.on('error', (error) => resolve(error.message))
    child.on('close', (code) => resolve(code === 0 ? undefined : output))
  })

/** @param {(text: string) => void} note */
export const ensurePackages = async (note) => {
  if (areInstalled() && ownNodeRuns()) return note('up to date')
  note('installed')
  // Development tools belong to it, whatever NODE_ENV says: they build the pages.
  const problem = await npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'])
  if (problem) throw new Stop(`npm ci failed:\n${problem}`)
  if (!ownNodeRuns()) {
    throw new Stop(`npm ci left no working Node 24 in node_modules/.bin.
The package “node” brings it along, in a script that runs when it is installed. Allow it: npm config set ignore-scripts false`)
  }
}

/**
 * Goes on with a TypeScript file on the Node that the project brings along: in this process where it is that one already, else in a
 * child that ends with this process, and this process with it.
 * @param {string} script
 */
export const onOwnNode = async (script) => {
  if (Number(process.versions.node.split('.')[0]) >= 24) return void (await import(pathToFileURL(script).href))
  const watch = pathToFileURL(join(root, 'db', 'die-with-parent.mjs')).href
  const child = spawn(ownNode, ['--import', watch, script, ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, QUAYSIDE_STARTED: String(started) },
  })
  // Ctrl-C reaches the child by itself; what is sent to this process alone is handed on.
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  process.exitCode = await new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)))
}

/** npm runs a script through a shell, which some systems' shells replace by the script itself. The process that is npm, if known. */
const npmProcess = () => {
  try {
    const parent = readFileSync(`/proc/${process.ppid}/cmdline`, 'utf8')
    if (!parent.includes(`\0${process.env.npm_lifecycle_script}`)) return process.ppid
    const stat = readFileSync(`/proc/${process.ppid}/stat`, 'latin1')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return process.ppid
  }
}

/** When npm is killed instead of stopped, its script hears nothing of it; so it looks. */
export const endWithNpm = () => {
  if (!process.env.npm_lifecycle_event) return
  const npm = npmProcess()
  setInterval(() => npmProcess() === npm || process.kill(process.pid, 'SIGTERM'), 1_000).unref()
}
