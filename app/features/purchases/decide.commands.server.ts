import type { Scope } from '~/access/scope.server'
import type { Refusal } from '~/values/outcome'
import { refuse } from '~/values/outcome'
import { lastAnswer, letStand, lockPurchase, outrun } from './answers.server'
import { projectPurchases } from './projection.server'
import { findPurchase } from './purchase.queries.server'
import type { DecideForm } from './purchases.forms.server'
import { purchasesMail } from './purchases-letters'

type Deciding = Scope<'staff', 'purchases.read' | 'purchases.decide'>

export type DecidedAnswer = { number: string; did: 'accepted' | 'rejected' }

/**
 * Decides the answer that waits: accepted, it stands for its lines from now on; rejected, with a reason, what stood before stands. The
 * supplier is told by mail. Refuses a form whose order has changed since, an order of which nothing waits, and a cancelled one.
 */
export async function decideAnswer(
  scope: Deciding,
  number: string,
  entity: string | null,
  form: DecideForm,
): Promise<DecidedAnswer | Refusal> {
  if (form.decision === 'reject' && (form.reason ?? '').length < 3) return refuse('reason', 'purchases:decide.reasonMissing')
  const { row } = await findPurchase(scope, number, entity)
  return await scope.transaction(async (inner) => {
    const order = await lockPurchase(inner, row.id)
    const last = await lastAnswer(inner, order.id)
    if (order.version !== form.version) return outrun(last, form.seen)
    if (order.cancelled_at !== null) return refuse('', 'purchases:answer.cancelled')
    if (last?.state !== 'waiting') return refuse('', 'purchases:decide.nothing')
    const did = form.decision === 'accept' ? 'accepted' : 'rejected'
    await inner.rows
      .updateTable('acknowledgements')
      .set({ state: did, decided_by: inner.who.personId, decided_at: inner.now, reason: form.reason ?? null })
      .where('id', '=', last.id)
      .execute()
    if (did === 'accepted') await letStand(inner, order.id, last.id)
    await inner.rows
      .updateTable('purchase_orders')
      .set({ version: order.version + 1, updated_at: inner.now })
      .where('id', '=', order.id)
      .execute()
    await projectPurchases(inner, [order.id])
    await inner.audit({
      action: 'purchases.decide',
      subject: { type: 'purchase_order', id: order.number },
      accountId: order.account_id,
      before: { answer: last.number, state: 'waiting' },
      after: { answer: last.number, state: did, reason: form.reason ?? null },
    })
    await inner.emit({ name: 'purchases.decided', facts: { number: order.number, accountId: order.account_id, state: did } })
    await inner.queue({ topic: purchasesMail, payload: { answerId: last.id }, uniqueKey: `purchases.decided ${last.id}` })
    return { number: order.number, did }
  })
}
