import type { Expression, SqlBool } from 'kysely'
import type { VisibleTables } from '~/database/tables'
import type { Audience, MemberAbility, MemberRole } from './abilities'
import { memberMay } from './abilities'
import type { Row, Rule } from './filter.server'
import type { Reach, Who } from './reach'
import { reachOf, sameReach } from './reach'

/** What a rule may know of the reader. */
export type Reader = { who: Who; reach: Reach; now: Date }
type Visible = ((reader: Reader) => Rule) & { hidden?: true }

const everything: Visible = () => () => true
/** Not even a table of that name, in types and at run time. */
const nothing = Object.assign(
  (() =>
    ({ eb }) =>
      eb.lit(false)) satisfies Visible,
  { hidden: true as const },
)

/** Rows of accounts in reach, by the columns that name the account and the top of its tree. */
const within =
  (account: string, root: string | null): Visible =>
  ({ reach }) =>
  (row) =>
    reach.everything ? true : inReach(row, reach, account, root)

type Limited = Exclude<Reach, { everything: true }>

function inReach({ eb, ref }: Row, reach: Limited, account: string, root: string | null): Expression<SqlBool> {
  const parts: Expression<SqlBool>[] = []
  if (root && reach.roots.length > 0) parts.push(amongst(eb, ref(root), reach.roots))
  if (!root && reach.roots.length > 0) parts.push(eb.exists(treeOf(eb, ref(account), reach.roots)))
  if (reach.accounts.length > 0) parts.push(amongst(eb, ref(account), reach.accounts))
  return parts.length === 0 ? eb.lit(false) : parts.length === 1 && parts[0] ? parts[0] : eb.or(parts)
}

// One value compares with `=`: the engines then see a constant prefix of the index and read it in order.
const amongst = (eb: Row['eb'], column: Expression<unknown>, ids: readonly string[]) =>
  ids.length === 1 ? eb(column as never, '=', ids[0] as never) : eb(column as never, 'in', ids as never)

const treeOf = (eb: Row['eb'], account: Expression<unknown>, roots: readonly string[]) =>
  eb
    .selectFrom('accounts as reached')
    .select('reached.id')
    .whereRef('reached.id', '=', account as never)
    .where('reached.root_account_id', 'in', roots)

/** Rows that carry account_id and root_account_id. */
const own = within('account_id', 'root_account_id')

const either =
  (...rules: Visible[]): Visible =>
  (reader) =>
  (row) => {
    const made = rules.map((rule) => rule(reader)(row))
    const parts = made.filter((one) => one !== true)
    return parts.length < made.length ? true : row.eb.or(parts)
  }

/** Own rows, where the role of the account besides has this ability: a receiver sees no invoice, whatever is read. */
const ownFor =
  (ability: MemberAbility, audience: Audience = 'portal'): Visible =>
  ({ who, reach }) =>
  (row) => {
    if (reach.everything) return true
    const allowed = reachOf(who, audience, [ability])
    if (!allowed) return row.eb.lit(false)
    const within = inReach(row, reach, 'account_id', 'root_account_id')
    return sameReach(allowed, reach) ? within : row.eb.and([within, rowsWithin(row, allowed)])
  }
const billed = ownFor('invoices.read')
const agreedWith = ownFor('contracts.read')
const offered = ownFor('catalog.read')
const purchased = ownFor('purchases.read', 'supplier')

/** A shipment and what belongs to it: the consignee's, and that of everyone whose order lines are in it. */
const carriesOwnLines =
  (shipment: string): Visible =>
  ({ reach }) =>
  ({ eb, ref }) => {
    if (reach.everything) return true
    const lines = eb
      .selectFrom('shipment_lines as carried')
      .select('carried.id')
      .whereRef('carried.shipment_id', '=', ref(shipment) as never)
    const mine = inReach({ eb, ref: (column) => eb.ref(`carried.${column}` as never) }, reach, 'account_id', 'root_account_id')
    return eb.exists(lines.where(() => mine))
  }
const ofOwnShipment = either(own, carriesOwnLines('shipment_id'))

/** The trees in which a reader has a seat that counts for this reach. */
const rootsOf = ({ who, reach }: Reader, counts: (role: MemberRole) => boolean = () => true): string[] =>
  reach.everything
    ? []
    : [
        ...new Set(
          who.grants
            .filter((one) => reach.roots.includes(one.rootAccountId) || one.accountIds.some((id) => reach.accounts.includes(id)))
            .filter((one) => counts(one.role))
            .map((one) => one.rootAccountId),
        ),
      ]

/**
 * What is about bills names amounts: whoever sees no prices reads it only where they asked themselves, and is answered. `within` is where
 * the reader's role sees prices.
 */
const unbilled =
  ({ who }: Reader, within: (row: Row) => Expression<SqlBool>) =>
  (row: Row): Expression<SqlBool> => {
    const { eb, ref } = row
    return eb.or([
      eb(ref('kind') as never, '<>', 'billing' as never),
      eb(ref('requester_id') as never, '=', who.personId as never),
      within(row),
    ])
  }

/** Of requests of accounts in reach; nothing to ask where the reader sees prices in all of it. */
function unbilledNear(reader: Reader) {
  const allowed = reachOf(reader.who, 'portal', ['prices.see'])
  if (allowed && sameReach(allowed, reader.reach)) return () => []
  const rule = unbilled(reader, (row) =>
    allowed ? inReach(row, allowed as Limited, 'account_id', 'root_account_id') : row.eb.lit(false),
  )
  return (row: Row) => [rule(row)]
}

/** Of requests that are shown to these whole trees: a role that sees prices anywhere in the tree is enough. */
function unbilledInTrees(reader: Reader, trees: readonly string[]) {
  const roots = rootsOf(reader, (role) => memberMay(role, 'prices.see'))
  if (trees.every((id) => roots.includes(id))) return () => []
  const rule = unbilled(reader, ({ eb, ref }) => (roots.length > 0 ? amongst(eb, ref('root_account_id'), roots) : eb.lit(false)))
  return (row: Row) => [rule(row)]
}

/**
 * Service requests: those of accounts in reach, but for what is somebody's own affair, which only its requester and watchers see, and
 * for what names amounts; and those shown to the whole tree of companies.
 */
const asked: Visible = (reader) => (row) => {
  const { who, reach } = reader
  const { eb, ref } = row
  if (reach.everything) return true
  // MySQL deletes from no table that a subquery reads, unless that is a table made first, which `distinct` sees to.
  const watched = eb
    .selectFrom((inner) =>
      inner.selectFrom('request_watchers').select('request_id').distinct().where('person_id', '=', who.personId).as('watched'),
    )
    .select('watched.request_id')
  const private_ = eb.or([
    eb(ref('requester_id') as never, '=', who.personId as never),
    eb(ref('id') as never, 'in', watched as never),
  ])
  const shown = eb.or([
    eb(ref('visibility') as never, 'in', ['account', 'tree'] as never),
    eb.and([eb(ref('visibility') as never, '=', 'me' as never), private_]),
  ])
  const near = eb.and([inReach(row, reach, 'account_id', 'root_account_id'), shown, ...unbilledNear(reader)(row)])
  const roots = rootsOf(reader).filter((id) => !reach.roots.includes(id))
  if (roots.length === 0) return near
  const ofTree = eb(ref('visibility') as never, '=', 'tree' as never)
  return eb.or([near, eb.and([ofTree, amongst(eb, ref('root_account_id'), roots), ...unbilledInTrees(reader, roots)(row)])])
}

/** What belongs to a request, for whoever sees that. */
const ofAsked: Visible = (reader) => {
  const rule = asked(reader)
  return ({ eb, ref }) => {
    if (reader.reach.everything) return true
    const its = eb
      .selectFrom('requests as its_request')
      .select('its_request.id')
      .whereRef('its_request.id', '=', ref('request_id') as never)
    return eb.exists(its.where(() => rule({ eb, ref: (column) => eb.ref(`its_request.${column}` as never) }) as never))
  }
}

/** A rating is its author's own until it was approved. */
const rated: Visible = (reader) => {
  const rule = own(reader)
  return (row) => {
    if (reader.reach.everything) return true
    const { eb, ref } = row
    const shown = eb.or([
      eb(ref('state') as never, '=', 'approved' as never),
      eb(ref('person_id') as never, '=', reader.who.personId as never),
    ])
    return eb.and([rule(row) as never, shown])
  }
}

/** A file belongs to a request, a contract, a catalog item or a shipment, and is seen by whoever sees that. */
const ofItsRecord: Visible = (reader) => {
  const [toShipment, toRequest, toContract] = [ofOwnShipment(reader), ofAsked(reader), agreedWith(reader)]
  return (row) => {
    if (reader.reach.everything) return true
    const { eb, ref } = row
    const none = (column: string) => eb(ref(column) as never, 'is', null as never)
    const some = (column: string) => eb(ref(column) as never, 'is not', null as never)
    return eb.or([
      eb.and([none('request_id'), none('contract_document_id'), none('catalog_item_id'), toShipment(row) as never]),
      toRequest(row) as never,
      eb.and([some('contract_document_id'), toContract(row) as never]),
    ])
  }
}

const mine: Visible =
  ({ who }) =>
  ({ eb, ref }) =>
    eb(ref('person_id') as never, '=', who.personId as never)
const myself: Visible =
  ({ who }) =>
  ({ eb, ref }) =>
    eb(ref('id') as never, '=', who.personId as never)

/** People a member may know of: the host's staff, oneself, and members of the own accounts. */
const acquainted: Visible = either(
  myself,
  () =>
    ({ eb, ref }) =>
      eb(ref('staff_role') as never, 'is not', null),
  ({ reach }) =>
    ({ eb, ref }) => {
      if (reach.everything) return true
      const seats = eb
        .selectFrom('memberships as seat')
        .select('seat.id')
        .whereRef('seat.person_id', '=', ref('id') as never)
      return eb.exists(
        seats.where(() =>
          inReach({ eb, ref: (column) => eb.ref(`seat.${column}` as never) }, reach, 'account_id', 'root_account_id'),
        ),
      )
    },
)

/** Accounts that an account in reach serves as its distributor, today. */
const served: Visible =
  ({ reach, now }) =>
  ({ eb, ref }) => {
    if (reach.everything) return true
    const day = now.toISOString().slice(0, 10)
    const links = eb
      .selectFrom('account_links as link')
      .select('link.id')
      .whereRef('link.to_account_id', '=', ref('id') as never)
      .where('link.kind', '=', 'serves')
      .where('link.valid_from', '<=', day)
      .where((on) => on.or([on('link.valid_to', 'is', null), on('link.valid_to', '>=', day)]))
    return eb.exists(
      links.where(() => inReach({ eb, ref: (column) => eb.ref(`link.${column}` as never) }, reach, 'from_account_id', null)),
    )
  }

const rebated = ownFor('programmes.read', 'distributor')
const where =
  (column: string, operator: '<>' | 'is not', value: string | null): Visible =>
  () =>
  ({ eb, ref }) =>
    eb(ref(column) as never, operator, value as never)
const both =
  (...rules: Visible[]): Visible =>
  (reader) =>
  (row) =>
    row.eb.and(rules.map((rule) => rule(reader)(row)).map((part) => (part === true ? row.eb.lit(true) : part)))

/** What belongs to a programme that an account in reach takes part in. */
const partIn =
  (programme: string): Visible =>
  (reader) =>
  ({ eb, ref }) => {
    const agreed = eb
      .selectFrom('programme_agreements as agreed')
      .select('agreed.id')
      .whereRef('agreed.programme_id', '=', ref(programme) as never)
    const mine = rebated(reader)({ eb, ref: (column) => eb.ref(`agreed.${column}` as never) })
    return eb.exists(mine === true ? agreed : agreed.where(() => mine))
  }

/** Lines of statements that were sent; until then staff may still look at them alone. */
const ofSentStatement: Visible =
  () =>
  ({ eb, ref }) =>
    eb.exists(
      eb
        .selectFrom('rebate_statements as sent')
        .select('sent.id')
        .whereRef('sent.id', '=', ref('statement_id') as never)
        .where('sent.state', '<>', 'calculated'),
    )

const forDistributors = {
  programmes: partIn('id'),
  programme_versions: both(where('published_at', 'is not', null), partIn('programme_id')),
  programme_agreements: rebated,
  programme_periods: partIn('programme_id'),
  rebate_documents: rebated,
  rebate_statements: both(rebated, where('state', '<>', 'calculated')),
  rebate_lines: both(rebated, ofSentStatement),
}

const ownAccounts = within('id', 'root_account_id')
const linked = either(within('from_account_id', null), within('to_account_id', null))

const forMembers = {
  legal_entities: everything,
  accounts: ownAccounts,
  addresses: own,
  account_links: linked,
  account_team: own,
  persons: acquainted,
  memberships: own,
  mail_links: nothing,
  saved_views: mine,
  products: everything,
  product_words: everything,
  customer_products: own,
  orders: own,
  order_lines: own,
  promise_changes: own,
  shipments: either(own, carriesOwnLines('id')),
  shipment_lines: own,
  packages: ofOwnShipment,
  package_lines: own,
  legs: ofOwnShipment,
  tracking_events: ofOwnShipment,
  reference_numbers: ofOwnShipment,
  notes: own,
  internal_notes: nothing,
  timeline_entries: own,
  invoices: billed,
  invoice_lines: billed,
  credit_notes: billed,
  credit_note_lines: billed,
  payments: billed,
  allocations: billed,
  ledger_entries: billed,
  ledger_days: billed,
  checkouts: billed,
  checkout_invoices: billed,
  contracts: agreedWith,
  contract_documents: agreedWith,
  catalog_items: nothing,
  item_prices: nothing,
  proposals: nothing,
  proposal_fields: nothing,
  purchase_orders: nothing,
  purchase_order_lines: nothing,
  acknowledgements: nothing,
  acknowledgement_lines: nothing,
  acknowledgement_parts: nothing,
  purchase_order_changes: nothing,
  files: ofItsRecord,
  service_calendars: everything,
  service_targets: everything,
  requests: asked,
  request_messages: ofAsked,
  request_notes: nothing,
  request_watchers: ofAsked,
  request_segments: ofAsked,
  request_changes: ofAsked,
  request_claim_lines: ofAsked,
  request_tags: nothing,
  canned_replies: nothing,
  request_looks: nothing,
  ratings: rated,
  programmes: nothing,
  programme_versions: nothing,
  programme_agreements: nothing,
  programme_periods: nothing,
  rebate_documents: nothing,
  rebate_statements: nothing,
  rebate_lines: nothing,
  exchange_rates: nothing,
  audit_entries: nothing,
  outbox: nothing,
  import_runs: nothing,
  import_clashes: nothing,
} satisfies Record<keyof VisibleTables, Visible>

const allOf = <T extends string>(tables: Record<T, Visible>, rule: Visible) =>
  Object.fromEntries(Object.keys(tables).map((table) => [table, rule])) as Record<T, Visible>
const noneOf = <T extends string>(tables: Record<T, Visible>) =>
  Object.fromEntries(Object.keys(tables).map((table) => [table, nothing])) as Record<T, typeof nothing>

/** For each audience and each table: which rows. A table without an answer for every audience does not compile. */
export const visibility = {
  portal: forMembers,
  distributor: { ...forMembers, ...forDistributors, accounts: either(ownAccounts, served) },
  supplier: {
    ...noneOf(forMembers),
    legal_entities: everything,
    accounts: ownAccounts,
    addresses: own,
    account_team: own,
    persons: acquainted,
    memberships: own,
    saved_views: mine,
    products: within('supplier_account_id', null),
    catalog_items: offered,
    item_prices: offered,
    proposals: offered,
    proposal_fields: offered,
    files: both(where('catalog_item_id', 'is not', null), offered),
    purchase_orders: purchased,
    purchase_order_lines: purchased,
    acknowledgements: purchased,
    acknowledgement_lines: purchased,
    acknowledgement_parts: purchased,
    purchase_order_changes: purchased,
  },
  staff: { ...allOf(forMembers, everything), saved_views: mine },
  me: { ...noneOf(forMembers), persons: myself, memberships: mine, accounts: seatedAt(), saved_views: mine },
} satisfies Record<Audience, { [T in keyof VisibleTables]: Visible }>

/** The accounts that one is a member of, for a person's own page. */
function seatedAt(): Visible {
  return ({ who }) =>
    ({ eb, ref }) =>
      eb.exists(
        eb
          .selectFrom('memberships as seat')
          .select('seat.id')
          .whereRef('seat.account_id', '=', ref('id') as never)
          .where('seat.person_id', '=', who.personId),
      )
}

type Table = typeof visibility
type HiddenFrom<A extends Audience> = A extends Audience
  ? { [T in keyof Table[A]]: Table[A][T] extends { hidden: true } ? T : never }[keyof Table[A]]
  : never
/** The tables that every one of these audiences may read. */
export type SeenBy<A extends Audience> = Pick<VisibleTables, Exclude<keyof VisibleTables, HiddenFrom<A>>>

/** The rules of one audience for one reader; hidden tables have none, so that naming one throws. */
export function rulesFor(audience: Audience, reader: Reader): Record<string, Rule> {
  const seen = Object.entries(visibility[audience] as Record<string, Visible>).filter(([, rule]) => !rule.hidden)
  return Object.fromEntries(seen.map(([table, rule]) => [table, rule(reader)]))
}

/** A predicate for rows with account_id and root_account_id that are within a reach. */
export const rowsWithin = (row: Row, reach: Reach): Expression<SqlBool> =>
  reach.everything ? row.eb.lit(true) : inReach(row, reach, 'account_id', 'root_account_id')
