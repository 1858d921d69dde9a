import { randomBytes } from 'node:crypto'
import type { Ability, AbilityOf, Audience, MemberRole, StaffRole } from '~/access/abilities'
import type { Grant, Who } from '~/access/reach'
import { Scope } from '~/access/scope.server'
import { db } from '~/database/connection.server'
import type { Id, NewRowOf } from '~/database/tables'
import { spokenCode } from '~/features/exchange/spoken-code'

// Rows that tests need, each test its own, straight into the tables and past every scope.

const now = new Date('2026-06-11T08:20:00Z')
const stamps = { created_at: now, updated_at: now }
/** A short text that no other test has. */
export const unique = (): string => randomBytes(5).toString('hex').toUpperCase()

type Account = { id: Id; root_account_id: Id; code: string }
export type Owner = { account_id: Id; root_account_id: Id }
export const ownerOf = (account: Account): Owner => ({ account_id: account.id, root_account_id: account.root_account_id })

export async function insert<T extends keyof Made>(table: T, values: Made[T]): Promise<Id> {
  const done = await db
    .insertInto(table)
    .values(values as never)
    .executeTakeFirstOrThrow()
  return String(done.insertId)
}
type Made = {
  [T in
    | 'accounts'
    | 'persons'
    | 'memberships'
    | 'orders'
    | 'order_lines'
    | 'shipments'
    | 'shipment_lines'
    | 'legal_entities'
    | 'tracking_events'
    | 'invoices'
    | 'invoice_lines'
    | 'credit_notes'
    | 'credit_note_lines'
    | 'payments'
    | 'allocations'
    | 'checkouts'
    | 'checkout_invoices'
    | 'contracts'
    | 'contract_documents'
    | 'files'
    | 'programmes'
    | 'programme_versions'
    | 'programme_agreements'
    | 'programme_periods'
    | 'rebate_statements']: NewRowOf<T>
}

export async function makeAccount(values: Partial<NewRowOf<'accounts'>> = {}, parent?: Account): Promise<Account> {
  const code = values.code ?? `A-${unique()}`
  const row = { name: `Account ${code}`, buys: 1, currency: 'EUR', ...stamps, ...values, code }
  const id = await insert('accounts', { ...row, parent_id: parent?.id ?? null, root_account_id: parent?.root_account_id ?? '0' })
  if (!parent) await db.updateTable('accounts').set({ root_account_id: id }).where('id', '=', id).execute()
  return { id, code, root_account_id: parent?.root_account_id ?? id }
}

export async function makePerson(values: Partial<NewRowOf<'persons'>> = {}): Promise<{ id: Id; email: string }> {
  const email = values.email ?? `${unique().toLowerCase()}@example.test`
  return { id: await insert('persons', { name: 'Ines K.', ...stamps, ...values, email }), email }
}

export async function makeMember(account: Account, role: MemberRole, inherits = true): Promise<{ id: Id; email: string }> {
  const person = await makePerson()
  await insert('memberships', { person_id: person.id, ...ownerOf(account), role, inherits: inherits ? 1 : 0, created_at: now })
  return person
}

export async function makeEntity(): Promise<Id> {
  return await insert('legal_entities', {
    code: unique(),
    name: 'Fairlead Fittings',
    currency: 'EUR',
    country: 'NL',
    time_zone: 'Europe/Amsterdam',
  })
}

export async function makeOrder(
  account: Account,
  values: Partial<NewRowOf<'orders'>> = {},
): Promise<Owner & { id: Id; number: string }> {
  const number = values.number ?? `SO-${unique()}`
  const row = { status: 'placed', is_open: 1, currency: 'EUR', placed_at: now, ...stamps, ...values, number, ...ownerOf(account) }
  const id = await insert('orders', { ...row, legal_entity_id: values.legal_entity_id ?? (await makeEntity()) })
  return { id, number, ...ownerOf(account) }
}

export async function makeLine(order: Owner & { id: Id }, values: Partial<NewRowOf<'order_lines'>> = {}): Promise<Id> {
  const row = {
    line_no: 1,
    sku: 'FA-080',
    description: 'Actuator DN80',
    quantity: '8',
    unit_price: '2450',
    net: '19600',
    placed_at: now,
  }
  return await insert('order_lines', {
    ...row,
    ...values,
    order_id: order.id,
    account_id: order.account_id,
    root_account_id: order.root_account_id,
  })
}

export async function makeShipment(
  account: Account,
  values: Partial<NewRowOf<'shipments'>> = {},
): Promise<Owner & { id: Id; number: string }> {
  const number = values.number ?? `SH-${unique()}`
  const row = { status: 'announced', is_open: 1, opened_at: now, ...stamps, ...values, number, ...ownerOf(account) }
  const id = await insert('shipments', { ...row, legal_entity_id: values.legal_entity_id ?? (await makeEntity()) })
  return { id, number, ...ownerOf(account) }
}

export async function makeShipmentLine(
  shipment: Owner & { id: Id },
  order: Owner & { id: Id },
  line: Id,
  quantity = '1',
): Promise<Id> {
  const elsewhere = shipment.account_id === order.account_id ? 0 : 1
  const owner = { account_id: order.account_id, root_account_id: order.root_account_id }
  const kept = await db
    .selectFrom('shipments')
    .select(['opened_at', 'is_open', 'expected_on'])
    .where('id', '=', shipment.id)
    .executeTakeFirstOrThrow()
  return await insert('shipment_lines', {
    shipment_id: shipment.id,
    order_id: order.id,
    order_line_id: line,
    quantity,
    elsewhere,
    ...(elsewhere === 1 && kept),
    ...owner,
  })
}

const nobody: Who = {
  personId: '0',
  name: 'Test',
  email: 't@example.test',
  language: 'en',
  timeZone: 'UTC',
  staffRole: null,
  grants: [],
  previousVisitAt: null,
}

export const grantOf = (account: Account, role: MemberRole, wholeTree = account.id === account.root_account_id): Grant => ({
  role,
  accountId: account.id,
  rootAccountId: account.root_account_id,
  wholeTree,
  accountIds: [account.id],
  distributes: true,
  supplies: true,
})

/** A scope as the guard would make it; fails the test where the guard would answer 404. */
export function scopeOf<A extends Audience, const Ab extends AbilityOf<A>>(
  audience: A,
  may: readonly Ab[],
  who: Partial<Who>,
  at = now,
): Scope<A, Ab> {
  const scope = Scope.prove(audience, may as readonly (Ab & Ability)[], { ...nobody, ...who }, { now: at })
  if (!scope) throw new Error(`nothing in reach as ${audience}`)
  return scope as Scope<A, Ab>
}
export const memberScope = <const Ab extends AbilityOf<'portal'>>(may: readonly Ab[], grants: readonly Grant[], personId = '0') =>
  scopeOf('portal', may, { grants, personId })
export const staffScope = <const Ab extends AbilityOf<'staff'>>(may: readonly Ab[], role: StaffRole = 'admin', personId = '0') =>
  scopeOf('staff', may, { staffRole: role, personId })
/** As `staffScope`, at the time it is: for what goes on in jobs, whose clock a test does not set. */
export const staffScopeNow = <const Ab extends AbilityOf<'staff'>>(may: readonly Ab[], role: StaffRole, personId: Id) =>
  scopeOf('staff', may, { staffRole: role, personId }, new Date())

/** A run of the import that refused one row, and its clash over the PO number of an order. */
export async function makeClash(
  order: Owner & { id: Id; number: string },
  said: { live: string; incoming: string },
): Promise<{ run: string; clash: string }> {
  const [run, clash] = [spokenCode('IM'), spokenCode('CL')]
  const refused = { entity: 'orders', file: 'orders.csv', line: 2, column: 'placed_at', value: 'soon', reason: 'required' }
  const made = await db
    .insertInto('import_runs')
    .values({
      code: run,
      source: 'erp',
      state: 'finished',
      started_at: now,
      finished_at: new Date(now.getTime() + 1500),
      counts: JSON.stringify({
        entities: [{ entity: 'orders', read: 2, created: 0, updated: 0, unchanged: 1, refused: 1 }],
        clashes: 1,
        gone: [],
      }),
      refusals: JSON.stringify({ count: 1, first: [refused] }),
    })
    .executeTakeFirstOrThrow()
  await db
    .insertInto('import_clashes')
    .values({
      code: clash,
      run_id: String(made.insertId),
      record_id: order.id,
      account_id: order.account_id,
      entity: 'orders',
      external_id: order.number,
      field: 'po_number',
      live: said.live,
      incoming: said.incoming,
      created_at: now,
    })
    .execute()
  return { run, clash }
}
