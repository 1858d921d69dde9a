import type { Generated } from 'kysely'
import type { Day, Decimal, Defaulted, Id, Optional, Tenant, Versioned } from './columns'

/** Programmes, who takes part, and what their periods came to. */
export interface ProgrammeTables {
  programmes: Versioned & {
    id: Generated<Id>
    code: string
    name: string
    local_name: Optional<string>
    currency: string
  }
  /** Rules as JSON. Never edited: another wording is another version. */
  programme_versions: {
    id: Generated<Id>
    programme_id: Id
    number: number
    rules: string
    note: Optional<string>
    /** The first day of the first period that it rules; null while it is a draft. */
    applies_from: Optional<Day>
    created_at: Date
    created_by: Optional<Id>
    published_at: Optional<Date>
    published_by: Optional<Id>
  }
  programme_agreements: Tenant &
    Versioned & {
      id: Generated<Id>
      programme_id: Id
      /** 'account', or 'tree' where the branches below count together with it. */
      covers: Defaulted<string>
      /** Countries, with commas between; empty where everywhere is theirs. */
      territory: Defaulted<string>
      joined_on: Day
      ended_on: Optional<Day>
      created_by: Optional<Id>
    }
  /** What was changed of an agreement: where it holds, and until when. */
  agreement_changes: Tenant & {
    id: Generated<Id>
    agreement_id: Id
    territory_from: string
    territory_to: string
    ended_from: Optional<Day>
    ended_to: Optional<Day>
    at: Date
    actor_id: Optional<Id>
  }
  /** A period that was closed. */
  programme_periods: {
    id: Generated<Id>
    programme_id: Id
    version_id: Id
    starts_on: Day
    ends_on: Day
    closed_at: Date
    closed_by: Optional<Id>
    sent_at: Optional<Date>
    sent_by: Optional<Id>
  }
  /** What one invoice or credit note brings while its period is open; follows from its lines and the rules. */
  rebate_documents: Tenant & {
    id: Generated<Id>
    agreement_id: Id
    kind: string
    document_id: Id
    version_id: Id
    /** Its own day, or the first open one where its period was closed before it came. */
    counts_on: Day
    reached: Defaulted<Decimal>
    earning: Defaulted<Decimal>
    flagged: Defaulted<Decimal>
    lines_count: number
    unrated: Defaulted<number>
  }
  exchange_rates: { id: Generated<Id>; from_currency: string; to_currency: string; valid_on: Day; rate: Decimal }
  rebate_statements: Tenant & {
    id: Generated<Id>
    number: string
    programme_id: Id
    agreement_id: Id
    version_id: Id
    period_id: Id
    starts_on: Day
    ends_on: Day
    active_days: number
    period_days: number
    territory: Defaulted<string>
    currency: string
    reached: Decimal
    earning: Decimal
    flagged: Decimal
    band: number
    /** Before the only rounding, with all its digits. */
    exact: string
    /** What the programme's least pays that no line has earned. */
    minimum: Decimal
    amount: Decimal
    lines_count: number
    /** SHA-256 over everything above and all lines: a closed period that was changed does not fit it. */
    digest: string
    state: string
    calculated_at: Date
    sent_at: Optional<Date>
    answered_at: Optional<Date>
    answered_by: Optional<Id>
    /** Stays when it is accepted later. */
    disputed_at: Optional<Date>
    disputed_by: Optional<Id>
    dispute_reason: Optional<string>
    /** Where a dispute is talked about. */
    request_id: Optional<Id>
    version: Defaulted<number>
  }
  rebate_lines: Tenant & {
    statement_id: Id
    agreement_id: Id
    position: number
    kind: string
    document_id: Id
    document: string
    line_no: number
    dated: Day
    sku: string
    description: string
    category: Optional<string>
    ship_to: Optional<string>
    currency: string
    net: Decimal
    rate: Optional<Decimal>
    quantity: Decimal
    unit: string
    reaches: Decimal
    earns: Decimal
    flagged: Defaulted<number>
    left_out: Optional<string>
    amount: Decimal
  }
}
