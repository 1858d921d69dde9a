import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import { Conflict, notFound } from '~/values/outcome'
import type { Calendar, Segment } from './clock'
import { calendarOf, dueTimes } from './clock'
import type { Priority, RequestStatus } from './request'
import { isOpenStatus } from './request'

/**
 * How a request moves, whoever moves it: its row is locked first, every move is one version with one line in its history, and
 * segments, due times and queue follow in the same transaction.
 */

export type Moves = Scope<'portal' | 'distributor' | 'staff', 'requests.read'>

const columns = [
  'id',
  'account_id',
  'root_account_id',
  'number',
  'kind',
  'subject',
  'visibility',
  'status',
  'priority',
  'requester_id',
  'assignee_id',
  'order_id',
  'shipment_id',
  'calendar_id',
  'response_minutes',
  'solution_minutes',
  'responded_at',
  'solved_at',
  'closed_at',
  'rating_asked_at',
  'version',
] as const

/** The row of a request for as long as the transaction lasts. Refuses (404) one that is not in reach. */
export async function lockRequest(scope: Moves, number: string) {
  const row = await scope.rows.selectFrom('requests').select(columns).where('number', '=', number).forUpdate().executeTakeFirst()
  if (!row) return notFound()
  return { ...row, status: row.status as RequestStatus, priority: row.priority as Priority }
}
export type Locked = Awaited<ReturnType<typeof lockRequest>>

/** Refuses to go on from a page that has been overtaken. The page says what was done since: see `changesSince`. */
export function sameVersion(request: Locked, version: number): void {
  if (request.version !== version) throw new Conflict({ version: String(version) })
}

export type ChangeKind = 'raised' | 'status' | 'assigned' | 'priority' | 'replied' | 'said' | 'shown'
export type Move = {
  kind: ChangeKind
  from?: string | null
  to?: string | null
  status?: RequestStatus
  set?: Partial<{
    assignee_id: Id | null
    priority: Priority
    response_minutes: number
    solution_minutes: number
    visibility: string
    responded_at: Date
    rating_asked_at: Date
  }>
}

/** Writes one move and all that follows from it; answers the row as it is then. */
export async function move(
  scope: Moves,
  request: Locked,
  { kind, from = null, to = null, status, set = {} }: Move,
): Promise<Locked> {
  const next = { ...request, ...set, status: status ?? request.status, version: request.version + 1 }
  const at = status && status !== request.status ? await nextSegment(scope, request, status) : scope.now
  const solved_at =
    next.status === 'solved' && request.status !== 'solved' ? at : isOpenStatus(next.status) ? null : next.solved_at
  const closed_at =
    next.status === 'closed' && request.status !== 'closed' ? at : next.status === 'closed' ? next.closed_at : null
  const due = await dueOf(scope, next)
  await scope.rows
    .updateTable('requests')
    .set({
      ...set,
      status: next.status,
      is_open: isOpenStatus(next.status) ? 1 : 0,
      solved_at,
      closed_at,
      response_due_at: due.responseDueAt,
      solution_due_at: due.solutionDueAt,
      due_at: due.dueAt,
      version: next.version,
      updated_at: scope.now,
    })
    .where('id', '=', request.id)
    .execute()
  await scope.add('request_changes', request, {
    request_id: request.id,
    version: next.version,
    kind,
    from_value: from,
    to_value: to,
    person_id: scope.who.personId === '0' ? null : scope.who.personId,
    at: scope.now,
  })
  return { ...next, solved_at, closed_at }
}

/** Ends the stretch that goes on and begins the next; answers when. A transaction that had to wait is not set before what it waited for. */
async function nextSegment(scope: Moves, request: Locked, status: RequestStatus): Promise<Date> {
  const last = await scope.rows
    .selectFrom('request_segments')
    .select(['id', 'from_at'])
    .where('request_id', '=', request.id)
    .where('to_at', 'is', null)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  const at = new Date(Math.max(scope.now.getTime(), last.from_at.getTime()))
  await scope.rows.updateTable('request_segments').set({ to_at: at }).where('id', '=', last.id).execute()
  await scope.add('request_segments', request, { request_id: request.id, status, from_at: at })
  return at
}

type Reckoned = Pick<Locked, 'id' | 'calendar_id' | 'response_minutes' | 'solution_minutes' | 'responded_at'>

/** Due times from the segments as they are stored. */
export async function dueOf(scope: Moves, request: Reckoned) {
  const [calendar, segments] = await Promise.all([calendarBy(scope, request.calendar_id), segmentsOf(scope, request.id)])
  const targets = { responseMinutes: request.response_minutes, solutionMinutes: request.solution_minutes }
  return dueTimes(calendar, segments, targets, request.responded_at !== null)
}

export async function calendarBy(scope: Moves, id: Id): Promise<Calendar> {
  const row = await scope.rows
    .selectFrom('service_calendars')
    .select(['time_zone', 'windows', 'holidays'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return calendarOf(row)
}

export async function segmentsOf(scope: Moves, id: Id): Promise<Segment[]> {
  const rows = await scope.rows
    .selectFrom('request_segments')
    .select(['status', 'from_at', 'to_at'])
    .where('request_id', '=', id)
    .orderBy('id')
    .limit(1000)
    .execute()
  return rows.map((row) => ({ status: row.status as RequestStatus, from: row.from_at, to: row.to_at }))
}

/** The calendar and the targets of a priority, for a request that is raised or moved to it. */
export async function targetsOf(scope: Moves, priority: Priority) {
  return await scope.rows
    .selectFrom('service_targets as t')
    .innerJoin('service_calendars as c', 'c.id', 't.calendar_id')
    .select(['c.id as calendar_id', 't.response_minutes', 't.solution_minutes'])
    .where('c.code', '=', 'standard')
    .where('t.priority', '=', priority)
    .executeTakeFirstOrThrow()
}
