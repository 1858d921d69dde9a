import { nextNumber } from '~/access/numbers.server'
import type { Owner } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import { dueTimes } from './clock'
import type { RequestKind, RequestVisibility } from './request'
import type { Moves } from './request-moves.server'
import { calendarBy, targetsOf } from './request-moves.server'

export type Opening = {
  kind: RequestKind
  subject: string
  visibility: RequestVisibility
  /** Null where the host opens it for itself. */
  requesterId: Id | null
  assigneeId?: Id | null
  orderId: Id | null
  shipmentId: Id | null
  /** Of a later feature. */
  record?: RequestRecordLink
}
/** What a request may be about besides, with its number and its path below the prefix of its audience. */
export type RequestRecordLink = { kind: 'statement'; number: string; path: string }

/** Writes a request with its number, its clock, its first segment and its first line of history. */
export async function openRequest(scope: Moves, owner: Owner, opening: Opening): Promise<{ id: Id; number: string }> {
  const priority = 'normal'
  const targets = await targetsOf(scope, priority)
  const calendar = await calendarBy(scope, targets.calendar_id)
  const { response_minutes: responseMinutes, solution_minutes: solutionMinutes } = targets
  const due = dueTimes(calendar, [{ status: 'new', from: scope.now, to: null }], { responseMinutes, solutionMinutes }, false)
  const number = await nextNumber(scope, 'request')
  const id = await scope.add('requests', owner, {
    number,
    kind: opening.kind,
    subject: opening.subject,
    visibility: opening.visibility,
    status: 'new',
    is_open: 1,
    priority,
    requester_id: opening.requesterId,
    assignee_id: opening.assigneeId ?? null,
    order_id: opening.orderId,
    shipment_id: opening.shipmentId,
    record_kind: opening.record?.kind ?? null,
    record_number: opening.record?.number ?? null,
    record_path: opening.record?.path ?? null,
    ...targets,
    opened_at: scope.now,
    response_due_at: due.responseDueAt,
    solution_due_at: due.solutionDueAt,
    due_at: due.dueAt,
    created_at: scope.now,
    updated_at: scope.now,
  })
  await scope.add('request_segments', owner, { request_id: id, status: 'new', from_at: scope.now })
  await scope.add('request_changes', owner, {
    request_id: id,
    version: 1,
    kind: 'raised',
    person_id: opening.requesterId,
    at: scope.now,
  })
  return { id, number }
}
