import { sql } from 'kysely'
import { verifyAudit } from '~/access/audit.server'
import type { Invariant } from '../registry.types'

/** No job is held for longer than twice a lease (a minute), which would mean that nobody picks up what a killed process left. */
export const noStuckJob: Invariant = {
  name: 'no stuck job',
  async check(scope) {
    const stuck = await scope.rows
      .selectFrom('outbox')
      .select(['id', 'topic'])
      .where('state', '=', 'waiting')
      .where('lease_until', '<', sql<Date>`date_sub(now(3), interval 2 minute)`)
      .limit(20)
      .execute()
    return stuck.map((job) => `job ${job.id} (${job.topic})`)
  },
}

/** Every audit entry still says what was written, in the order in which it was written. */
export const auditWhole: Invariant = { name: 'audit chain whole', check: () => verifyAudit() }
