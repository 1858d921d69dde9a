import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import { addYears, dayIn } from '~/values/local-date'
import type { Refusal } from '~/values/outcome'
import { Conflict, notFound, refuse } from '~/values/outcome'
import { findOrder } from './order.queries.server'
import type { PromiseForm } from './orders.forms.server'
import { projectOrders } from './projection.server'

/** Nobody promises a later day than this from today; whoever seems to has mistyped the year. */
const mostYears = 5

type Promising = Scope<'staff', 'orders.read' | 'promises.change'>

/**
 * Gives an order another promised day (of the ship-to's time zone), with its cause and what the customer reads. Refuses a day that
 * has passed or is years away, the day that is promised already, and an order that has ended; a conflict where the order changed since the form was
 * filled. The first promise of an order that had none is kept as such and has no change beside it.
 */
export async function changePromise(
  scope: Promising,
  number: string,
  entity: string | null,
  form: PromiseForm,
): Promise<{ promisedOn: string } | Refusal> {
  const { row: found } = await findOrder(scope, number, entity)
  return await scope.transaction(async (inner) => {
    const order = await lockOrder(inner, found.id)
    if (order.version !== form.version) throw new Conflict({ promised_on: order.promised_on ?? '' })
    if (order.is_open !== 1) return refuse('', 'orders:promise.ended')
    const today = dayIn(inner.now, found.to_zone ?? found.account_zone)
    if (form.promised_on < today) return refuse('promised_on', 'orders:promise.past')
    if (form.promised_on > addYears(today, mostYears)) return refuse('promised_on', 'orders:promise.far', { years: mostYears })
    if (form.promised_on === order.promised_on) return refuse('promised_on', 'orders:promise.same')
    await write(inner, order, form)
    await projectOrders(inner, [order.id])
    await report(inner, order, found.number, form)
    return { promisedOn: form.promised_on }
  })
}

async function lockOrder(scope: Promising, id: Id) {
  const row = await scope.rows
    .selectFrom('orders')
    .select(['id', 'account_id', 'root_account_id', 'version', 'is_open', 'first_promised_on', 'promised_on', 'promise_cause'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ?? notFound()
}
type Locked = Awaited<ReturnType<typeof lockOrder>>

async function write(scope: Promising, order: Locked, form: PromiseForm): Promise<void> {
  await scope.rows
    .updateTable('orders')
    .set({
      promised_on: form.promised_on,
      promise_cause: form.explanation,
      first_promised_on: order.first_promised_on ?? order.promised_on ?? form.promised_on,
      version: order.version + 1,
      updated_at: scope.now,
    })
    .where('id', '=', order.id)
    .execute()
  const { account_id, root_account_id } = order
  if (order.promised_on === null)
    await scope.tell(
      { account_id, root_account_id },
      { order_id: order.id, kind: 'orders.promised', facts: { to: form.promised_on, explanation: form.explanation } },
    )
  else
    await scope.add('promise_changes', order, {
      order_id: order.id,
      previous_on: order.promised_on,
      promised_on: form.promised_on,
      cause: form.cause,
      explanation: form.explanation,
      given_at: scope.now,
      given_by: scope.who.personId,
      source: 'staff',
    })
}

async function report(scope: Promising, order: Locked, number: string, form: PromiseForm): Promise<void> {
  const facts = {
    number,
    accountId: order.account_id,
    orderId: order.id,
    from: order.promised_on,
    to: form.promised_on,
    cause: form.cause,
  }
  await scope.emit({ name: 'orders.promise-changed', facts })
  await scope.audit({
    action: 'promises.change',
    subject: { type: 'order', id: number },
    accountId: order.account_id,
    before: { promised_on: order.promised_on, promise_cause: order.promise_cause },
    after: { promised_on: form.promised_on, promise_cause: form.explanation, cause: form.cause },
  })
}
