import type { Scope } from '~/access/scope.server'
import { idsAtOnce } from '~/database/by-id.server'
import type { Id } from '~/database/tables'
import { zonesOf } from '~/features/accounts/zones.server'
import type { LocalDate } from '~/values/local-date'
import { dayIn } from '~/values/local-date'
import type { Standing } from './terms'
import { lacksTerms, standingOn } from './terms'

type Projecting = Scope<'staff', 'contracts.read'>
type Projected = Standing & { is_incomplete: number }
/** A contract with how it is stored to stand, and how it should on a day. */
export type Drift = { id: Id; number: string; stored: Projected & { as_of: LocalDate }; next: Projected; today: LocalDate }

const inOrder = (ids: readonly Id[]): Id[] => [...new Set(ids)].sort((a, b) => a.length - b.length || (a < b ? -1 : 1))

export const driftIn = ({ stored, next }: Pick<Drift, 'stored' | 'next'>): string[] =>
  Object.entries(next).flatMap(([column, value]) => (String(stored[column as keyof Projected]) === String(value) ? [] : [column]))

/**
 * Computes anew how these contracts stand today, a day of their account's zone. For whoever changed their dates or terms, and for
 * the job that turns them. Locks them in the order of their ids; writes only what differs. Answers how many were written.
 */
export async function projectContracts(scope: Projecting, ids: readonly Id[]): Promise<number> {
  const sorted = inOrder(ids)
  let written = 0
  for (let from = 0; from < sorted.length; from += idsAtOnce) {
    const batch = sorted.slice(from, from + idsAtOnce)
    written += await scope.transaction(async (inner) => {
      const drifts = (await contractDrifts(inner, batch, { lock: true })).filter((one) => driftIn(one).length > 0)
      for (const { id, next, today } of drifts)
        await inner.rows
          .updateTable('contracts')
          .set({ ...next, as_of: today })
          .where('id', '=', id)
          .execute()
      return drifts.length
    })
  }
  return written
}

/** How these contracts are stored to stand, and how they should today; `asStored` judges each on the day that it was written on. */
export async function contractDrifts(
  scope: Projecting,
  ids: readonly Id[],
  { lock = false, asStored = false }: { lock?: boolean; asStored?: boolean } = {},
): Promise<Drift[]> {
  const rows = await scope.rows
    .selectFrom('contracts as c')
    .select(['c.id', 'c.account_id', 'c.number', 'c.starts_on', 'c.ends_on', 'c.open_ended', 'c.renewal', 'c.renewal_text'])
    .select([
      'c.notice',
      'c.terminated_on',
      'c.agreed_text',
      'c.starts_text',
      'c.ends_text',
      'c.notice_text',
      'c.commitment_text',
    ])
    .select(['c.status', 'c.is_open', 'c.is_incomplete', 'c.term_ends_on', 'c.notice_on', 'c.next_on', 'c.turns_on', 'c.as_of'])
    .where('c.id', 'in', ids)
    .orderBy('c.id')
    .$if(lock, (query) => query.forUpdate())
    .execute()
  const zones = await zonesOf(scope, rows)
  return rows.map((row) => {
    const today = asStored ? row.as_of : dayIn(scope.now, zones.get(row.id) ?? 'UTC')
    const next = { ...standingOn(row, today), is_incomplete: lacksTerms(row) ? 1 : 0 }
    return { id: row.id, number: row.number, stored: row as Drift['stored'], next, today }
  })
}
