import { sql } from 'kysely'
import { db } from '~/database/connection.server'
import type { Scheduled } from './jobs'

const daysAgo = (days: number) => sql<Date>`date_sub(now(3), interval ${days} day)`

/** Deletes in pieces, so that no piece locks or replicates more than a thousand rows. */
async function inPieces(remove: () => Promise<bigint>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await remove()) === 1000n) await new Promise((wake) => setTimeout(wake, 50))
}

/**
 * Clears away what nobody needs again: sessions past their end, forms answered more than two days ago, jobs done a week ago,
 * limits that have run out. What people wrote or paid is never among it.
 */
export const housekeeping: Scheduled = {
  name: 'work.housekeeping',
  everySeconds: 3600,
  async run({ signal }) {
    const rows = async (query: { executeTakeFirst(): Promise<{ numDeletedRows: bigint }> }) =>
      (await query.executeTakeFirst()).numDeletedRows
    await inPieces(() => rows(db.deleteFrom('sessions').where('expires_at', '<', sql<Date>`now(3)`).limit(1000)), signal)
    await inPieces(() => rows(db.deleteFrom('submissions').where('created_at', '<', daysAgo(2)).limit(1000)), signal)
    await inPieces(
      () => rows(db.deleteFrom('outbox').where('state', '=', 'done').where('finished_at', '<', daysAgo(7)).limit(1000)),
      signal,
    )
    await inPieces(
      () =>
        rows(
          db
            .deleteFrom('rate_limits')
            .where('expire', '<', Date.now() - 86_400_000)
            .limit(1000),
        ),
      signal,
    )
  },
}
