import type { StaffAbility } from './access/abilities'
import { verifyAudit } from './access/audit.server'
import { systemScope } from './access/scope.server'
import { pool } from './database/connection.server'
import { brokenInvariants } from './features/invariants.server'
import { invariants, work } from './features/registry.server'
import { log } from './log.server'
import { setUp } from './setup.server'
import type { Worker } from './work/worker.server'
import { startWorker } from './work/worker.server'

/** What `node app/command.ts NAME …` can do. Each answers its exit code and leaves nothing running. */
export const commands: Record<string, (args: string[]) => Promise<number>> = {
  worker: runWorker,
  import: importFiles,
  setup: async (args) => await setUp(systemScope<StaffAbility>([]), args).finally(closePool),
  'check:invariants': checkInvariants,
  'audit:verify': checkAudit,
}

/** Does jobs until it is told to stop; then finishes what it is at, for at most 25 seconds. */
async function runWorker(): Promise<number> {
  const worker = startWork()
  log.info({ pid: process.pid }, 'working')
  await new Promise<void>((stop) => {
    process.once('SIGTERM', stop)
    process.once('SIGINT', stop)
  })
  await worker.stop()
  await closePool()
  return 0
}

/** The worker inside the web process, for development, the demo and small installations. */
export const startWork = (): Worker => startWorker(work)

export const closePool = (): Promise<void> => new Promise((done) => pool.end(() => done()))

async function importFiles(args: string[]): Promise<number> {
  const { importCommand } = await import('./features/exchange/command.server')
  return await importCommand(systemScope<StaffAbility>([]), args).finally(closePool)
}

async function checkInvariants(): Promise<number> {
  const broken = await brokenInvariants(systemScope<StaffAbility>([]), invariants)
  for (const { name, records } of broken) process.stdout.write(`${name}\n${records.map((one) => `  ${one}\n`).join('')}`)
  process.stdout.write(
    broken.length === 0 ? `all ${invariants.length} invariants hold\n` : `${broken.length} of ${invariants.length} are broken\n`,
  )
  await closePool()
  return broken.length === 0 ? 0 : 1
}

async function checkAudit(): Promise<number> {
  const wrong = await verifyAudit()
  process.stdout.write(
    wrong.length === 0 ? 'the audit is whole\n' : `the audit was changed at\n${wrong.map((one) => `  ${one}\n`).join('')}`,
  )
  await closePool()
  return wrong.length === 0 ? 0 : 1
}
