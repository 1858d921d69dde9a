import { expect, test } from 'vitest'
import type { Audience } from '~/access/abilities'
import { Scope } from '~/access/scope.server'
import { visibility } from '~/access/visibility'
import { db } from '~/database/connection.server'
import { makeAccessWorld } from './support/access-world'
import { makeMessage, makeRequest } from './support/asking'
import { makeBilling, makeCheckout } from './support/billing'
import { makeShipment, makeShipmentLine, ownerOf, unique } from './support/make'
import { close, makeAgreement, makeCounted, makeProgramme } from './support/programmes'

// Each rule of `visibility` held against the rows themselves: what the buyer of one account reads from a table is what the rule says
// in plain words below, no more and no less; and with the rule taken away, more is read.

type Row = Record<string, unknown> & { id: string }
const now = new Date('2026-06-11T08:20:00Z')
const day = '2026-01-01'

const world = await makeAccessWorld()
const [home, sister, stranger] = [world.accounts.branch.row, world.accounts.sister.row, world.accounts.stranger.row]
const reader = await moreRows()

/** One more row in the tables that the world leaves empty, for the reader's account and for another; answers the reader. */
async function moreRows(): Promise<string> {
  const entity = (await db.selectFrom('legal_entities').select('id').executeTakeFirstOrThrow()).id
  const seat = db.selectFrom('memberships').select('person_id')
  const { person_id } = await seat.where('account_id', '=', home.id).where('inherits', '=', 0).executeTakeFirstOrThrow()
  for (const account of [home, stranger]) {
    const owner = ownerOf(account)
    const mine = await db.selectFrom('orders').select(['id']).where('account_id', '=', account.id).executeTakeFirstOrThrow()
    const sent = await db.selectFrom('shipments').select(['id']).where('account_id', '=', account.id).executeTakeFirstOrThrow()
    const product = { sku: unique(), name: 'Valve', supplier_account_id: account.id, created_at: now, updated_at: now }
    const product_id = String((await db.insertInto('products').values(product).executeTakeFirstOrThrow()).insertId)
    const person =
      account === home ? person_id : (await seat.where('account_id', '=', account.id).executeTakeFirstOrThrow()).person_id
    await db
      .insertInto('customer_products')
      .values({ ...owner, product_id, code: unique() })
      .execute()
    await db
      .insertInto('account_team')
      .values({ ...owner, person_id, role: 'service', valid_from: day })
      .execute()
    const signed = await db.selectFrom('contracts').select('id').where('account_id', '=', account.id).executeTakeFirstOrThrow()
    await db
      .insertInto('contract_reminders')
      .values({ ...owner, contract_id: signed.id, notice_on: '2026-09-30', days: 30, person_id, queued_at: now })
      .execute()
    await db
      .insertInto('saved_views')
      .values({ person_id: person, list: 'orders', name: 'Late', query: 'view=late', created_at: now })
      .execute()
    await db
      .insertInto('promise_changes')
      .values({ ...owner, order_id: mine.id, promised_on: '2026-07-01', cause: 'stock', given_at: now, source: 'test' })
      .execute()
    await db
      .insertInto('timeline_entries')
      .values({ ...owner, order_id: mine.id, kind: 'order.changed', at: now, facts: '{}' })
      .execute()
    await db
      .insertInto('legs')
      .values({ ...owner, shipment_id: sent.id, sequence: 1, mode: 'road', from_place: 'Rotterdam', to_place: 'Lyon' })
      .execute()
  }
  for (const account of [home, stranger]) await makeCheckout(await makeBilling(account), person_id)
  await unsentRebates()
  const links = [
    { from_account_id: home.id, to_account_id: stranger.id },
    { from_account_id: sister.id, to_account_id: stranger.id },
    { from_account_id: sister.id, to_account_id: world.accounts.leaf.row.id, valid_from: '2026-02-01' },
  ]
  for (const link of links)
    await db
      .insertInto('account_links')
      .values({ kind: 'serves', valid_from: day, created_at: now, ...link })
      .execute()
  // A shipment to another branch that carries a line of the reader's: seen, with what belongs to it, by either.
  const line = await db
    .selectFrom('order_lines')
    .select(['id', 'order_id'])
    .where('account_id', '=', home.id)
    .executeTakeFirstOrThrow()
  const together = await makeShipment(sister, { legal_entity_id: entity, packages_count: 1 })
  await makeShipmentLine(together, { id: line.order_id, number: '', ...ownerOf(home) } as never, line.id)
  await db
    .insertInto('packages')
    .values({ ...ownerOf(sister), shipment_id: together.id, number: 1 })
    .execute()
  await askedRows(person_id)
  return person_id
}

/** Requests that differ in who may see them, each with one of everything that hangs on a request. */
async function askedRows(readerId: string): Promise<void> {
  const other = (
    await db
      .selectFrom('persons')
      .select('id')
      .where('staff_role', 'is', null)
      .where('id', '<>', readerId)
      .executeTakeFirstOrThrow()
  ).id
  for (const account of [home, sister, stranger])
    for (const visibility of ['me', 'account', 'tree', 'staff'])
      for (const requester_id of [readerId, other]) await askedWithParts(account, { visibility, requester_id })
  const watched = await askedWithParts(home, { visibility: 'me', requester_id: other })
  await db
    .insertInto('request_watchers')
    .values({ ...ownerOf(home), request_id: watched.id, person_id: readerId, created_at: now })
    .execute()
}

async function askedWithParts(account: typeof home, values: { visibility: string; requester_id: string }) {
  const request = await makeRequest(account, values)
  const owner = { ...ownerOf(account), request_id: request.id }
  const message_id = await makeMessage(request, 'Where is it?')
  await db
    .insertInto('request_watchers')
    .values({ ...owner, person_id: values.requester_id, created_at: now })
    .execute()
  const line = await db.selectFrom('order_lines').select(['id']).where('account_id', '=', account.id).executeTakeFirstOrThrow()
  await db
    .insertInto('request_claim_lines')
    .values({ ...owner, order_line_id: line.id, unit: 'C62' })
    .execute()
  const file = { file_key: unique().padEnd(40, '0'), purpose: 'request', name: 'a.png', media_type: 'image/png', size: 1 }
  await db
    .insertInto('files')
    .values({ ...owner, ...file, message_id, sha256: ''.padEnd(64, '0'), created_at: now })
    .execute()
  await db
    .insertInto('ratings')
    .values({
      ...owner,
      person_id: values.requester_id,
      score: 4,
      ...(values.visibility === 'tree'
        ? { state: 'approved', decided_by: values.requester_id, decided_at: now }
        : { state: 'waiting' }),
      created_at: now,
      updated_at: now,
    })
    .execute()
  return request
}

/** A draft of the reader's own programme, and a statement that nobody has sent yet. */
async function unsentRebates(): Promise<void> {
  const programme = await makeProgramme()
  await makeAgreement(programme, home)
  await makeCounted(home, '2026-02-03', '60000.00')
  await close(programme, '2026-01-01')
  await db
    .insertInto('programme_versions')
    .values({ programme_id: programme.id, number: 2, rules: '{}', created_at: now })
    .execute()
}

const all = async (table: string) =>
  (await db
    .selectFrom(table as never)
    .selectAll()
    .execute()) as Row[]
const seats = await all('memberships')
const carriers = (await all('shipment_lines')).filter((row) => row.account_id === home.id).map((row) => row.shipment_id)

const requests = await all('requests')
const watchers = await all('request_watchers')

type Oracle = (row: Row) => boolean
/** Of the own account, but for what is somebody's own affair; and what is shown to the whole tree. */
const askedFor: Oracle = (row) => {
  if (row.visibility === 'staff') return false
  if (row.visibility === 'tree') return row.root_account_id === home.root_account_id
  if (row.account_id !== home.id) return false
  const watched = watchers.some((one) => one.request_id === row.id && one.person_id === reader)
  return row.visibility === 'account' || row.requester_id === reader || watched
}
const seenRequests = requests.filter(askedFor).map((row) => row.id)
const ofRequest: Oracle = (row) => seenRequests.includes(row.request_id as string)
const own: Oracle = (row) => row.account_id === home.id
const ownShipment: Oracle = (row) => own(row) || carriers.includes(row.shipment_id)
const known: Oracle = (row) =>
  row.id === reader || row.staff_role !== null || seats.some((seat) => seat.person_id === row.id && seat.account_id === home.id)
const mine: Oracle = (row) => row.person_id === reader
const agreed = new Set(
  (await all('programme_agreements')).filter((row) => row.account_id === home.id).map((row) => row.programme_id),
)
const unsent = new Set((await all('rebate_statements')).filter((row) => row.state === 'calculated').map((row) => row.id))
const itself: Oracle = (row) => row.id === home.id

const oracles: Partial<Record<Audience, Record<string, Oracle>>> = {
  portal: {
    accounts: itself,
    addresses: own,
    account_links: (row) => [row.from_account_id, row.to_account_id].includes(home.id),
    account_team: own,
    persons: known,
    memberships: own,
    saved_views: mine,
    customer_products: own,
    orders: own,
    order_lines: own,
    promise_changes: own,
    shipments: (row) => own(row) || carriers.includes(row.id),
    shipment_lines: own,
    packages: ownShipment,
    package_lines: own,
    legs: ownShipment,
    tracking_events: ownShipment,
    reference_numbers: ownShipment,
    notes: own,
    invoices: own,
    invoice_lines: own,
    credit_notes: own,
    credit_note_lines: own,
    payments: own,
    allocations: own,
    ledger_entries: own,
    ledger_days: own,
    checkouts: own,
    checkout_invoices: own,
    contracts: own,
    contract_documents: own,
    contract_reminders: own,
    timeline_entries: own,
    files: (row) =>
      row.catalog_item_id === null &&
      (row.contract_document_id ? own(row) : row.request_id === null ? ownShipment(row) : ofRequest(row)),
    requests: askedFor,
    request_messages: ofRequest,
    request_watchers: ofRequest,
    request_segments: ofRequest,
    request_changes: ofRequest,
    request_claim_lines: ofRequest,
    ratings: (row) => own(row) && (row.state === 'approved' || row.person_id === reader),
  },
  distributor: {
    accounts: (row) => itself(row) || row.id === stranger.id,
    programmes: (row) => agreed.has(row.id),
    programme_versions: (row) => agreed.has(row.programme_id) && row.published_at !== null,
    programme_agreements: own,
    agreement_changes: own,
    programme_periods: (row) => agreed.has(row.programme_id),
    rebate_documents: own,
    rebate_statements: (row) => own(row) && !unsent.has(row.id),
    rebate_lines: (row) => own(row) && !unsent.has(row.statement_id as string),
  },
  supplier: {
    accounts: itself,
    addresses: own,
    account_team: own,
    persons: known,
    memberships: own,
    saved_views: mine,
    products: (row) => row.supplier_account_id === home.id,
    catalog_items: own,
    catalog_item_words: own,
    catalog_item_changes: own,
    item_prices: own,
    proposals: own,
    proposal_fields: own,
    files: (row) => own(row) && row.catalog_item_id !== null,
    purchase_orders: own,
    purchase_order_lines: own,
    acknowledgements: own,
    acknowledgement_lines: own,
    acknowledgement_parts: own,
    purchase_order_changes: own,
  },
  staff: { saved_views: () => false },
  me: { persons: (row) => row.id === reader, memberships: mine, accounts: itself, saved_views: mine },
}

const grant = {
  role: 'buyer' as const,
  accountId: home.id,
  rootAccountId: home.root_account_id,
  wholeTree: false,
  accountIds: [home.id],
}
const who = { personId: reader, name: '', email: '', language: 'en' as const, timeZone: 'UTC', previousVisitAt: null }

/** Tables that are stored in an order of their own have no ids. */
const keys: Record<string, string[]> = { rebate_lines: ['statement_id', 'position'] }
const keyOf = (table: string) => keys[table] ?? ['id']
const nameOf = (table: string, row: Record<string, unknown>) =>
  keyOf(table)
    .map((column) => String(row[column]))
    .join(' ')

/** What the reader sees of a table as this audience. */
async function seen(audience: Audience, table: string): Promise<string[]> {
  const staffRole = audience === 'staff' ? ('agent' as const) : null
  const role = audience === 'supplier' ? ('catalog' as const) : grant.role
  const scope = Scope.prove(audience, ['shell.see'] as never, {
    ...who,
    personId: staffRole ? '999999' : reader,
    staffRole,
    grants: [{ ...grant, role, distributes: true, supplies: true }],
  })
  if (!scope) throw new Error(`no ${audience}`)
  const rows = await (scope.rows as typeof db)
    .selectFrom(table as never)
    .select(keyOf(table) as never)
    .execute()
  return rows.map((row) => nameOf(table, row)).sort()
}

/** Every table with a rule of its own, as `audience table`; the rest is for everybody or for nobody. */
const ruled = Object.entries(visibility).flatMap(([audience, tables]) =>
  Object.entries(tables as Record<string, object>)
    .filter(([, rule]) => rule !== visibility.portal.legal_entities && !('hidden' in rule))
    .map(([table]) => [audience as Audience, table] as const),
)
/** A distributor and a member share all rules but one; those that differ are named, the others are the same object. */
const distinct = ruled.filter(
  ([audience, table]) =>
    audience !== 'distributor' || visibility.distributor[table as 'orders'] !== visibility.portal[table as 'orders'],
)

test.each(distinct)('%s sees its own of %s, and the rule is what sees to it', async (audience, table) => {
  const oracle = oracles[audience]?.[table]
  if (!oracle) throw new Error(`say in plain words what ${audience} sees of ${table}`)
  const rows = await all(table)
  const wanted = rows
    .filter(oracle)
    .map((row) => nameOf(table, row))
    .sort()
  // Something to see and something not to see, or the comparison would say nothing.
  expect(wanted.length).toBeGreaterThan(audience === 'staff' ? -1 : 0)
  expect(wanted.length).toBeLessThan(rows.length)
  expect(await seen(audience, table)).toEqual(wanted)

  const rules = visibility[audience] as Record<string, unknown>
  const rule = rules[table]
  rules[table] = visibility.portal.legal_entities
  const without = await seen(audience, table).finally(() => (rules[table] = rule))
  expect(without).toHaveLength(rows.length)
})

test('who may read no invoices reads none, whatever else they may', async () => {
  for (const [role, some] of [
    ['receiver', false],
    ['viewer', true],
  ] as const) {
    const grants = [{ ...grant, role, distributes: true, supplies: true }]
    const scope = Scope.prove('portal', ['orders.read'], { ...who, staffRole: null, grants })
    if (!scope) throw new Error(`nothing in reach of a ${role}`)
    for (const table of [
      'invoices',
      'invoice_lines',
      'credit_notes',
      'credit_note_lines',
      'payments',
      'allocations',
      'contracts',
    ] as const) {
      const rows = await (scope.rows as typeof db).selectFrom(table).select('id').execute()
      expect([role, table, rows.length > 0]).toEqual([role, table, some])
    }
  }
})

test('a table kept from an audience has no name there', async () => {
  for (const [audience, table] of [
    ['portal', 'internal_notes'],
    ['portal', 'audit_entries'],
    ['portal', 'request_notes'],
    ['supplier', 'orders'],
    ['me', 'order_lines'],
  ] as const)
    await expect(seen(audience, table)).rejects.toThrow(table)
})
