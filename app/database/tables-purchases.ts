import type { Generated } from 'kysely'
import type { Day, Decimal, Defaulted, Id, Optional, Tenant, Versioned } from './columns'

/** What the host buys from its suppliers, and what they answer. */
export interface PurchaseTables {
  purchase_orders: Tenant &
    Versioned & {
      id: Generated<Id>
      /** Who of the host buys. */
      legal_entity_id: Id
      number: string
      currency: string
      ordered_on: Day
      buyer: Optional<string>
      note: Optional<string>
      cancelled_at: Optional<Date>
      /** From here on projections of the lines and of the answers that stand. */
      state: Defaulted<string>
      /** The first day on which anything of it is wanted. */
      wanted_on: Optional<Day>
      lines_count: Defaulted<number>
      open_lines: Defaulted<number>
      /** The unit of all its lines, in which `open_quantity` is; both null where the lines differ. */
      unit: Optional<string>
      open_quantity: Optional<Decimal>
      total: Defaulted<Decimal>
      /** What the supplier was last told of, as a mark; null where they never were. */
      told_mark: Optional<string>
      /** What they are about to be told: 'new', 'changed' or 'cancelled'. */
      news: Optional<string>
    }
  purchase_order_lines: Tenant & {
    id: Generated<Id>
    purchase_order_id: Id
    line_no: number
    catalog_item_id: Optional<Id>
    /** The supplier's number of the item. */
    sku: string
    /** The host's own. */
    our_sku: Optional<string>
    description: string
    quantity: Decimal
    unit: Defaulted<string>
    unit_price: Decimal
    price_base: Defaulted<Decimal>
    net: Decimal
    wanted_on: Day
    /** Projections of the answer that stands: quantity = confirmed + backordered + refused + open. */
    confirmed_quantity: Defaulted<Decimal>
    backordered_quantity: Defaulted<Decimal>
    refused_quantity: Defaulted<Decimal>
    open_quantity: Decimal
  }
  /** One answer of the supplier to lines of one order. */
  acknowledgements: Tenant & {
    id: Generated<Id>
    purchase_order_id: Id
    /** Counted within the order. */
    number: number
    state: string
    note: Optional<string>
    answered_by: Optional<Id>
    answered_at: Date
    decided_by: Optional<Id>
    decided_at: Optional<Date>
    reason: Optional<string>
  }
  acknowledgement_lines: Tenant & {
    id: Generated<Id>
    acknowledgement_id: Id
    purchase_order_line_id: Id
    /** Null: as ordered. */
    unit_price: Optional<Decimal>
    /** Why something of it is refused. */
    reason: Optional<string>
    /** In what it goes beyond the tolerances, joined by commas. */
    deviations: Defaulted<string>
    /** 1: the answer that holds for the line. */
    standing: Optional<number>
  }
  acknowledgement_parts: Tenant & {
    id: Generated<Id>
    acknowledgement_line_id: Id
    position: number
    kind: string
    quantity: Decimal
    due_on: Optional<Day>
  }
  /** What the ERP has changed of an order after it was sent. */
  purchase_order_changes: Tenant & {
    id: Generated<Id>
    purchase_order_id: Id
    line_no: Optional<number>
    field: string
    from_value: Optional<string>
    to_value: Optional<string>
    at: Date
  }
}
