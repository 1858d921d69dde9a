import type { Generated, GeneratedAlways } from 'kysely'
import type { Day, Decimal, Defaulted, Id, Optional, Tenant, Versioned } from './columns'

type Document = Tenant & {
  id: Generated<Id>
  legal_entity_id: Id
  number: string
  currency: string
}
/** Sums of the lines. `given_tax` is what the source says where its lines have no rates. */
type Summed = {
  lines_count: Defaulted<number>
  given_tax: Defaulted<Decimal>
  net_total: Defaulted<Decimal>
  tax_total: Defaulted<Decimal>
  total: Defaulted<Decimal>
}
/** `kind` is 'goods', 'freight' or 'other': what counts towards a turnover is goods. */
type BilledLine = Tenant & {
  id: Generated<Id>
  line_no: number
  kind: Defaulted<string>
  currency: string
  product_id: Optional<Id>
  sku: Defaulted<string>
  description: string
  quantity: Decimal
  unit: Defaulted<string>
  net: Decimal
  tax_rate: Defaulted<Decimal>
  /** Where the goods went: the territory of a sale. */
  ship_to_country: Optional<string>
  ship_to_region: Optional<string>
}

/** Invoices, what reduces them and what pays them. */
export interface MoneyTables {
  invoices: Document &
    Summed &
    Versioned & {
      issued_on: Day
      due_on: Day
      terms: Optional<string>
      po_number: Optional<string>
      bill_to_id: Optional<Id>
      /** Σ of its allocations, from payments and credit notes. */
      paid_total: Defaulted<Decimal>
      is_open: Defaulted<number>
      /** The day on which the last of it was paid. */
      settled_on: Optional<Day>
      /** The fork of the days on which it was open, once it is settled; the engine's own (migration 0026). */
      fork_day: GeneratedAlways<number>
    }
  invoice_lines: BilledLine & {
    invoice_id: Id
    /** The invoice's day. */
    invoiced_on: Day
    order_id: Optional<Id>
    order_line_id: Optional<Id>
    shipment_id: Optional<Id>
    unit_price: Decimal
    price_base: Defaulted<Decimal>
    discount: Defaulted<Decimal>
  }
  /** Amounts of credit notes are positive: what the account gets back. */
  credit_notes: Document &
    Summed &
    Versioned & {
      issued_on: Day
      /** The invoice that it corrects, if it is one. */
      invoice_id: Optional<Id>
      reason: Optional<string>
      /** Σ of what of it was allocated to invoices. */
      applied_total: Defaulted<Decimal>
      is_open: Defaulted<number>
    }
  credit_note_lines: BilledLine & {
    credit_note_id: Id
    credited_on: Day
    invoice_line_id: Optional<Id>
  }
  payments: Document &
    Versioned & {
      amount: Decimal
      /** Σ of what of it was allocated to invoices. */
      allocated_total: Defaulted<Decimal>
      is_open: Defaulted<number>
      received_on: Day
      method: string
      reference: Optional<string>
      /** Who brought it, and what it is called there: each payment of a provider is booked once. */
      provider: Optional<string>
      provider_ref: Optional<string>
      is_test: Defaulted<number>
      /** Why staff must decide about it; null for a payment that went where it should. */
      parked_reason: Optional<string>
      settled_note: Optional<string>
      booked_by: Optional<Id>
    }
  /** So much of one payment or one credit note settles so much of one invoice. Written once and never changed. */
  allocations: Tenant & {
    id: Generated<Id>
    code: string
    invoice_id: Id
    payment_id: Optional<Id>
    credit_note_id: Optional<Id>
    currency: string
    amount: Decimal
    allocated_on: Day
    created_at: Date
    created_by: Optional<Id>
  }
  /** Never changed: what was wrong is posted the other way round. The entries of one posting sum to nothing. */
  ledger_entries: Tenant & {
    id: Generated<Id>
    /** The document that it is about: 'i7', 'c7', 'p7' or 'a7'. */
    posting: string
    sequence: number
    /** 'receivable', 'unapplied', 'sales' or 'cash'. */
    book: string
    currency: string
    amount: Decimal
    booked_on: Day
    /** The entry that stands for its posting in a statement. */
    moves: Defaulted<number>
    invoice_id: Optional<Id>
    credit_note_id: Optional<Id>
    payment_id: Optional<Id>
    created_at: Date
  }
  /** What moved and what became unapplied of an account on a day: the sums of its ledger, from which a balance is read. */
  ledger_days: Tenant & { id: Generated<Id>; currency: string; booked_on: Day; moved: Decimal; unapplied: Decimal }
  /** Invoices that somebody set out to pay with the provider, all of one account, company of the host and currency. */
  checkouts: Tenant & {
    id: Generated<Id>
    code: string
    legal_entity_id: Id
    currency: string
    amount: Decimal
    state: string
    session_id: Optional<string>
    intent_id: Optional<string>
    session_url: Optional<string>
    expires_at: Date
    created_by: Id
    created_at: Date
    updated_at: Date
  }
  checkout_invoices: Tenant & { id: Generated<Id>; checkout_id: Id; invoice_id: Id; amount: Decimal }
}

/** What no Scope shows: which events of the provider were taken. */
export interface MoneyMachinery {
  provider_events: { provider: string; event_id: string; type: string; taken_at: Date }
}
