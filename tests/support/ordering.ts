import { randomBytes } from 'node:crypto'
import type { Grant } from '~/access/reach'
import { db } from '~/database/connection.server'
import type { Id, NewRowOf } from '~/database/tables'
import type { Owner } from './make'
import {
  grantOf,
  makeAccount,
  makeLine,
  makeOrder,
  makeShipment,
  makeShipmentLine,
  memberScope,
  ownerOf,
  staffScope,
} from './make'

/** Rows for tests about orders; each test its own. */

export type Account = Awaited<ReturnType<typeof makeAccount>>
export type OrderMade = Owner & { id: Id; number: string; lines: Id[] }
export const made = new Date('2026-01-01T00:00:00Z')
const tenant = ({ account_id, root_account_id }: Owner): Owner => ({ account_id, root_account_id })

async function insert(table: 'addresses' | 'products' | 'packages' | 'reference_numbers' | 'package_lines', values: object) {
  const done = await db
    .insertInto(table)
    .values(values as never)
    .executeTakeFirstOrThrow()
  return String(done.insertId)
}

export async function placeOf(account: Account, more: Partial<NewRowOf<'addresses'>> = {}): Promise<{ id: Id; key: string }> {
  const fingerprint = randomBytes(32).toString('hex')
  const where = { street: 'Waalhaven Z.z. 19', city: 'Rotterdam', country: 'NL', time_zone: 'Europe/Amsterdam' }
  const row = { ...ownerOf(account), fingerprint, name: 'Goods in', created_at: made, ...where, ...more }
  return { id: await insert('addresses', row), key: fingerprint.slice(0, 16) }
}

export const productOf = (sku: string, name: string, more: Partial<NewRowOf<'products'>> = {}): Promise<Id> =>
  insert('products', { sku, name, created_at: made, updated_at: made, ...more })

/** An order with one line for each of `lines`. */
export async function ordered(
  account: Account,
  lines: readonly Partial<NewRowOf<'order_lines'>>[] = [{}],
  more: Partial<NewRowOf<'orders'>> = {},
): Promise<OrderMade> {
  const placed_at = more.placed_at ?? made
  const order = await makeOrder(account, { placed_at, ...more })
  const ids: Id[] = []
  for (const [index, line] of lines.entries())
    ids.push(await makeLine(order, { placed_at, line_no: index + 1, sku: `SKU-${index + 1}`, ...line }))
  return { ...order, lines: ids }
}

export type Load = { order: OrderMade; line?: number; quantity?: string }
/** A shipment of these quantities of these lines (counted from 0). */
export async function shipped(account: Account, loads: readonly Load[], more: Partial<NewRowOf<'shipments'>> = {}) {
  const opened_at = more.opened_at ?? made
  const shipment = await makeShipment(account, { ...more, opened_at })
  const lines: Id[] = []
  for (const { order, line = 0, quantity = '8' } of loads)
    lines.push(await makeShipmentLine(shipment, order, String(order.lines[line]), quantity))
  if (lines.length > 0) await db.updateTable('shipment_lines').set({ opened_at }).where('id', 'in', lines).execute()
  return { ...shipment, lines }
}

export const packed = (shipment: Owner & { id: Id }, number: number, more: Partial<NewRowOf<'packages'>> = {}): Promise<Id> =>
  insert('packages', { ...tenant(shipment), shipment_id: shipment.id, number, ...more })

export const referenced = (owner: Owner, values: { order_id?: Id; shipment_id?: Id; type: string; value: string }): Promise<Id> =>
  insert('reference_numbers', { ...tenant(owner), ...values })

/** A member of the whole tree, or of these accounts only. */
export const whole = (account: Account, role: Grant['role'] = 'buyer') => grantOf(account, role, true)
export const only = (account: Account, ...more: Account[]) => ({
  ...grantOf(account, 'buyer', false),
  accountIds: [account, ...more].map((one) => one.id),
})
export const member = (...grants: Grant[]) => memberScope(['orders.read', 'shipments.read'], grants)
export const staff = () => staffScope(['orders.read', 'shipments.read'])
export { makeAccount, ownerOf }
