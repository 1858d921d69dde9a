import type { Kysely } from 'kysely'
import type { Tables } from './tables'

export type Job = {
  topic: string
  payload: unknown
  /** Not before this instant; now where it is left out. */
  runAt?: Date
  /** At most one job with this key is ever written: the way to do something once, however often it is asked for. */
  uniqueKey?: string
}

/** Writes jobs beside the change that wants them, in its transaction: they exist exactly if the change does. */
export async function enqueue(handle: Kysely<Tables>, now: Date, jobs: readonly Job[]): Promise<void> {
  if (jobs.length === 0) return
  await handle
    .insertInto('outbox')
    .ignore()
    .values(
      jobs.map((job) => ({
        topic: job.topic,
        payload: JSON.stringify(job.payload),
        unique_key: job.uniqueKey ?? null,
        run_at: job.runAt ?? now,
        created_at: now,
      })),
    )
    .execute()
}
