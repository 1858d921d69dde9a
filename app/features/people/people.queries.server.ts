import type { Scope } from '~/access/scope.server'
import { handleOf, idOf } from '~/access/seal.server'
import { countSessions } from '~/access/sessions.server'
import type { Id } from '~/database/tables'
import { notFound } from '~/values/outcome'
import type { PersonState } from './person'
import { stateOf } from './person'

type Reads = Scope<'staff', 'people.read'>

export const peopleViews = ['all', 'staff', 'members', 'invited', 'waiting', 'ended'] as const
export type PeopleView = (typeof peopleViews)[number]
export type PeopleFilter = { view: PeopleView; q?: string | undefined; after?: string | undefined }

export type Seat = { account: string; accountName: string; role: string; inherits: boolean; since: Date }
export type Invitation = { accountId: Id | null; sentAt: Date; expiresAt: Date; by: string | null }
export type PersonRow = {
  handle: string
  name: string
  email: string
  jobTitle: string | null
  staffRole: string | null
  state: PersonState
  visitAt: Date | null
  seats: Seat[]
}

const pageSize = 25

/**
 * People by name, 25 to a page: everybody, or a view of them; `q` is part of a name or address. `after` is the handle of the last
 * person of the page before.
 */
export async function listPeople(scope: Reads, filter: PeopleFilter): Promise<{ people: PersonRow[]; more: boolean }> {
  const start = filter.after === undefined ? null : await placeOf(scope, filter.after)
  const like = filter.q ? `%${filter.q.replace(/[\\%_]/g, '\\$&')}%` : ''
  const rows = await inView(scope, filter.view)
    .select(['p.id', 'p.name', 'p.email', 'p.job_title', 'p.staff_role', 'p.active', 'p.visit_at'])
    .$if(like !== '', (query) =>
      query.where((row) => row.or([row('p.name', 'like', like), row('p.email', 'like', like.toLowerCase())])),
    )
    .$if(start !== null, (query) =>
      query.where((row) =>
        row.or([
          row('p.name', '>', start?.name ?? ''),
          row.and([row('p.name', '=', start?.name ?? ''), row('p.id', '>', start?.id ?? '')]),
        ]),
      ),
    )
    .orderBy('p.name')
    .orderBy('p.id')
    .limit(pageSize + 1)
    .execute()
  const shown = rows.slice(0, pageSize)
  const ids = shown.map((row) => row.id)
  const [seats, invitations] = await Promise.all([seatsOf(scope, ids), invitationsOf(scope, ids)])
  const people = shown.map((row) => ({
    handle: handleOf('person', row.id),
    name: row.name,
    email: row.email,
    jobTitle: row.job_title,
    staffRole: row.staff_role,
    visitAt: row.visit_at,
    seats: seats.get(row.id) ?? [],
    state: stateOf({ ...row, invitation: newest(invitations.get(row.id)) }, scope.now),
  }))
  return { people, more: rows.length > pageSize }
}

async function placeOf(scope: Reads, handle: string) {
  const id = idOf('person', handle)
  return id === null
    ? null
    : ((await scope.rows.selectFrom('persons').select(['id', 'name']).where('id', '=', id).executeTakeFirst()) ?? null)
}

function inView(scope: Reads, view: PeopleView) {
  const people = scope.rows.selectFrom('persons as p')
  if (view === 'all') return people
  if (view === 'ended') return people.where('p.active', '=', 0)
  const active = people.where('p.active', '=', 1)
  if (view === 'staff') return active.where('p.staff_role', 'is not', null)
  if (view === 'members') return active.where('p.staff_role', 'is', null)
  const open = scope.rows
    .selectFrom('mail_links as l')
    .select('l.person_id')
    .where('l.purpose', '=', 'invitation')
    .where('l.used_at', 'is', null)
    .where('l.revoked_at', 'is', null)
    .where('l.expires_at', '>', scope.now)
  const unseen = active.where('p.visit_at', 'is', null)
  return view === 'invited' ? unseen.where('p.id', 'in', open) : unseen.where('p.id', 'not in', open)
}

/** The memberships of people, each with its account; for a page of people, or one person. */
async function seatsOf(scope: Reads, ids: readonly Id[]): Promise<Map<Id, Seat[]>> {
  const rows = await scope.rows
    .selectFrom('memberships as m')
    .innerJoin('accounts as a', 'a.id', 'm.account_id')
    .select(['m.person_id', 'm.role', 'm.inherits', 'm.created_at', 'a.code', 'a.name'])
    .where('m.person_id', 'in', ids)
    .orderBy('a.name')
    .orderBy('a.id')
    .limit(1000)
    .execute()
  return grouped(rows, (row) => [
    row.person_id,
    { account: row.code, accountName: row.name, role: row.role, inherits: row.inherits === 1, since: row.created_at },
  ])
}

/** The invitations of people that were neither used nor revoked, newest first, expired ones among them. */
export async function invitationsOf(scope: Scope<'staff', 'people.read'>, ids: readonly Id[]): Promise<Map<Id, Invitation[]>> {
  const rows = await scope.rows
    .selectFrom('mail_links as l')
    .leftJoin('persons as by', 'by.id', 'l.created_by')
    .select(['l.person_id', 'l.account_id', 'l.created_at', 'l.expires_at', 'by.name as by_name'])
    .where('l.person_id', 'in', ids)
    .where('l.purpose', '=', 'invitation')
    .where('l.used_at', 'is', null)
    .where('l.revoked_at', 'is', null)
    .orderBy('l.id', 'desc')
    .limit(1000)
    .execute()
  return grouped(rows, (row) => [
    row.person_id,
    { accountId: row.account_id, sentAt: row.created_at, expiresAt: row.expires_at, by: row.by_name },
  ])
}

function grouped<Row, V>(rows: readonly Row[], pair: (row: Row) => [Id, V]): Map<Id, V[]> {
  const found = new Map<Id, V[]>()
  for (const row of rows) {
    const [id, value] = pair(row)
    found.set(id, [...(found.get(id) ?? []), value])
  }
  return found
}

/** The invitation that runs longest. */
export const newest = (invitations: readonly Invitation[] = []): { expires_at: Date } | null => {
  const last = Math.max(...invitations.map((one) => one.expiresAt.getTime()))
  return invitations.length > 0 ? { expires_at: new Date(last) } : null
}

/** One person with everything that staff see of them. Refuses (404) what is no handle of a person. */
export async function getPerson(scope: Reads, handle: string) {
  const id = idOf('person', handle) ?? notFound()
  const row = await scope.rows
    .selectFrom('persons')
    .select(['id', 'name', 'email', 'job_title', 'phone', 'staff_role', 'active', 'visit_at', 'language', 'time_zone'])
    .select(['version', 'created_at'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return notFound()
  const [seats, invitations, sessions] = await Promise.all([
    seatsOf(scope, [id]),
    invitationsOf(scope, [id]),
    countSessions(scope, id),
  ])
  const open = invitations.get(id) ?? []
  const { id: _, ...person } = row
  return {
    ...person,
    handle,
    seats: seats.get(id) ?? [],
    invitations: open.map(({ accountId: _, ...one }) => one),
    state: stateOf({ ...row, invitation: newest(open) }, scope.now),
    sessions,
  }
}

export type Change = { action: string; at: Date; by: string | null; account: string | null }

/** What was done to a person's access, newest first, at most 20. */
export async function historyOf(scope: Reads, handle: string): Promise<Change[]> {
  const id = idOf('person', handle) ?? notFound()
  return await scope.rows
    .selectFrom('audit_entries as e')
    .leftJoin('persons as by', 'by.id', 'e.person_id')
    .leftJoin('accounts as a', 'a.id', 'e.account_id')
    .select(['e.action', 'e.at', 'by.name as by', 'a.name as account'])
    .where('e.subject_type', '=', 'person')
    .where('e.subject_id', '=', id)
    .orderBy('e.id', 'desc')
    .limit(20)
    .execute()
}
