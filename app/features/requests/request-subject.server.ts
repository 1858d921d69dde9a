import { memberMay } from '~/access/abilities'
import type { Owner } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import type { Refusal } from '~/values/outcome'
import { refuse } from '~/values/outcome'
import type { Raises } from './requests.reach'

/** What a request is about, and so whose it is. */
export type About = { owner: Owner; orderId: Id | null; shipmentId: Id | null }
type Named = { account?: string | undefined; order?: string | undefined; shipment?: string | undefined }

/** Finds what a form names, as far as the reader sees it. Refuses at its field what is not there, and an account that must be chosen. */
export async function aboutOf(scope: Raises, { account, order, shipment }: Named): Promise<About | Refusal> {
  const bought = order ? await orderBy(scope, order) : null
  if (order && !bought) return refuse('order', 'requests:refused.order')
  const sent = shipment ? await shipmentBy(scope, shipment) : null
  if (shipment && !sent) return refuse('shipment', 'requests:refused.shipment')
  const owner = bought ?? sent?.owner ?? (await accountBy(scope, account))
  if (!owner) return refuse('account', account ? 'requests:refused.account' : 'requests:refused.accountMissing')
  return {
    owner: { account_id: owner.account_id, root_account_id: owner.root_account_id },
    orderId: bought?.id ?? null,
    shipmentId: sent?.id ?? null,
  }
}

const orderBy = (scope: Raises, number: string) =>
  scope.rows
    .selectFrom('orders')
    .select(['id', 'account_id', 'root_account_id'])
    .where('number', '=', number)
    .orderBy('id', 'desc')
    .executeTakeFirst()

/** A shipment goes to one account and may carry lines of others: the request is of the reader's own. */
async function shipmentBy(scope: Raises, number: string): Promise<{ id: Id; owner: Owner } | null> {
  const sent = await scope.rows
    .selectFrom('shipments')
    .select(['id', 'account_id', 'root_account_id'])
    .where('number', '=', number)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if (!sent) return null
  const reached = scope.slices.some((slice) => slice && sent[slice.column] === slice.id)
  if (reached) return { id: sent.id, owner: sent }
  const line = await scope.rows
    .selectFrom('shipment_lines')
    .select(['account_id', 'root_account_id'])
    .where('shipment_id', '=', sent.id)
    .orderBy('id')
    .executeTakeFirst()
  return line ? { id: sent.id, owner: line } : null
}

/** The account with this code; without one, the only account that the reader asks for. */
async function accountBy(scope: Raises, code: string | undefined): Promise<Owner | null> {
  const wanted = code ?? null
  const seats = scope.who.grants.filter((one) => memberMay(one.role, 'requests.raise'))
  if (wanted === null && seats.length !== 1) return null
  const row = await scope.rows
    .selectFrom('accounts')
    .select(['id', 'root_account_id'])
    .where((on) => (wanted === null ? on('id', '=', seats[0]?.accountId ?? '0') : on('code', '=', wanted)))
    .executeTakeFirst()
  return row ? { account_id: row.id, root_account_id: row.root_account_id } : null
}

/** The accounts that a new request may be for, where there is more than one seat to ask from. */
export async function accountsToChoose(scope: Raises): Promise<{ code: string; name: string }[]> {
  const ids = scope.who.grants.filter((one) => memberMay(one.role, 'requests.raise')).map((one) => one.accountId)
  if (ids.length < 2) return []
  return await scope.rows.selectFrom('accounts').select(['code', 'name']).where('id', 'in', ids).orderBy('name').execute()
}
