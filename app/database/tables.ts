import type { Generated, Insertable, Selectable } from 'kysely'
import type { Day, Decimal, Defaulted, Flag, Id, Optional, Tenant, Versioned } from './columns'
import type { ContractMachinery, ContractTables } from './tables-contracts'
import type { MoneyMachinery, MoneyTables } from './tables-money'
import type { ProgrammeTables } from './tables-programmes'
import type { PurchaseTables } from './tables-purchases'
import type { RequestTables } from './tables-requests'
import type { SupplyTables } from './tables-supply'

export type { Id } from './columns'

/** Tables that a Scope may show, each with a rule per audience in access/visibility.ts. */
export interface VisibleTables extends MoneyTables, RequestTables, SupplyTables, PurchaseTables, ProgrammeTables, ContractTables {
  legal_entities: {
    id: Generated<Id>
    code: string
    name: string
    currency: string
    country: string
    time_zone: string
    tax_number: Optional<string>
  }
  accounts: Versioned & {
    id: Generated<Id>
    code: string
    name: string
    local_name: Optional<string>
    parent_id: Optional<Id>
    root_account_id: Defaulted<Id>
    buys: Defaulted<number>
    distributes: Defaulted<number>
    supplies: Defaulted<number>
    class: Optional<string>
    stage: Defaulted<string>
    currency: string
    language: Defaulted<string>
    time_zone: Defaulted<string>
    city: Optional<string>
    country: Optional<string>
    phone: Optional<string>
    website: Optional<string>
    tax_number: Optional<string>
    merged_into_id: Optional<Id>
    active: Defaulted<number>
  }
  addresses: Tenant & {
    id: Generated<Id>
    fingerprint: string
    name: string
    street: string
    city: string
    region: Optional<string>
    postal_code: Optional<string>
    country: string
    time_zone: string
    latitude: Optional<Decimal>
    longitude: Optional<Decimal>
    created_at: Date
  }
  account_links: {
    id: Generated<Id>
    kind: string
    from_account_id: Id
    to_account_id: Id
    valid_from: Day
    valid_to: Optional<Day>
    created_at: Date
  }
  account_team: Tenant & { id: Generated<Id>; person_id: Id; role: string; valid_from: Day; valid_to: Optional<Day> }
  persons: Versioned & {
    id: Generated<Id>
    email: string
    name: string
    job_title: Optional<string>
    phone: Optional<string>
    staff_role: Optional<string>
    language: Defaulted<string>
    time_zone: Defaulted<string>
    active: Defaulted<number>
    visit_at: Optional<Date>
    previous_visit_at: Optional<Date>
  }
  memberships: Tenant & { id: Generated<Id>; person_id: Id; role: string; inherits: Defaulted<number>; created_at: Date }
  mail_links: {
    id: Generated<Id>
    purpose: string
    token_hash: string
    person_id: Id
    account_id: Optional<Id>
    /** What it is about: for a rating, the request. */
    subject_id: Optional<Id>
    created_by: Optional<Id>
    created_at: Date
    expires_at: Date
    used_at: Optional<Date>
    revoked_at: Optional<Date>
  }
  saved_views: { id: Generated<Id>; person_id: Id; list: string; name: string; query: string; created_at: Date }
  products: Versioned & {
    id: Generated<Id>
    sku: string
    name: string
    local_name: Optional<string>
    category: Optional<string>
    unit: Defaulted<string>
    price_base: Defaulted<Decimal>
    list_price: Optional<Decimal>
    currency: Optional<string>
    weight_kg: Optional<Decimal>
    supplier_account_id: Optional<Id>
    discontinued: Defaulted<number>
  }
  /** Where each word of a product's number and names leads; kept by the catalog. */
  product_words: { word: string; product_id: Id }
  customer_products: Tenant & { id: Generated<Id>; product_id: Id; code: string }
  orders: Tenant &
    Versioned & {
      id: Generated<Id>
      legal_entity_id: Id
      number: string
      kind: Defaulted<string>
      status: string
      is_open: Flag
      late: Defaulted<number>
      po_number: Optional<string>
      ordered_by: Optional<string>
      currency: string
      placed_at: Date
      confirmed_at: Optional<Date>
      packed_at: Optional<Date>
      shipped_at: Optional<Date>
      delivered_at: Optional<Date>
      cancelled_at: Optional<Date>
      held_at: Optional<Date>
      hold_reason: Optional<string>
      requested_on: Optional<Day>
      first_promised_on: Optional<Day>
      promised_on: Optional<Day>
      promise_cause: Optional<string>
      /** What the promised day is the day of: 'delivery', or 'dispatch' where the goods are the customer's from the ramp on. */
      promise_of: Defaulted<string>
      /** Of a finished order: days after the first promise, 0 if on time, null if nothing was promised. */
      days_late: Optional<number>
      ship_to_id: Optional<Id>
      bill_to_id: Optional<Id>
      lines_count: Defaulted<number>
      contents: Defaulted<string>
      goods_total: Defaulted<Decimal>
      discount_total: Defaulted<Decimal>
      freight_total: Defaulted<Decimal>
      tax_total: Defaulted<Decimal>
      total: Defaulted<Decimal>
    }
  order_lines: Tenant & {
    id: Generated<Id>
    order_id: Id
    placed_at: Date
    line_no: number
    po_line_number: Optional<string>
    product_id: Optional<Id>
    sku: string
    customer_sku: Optional<string>
    description: string
    quantity: Decimal
    unit: Defaulted<string>
    unit_price: Decimal
    price_base: Defaulted<Decimal>
    discount: Defaulted<Decimal>
    net: Decimal
    tax_rate: Defaulted<Decimal>
    shipped_quantity: Defaulted<Decimal>
    delivered_quantity: Defaulted<Decimal>
    backordered_quantity: Defaulted<Decimal>
    cancelled_quantity: Defaulted<Decimal>
    over_tolerance: Defaulted<Decimal>
    promised_on: Optional<Day>
  }
  promise_changes: Tenant & {
    id: Generated<Id>
    order_id: Id
    previous_on: Optional<Day>
    promised_on: Day
    cause: string
    explanation: Optional<string>
    given_at: Date
    given_by: Optional<Id>
    source: string
  }
  shipments: Tenant &
    Versioned & {
      id: Generated<Id>
      legal_entity_id: Id
      number: string
      kind: Defaulted<string>
      status: string
      is_open: Flag
      late: Defaulted<number>
      ships_from: Optional<string>
      from_city: Optional<string>
      from_country: Optional<string>
      from_time_zone: Optional<string>
      from_latitude: Optional<Decimal>
      from_longitude: Optional<Decimal>
      shipper_account_id: Optional<Id>
      ship_to_id: Optional<Id>
      carrier: Optional<string>
      service: Optional<string>
      mode: Optional<string>
      tracking_number: Optional<string>
      terms: Optional<string>
      weight_kg: Optional<Decimal>
      packages_count: Optional<number>
      opened_at: Date
      shipped_at: Optional<Date>
      first_expected_on: Optional<Day>
      expected_on: Optional<Day>
      delivered_at: Optional<Date>
      signed_by: Optional<string>
      last_event_at: Optional<Date>
      cause: Optional<string>
      contents: Defaulted<string>
    }
  shipment_lines: Tenant & {
    id: Generated<Id>
    shipment_id: Id
    order_id: Id
    order_line_id: Id
    quantity: Decimal
    unit: Defaulted<string>
    elsewhere: Defaulted<number>
    /** The shipment's, kept for lines elsewhere: the list of shipments finds and sorts those by them. */
    opened_at: Defaulted<Date>
    is_open: Defaulted<number>
    expected_on: Optional<Day>
  }
  packages: Tenant & {
    id: Generated<Id>
    shipment_id: Id
    number: number
    kind: Optional<string>
    tracking_number: Optional<string>
    sscc: Optional<string>
    weight_kg: Optional<Decimal>
  }
  package_lines: Tenant & {
    id: Generated<Id>
    package_id: Id
    shipment_line_id: Id
    quantity: Decimal
    lot: Defaulted<string>
    serial: Defaulted<string>
  }
  legs: Tenant & {
    id: Generated<Id>
    shipment_id: Id
    sequence: number
    mode: string
    carrier: Optional<string>
    vehicle: Optional<string>
    voyage: Optional<string>
    from_place: string
    from_country: Optional<string>
    from_latitude: Optional<Decimal>
    from_longitude: Optional<Decimal>
    to_place: string
    to_country: Optional<string>
    to_latitude: Optional<Decimal>
    to_longitude: Optional<Decimal>
    departs_at: Optional<Date>
    arrives_at: Optional<Date>
  }
  tracking_events: Tenant & {
    id: Generated<Id>
    shipment_id: Id
    package_number: Optional<number>
    fingerprint: string
    status: string
    classifier: string
    raw_code: Optional<string>
    raw_text: Optional<string>
    place: Optional<string>
    country: Optional<string>
    time_zone: Optional<string>
    latitude: Optional<Decimal>
    longitude: Optional<Decimal>
    happened_at: Date
    utc_offset: Defaulted<number>
    recorded_at: Date
    source: string
    retracted_at: Optional<Date>
    retracted_by: Optional<Id>
    retract_reason: Optional<string>
  }
  reference_numbers: Tenant & {
    id: Generated<Id>
    order_id: Optional<Id>
    shipment_id: Optional<Id>
    type: string
    value: string
  }
  notes: Note
  internal_notes: Note
  timeline_entries: Tenant & {
    id: Generated<Id>
    order_id: Optional<Id>
    shipment_id: Optional<Id>
    kind: string
    at: Date
    actor_id: Optional<Id>
    facts: string
  }
  files: Tenant & {
    id: Generated<Id>
    file_key: string
    shipment_id: Optional<Id>
    request_id: Optional<Id>
    message_id: Optional<Id>
    contract_document_id: Optional<Id>
    catalog_item_id: Optional<Id>
    purpose: string
    name: string
    media_type: string
    size: number | string
    sha256: string
    created_by: Optional<Id>
    created_at: Date
  }
  audit_entries: {
    id: Generated<Id>
    chain: string
    sequence: number | string
    account_id: Optional<Id>
    at: Date
    person_id: Optional<Id>
    action: string
    subject_type: string
    subject_id: string
    before_values: Optional<string>
    after_values: Optional<string>
    ip: Optional<string>
    request_id: Optional<string>
    hmac: string
  }
  outbox: {
    id: Generated<Id>
    topic: string
    payload: string
    unique_key: Optional<string>
    state: Defaulted<string>
    run_at: Date
    attempts: Defaulted<number>
    lease_owner: Optional<string>
    lease_until: Optional<Date>
    fence: Defaulted<number | string>
    last_error: Optional<string>
    created_at: Date
    finished_at: Optional<Date>
  }
  import_runs: {
    id: Generated<Id>
    code: Optional<string>
    source: string
    state: string
    started_at: Date
    finished_at: Optional<Date>
    counts: Optional<string>
    refusals: Optional<string>
    error: Optional<string>
  }
  import_clashes: {
    id: Generated<Id>
    code: Optional<string>
    run_id: Id
    record_id: Optional<Id>
    account_id: Optional<Id>
    entity: string
    external_id: string
    field: string
    last_imported: Optional<string>
    incoming: Optional<string>
    live: Optional<string>
    state: Defaulted<string>
    created_at: Date
    settled_at: Optional<Date>
    settled_by: Optional<Id>
  }
}

type Note = Tenant & {
  id: Generated<Id>
  order_id: Optional<Id>
  shipment_id: Optional<Id>
  body: string
  author_id: Id
  created_at: Date
  retracted_at: Optional<Date>
  retracted_by: Optional<Id>
}

/** Tables that no Scope ever shows: secrets, and the machinery of access, work and import. */
export interface Tables extends VisibleTables, MoneyMachinery, ContractMachinery {
  marks: { name: string; value: string; at: Date }
  credentials: { person_id: Id; password_hash: string; changed_at: Date }
  sessions: {
    id: string
    user_id: Id
    expires_at: Date
    created_at: Defaulted<Date>
    ip: Optional<string>
    user_agent: Optional<string>
  }
  rate_limits: { key: string; points: Defaulted<number>; expire: Optional<number> }
  submissions: { person_id: Id; form_key: string; body_hash: string; answer: Optional<string>; created_at: Date }
  /** The next number of each kind that is given out here. */
  number_ranges: { kind: string; next_value: number | string }
  audit_chains: { chain: string; sequence: number | string; hmac: string }
  schedule: { name: string; next_at: Date; last_at: Optional<Date>; lease_owner: Optional<string>; lease_until: Optional<Date> }
  /** One row: who is importing now. */
  import_lease: { id: number; owner: string; until: Date }
  /** Records whose stored statuses and sums do not follow yet from what was imported. */
  import_touched: { projection: string; record_id: Id }
  external_refs: {
    entity: string
    source: string
    external_id: string
    record_id: Id
    account_id: Optional<Id>
    digest: Optional<Buffer>
    imported_values: Optional<string>
    run_id: Optional<Id>
  }
}

export type RowOf<T extends keyof Tables> = Selectable<Tables[T]>
export type NewRowOf<T extends keyof Tables> = Insertable<Tables[T]>
