import type { Generated } from 'kysely'
import type { Decimal, Defaulted, Flag, Id, Optional, Tenant, Versioned } from './columns'

/** Service requests and what hangs on them. */
export interface RequestTables {
  /** Business hours: windows and holidays as JSON, see features/requests/clock. */
  service_calendars: { id: Generated<Id>; code: string; time_zone: string; windows: string; holidays: string }
  service_targets: {
    id: Generated<Id>
    calendar_id: Id
    priority: string
    response_minutes: number
    solution_minutes: number
  }
  requests: Tenant &
    Versioned & {
      id: Generated<Id>
      number: string
      kind: string
      subject: string
      /** 'me', 'account', 'tree'; 'staff' for what the host opened for itself. */
      visibility: string
      status: string
      is_open: Flag
      priority: string
      requester_id: Optional<Id>
      assignee_id: Optional<Id>
      order_id: Optional<Id>
      shipment_id: Optional<Id>
      /** A record of a later feature: 'statement'; its number as people say it, and its path below the prefix of its audience. */
      record_kind: Optional<string>
      record_number: Optional<string>
      record_path: Optional<string>
      calendar_id: Id
      /** What was promised when it was raised, or when its priority last changed. */
      response_minutes: number
      solution_minutes: number
      opened_at: Date
      responded_at: Optional<Date>
      solved_at: Optional<Date>
      closed_at: Optional<Date>
      response_due_at: Optional<Date>
      solution_due_at: Optional<Date>
      /** What the queue is sorted by: the next of the two; far in the future while nothing is due. */
      due_at: Date
      rating_asked_at: Optional<Date>
    }
  request_messages: Tenant & {
    id: Generated<Id>
    request_id: Id
    /** 'customer' or 'staff'. */
    side: string
    author_id: Optional<Id>
    body: string
    created_at: Date
  }
  request_notes: Tenant & { id: Generated<Id>; request_id: Id; author_id: Id; body: string; created_at: Date }
  request_watchers: Tenant & {
    id: Generated<Id>
    request_id: Id
    person_id: Id
    added_by: Optional<Id>
    created_at: Date
  }
  request_segments: Tenant & { id: Generated<Id>; request_id: Id; status: string; from_at: Date; to_at: Optional<Date> }
  request_changes: Tenant & {
    id: Generated<Id>
    request_id: Id
    version: number
    kind: string
    from_value: Optional<string>
    to_value: Optional<string>
    person_id: Optional<Id>
    at: Date
  }
  request_claim_lines: Tenant & {
    id: Generated<Id>
    request_id: Id
    order_line_id: Id
    short_quantity: Defaulted<Decimal>
    damaged_quantity: Defaulted<Decimal>
    unit: string
    reason: Optional<string>
  }
  request_tags: Tenant & { id: Generated<Id>; request_id: Id; tag: string; created_at: Date }
  canned_replies: {
    id: Generated<Id>
    code: string
    title: string
    local_title: string
    body: string
    local_body: string
  }
  /** What a customer said of a request; shown to others only once approved. */
  ratings: Tenant &
    Versioned & {
      id: Generated<Id>
      request_id: Id
      person_id: Optional<Id>
      score: number
      /** Codes with commas between. */
      reasons: Defaulted<string>
      comment: Optional<string>
      /** The comment as it may be shown, where something was taken out. */
      shown_comment: Optional<string>
      state: string
      refusal: Optional<string>
      decided_by: Optional<Id>
      decided_at: Optional<Date>
      response: Optional<string>
      responded_by: Optional<Id>
      responded_at: Optional<Date>
      follow_up_id: Optional<Id>
    }
  request_looks: { id: Generated<Id>; request_id: Id; person_id: Id; look_key: Defaulted<string>; until_at: Date }
}
