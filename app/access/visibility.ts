import type { VisibleTables } from '~/database/tables'
import type { Audience } from './abilities'
import type { Rule, Rules } from './filter.server'
import type { Reader, Visible } from './visible'
import { both, either, everything, inReach, mine, myself, nothing, own, ownFor, where, within } from './visible'
import { asked, ofAsked, rated } from './visible-requests'

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
  agreement_changes: rebated,
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
  contract_reminders: agreedWith,
  catalog_items: nothing,
  catalog_item_words: nothing,
  catalog_item_changes: nothing,
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
  agreement_changes: nothing,
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
    catalog_item_words: offered,
    catalog_item_changes: offered,
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

/**
 * The rules of one audience for one reader, each made when its table is first named; hidden tables have none, so that naming one
 * throws.
 */
export function rulesFor(audience: Audience, reader: Reader): Rules {
  const all = visibility[audience] as Record<string, Visible>
  const made = new Map<string, Rule | undefined>()
  return (table) => {
    if (!made.has(table)) {
      const rule = Object.hasOwn(all, table) ? all[table] : undefined
      made.set(table, rule && !rule.hidden ? rule(reader) : undefined)
    }
    return made.get(table)
  }
}
