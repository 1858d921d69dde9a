import type { Generated } from 'kysely'
import type { Day, Decimal, Defaulted, Id, Optional, Tenant, Versioned } from './columns'

/** What suppliers offer, propose and answer. */
export interface SupplyTables {
  catalog_items: Tenant &
    Versioned & {
      id: Generated<Id>
      /** The host's product that it is bought for. */
      product_id: Optional<Id>
      sku: string
      title_en: Optional<string>
      title_zh: Optional<string>
      description_en: Optional<string>
      description_zh: Optional<string>
      unit: Defaulted<string>
      weight_kg: Optional<Decimal>
      lead_time_days: Optional<number>
      availability: Defaulted<string>
      discontinued: Defaulted<number>
      /** The key of the file that is its picture. */
      image: Optional<string>
    }
  /** Every beginning of one of these leads to the item: its number and its titles. */
  catalog_item_words: Tenant & { id: Generated<Id>; catalog_item_id: Id; word: string }
  /** What the ERP has changed of an item after it came; of a price its list, break and currency besides. */
  catalog_item_changes: Tenant & {
    id: Generated<Id>
    catalog_item_id: Id
    field: string
    variant: Defaulted<string>
    from_value: Optional<string>
    to_value: Optional<string>
    at: Date
  }
  /** Holds from a day on, up to and without the day of the next one of its list, break and currency, or its own end. */
  item_prices: Tenant & {
    id: Generated<Id>
    catalog_item_id: Id
    price_list: Defaulted<string>
    break_quantity: Defaulted<Decimal>
    currency: string
    amount: Decimal
    price_base: Defaulted<Decimal>
    valid_from: Day
    ends_on: Optional<Day>
    created_at: Date
  }
  proposals: Tenant &
    Versioned & {
      id: Generated<Id>
      number: string
      /** 'form', 'file' (changes only) or 'full' (everything there is; what is missing means discontinue). */
      origin: Defaulted<string>
      state: string
      note: Optional<string>
      items_count: Defaulted<number>
      fields_count: Defaulted<number>
      /** Fields that nobody has decided yet. */
      open_count: Defaulted<number>
      /** Items that a full load leaves out. */
      missing_count: Defaulted<number>
      /** The full load leaves out more than may go without a confirmation. */
      held: Defaulted<number>
      /** Rows of the file that were not taken, as JSON. */
      row_errors: Optional<string>
      created_by: Optional<Id>
      submitted_by: Optional<Id>
      submitted_at: Optional<Date>
      closed_at: Optional<Date>
    }
  proposal_fields: Tenant & {
    id: Generated<Id>
    proposal_id: Id
    catalog_item_id: Id
    position: number
    field: string
    /** Of a price: list, break and currency. */
    variant: Defaulted<string>
    base_value: Optional<string>
    proposed_value: Optional<string>
    /** Of a price: the day from which the supplier wants it. */
    valid_from: Optional<Day>
    decision: Optional<string>
    reason: Optional<string>
    /** What was live when it was decided. */
    live_value: Optional<string>
    /** Of an approved price: the day from which it holds. */
    effective_from: Optional<Day>
    /** Who approved a rise that needs a second person. */
    first_approved_by: Optional<Id>
    first_approved_at: Optional<Date>
    decided_by: Optional<Id>
    decided_at: Optional<Date>
  }
}
