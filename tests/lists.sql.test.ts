import { expect, test } from 'vitest'
import type { AbilityOf, Audience } from '~/access/abilities'
import type { Grant } from '~/access/reach'
import type { Slice } from '~/access/scope.server'
import { Scope } from '~/access/scope.server'
import type { ContractFilter } from '~/features/contracts/contract-filter'
import { pageQuery as contractsQuery } from '~/features/contracts/contracts.queries.server'
import { unremindedQuery } from '~/features/contracts/reminders.server'
import type { InvoiceFilter } from '~/features/invoices/invoice-filter'
import { pageQuery as invoicesQuery } from '~/features/invoices/invoices.queries.server'
import { movementsQuery, openQuery, sumsQuery } from '~/features/invoices/statement.queries.server'
import type { Range } from '~/features/orders/order-reach.server'
import { paymentsQuery } from '~/features/payments/payments.queries.server'
import type { OwnPeriodView } from '~/features/programmes/own-period-filter'
import { placesQuery } from '~/features/programmes/own-periods.queries.server'
import { statementsQuery } from '~/features/programmes/programmes.find.server'
import type { PurchaseState } from '~/features/purchases/acknowledgement'
import { purchasesQuery } from '~/features/purchases/purchases.queries.server'
import type { RequestFilter } from '~/features/requests/request-filter'
import { everyRequest } from '~/features/requests/request-filter'
import { pageQuery as requestsQuery } from '~/features/requests/requests.queries.server'
import type { ItemReach } from '~/features/supply/catalog.queries.server'
import { itemsQuery } from '~/features/supply/catalog.queries.server'
import type { ItemFilter } from '~/features/supply/catalog-filter'
import { wordQuery } from '~/features/supply/item-words.server'
import type { ProposalState } from '~/features/supply/proposal'
import { proposalsQuery } from '~/features/supply/proposals.queries.server'

// The SQL of the lists of service, money and supply, as a file to be reviewed in the diff. Those of orders and shipments are theirs.

const who = { personId: '9', name: '', email: '', language: 'en', timeZone: 'UTC', previousVisitAt: null }
const grant = { role: 'admin' as const, accountId: '1', rootAccountId: '1', distributes: true, supplies: true }
const wholeTree: Grant = { ...grant, wholeTree: true, accountIds: [] }
const oneAccount: Grant = { ...grant, accountId: '2', wholeTree: false, accountIds: ['2'] }

const scopeOf = (audience: Audience, may: readonly AbilityOf<Audience>[], ...grants: Grant[]) =>
  Scope.prove(audience, may as never, { ...who, staffRole: audience === 'staff' ? 'admin' : null, grants }) as never
const reads = ['orders.read', 'shipments.read', 'requests.read', 'invoices.read', 'contracts.read'] as const
const tree = scopeOf('portal', reads, wholeTree)
const single = scopeOf('portal', reads, oneAccount)
const staff = scopeOf('staff', [...reads, 'payments.book', 'catalog.read', 'purchases.read'])
const distributor = scopeOf('distributor', ['programmes.read', 'accounts.read'], wholeTree)
const oneDistributor = scopeOf('distributor', ['programmes.read', 'accounts.read'], oneAccount)
const supplier = scopeOf('supplier', ['catalog.read', 'purchases.read'], wholeTree)

const inTree: Range = { column: 'root_account_id', id: '1', only: null }
const inAccount: Range = { column: 'account_id', id: '2', only: null }
const later = { at: '2026-06-11', id: '7' }
const laterAt = { at: new Date('2026-06-11'), id: '7' }

const requests = (range: Range, filter: Partial<RequestFilter>, shared: string[] = []) => ({
  ...{ ranges: [range], account: null, shared, found: null, personId: '9' },
  filter: { ...everyRequest, ...filter },
})
const invoices = (range: Range, filter: Partial<InvoiceFilter>, found: string[] | null = null) => ({
  ...{ ranges: [range], account: null, found, today: '2026-06-11' },
  filter: { q: '', view: 'all' as const, from: null, to: null, account: null, ...filter },
})
const contracts = (range: Range, filter: Partial<ContractFilter>) => ({
  ...{ ranges: [range], account: null, found: null },
  filter: { q: '', view: 'all' as const, from: null, to: null, account: null, ...filter },
})
const statement = { ranges: [inTree], account: null, on: '2026-06-11', currency: 'EUR' }
const items = (slice: Slice, filter: Partial<ItemFilter>, found: string[] | null = null): ItemReach => ({
  filter: { q: '', availability: null, discontinued: false, account: null, ...filter },
  slices: [slice],
  found: found && { ids: found, more: false },
})
const ownTree: Slice = { column: 'root_account_id', id: '1' }
const proposals = (scope: never, state: ProposalState | null) => proposalsQuery(scope, { state }, laterAt, 'asc', 26)
const purchases = (scope: never, state: PurchaseState | null, found: string[] | null = null) =>
  purchasesQuery(scope, { q: '', state, found }, later, 'desc', 26)

const periods = (scope: never, view: OwnPeriodView, place: { at: string; id: string } | null) =>
  placesQuery(
    scope,
    { filter: { q: '', programme: null, year: null, view }, named: { programmes: null, number: null } },
    place,
    'desc',
    26,
  )

const queries = {
  'requests: the queue, later page': requestsQuery(staff, requests(null, { view: 'open' }), laterAt, 'asc', 26),
  'requests: mine': requestsQuery(staff, requests(null, { view: 'mine' }), null, 'asc', 26),
  'requests: waiting': requestsQuery(staff, requests(null, { view: 'waiting' }), null, 'asc', 26),
  'requests: two kinds': requestsQuery(staff, requests(null, { view: 'open', kinds: ['return', 'billing'] }), null, 'asc', 26),
  'requests: all of a tree': requestsQuery(tree, requests(inTree, {}), null, 'desc', 26),
  'requests: open ones of an account and what its tree shares': requestsQuery(
    single,
    requests(inAccount, { view: 'open' }, ['1']),
    null,
    'asc',
    26,
  ),
  'requests: found': requestsQuery(tree, { ...requests(inTree, { q: 'RQ-1' }), found: ['4', '5'] }, null, 'desc', 26),
  'invoices: overdue ones of a tree': invoicesQuery(tree, invoices(inTree, { view: 'overdue' }), later, 'asc', 26),
  'invoices: paid ones of an account': invoicesQuery(single, invoices(inAccount, { view: 'paid' }), null, 'desc', 26),
  'invoices: staff, found': invoicesQuery(staff, invoices(null, { q: 'IN' }, ['4', '5']), null, 'desc', 26),
  'contracts: current ones of a tree': contractsQuery(tree, contracts(inTree, { view: 'open' }), later, 'asc', 26),
  'contracts: of an account, some days': contractsQuery(single, contracts(inAccount, { from: '2026-06-01' }), null, 'desc', 26),
  'contracts: staff, to complete': contractsQuery(staff, contracts(null, { view: 'incomplete' }), null, 'asc', 26),
  'contracts: of which nobody was reminded yet': unremindedQuery(staff, 30, '2026-06-10', '2026-07-12', {
    on: '2026-06-20',
    id: '7',
  }),
  'statement: movements': movementsQuery(tree, statement, later, 'desc', 51),
  'statement: sums of days': sumsQuery(tree, inTree, '2026-06-11'),
  'statement: open invoices': openQuery(tree, inTree, '2026-06-11'),
  'payments: all': paymentsQuery(staff, 'all', later, 'desc', 26),
  'payments: parked': paymentsQuery(staff, 'parked', null, 'desc', 26),
  'programmes: a distributor’s periods': periods(distributor, 'all', null),
  'programmes: disputed periods of an account, later page': periods(oneDistributor, 'disputed', later),
  'programmes: statements that a distributor looks for': statementsQuery(distributor, '2026', 6),
  'programmes: statements that staff look for': statementsQuery(staff, 'GOLD', 6),
  'catalog: made to order': itemsQuery(supplier, items(ownTree, { availability: 'made_to_order' }), later, 'asc', 26),
  'catalog: found': itemsQuery(supplier, items(ownTree, { q: 'valve', discontinued: true }, ['4', '5']), null, 'asc', 26),
  'catalog: staff': itemsQuery(staff, items(null, {}), later, 'asc', 26),
  'catalog: staff, made to order': itemsQuery(staff, items(null, { availability: 'made_to_order' }), null, 'asc', 26),
  'catalog: items that a word leads to': wordQuery(supplier, ownTree, 'valve', 1000),
  'catalog: items of one company that a word leads to': wordQuery(staff, { column: 'account_id', id: '2' }, 'valve', 1000),
  'proposals: a supplier’s': proposals(supplier, null),
  'proposals: what waits for the staff': proposals(staff, 'submitted'),
  'purchase orders: a supplier’s': purchases(supplier, null),
  'purchase orders: what waits for the staff': purchases(staff, 'waiting'),
  'purchase orders: found': purchases(supplier, 'open', ['4', '5']),
}

const lines = (sql: string) =>
  sql.replace(/\s+(from|inner join|left join|where|group by|order by|limit|union all|union)\s/g, '\n  $1 ')

test('the SQL of the lists is what was reviewed', async () => {
  const text = Object.entries(queries).map(([name, query]) => `-- ${name}\n${lines(query.compile().sql)};\n`)
  await expect(text.join('\n')).toMatchFileSnapshot('lists.sql')
})
