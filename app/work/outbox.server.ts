import { sql } from 'kysely'
import { db } from '~/database/connection.server'
import type { Id } from '~/database/tables'
import { isConflict, isPassing } from '~/database/trouble'

/** A job that this process holds until its lease ends; `fence` proves that nobody has taken it over since. */
export type Held = { id: Id; topic: string; payload: string; attempts: number; fence: string }

export const leaseSeconds = 60
export const mostAttempts = 8

// Leases use the database's clock, since the clocks of the processes differ.
const now = sql<Date>`now(3)`
const inSeconds = (seconds: number) => sql<Date>`date_add(now(3), interval ${seconds} second)`

/**
 * Takes up to `limit` due jobs. Claiming is one conditional update per job, so that of several workers exactly one gets it; a
 * claimed job is due again when its lease ends, which is how the work of a killed process is picked up.
 */
export async function claimJobs(owner: string, limit: number): Promise<Held[]> {
  const due = await db
    .selectFrom('outbox')
    .select(['id', 'topic', 'payload', 'attempts', 'fence'])
    .where('state', '=', 'waiting')
    .where('run_at', '<=', now)
    .orderBy('run_at')
    .orderBy('id')
    .limit(limit)
    .execute()
  const held: Held[] = []
  for (const job of due) {
    const fence = String(BigInt(job.fence) + 1n)
    const taken = await db
      .updateTable('outbox')
      .set({
        lease_owner: owner,
        lease_until: inSeconds(leaseSeconds),
        run_at: inSeconds(leaseSeconds),
        fence,
        attempts: job.attempts + 1,
      })
      .where('id', '=', job.id)
      .where('state', '=', 'waiting')
      .where('fence', '=', job.fence)
      .executeTakeFirst()
      .catch(takenElsewhere)
    if (taken.numUpdatedRows === 1n)
      held.push({ id: job.id, topic: job.topic, payload: job.payload, attempts: job.attempts + 1, fence })
  }
  return held
}

/** On another node of a cluster somebody was faster: then it is theirs, and what was taken before stays ours. */
export function takenElsewhere(error: unknown): { numUpdatedRows: bigint } {
  if (isConflict(error)) return { numUpdatedRows: 0n }
  throw error
}

const mine = (job: Held) =>
  db.updateTable('outbox').where('id', '=', job.id).where('fence', '=', job.fence).where('state', '=', 'waiting')

/** False where somebody else has taken the job over meanwhile: then this process must not go on with it. */
export async function renewLease(job: Held): Promise<boolean> {
  const until = inSeconds(leaseSeconds)
  return (await mine(job).set({ lease_until: until, run_at: until }).executeTakeFirst()).numUpdatedRows === 1n
}

export async function finishJob(job: Held): Promise<void> {
  await mine(job).set({ state: 'done', finished_at: now, lease_owner: null, lease_until: null, last_error: null }).execute()
}

/**
 * Writes down that a job is done, however long that takes while it is ours: what it did outside cannot be taken back, and would be
 * done twice if a database that is away for a moment made it look undone. Gives up when told, or when the lease is over.
 */
export async function finishSurely(job: Held, signal: AbortSignal): Promise<void> {
  const until = Date.now() + leaseSeconds * 1000
  for (;;) {
    try {
      return await finishJob(job)
    } catch (error) {
      if (!isPassing(error) || signal.aborted || Date.now() > until) throw error
    }
    await new Promise((wake) => setTimeout(wake, 500))
  }
}

/** Seconds until the next try: 5, 10, 20 … at most an hour, each up to half longer so that failures do not come back together. */
export const backoffSeconds = (attempts: number, chance: number): number =>
  Math.round(Math.min(3600, 5 * 2 ** (attempts - 1)) * (1 + chance / 2))

/** Puts a failed job off, or among the dead letters after its last try, or at once where trying again is of no use. */
export async function failJob(job: Held, error: string, final = false, chance = Math.random()): Promise<'again' | 'dead'> {
  const dead = final || job.attempts >= mostAttempts
  const next = dead ? { state: 'dead', finished_at: now } : { run_at: inSeconds(backoffSeconds(job.attempts, chance)) }
  await mine(job)
    .set({ ...next, lease_owner: null, lease_until: null, last_error: error.slice(0, 4000) })
    .execute()
  return dead ? 'dead' : 'again'
}

/** Gives back what was claimed and not finished, as if it had not been tried. */
export async function releaseJob(job: Held): Promise<void> {
  await mine(job)
    .set({ run_at: now, lease_owner: null, lease_until: null, attempts: job.attempts - 1 })
    .execute()
}

/** How much is waiting and overdue by more than twice a lease; each capped at 1,000 so that the count never scans a table. */
export async function outboxDepth(): Promise<{ waiting: number; overdue: number; dead: number }> {
  const count = async (state: string, before?: number) => {
    const rows = await db
      .selectFrom('outbox')
      .select('id')
      .where('state', '=', state)
      .$if(before !== undefined, (query) => query.where('run_at', '<', inSeconds(-(before ?? 0))))
      .limit(1000)
      .execute()
    return rows.length
  }
  const [waiting, overdue, dead] = await Promise.all([count('waiting'), count('waiting', 2 * leaseSeconds), count('dead')])
  return { waiting, overdue, dead }
}
