import type { Generated } from 'kysely'
import type { Day, Decimal, Defaulted, Id, Optional, Tenant, Versioned } from './columns'

/** What was agreed with accounts, and its documents. */
export interface ContractTables {
  /** A `…_text` is what the source says where it could not be read; it is null as soon as the field beside it is known. */
  contracts: Tenant &
    Versioned & {
      id: Generated<Id>
      legal_entity_id: Id
      number: string
      title: string
      parties: Optional<string>
      governing_law: Optional<string>
      agreed_on: Optional<Day>
      agreed_text: Optional<string>
      starts_on: Optional<Day>
      starts_text: Optional<string>
      /** The last day of the first term. */
      ends_on: Optional<Day>
      open_ended: Defaulted<number>
      ends_text: Optional<string>
      /** ISO 8601: 'R/P1Y' renews again and again by a year, 'R2/P10Y' twice by ten. */
      renewal: Optional<string>
      renewal_text: Optional<string>
      /** ISO 8601: 'P30D', 'P6M'. */
      notice: Optional<string>
      notice_text: Optional<string>
      /** The last day of validity where somebody ended it. */
      terminated_on: Optional<Day>
      /** What the account has undertaken to buy, per contract year or per term. */
      commitment: Optional<Decimal>
      commitment_text: Optional<string>
      commitment_currency: string
      commitment_per: Defaulted<string>
      /** From here on: how it stands on the day `as_of` of the account's zone. */
      status: Defaulted<string>
      is_open: Defaulted<number>
      is_incomplete: Defaulted<number>
      term_ends_on: Optional<Day>
      notice_on: Optional<Day>
      /** The day to mind next; lists are in this order. */
      next_on: Defaulted<Day>
      /** The next day on which any of this is different. */
      turns_on: Optional<Day>
      as_of: Day
    }
  contract_documents: Tenant &
    Versioned & {
      id: Generated<Id>
      contract_id: Id
      kind: Defaulted<string>
      title: string
      dated_on: Optional<Day>
      file_name: string
      sha256: string
    }
  /** A letter to one person that the last day for notice comes; `days` is the step that it is for, `sent_at` when it went. */
  contract_reminders: Tenant & {
    id: Generated<Id>
    contract_id: Id
    notice_on: Day
    days: number
    person_id: Id
    queued_at: Date
    sent_at: Optional<Date>
  }
}

/** What no Scope shows: the secret address of each person's calendar, as its hash and what it is made from besides our secret. */
export interface ContractMachinery {
  calendar_feeds: { person_id: Id; salt: string; token_hash: string; created_at: Date }
}
