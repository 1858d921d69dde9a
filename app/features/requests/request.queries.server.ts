import type { Scope } from '~/access/scope.server'
import { handleOf } from '~/access/seal.server'
import type { Id } from '~/database/tables'
import { notFound } from '~/values/outcome'
import { dueBy, ledgerOf, timeUsed } from './clock'
import type { Priority, RequestKind, RequestStatus, RequestVisibility } from './request'
import type { ChangeKind } from './request-moves.server'
import { calendarBy, segmentsOf } from './request-moves.server'
import type { Reads } from './requests.reach'

const mostMessages = 500

/** The row of a request with the names that go with it. Refuses (404) one that is not in reach. */
export async function findRequest(scope: Reads, number: string) {
  const row = await requestQuery(scope, number).executeTakeFirst()
  return row ?? notFound()
}
export type RequestRecordRow = Awaited<ReturnType<typeof findRequest>>

export const requestQuery = (scope: Reads, number: string) =>
  scope.rows
    .selectFrom('requests as r')
    .leftJoin('accounts as a', 'a.id', 'r.account_id')
    .leftJoin('persons as by', 'by.id', 'r.requester_id')
    .leftJoin('persons as at_desk', 'at_desk.id', 'r.assignee_id')
    .leftJoin('orders as o', 'o.id', 'r.order_id')
    .leftJoin('shipments as s', 's.id', 'r.shipment_id')
    .select([
      'r.id',
      'r.account_id',
      'r.root_account_id',
      'r.number',
      'r.kind',
      'r.subject',
      'r.visibility',
      'r.status',
      'r.version',
    ])
    .select(['r.is_open', 'r.priority', 'r.requester_id', 'r.assignee_id', 'r.calendar_id', 'r.response_minutes'])
    .select(['r.solution_minutes', 'r.opened_at', 'r.responded_at', 'r.solved_at', 'r.closed_at', 'r.updated_at'])
    .select(['a.code', 'a.name as account', 'by.name as requester', 'at_desk.name as assignee'])
    .select(['r.record_kind', 'r.record_number', 'r.record_path'])
    .select(['o.number as order_number', 's.number as shipment_number'])
    .where('r.number', '=', number)

/** Everything that either side sees of a request, without an id in it. */
export async function getRequest(scope: Reads, number: string) {
  const row = await findRequest(scope, number)
  const [messages, watchers, clock, files, claim] = await Promise.all([
    messagesQuery(scope, row.id).execute(),
    watchersQuery(scope, row.id).execute(),
    clockOf(scope, row),
    filesQuery(scope, row.id).execute(),
    claimQuery(scope, row.id).execute(),
  ])
  const request = {
    number: row.number,
    kind: row.kind as RequestKind,
    subject: row.subject,
    visibility: row.visibility as RequestVisibility,
    status: row.status as RequestStatus,
    open: row.is_open === 1,
    priority: row.priority as Priority,
    version: row.version,
    account: { code: row.code ?? '', name: row.account ?? '' },
    requester: row.requester,
    assignee: row.assignee,
    mine: row.requester_id === scope.who.personId,
    assignedToMe: row.assignee_id === scope.who.personId,
    order: row.order_number,
    shipment: row.shipment_number,
    record: recordOf(row, scope.audience),
    openedAt: row.opened_at,
    respondedAt: row.responded_at,
    solvedAt: row.solved_at,
    closedAt: row.closed_at,
    messages: messages.map(({ id, ...one }) => ({
      side: one.side as 'customer' | 'staff',
      author: one.author,
      body: one.body,
      at: one.created_at,
      files: files.filter((file) => file.message_id === id).map(({ message_id: _, ...file }) => file),
    })),
    files: files.filter((file) => file.message_id === null).map(({ message_id: _, ...file }) => file),
    claim: claim.map((line) => ({ ...line })),
    watchers: watchers.map((one) => ({ name: one.name ?? '', handle: handleOf('person', one.person_id) })),
    clock,
  }
  return { id: row.id, owner: { account_id: row.account_id, root_account_id: row.root_account_id }, request }
}
export type RequestRecord = Awaited<ReturnType<typeof getRequest>>['request']

const members = { statement: '/distributor' } as const

/** The record of a later feature that it is about, with the page on which this reader finds it. */
function recordOf(row: RequestRecordRow, audience: 'portal' | 'staff') {
  const kind = row.record_kind as keyof typeof members | null
  if (!kind || !row.record_number || !row.record_path) return null
  const prefix = audience === 'staff' ? '/staff' : members[kind]
  return { kind, number: row.record_number, href: `${prefix}/${row.record_path}` }
}

const messagesQuery = (scope: Reads, id: Id) =>
  scope.rows
    .selectFrom('request_messages as m')
    .leftJoin('persons as by', 'by.id', 'm.author_id')
    .select(['m.id', 'm.side', 'm.body', 'm.created_at', 'by.name as author'])
    .where('m.request_id', '=', id)
    .orderBy('m.id')
    .limit(mostMessages)

const watchersQuery = (scope: Reads, id: Id) =>
  scope.rows
    .selectFrom('request_watchers as w')
    .leftJoin('persons as p', 'p.id', 'w.person_id')
    .select(['w.person_id', 'p.name'])
    .where('w.request_id', '=', id)
    .orderBy('w.id')
    .limit(100)

const filesQuery = (scope: Reads, id: Id) =>
  scope.rows
    .selectFrom('files')
    .select(['file_key', 'name', 'media_type', 'size', 'message_id'])
    .where('request_id', '=', id)
    .orderBy('id')
    .limit(200)

const claimQuery = (scope: Reads, id: Id) =>
  scope.rows
    .selectFrom('request_claim_lines as c')
    .innerJoin('order_lines as l', 'l.id', 'c.order_line_id')
    .select(['l.line_no', 'l.sku', 'l.description', 'l.quantity', 'c.short_quantity', 'c.damaged_quantity', 'c.unit', 'c.reason'])
    .where('c.request_id', '=', id)
    .orderBy('l.line_no')
    .limit(200)

/** How the time of a request stands: what was promised, what is used, and each stretch that it is the sum of. */
async function clockOf(scope: Reads, row: RequestRecordRow) {
  const [calendar, segments] = await Promise.all([calendarBy(scope, row.calendar_id), segmentsOf(scope, row.id)])
  const response = dueBy(calendar, segments, row.response_minutes)
  const solution = dueBy(calendar, segments, row.solution_minutes)
  const { responded_at: respondedAt } = row
  const done = row.solved_at ?? row.closed_at
  return {
    timeZone: calendar.timeZone,
    windows: calendar.windows,
    used: timeUsed(calendar, segments, scope.now),
    ledger: ledgerOf(calendar, segments, scope.now),
    response: {
      minutes: row.response_minutes,
      dueAt: response,
      doneAt: respondedAt,
      late: isLate(response, respondedAt ?? scope.now),
    },
    solution: { minutes: row.solution_minutes, dueAt: solution, doneAt: done, late: isLate(solution, done ?? scope.now) },
  }
}
export type RequestClock = RequestRecord['clock']

const isLate = (due: Date | null, at: Date): boolean => due !== null && at > due

/** The whole history of moves, oldest first; whoever was second finds there what the first did. */
export async function changesOf(scope: Reads, id: Id) {
  const rows = await scope.rows
    .selectFrom('request_changes as c')
    .leftJoin('persons as by', 'by.id', 'c.person_id')
    .select(['c.version', 'c.kind', 'c.to_value', 'c.at', 'by.name as person'])
    .where('c.request_id', '=', id)
    .orderBy('c.version')
    .limit(mostMessages)
    .execute()
  return await withNames(scope, rows)
}

type ChangeRow = { version: number; kind: string; to_value: string | null; at: Date; person: string | null }

export type RequestChange = Awaited<ReturnType<typeof changesOf>>[number]

/** Ids of people as names; they never leave the server. */
async function withNames(scope: Reads, rows: readonly ChangeRow[]) {
  const ids = rows.flatMap((row) => (row.kind === 'assigned' && row.to_value ? [row.to_value] : []))
  const people =
    ids.length > 0 ? await scope.rows.selectFrom('persons').select(['id', 'name']).where('id', 'in', ids).execute() : []
  return rows.map((row) => ({
    version: row.version,
    kind: row.kind as ChangeKind,
    to: row.kind === 'assigned' ? (people.find((one) => one.id === row.to_value)?.name ?? null) : row.to_value,
    at: row.at,
    person: row.person,
  }))
}

/** What the staff wrote for themselves; a member's scope has no such table. */
export async function notesOf(scope: Scope<'staff', 'requests.read'>, id: Id) {
  const rows = await scope.rows
    .selectFrom('request_notes as n')
    .leftJoin('persons as by', 'by.id', 'n.author_id')
    .select(['n.body', 'n.created_at', 'by.name as author'])
    .where('n.request_id', '=', id)
    .orderBy('n.id')
    .limit(mostMessages)
    .execute()
  return rows.map((row) => ({ author: row.author, body: row.body, at: row.created_at }))
}

/** Words by which the staff find requests again; no member sees them. */
export async function tagsOf(scope: Scope<'staff', 'requests.read'>, id: Id): Promise<string[]> {
  const rows = await scope.rows
    .selectFrom('request_tags')
    .select('tag')
    .where('request_id', '=', id)
    .orderBy('tag')
    .limit(50)
    .execute()
  return rows.map((row) => row.tag)
}
