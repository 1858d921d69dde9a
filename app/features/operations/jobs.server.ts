import { sql } from 'kysely'
import type { Scope } from '~/access/scope.server'
import { Conflict } from '~/values/outcome'
import type { JobState } from './job-states'

export type JobFilter = { state: JobState; before?: string }

const pageSize = 50

/**
 * Jobs of one state, newest first, 50 to a page; `before` is the id that the last page ended with. Payloads are not shown: they
 * may hold what this reader has no right to see.
 */
export async function listJobs(scope: Scope<'staff', 'jobs.read'>, { state, before }: JobFilter) {
  const rows = await scope.rows
    .selectFrom('outbox')
    .select(['id', 'topic', 'state', 'attempts', 'run_at', 'created_at', 'finished_at', 'last_error', 'lease_until'])
    .where('state', '=', state)
    .$if(before !== undefined, (query) => query.where('id', '<', before ?? ''))
    .orderBy('id', 'desc')
    .limit(pageSize + 1)
    .execute()
  const jobs = rows.slice(0, pageSize).map(({ last_error, ...job }) => ({ ...job, error: last_error?.split('\n', 1)[0] ?? null }))
  return { jobs, older: rows.length > pageSize ? (jobs.at(-1)?.id ?? null) : null }
}

export type JobRow = Awaited<ReturnType<typeof listJobs>>['jobs'][number]

/** Gives a dead letter another eight tries, from now on. A conflict where it is no longer dead: somebody was faster. */
export async function retryJob(scope: Scope<'staff', 'jobs.retry'>, id: string) {
  const changed = await scope.rows
    .updateTable('outbox')
    .set({ state: 'waiting', attempts: 0, run_at: sql<Date>`now(3)`, finished_at: null, fence: sql`fence + 1` })
    .where('id', '=', id)
    .where('state', '=', 'dead')
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw new Conflict()
  await scope.audit({ action: 'jobs.retry', subject: { type: 'job', id }, accountId: null })
  return { retried: id }
}
