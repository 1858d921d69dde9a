import type { Owner } from '~/access/scope.server'
import { subtractAmounts } from '~/values/money'
import type { RequestStatus } from './request'
import type { Desk } from './requests.reach'

const few = 5

/** What else there is with the account of a request: for whoever answers. */
export async function besideOf(scope: Desk, owner: Owner, number: string) {
  const [orders, shipments, earlier, invoices] = await Promise.all([
    scope.rows
      .selectFrom('orders')
      .select(['number', 'late', 'promised_on', 'contents'])
      .where('account_id', '=', owner.account_id)
      .where('is_open', '=', 1)
      .orderBy('placed_at', 'desc')
      .orderBy('id', 'desc')
      .limit(few)
      .execute(),
    scope.rows
      .selectFrom('shipments')
      .select(['number', 'expected_on', 'cause'])
      .where('account_id', '=', owner.account_id)
      .where('is_open', '=', 1)
      .where('late', '=', 1)
      .orderBy('opened_at', 'desc')
      .orderBy('id', 'desc')
      .limit(few)
      .execute(),
    scope.rows
      .selectFrom('requests')
      .select(['number', 'subject', 'status'])
      .where('account_id', '=', owner.account_id)
      .where('number', '<>', number)
      .orderBy('opened_at', 'desc')
      .orderBy('id', 'desc')
      .limit(few)
      .execute(),
    scope.may('invoices.read') === 'nowhere' ? null : openInvoices(scope, owner),
  ])
  return {
    orders: orders.map((one) => ({
      number: one.number,
      late: one.late === 1,
      promisedOn: one.promised_on,
      contents: one.contents,
    })),
    shipments: shipments.map((one) => ({ number: one.number, expectedOn: one.expected_on, cause: one.cause })),
    /** Not for who may not see any. */
    invoices: invoices?.map(({ number, due_on: dueOn, currency, total, paid_total }) => ({
      number,
      dueOn,
      currency,
      open: subtractAmounts(total, paid_total),
    })),
    earlier: earlier.map((one) => ({ ...one, status: one.status as RequestStatus })),
  }
}
/** Those that are due first, with what is open of each. */
const openInvoices = (scope: Desk, owner: Owner) =>
  scope.rows
    .selectFrom('invoices')
    .select(['number', 'due_on', 'currency', 'total', 'paid_total'])
    .where('account_id', '=', owner.account_id)
    .where('is_open', '=', 1)
    .orderBy('due_on')
    .orderBy('id')
    .limit(few)
    .execute()

export type Beside = Awaited<ReturnType<typeof besideOf>>
