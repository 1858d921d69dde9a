import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Names one process for good. A pid alone is used again after a reboot or by another program, so that a stale file could keep a
 * stranger alive or kill it; pid, start time and boot together are never used twice.
 */
export const identityOf = (pid: number): string | undefined => {
  const start = process.platform === 'linux' ? linuxStart(pid) : otherStart(pid)
  return start === undefined ? undefined : `${pid}-${start}-${boot}`
}

export const pidOf = (identity: string) => Number(identity.split('-')[0])

export const isAlive = (identity: string) => identityOf(pidOf(identity)) === identity

const linuxStart = (pid: number) => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19]
  } catch {
    return undefined
  }
}

const otherStart = (pid: number) => {
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
    return line.startsWith('Z') || line === '' ? undefined : line.replace(/^\S+\s+/, '').replace(/\W+/g, '')
  } catch {
    return undefined
  }
}

/** Changes with every start of the machine. */
export const boot = (() => {
  try {
    if (process.platform === 'linux') return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8)
    return execFileSync('sysctl', ['-n', 'kern.boottime'], { encoding: 'utf8' }).replace(/\D+/g, '').slice(0, 10)
  } catch {
    return 'unknown'
  }
})()

const serverNames = new Set(['mariadbd', 'mysqld'])

/** The database servers that run on this data folder, whoever started them. */
export const serversOn = (folder: string): number[] =>
  process.platform === 'linux' ? linuxServersOn(folder) : otherServersOn(folder)

const linuxServersOn = (folder: string) =>
  readdirSync('/proc').flatMap((entry) => {
    const pid = Number(entry)
    try {
      if (!pid || !serverNames.has(readFileSync(`/proc/${pid}/comm`, 'utf8').trim()) || !identityOf(pid)) return []
      const named = argumentsOf(pid).includes(`--datadir=${folder}`)
      return named || readlinkSync(`/proc/${pid}/cwd`).replace(/ \(deleted\)$/, '') === folder ? [pid] : []
    } catch {
      return []
    }
  })

const otherServersOn = (folder: string) =>
  execFileSync('ps', ['-axo', 'pid=,command='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(`--datadir=${folder} `))
    .map((line) => Number.parseInt(line, 10))

/**
 * What still makes a data folder of `home` that its keeper did not live to see finished: the server, and before it the program that
 * starts it and would write the folder anew.
 */
export const makersOf = (home: string, name: string): number[] => [
  ...(process.platform === 'linux' ? linuxMakersOf(home, `--datadir=./${name}`) : otherServersOn(`./${name}`)),
  ...serversOn(join(home, name)),
]

const linuxMakersOf = (home: string, argument: string) =>
  readdirSync('/proc').flatMap((entry) => {
    try {
      const pid = Number(entry)
      return pid && argumentsOf(pid).includes(argument) && readlinkSync(`/proc/${pid}/cwd`) === home ? [pid] : []
    } catch {
      return []
    }
  })

const argumentsOf = (pid: number) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
