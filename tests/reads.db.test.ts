import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import type { AbilityOf, Audience } from '~/access/abilities'
import type { Grant } from '~/access/reach'
import { Scope } from '~/access/scope.server'
import { db, pool } from '~/database/connection.server'
import type { At, Page } from '~/database/keyset.server'
import type { Id } from '~/database/tables'
import type { ContractFilter } from '~/features/contracts/contract-filter'
import { listContracts } from '~/features/contracts/contracts.queries.server'
import type { InvoiceFilter } from '~/features/invoices/invoice-filter'
import { listInvoices } from '~/features/invoices/invoices.queries.server'
import { getStatement, movementsPage, openQuery, openStatement } from '~/features/invoices/statement.queries.server'
import type { PaymentView } from '~/features/payments/payments.queries.server'
import { listPayments } from '~/features/payments/payments.queries.server'
import type { OwnPeriodView } from '~/features/programmes/own-period-filter'
import { listOwnPeriods } from '~/features/programmes/own-periods.queries.server'
import { statementLines } from '~/features/programmes/statements.queries.server'
import type { PurchaseFilter } from '~/features/purchases/purchase-filter'
import { listPurchases } from '~/features/purchases/purchases.queries.server'
import type { RequestFilter } from '~/features/requests/request-filter'
import { everyRequest } from '~/features/requests/request-filter'
import { listRequests } from '~/features/requests/requests.queries.server'
import { listItems } from '~/features/supply/catalog.queries.server'
import type { ItemFilter } from '~/features/supply/catalog-filter'
import type { ProposalState } from '~/features/supply/proposal'
import { getProposal } from '~/features/supply/proposal.queries.server'
import { listProposals } from '~/features/supply/proposals.queries.server'
import { breaksOnPurpose } from './support/invariants'
import { grantOf, insert, makeAccount, makeEntity, makePerson, ownerOf } from './support/make'
import {
  manyContracts,
  manyInvoices,
  manyItems,
  manyProposals,
  manyPurchases,
  manyRebateLines,
  manyRequests,
  manyStatements,
} from './support/many'
import { makeAgreement, makeProgramme, quarterly } from './support/programmes'
import { rowsRead } from './support/rows-read'

// What the lists of service, money, programmes and supply read, counted by the engine itself: it must not grow with their number.

breaksOnPurpose(
  'requests.segments',
  'requests.versions',
  'requests.reckoned',
  'invoices.invoices-projected',
  'invoices.payments-projected',
)
breaksOnPurpose(
  'contracts.projected',
  'ledger.balanced',
  'ledger.stands-as-documents',
  'ledger.statement-is-balance',
  'programmes.statement-is-its-lines',
)
breaksOnPurpose(
  'programmes.closed',
  'programmes.told',
  'supply.proposals-counted',
  'supply.decisions-signed',
  'supply.prices-approved',
  'purchases.projected',
  'purchases.standing',
)

type Account = Awaited<ReturnType<typeof makeAccount>>
let top: Account
let branches: Account[]
let supplier: Account
let me: Id
let statement: Id
let proposal = ''

beforeAll(async () => {
  top = await makeAccount()
  const stranger = await makeAccount()
  supplier = await makeAccount({ supplies: 1 })
  branches = []
  for (let index = 0; index < 20; index++) branches.push(await makeAccount({}, top))
  const [mine, other, entity] = [await makePerson(), await makePerson(), await makeEntity()]
  me = mine.id
  const run = (text: string, values: readonly unknown[] = []) => pool.promise().query(text, [...values])
  const accounts = [top, ...branches, stranger, stranger].map((one) => one.id)
  await manyRequests(run, accounts, 8_000, me, other.id)
  await manyInvoices(run, accounts, 8_000, entity)
  await manyContracts(run, accounts, 8_000, entity)
  await manyItems(run, supplier.id, 4_000)
  await manyProposals(run, supplier.id, 8_000)
  await manyPurchases(run, supplier.id, 8_000, entity)
  proposal = 'MP-1000000'
  statement = await makeStatement(branches[0] as Account)
  await manyRebateLines(run, statement, 4_000)
  const monthly = await makeProgramme({ ...quarterly, period: 'month' })
  for (const branch of branches) await makeAgreement(monthly, branch)
  await manyStatements(run, monthly.id, 100)
  const filled =
    'requests, invoices, payments, contracts, ledger_entries, ledger_days, catalog_items, catalog_item_words, item_prices, proposals, proposal_fields, rebate_lines, rebate_statements, programme_agreements, purchase_orders, purchase_order_lines'
  await sql`analyze table ${sql.raw(filled)}, accounts, persons`.execute(db)
})

/** A closed period's statement, without its lines. */
async function makeStatement(account: Account): Promise<Id> {
  const programme = await makeProgramme()
  const agreement = await makeAgreement(programme, account)
  const { id: version } = await db
    .selectFrom('programme_versions')
    .select('id')
    .where('programme_id', '=', programme.id)
    .executeTakeFirstOrThrow()
  const at = new Date('2026-04-01')
  const of = { programme_id: programme.id, version_id: version, starts_on: '2026-01-01', ends_on: '2026-03-31' }
  const period = await insert('programme_periods', { ...of, closed_at: at })
  const sums = { reached: '0', earning: '0', flagged: '0', band: 0, exact: '0', minimum: '0', amount: '0', lines_count: 0 }
  const days = { active_days: 90, period_days: 90 }
  const row = { ...of, ...sums, ...days, ...ownerOf(account), agreement_id: agreement, period_id: period, currency: 'EUR' }
  return await insert('rebate_statements', { ...row, number: 'RB-1', digest: '', state: 'sent', calculated_at: at })
}

type Reader = 'staff' | 'a whole tree' | 'three accounts' | 'a supplier'
const grants: Record<Exclude<Reader, 'staff'>, () => Grant[]> = {
  'a whole tree': () => [grantOf(top, 'admin')],
  'three accounts': () => branches.slice(3, 6).map((one) => grantOf(one, 'admin', false)),
  'a supplier': () => [grantOf(supplier, 'admin')],
}
const may: Record<Exclude<Audience, 'me'>, readonly AbilityOf<Audience>[]> = {
  portal: ['orders.read', 'shipments.read', 'requests.read', 'invoices.read', 'contracts.read'],
  distributor: ['programmes.read'],
  supplier: ['catalog.read', 'purchases.read'],
  staff: [
    'orders.read',
    'shipments.read',
    'requests.read',
    'invoices.read',
    'payments.book',
    'programmes.read',
    'catalog.read',
    'purchases.read',
  ],
}

type List = (scope: never, at: At, size?: number) => Promise<Page<unknown>>

/** The first page, and from the middle of the list the one after and the one before. */
async function mostRead(audience: Exclude<Audience, 'me'>, reader: Reader, list: List): Promise<number> {
  const who = { personId: me, name: '', email: '', language: 'en', timeZone: 'UTC', previousVisitAt: null }
  const reach = reader === 'staff' ? { staffRole: 'admin' as const, grants: [] } : { staffRole: null, grants: grants[reader]() }
  const now = new Date('2026-06-11T08:20:00Z')
  const scope = (handle = db) => Scope.prove(audience, may[audience] as never, { ...who, ...reach }, { handle, now }) as never
  const { after } = await list(scope(), { after: null, before: null }, 300)
  const reads = [await rowsRead((handle) => list(scope(handle), { after: null, before: null }))]
  if (after) {
    reads.push(await rowsRead((handle) => list(scope(handle), { after, before: null })))
    reads.push(await rowsRead((handle) => list(scope(handle), { after: null, before: after })))
  }
  return Math.max(...reads)
}

/**
 * A page is 25 rows (of a statement 50) and what each of them names, and of each piece of the reach one row more than a page. Of
 * requests it passes over those that are somebody's own affair.
 */
const bound = 800

const readers = ['staff', 'a whole tree', 'three accounts'] as const
const audienceOf = (reader: Reader): Exclude<Audience, 'me'> => (reader === 'staff' ? 'staff' : 'portal')
const check = (name: string, audience: Exclude<Audience, 'me'>, reader: Reader, list: List, most = bound) =>
  test(`${reader}: ${name}`, async () => {
    expect(await mostRead(audience, reader, list)).toBeLessThan(most)
  })

const requests: Record<string, Partial<RequestFilter>> = {
  'all requests': {},
  'open requests': { view: 'open' },
  'a request by its number': { q: 'RM-1000777' },
}
const queues: Record<string, Partial<RequestFilter>> = {
  'open requests of a rare kind': { view: 'open', kinds: ['return'] },
  'requests that wait for a customer': { view: 'open', statuses: ['waiting_customer'] },
  'my requests': { view: 'mine' },
  'requests without anybody': { view: 'unassigned' },
  'requests that wait': { view: 'waiting' },
}
for (const reader of readers)
  for (const [name, filter] of Object.entries({ ...requests, ...(reader === 'staff' ? queues : {}) }))
    check(name, audienceOf(reader), reader, (scope, at, size) => listRequests(scope, { ...everyRequest, ...filter }, at, size))

const everyInvoice: InvoiceFilter = { q: '', view: 'all', from: null, to: null, account: null }
const invoices: Record<string, Partial<InvoiceFilter>> = {
  'all invoices': {},
  'open invoices': { view: 'open' },
  'overdue invoices': { view: 'overdue' },
  'paid invoices': { view: 'paid' },
  'invoices of some days': { from: '2025-06-01', to: '2025-09-01' },
  'an invoice by its number': { q: 'IM-1000777' },
}
for (const reader of readers)
  for (const [name, filter] of Object.entries(invoices))
    check(name, audienceOf(reader), reader, (scope, at, size) => listInvoices(scope, { ...everyInvoice, ...filter }, at, size))

const contracts: Record<string, Partial<ContractFilter>> = {
  'current contracts': { view: 'open' },
  'contracts in their notice window': { view: 'notice' },
  'contracts that have ended': { view: 'ended' },
  'contracts of some days': { from: '2026-08-01', to: '2026-09-01' },
  'a contract by its number': { q: 'KM-1000777' },
}
const everyContract: ContractFilter = { q: '', view: 'all', from: null, to: null, account: null }
for (const reader of readers)
  for (const [name, filter] of Object.entries(contracts))
    check(name, audienceOf(reader), reader, (scope, at, size) => listContracts(scope, { ...everyContract, ...filter }, at, size))
check('contracts to complete', 'staff', 'staff', (scope, at, size) =>
  listContracts(scope, { ...everyContract, view: 'incomplete' }, at, size),
)

for (const reader of ['a whole tree', 'three accounts'] as const)
  check('movements of a statement', 'portal', reader, async (scope, at, size) => {
    const list = await openStatement(scope, { on: '2026-05-01', currency: 'EUR', account: null })
    return await movementsPage(scope, list, at, size ?? 50)
  })

// Besides the page it reads what is open, and a row for each of the 400 days on which something moved.
check(
  'a whole statement',
  'portal',
  'three accounts',
  async (scope, at, size) => (await getStatement(scope, { on: '2026-06-11', currency: 'EUR', account: null }, at, size)).page,
  2_500,
)

// A year ago: of the invoices that are settled by now those that were open then, some twenty a day for thirty days, less what others have.
for (const reader of ['a whole tree', 'three accounts'] as const)
  check(
    'what was open on a day of last year',
    'portal',
    reader,
    async (scope) => {
      const list = await openStatement(scope, { on: '2025-07-01', currency: 'EUR', account: null })
      const open = (await Promise.all(list.ranges.map((range) => openQuery(scope, range, list.on).execute()))).flat()
      expect(open.length).toBeGreaterThan(0)
      return { rows: [], after: null, before: null } as never
    },
    2_500,
  )

for (const view of ['all', 'parked'] satisfies PaymentView[])
  check(`payments, ${view}`, 'staff', 'staff', (scope, at, size) => listPayments(scope, view, at, size))

// Besides the page it reads which periods each programme has closed, here a hundred.
for (const view of ['all', 'open', 'accepted', 'disputed'] satisfies OwnPeriodView[])
  for (const reader of ['a whole tree', 'three accounts'] as const)
    check(
      `periods of programmes, ${view}`,
      'distributor',
      reader,
      (scope, at, size) => listOwnPeriods(scope, { q: '', programme: null, year: null, view }, at, size),
      1_400,
    )

check('lines of a statement of a programme', 'staff', 'staff', (scope, at) => statementLines(scope, statement, at))

const everyItem: ItemFilter = { q: '', availability: null, discontinued: false, account: null }
const items: Record<string, Partial<ItemFilter>> = {
  items: {},
  'items made to order': { availability: 'made_to_order' },
  'an item by its number': { q: 'MI-1000777' },
  'an item by a rare word and a common one': { q: 'gate dn777' },
}
/** Of a common word 1,000 index entries are looked at and 201 items kept; of two, 300 entries of each word besides, and their items. */
const common: Record<string, Partial<ItemFilter>> = {
  'items by a common word': { q: 'valve' },
  'items by two common words': { q: 'gate valve' },
  'items by a common word of which few fit': { q: 'valve', availability: 'limited' },
}
for (const [audience, reader] of [
  ['staff', 'staff'],
  ['supplier', 'a supplier'],
] as const)
  for (const [filters, most] of [
    [items, bound],
    [common, 4_000],
  ] as const)
    for (const [name, filter] of Object.entries(filters))
      check(name, audience, reader, (scope, at, size) => listItems(scope, { ...everyItem, ...filter }, at, size), most)
check('items of one company', 'staff', 'staff', (scope, at, size) =>
  listItems(scope, { ...everyItem, account: supplier.code }, at, size),
)

for (const [audience, reader] of [
  ['staff', 'staff'],
  ['supplier', 'a supplier'],
] as const)
  for (const state of [null, 'submitted', 'draft', 'approved'] satisfies (ProposalState | null)[])
    check(`proposals, ${state ?? 'all'}`, audience, reader, (scope, at, size) => listProposals(scope, { state }, at, size))

const purchases: PurchaseFilter[] = [
  { q: '', state: null },
  { q: '', state: 'waiting' },
  { q: 'PM-1000777', state: null },
  { q: 'MI-1000777', state: null },
]
for (const [audience, reader] of [
  ['staff', 'staff'],
  ['supplier', 'a supplier'],
] as const)
  for (const filter of purchases)
    check(`purchase orders, ${filter.q || (filter.state ?? 'all')}`, audience, reader, (scope, at, size) =>
      listPurchases(scope, filter, at, size),
    )

for (const q of ['MP-1000777', 'MI-1000777'])
  check(`proposals, ${q}`, 'supplier', 'a supplier', (scope, at, size) => listProposals(scope, { state: null, q }, at, size))

test('a page of a proposal of many items', async () => {
  const scope = (handle: typeof db) =>
    Scope.prove('staff', ['catalog.read'], { ...nobody, personId: me, staffRole: 'admin' }, { handle }) as never
  expect(await rowsRead((handle) => getProposal(scope(handle), proposal, 3_001))).toBeLessThan(bound)
})
const nobody = { name: '', email: '', language: 'en', timeZone: 'UTC', previousVisitAt: null, grants: [] }
