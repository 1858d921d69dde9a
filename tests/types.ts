import { member, staff, supplier } from '~/access/guards.server'
import { Scope } from '~/access/scope.server'
import type { SeenBy } from '~/access/visibility'

// What must not compile. Never run; `tsc` fails where an expected error is missing.

type Reads = Scope<'portal' | 'staff', 'orders.read'>
const listOrders = (scope: Reads) => scope.rows.selectFrom('orders').select(['number', 'status']).execute()
const writeNote = (scope: Scope<'staff', 'notes.write'>) => scope.now

export const right = member.load('orders.read', ({ scope }) => listOrders(scope))
export const both = staff.load(['orders.read', 'notes.write'], ({ scope }) => [listOrders(scope), writeNote(scope)])
// @ts-expect-error a member has no such ability
export const a = member.load('jobs.retry', () => null)
// @ts-expect-error wrong audience
export const b = supplier.load('orders.read', ({ scope }) => listOrders(scope))
// @ts-expect-error wrong ability: the guard proved shell.see, the query wants orders.read
export const c = member.load('shell.see', ({ scope }) => listOrders(scope))
// @ts-expect-error reading is not writing
export const d = staff.load('orders.read', ({ scope }) => writeNote(scope))
export const e = member.load('orders.read', ({ scope }) => {
  // @ts-expect-error a member sees no internal notes
  scope.rows.selectFrom('internal_notes')
  // @ts-expect-error nor joins them
  scope.rows.selectFrom('orders').innerJoin('internal_notes', 'internal_notes.order_id', 'orders.id')
  // @ts-expect-error a table that belongs to nobody is in no scope
  scope.rows.selectFrom('sessions')
  // @ts-expect-error inserts go through add
  scope.rows.insertInto('orders')
  // @ts-expect-error no such column
  scope.rows.selectFrom('orders').select('secret')
  return null
})
// @ts-expect-error a supplier sees no orders
export const f = supplier.load('shell.see', ({ scope }) => scope.rows.selectFrom('orders'))
// @ts-expect-error nobody but a guard makes one
new Scope('portal', {})
// @ts-expect-error a plain object is no proof
listOrders({ audience: 'portal' })
// @ts-expect-error what one of two audiences may not see is in neither
export const g: keyof SeenBy<'portal' | 'staff'> = 'internal_notes'
