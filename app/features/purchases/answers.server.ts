import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import type { Refusal } from '~/values/outcome'
import { notFound, refuse } from '~/values/outcome'

/** What an answer and the decision about it have in common: the order's lock, who was faster, and which answer stands. */

type Reads = Scope<'supplier' | 'staff', 'purchases.read'>

/** The order, locked until the end of the transaction: whoever answers or decides does it one after the other. */
export async function lockPurchase(scope: Reads, id: Id) {
  const row = await scope.rows
    .selectFrom('purchase_orders')
    .select(['id', 'number', 'account_id', 'root_account_id', 'state', 'version', 'cancelled_at'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ?? notFound()
}
export type LockedPurchase = Awaited<ReturnType<typeof lockPurchase>>

/** The last answer to an order. */
export async function lastAnswer(scope: Reads, order: Id) {
  return await scope.rows
    .selectFrom('acknowledgements as a')
    .leftJoin('persons as by', 'by.id', 'a.answered_by')
    .select(['a.id', 'a.number', 'a.state', 'a.answered_by', 'by.name'])
    .where('a.purchase_order_id', '=', order)
    .orderBy('a.number', 'desc')
    .limit(1)
    .executeTakeFirst()
}
export type LastAnswer = Awaited<ReturnType<typeof lastAnswer>>

/** What a form says back of the last answer that its page showed. */
export const answerMark = (last: { number: number; state: string } | undefined): string =>
  last ? `${last.number} ${last.state}` : 'none'

/** For whoever came too late: what has happened since their page was made. */
export function outrun(last: LastAnswer, seen: string | undefined): Refusal {
  const [number = '0'] = (seen ?? '').split(' ')
  if (last && last.number > Number(/^\d+$/.exec(number)?.[0] ?? 0))
    return refuse('', 'purchases:changed.answered', { number: last.number, name: last.name ?? '' })
  if (last && seen !== undefined && answerMark(last) !== seen)
    return refuse('', `purchases:changed.${last.state === 'rejected' ? 'rejected' : 'accepted'}`, { number: last.number })
  return refuse('', 'purchases:changed.order')
}

/** Makes an answer the one that stands for its lines. Earlier answers of which no line stands any more are replaced. */
export async function letStand(scope: Reads, order: Id, answer: Id): Promise<void> {
  const lines = await scope.rows
    .selectFrom('acknowledgement_lines')
    .select('purchase_order_line_id as id')
    .where('acknowledgement_id', '=', answer)
    .execute()
  const ids = lines.map((one) => one.id)
  await scope.rows
    .updateTable('acknowledgement_lines')
    .set({ standing: null })
    .where('purchase_order_line_id', 'in', ids)
    .where('standing', '=', 1)
    .execute()
  await scope.rows.updateTable('acknowledgement_lines').set({ standing: 1 }).where('acknowledgement_id', '=', answer).execute()
  await scope.rows
    .updateTable('acknowledgements')
    .set({ state: 'replaced' })
    .where('purchase_order_id', '=', order)
    .where('state', '=', 'accepted')
    .where('id', 'not in', await standingAnswers(scope, order))
    .execute()
}

async function standingAnswers(scope: Reads, order: Id): Promise<Id[]> {
  const rows = await scope.rows
    .selectFrom('acknowledgement_lines as l')
    .innerJoin('acknowledgements as a', 'a.id', 'l.acknowledgement_id')
    .select('a.id')
    .distinct()
    .where('a.purchase_order_id', '=', order)
    .where('l.standing', '=', 1)
    .execute()
  return rows.map((row) => row.id)
}
