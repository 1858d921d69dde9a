import type { Selectable } from 'kysely'
import type { Tables } from '../../app/database/tables.ts'

const tenant = ['account_id', 'root_account_id'] as const
const versioned = ['version', 'created_at', 'updated_at'] as const

// biome-ignore format: a table
/** What the demo world writes into each table, in the order in which it is sent. Every column without a null or a use is named. */
export const columns = {
  legal_entities: ['id', 'code', 'name', 'currency', 'country', 'time_zone', 'tax_number'],
  accounts: [
    'id', 'code', 'name', 'local_name', 'parent_id', 'root_account_id', 'buys', 'distributes', 'supplies', 'class', 'stage',
    'currency', 'language', 'time_zone', 'city', 'country', 'phone', 'website', 'tax_number', 'merged_into_id', 'active', ...versioned,
  ],
  addresses: [
    'id', ...tenant, 'fingerprint', 'name', 'street', 'city', 'region', 'postal_code', 'country', 'time_zone', 'latitude',
    'longitude', 'created_at',
  ],
  account_links: ['id', 'kind', 'from_account_id', 'to_account_id', 'valid_from', 'valid_to', 'created_at'],
  account_team: ['id', ...tenant, 'person_id', 'role', 'valid_from', 'valid_to'],
  persons: [
    'id', 'email', 'name', 'job_title', 'phone', 'staff_role', 'language', 'time_zone', 'active', 'visit_at', 'previous_visit_at',
    ...versioned,
  ],
  credentials: ['person_id', 'password_hash', 'changed_at'],
  memberships: ['id', 'person_id', ...tenant, 'role', 'inherits', 'created_at'],
  mail_links: [
    'id', 'purpose', 'token_hash', 'person_id', 'account_id', 'subject_id', 'created_by', 'created_at', 'expires_at', 'used_at', 'revoked_at',
  ],
  saved_views: ['id', 'person_id', 'list', 'name', 'query', 'created_at'],
  products: [
    'id', 'sku', 'name', 'local_name', 'category', 'unit', 'price_base', 'list_price', 'currency', 'weight_kg',
    'supplier_account_id', 'discontinued', ...versioned,
  ],
  product_words: ['word', 'product_id'],
  customer_products: ['id', ...tenant, 'product_id', 'code'],
  orders: [
    'id', 'legal_entity_id', 'number', ...tenant, 'kind', 'status', 'is_open', 'late', 'po_number', 'ordered_by', 'currency',
    'placed_at', 'confirmed_at', 'packed_at', 'shipped_at', 'delivered_at', 'cancelled_at', 'held_at', 'hold_reason',
    'requested_on', 'first_promised_on', 'promised_on', 'promise_cause', 'promise_of', 'days_late', 'ship_to_id', 'bill_to_id',
    'lines_count', 'contents', 'goods_total', 'discount_total', 'freight_total', 'tax_total', 'total', ...versioned,
  ],
  order_lines: [
    'id', 'order_id', ...tenant, 'placed_at', 'line_no', 'po_line_number', 'product_id', 'sku', 'customer_sku', 'description',
    'quantity', 'unit', 'unit_price', 'price_base', 'discount', 'net', 'tax_rate', 'shipped_quantity', 'delivered_quantity',
    'backordered_quantity', 'cancelled_quantity', 'over_tolerance', 'promised_on',
  ],
  promise_changes: [
    'id', ...tenant, 'order_id', 'previous_on', 'promised_on', 'cause', 'explanation', 'given_at', 'given_by', 'source',
  ],
  shipments: [
    'id', 'legal_entity_id', 'number', ...tenant, 'kind', 'status', 'is_open', 'late', 'ships_from', 'from_city', 'from_country',
    'from_time_zone', 'from_latitude', 'from_longitude', 'shipper_account_id', 'ship_to_id', 'carrier', 'service', 'mode',
    'tracking_number', 'terms', 'weight_kg', 'packages_count', 'opened_at', 'shipped_at', 'first_expected_on', 'expected_on',
    'delivered_at', 'signed_by', 'last_event_at', 'cause', 'contents', ...versioned,
  ],
  shipment_lines: ['id', 'shipment_id', ...tenant, 'order_id', 'order_line_id', 'quantity', 'unit', 'elsewhere', 'opened_at', 'is_open', 'expected_on'],
  packages: ['id', 'shipment_id', ...tenant, 'number', 'kind', 'tracking_number', 'sscc', 'weight_kg'],
  package_lines: ['id', 'package_id', 'shipment_line_id', ...tenant, 'quantity', 'lot', 'serial'],
  legs: [
    'id', 'shipment_id', ...tenant, 'sequence', 'mode', 'carrier', 'vehicle', 'voyage', 'from_place', 'from_country',
    'from_latitude', 'from_longitude', 'to_place', 'to_country', 'to_latitude', 'to_longitude', 'departs_at', 'arrives_at',
  ],
  tracking_events: [
    'id', 'shipment_id', ...tenant, 'package_number', 'fingerprint', 'status', 'classifier', 'raw_code', 'raw_text', 'place',
    'country', 'time_zone', 'latitude', 'longitude', 'happened_at', 'utc_offset', 'recorded_at', 'source', 'retracted_at',
    'retracted_by', 'retract_reason',
  ],
  reference_numbers: ['id', ...tenant, 'order_id', 'shipment_id', 'type', 'value'],
  invoices: [
    'id', 'legal_entity_id', 'number', ...tenant, 'currency', 'issued_on', 'due_on', 'terms', 'po_number', 'bill_to_id',
    'lines_count', 'given_tax', 'net_total', 'tax_total', 'total', 'paid_total', 'is_open', 'settled_on', ...versioned,
  ],
  invoice_lines: [
    'id', 'invoice_id', ...tenant, 'line_no', 'kind', 'invoiced_on', 'currency', 'order_id', 'order_line_id', 'shipment_id',
    'product_id', 'sku', 'description', 'quantity', 'unit', 'unit_price', 'price_base', 'discount', 'net', 'tax_rate',
    'ship_to_country', 'ship_to_region',
  ],
  credit_notes: [
    'id', 'legal_entity_id', 'number', ...tenant, 'currency', 'issued_on', 'invoice_id', 'reason', 'lines_count', 'given_tax',
    'net_total', 'tax_total', 'total', 'applied_total', 'is_open', ...versioned,
  ],
  credit_note_lines: [
    'id', 'credit_note_id', ...tenant, 'line_no', 'kind', 'credited_on', 'currency', 'invoice_line_id', 'product_id', 'sku',
    'description', 'quantity', 'unit', 'net', 'tax_rate', 'ship_to_country', 'ship_to_region',
  ],
  payments: [
    'id', 'legal_entity_id', 'number', ...tenant, 'currency', 'amount', 'allocated_total', 'is_open', 'received_on', 'method',
    'reference', 'provider', 'provider_ref', 'is_test', 'parked_reason', 'settled_note', 'booked_by', ...versioned,
  ],
  allocations: [
    'id', 'code', ...tenant, 'invoice_id', 'payment_id', 'credit_note_id', 'currency', 'amount', 'allocated_on', 'created_at',
    'created_by',
  ],
  ledger_entries: [
    'id', 'posting', 'sequence', 'book', ...tenant, 'currency', 'amount', 'booked_on', 'moves', 'invoice_id', 'credit_note_id',
    'payment_id', 'created_at',
  ],
  contracts: [
    'id', 'legal_entity_id', 'number', ...tenant, 'title', 'parties', 'governing_law', 'agreed_on', 'agreed_text', 'starts_on',
    'starts_text', 'ends_on', 'open_ended', 'ends_text', 'renewal', 'renewal_text', 'notice', 'notice_text', 'terminated_on',
    'commitment', 'commitment_text', 'commitment_currency', 'commitment_per', 'status', 'is_open', 'is_incomplete', 'term_ends_on',
    'notice_on', 'next_on', 'turns_on', 'as_of', ...versioned,
  ],
  notes: ['id', ...tenant, 'order_id', 'shipment_id', 'body', 'author_id', 'created_at', 'retracted_at', 'retracted_by'],
  internal_notes: ['id', ...tenant, 'order_id', 'shipment_id', 'body', 'author_id', 'created_at', 'retracted_at', 'retracted_by'],
  requests: [
    'id', ...tenant, 'number', 'kind', 'subject', 'visibility', 'status', 'is_open', 'priority', 'requester_id', 'assignee_id',
    'order_id', 'shipment_id', 'calendar_id', 'response_minutes', 'solution_minutes', 'opened_at', 'responded_at', 'solved_at',
    'closed_at', 'response_due_at', 'solution_due_at', 'due_at', 'rating_asked_at', ...versioned,
  ],
  request_messages: ['id', ...tenant, 'request_id', 'side', 'author_id', 'body', 'created_at'],
  request_notes: ['id', ...tenant, 'request_id', 'author_id', 'body', 'created_at'],
  request_segments: ['id', ...tenant, 'request_id', 'status', 'from_at', 'to_at'],
  request_changes: ['id', ...tenant, 'request_id', 'version', 'kind', 'from_value', 'to_value', 'person_id', 'at'],
  ratings: [
    'id', ...tenant, 'request_id', 'person_id', 'score', 'reasons', 'comment', 'shown_comment', 'state', 'refusal', 'decided_by',
    'decided_at', 'response', 'responded_by', 'responded_at', 'follow_up_id', ...versioned,
  ],
  timeline_entries: ['id', ...tenant, 'order_id', 'shipment_id', 'kind', 'at', 'actor_id', 'facts'],
  catalog_items: [
    'id', ...tenant, 'product_id', 'sku', 'title_en', 'title_zh', 'description_en', 'description_zh', 'unit', 'weight_kg',
    'lead_time_days', 'availability', 'discontinued', ...versioned,
  ],
  catalog_item_words: ['id', 'account_id', 'root_account_id', 'catalog_item_id', 'word'],
  item_prices: [
    'id', ...tenant, 'catalog_item_id', 'price_list', 'break_quantity', 'currency', 'amount', 'price_base', 'valid_from', 'ends_on',
    'created_at',
  ],
  proposals: [
    'id', ...tenant, 'number', 'origin', 'state', 'note', 'items_count', 'fields_count', 'open_count', 'missing_count', 'held',
    'row_errors', 'created_by', 'submitted_by', 'submitted_at', 'closed_at', ...versioned,
  ],
  proposal_fields: [
    'id', ...tenant, 'proposal_id', 'catalog_item_id', 'position', 'field', 'variant', 'base_value', 'proposed_value', 'valid_from',
    'decision', 'reason', 'live_value', 'effective_from', 'first_approved_by', 'first_approved_at', 'decided_by', 'decided_at',
  ],
  purchase_orders: [
    'id', ...tenant, 'legal_entity_id', 'number', 'currency', 'ordered_on', 'buyer', 'note', 'cancelled_at', 'state', 'wanted_on',
    'lines_count', 'open_lines', 'unit', 'open_quantity', 'total', ...versioned,
  ],
  purchase_order_lines: [
    'id', ...tenant, 'purchase_order_id', 'line_no', 'catalog_item_id', 'sku', 'our_sku', 'description', 'quantity', 'unit',
    'unit_price', 'price_base', 'net', 'wanted_on', 'confirmed_quantity', 'backordered_quantity', 'refused_quantity', 'open_quantity',
  ],
  acknowledgements: [
    'id', ...tenant, 'purchase_order_id', 'number', 'state', 'note', 'answered_by', 'answered_at', 'decided_by', 'decided_at', 'reason',
  ],
  acknowledgement_lines: [
    'id', ...tenant, 'acknowledgement_id', 'purchase_order_line_id', 'unit_price', 'reason', 'deviations', 'standing',
  ],
  acknowledgement_parts: ['id', ...tenant, 'acknowledgement_line_id', 'position', 'kind', 'quantity', 'due_on'],
  import_runs: ['id', 'code', 'source', 'state', 'started_at', 'finished_at', 'counts', 'refusals', 'error'],
  import_clashes: [
    'id', 'code', 'run_id', 'record_id', 'account_id', 'entity', 'external_id', 'field', 'last_imported', 'incoming', 'live',
    'state', 'created_at', 'settled_at', 'settled_by',
  ],
  programmes: ['id', 'code', 'name', 'local_name', 'currency', ...versioned],
  programme_versions: [
    'id', 'programme_id', 'number', 'rules', 'note', 'applies_from', 'created_at', 'created_by', 'published_at', 'published_by',
  ],
  programme_agreements: [
    'id', 'programme_id', ...tenant, 'covers', 'territory', 'joined_on', 'ended_on', 'created_by', ...versioned,
  ],
  programme_periods: [
    'id', 'programme_id', 'version_id', 'starts_on', 'ends_on', 'closed_at', 'closed_by', 'sent_at', 'sent_by',
  ],
  rebate_documents: [
    'id', 'agreement_id', ...tenant, 'kind', 'document_id', 'version_id', 'counts_on', 'reached', 'earning', 'flagged',
    'lines_count', 'unrated',
  ],
  exchange_rates: ['id', 'from_currency', 'to_currency', 'valid_on', 'rate'],
  rebate_statements: [
    'id', 'number', ...tenant, 'programme_id', 'agreement_id', 'version_id', 'period_id', 'starts_on', 'ends_on', 'active_days',
    'period_days', 'territory', 'currency', 'reached', 'earning', 'flagged', 'band', 'exact', 'minimum', 'amount', 'lines_count',
    'digest', 'state', 'calculated_at', 'sent_at', 'answered_at', 'answered_by', 'dispute_reason', 'version',
  ],
  rebate_lines: [
    'statement_id', ...tenant, 'agreement_id', 'position', 'kind', 'document_id', 'document', 'line_no', 'dated', 'sku',
    'description', 'category', 'ship_to', 'currency', 'net', 'rate', 'quantity', 'unit', 'reaches', 'earns', 'flagged',
    'left_out', 'amount',
  ],
} as const satisfies { [T in keyof Tables]?: readonly (keyof Tables[T] & string)[] }

export type DemoTable = keyof typeof columns
export const demoTables = Object.keys(columns) as DemoTable[]

/** Instants as milliseconds; ids, decimals and flags as numbers where that is at hand. */
type Cell<V> = V extends Date ? number : V extends string ? string | number : V
export type Row<T extends DemoTable> = {
  [C in (typeof columns)[T][number] & keyof Selectable<Tables[T]>]: Cell<Selectable<Tables[T]>[C]>
}
