import { db } from '~/database/connection.server'
import type { Id, NewRowOf } from '~/database/tables'
import { calendarOf, dueTimes } from '~/features/requests/clock'
import type { RequestStatus } from '~/features/requests/request'
import { isOpenStatus } from '~/features/requests/request'
import type { makeAccount, Owner } from './make'
import { ownerOf, unique } from './make'

/** Rows for tests about service requests; each test its own. */

type Account = Awaited<ReturnType<typeof makeAccount>>
const now = new Date('2026-06-11T08:20:00Z')

/** A request as raising it would leave it: with its clock, its first segment and its first line of history. */
export async function makeRequest(
  account: Account,
  values: Partial<NewRowOf<'requests'>> = {},
): Promise<Owner & { id: Id; number: string }> {
  const number = values.number ?? `RQ-${unique()}`
  const status = (values.status ?? 'new') as RequestStatus
  const opened = values.opened_at ?? now
  const row = await db.selectFrom('service_calendars').selectAll().where('code', '=', 'standard').executeTakeFirstOrThrow()
  const targets = { responseMinutes: 240, solutionMinutes: 1920 }
  const segment = { status, from: opened, to: null }
  const due = dueTimes(calendarOf(row), [segment], targets, Boolean(values.responded_at))
  const owner = ownerOf(account)
  const done = await db
    .insertInto('requests')
    .values({
      kind: 'question',
      subject: 'Two actuators arrived bent',
      visibility: 'account',
      priority: 'normal',
      calendar_id: row.id,
      response_minutes: targets.responseMinutes,
      solution_minutes: targets.solutionMinutes,
      response_due_at: due.responseDueAt,
      solution_due_at: due.solutionDueAt,
      due_at: due.dueAt,
      created_at: now,
      updated_at: now,
      ...values,
      ...owner,
      number,
      status,
      is_open: isOpenStatus(status) ? 1 : 0,
      opened_at: opened,
    })
    .executeTakeFirstOrThrow()
  const id = String(done.insertId)
  await db
    .insertInto('request_segments')
    .values({ ...owner, request_id: id, status, from_at: opened })
    .execute()
  await db
    .insertInto('request_changes')
    .values({ ...owner, request_id: id, version: 1, kind: 'raised', at: opened })
    .execute()
  return { id, number, ...owner }
}

export async function makeMessage(
  request: Owner & { id: Id },
  body: string,
  side = 'customer',
  author: Id | null = null,
): Promise<Id> {
  const { id, account_id, root_account_id } = request
  const done = await db
    .insertInto('request_messages')
    .values({ account_id, root_account_id, request_id: id, side, author_id: author, body, created_at: now })
    .executeTakeFirstOrThrow()
  return String(done.insertId)
}
