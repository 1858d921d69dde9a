import type { Scope } from '~/access/scope.server'
import { mostCounted } from './capped'

type Counted = { limit(most: number): { execute(): Promise<unknown[]> } }
const count = async (query: Counted): Promise<number> => (await query.limit(mostCounted).execute()).length

/**
 * How much waits for the staff: requests of this reader and of nobody, proposals, answers to purchase orders, and, null for who may not,
 * ratings and payments. Each count reads one range of an index and stops at 100.
 */
export async function waitsForStaff(scope: Scope<'staff', 'shell.see'>) {
  const { rows } = scope
  const open = rows.selectFrom('requests').select('id').where('is_open', '=', 1)
  const parked = rows.selectFrom('payments').select('id').where('parked_reason', 'is not', null).where('settled_note', 'is', null)
  const [mine, unassigned, proposals, answers, ratings, payments] = await Promise.all([
    count(open.where('assignee_id', '=', scope.who.personId)),
    count(open.where('assignee_id', 'is', null)),
    count(rows.selectFrom('proposals').select('id').where('state', '=', 'submitted')),
    count(rows.selectFrom('purchase_orders').select('id').where('state', '=', 'waiting')),
    scope.may('ratings.moderate') === 'nowhere'
      ? null
      : count(rows.selectFrom('ratings').select('id').where('state', '=', 'waiting')),
    scope.may('payments.book') === 'nowhere' ? null : count(parked),
  ])
  return { mine, unassigned, proposals, answers, ratings, payments }
}

/**
 * How much waits for a supplier and how much for the host: purchase orders without an answer or with half of one, proposals not handed in
 * yet, and those not decided yet. Null where the reader may not look; each count stops at 100.
 */
export async function waitsForSupplier(scope: Scope<'supplier', 'accounts.read'>) {
  const { rows } = scope
  const [orders, catalog] = [scope.may('purchases.read') !== 'nowhere', scope.may('catalog.read') !== 'nowhere']
  const purchases = (state: 'open' | 'partly_answered') =>
    orders ? count(rows.selectFrom('purchase_orders').select('id').where('state', '=', state)) : null
  const proposals = (state: 'draft' | 'submitted') =>
    catalog ? count(rows.selectFrom('proposals').select('id').where('state', '=', state)) : null
  const [open, partly, drafts, submitted] = await Promise.all([
    purchases('open'),
    purchases('partly_answered'),
    proposals('draft'),
    proposals('submitted'),
  ])
  return { open, partly, drafts, submitted }
}
