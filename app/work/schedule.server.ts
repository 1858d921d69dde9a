import { sql } from 'kysely'
import type { StaffAbility } from '~/access/abilities'
import { systemScope } from '~/access/scope.server'
import { db } from '~/database/connection.server'
import type { Scheduled } from './jobs'
import { takenElsewhere } from './outbox.server'

const leaseSeconds = 600
const now = sql<Date>`now(3)`
const inSeconds = (seconds: number) => sql<Date>`date_add(now(3), interval ${seconds} second)`

/** Makes a row for each scheduled job that has none yet; it is due at once. */
export async function planSchedule(scheduled: readonly Scheduled[]): Promise<void> {
  if (scheduled.length === 0) return
  await db
    .insertInto('schedule')
    .ignore()
    .values(scheduled.map((one) => ({ name: one.name, next_at: now })))
    .execute()
}

/** Runs what is due and held by no other process. A failure is reported by the caller's `failed`, and tried again next time. */
export async function runDue(
  scheduled: readonly Scheduled[],
  owner: string,
  signal: AbortSignal,
  failed: (name: string, error: unknown) => void,
): Promise<void> {
  const due = await db.selectFrom('schedule').select('name').where('next_at', '<=', now).execute()
  for (const { name } of due) {
    const one = scheduled.find((candidate) => candidate.name === name)
    if (!one || signal.aborted || !(await claim(name, owner))) continue
    try {
      await one.run({ scope: systemScope<StaffAbility>([]), signal })
    } catch (error) {
      failed(name, error)
    }
    await db
      .updateTable('schedule')
      .set({ next_at: inSeconds(one.everySeconds), last_at: now, lease_owner: null, lease_until: null })
      .where('name', '=', name)
      .where('lease_owner', '=', owner)
      .execute()
  }
}

async function claim(name: string, owner: string): Promise<boolean> {
  const taken = await db
    .updateTable('schedule')
    .set({ lease_owner: owner, lease_until: inSeconds(leaseSeconds) })
    .where('name', '=', name)
    .where('next_at', '<=', now)
    .where((row) => row.or([row('lease_until', 'is', null), row('lease_until', '<', now)]))
    .executeTakeFirst()
    .catch(takenElsewhere)
  return taken.numUpdatedRows === 1n
}
