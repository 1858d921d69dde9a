import { hasPassword } from '~/access/persons.server'
import type { Scope } from '~/access/scope.server'
import { handleOf, idOf } from '~/access/seal.server'
import { countSessions } from '~/access/sessions.server'
import type { At, Direction, Page, Position } from '~/database/keyset.server'
import { beyond, readPage } from '~/database/keyset.server'
import type { Id } from '~/database/tables'
import { env } from '~/env.server'
import { notFound } from '~/values/outcome'
import type { PeopleView, PersonState } from './person'
import { rolesFor, stateOf } from './person'

type Reads = Scope<'staff', 'people.read'>

export type PeopleFilter = { view: PeopleView; q: string }

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

/** People by name: everybody, or a view of them; `q` is part of a name or address. */
export async function listPeople(scope: Reads, filter: PeopleFilter, at: At, size = pageSize): Promise<Page<PersonRow>> {
  const like = `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`
  const read = (place: Position | null, direction: Direction, limit: number) =>
    inView(scope, filter.view)
      .select(['p.id', 'p.name', 'p.email', 'p.job_title', 'p.staff_role', 'p.active', 'p.visit_at'])
      .$if(filter.q !== '', (query) =>
        query.where((row) => row.or([row('p.name', 'like', like), row('p.email', 'like', like.toLowerCase())])),
      )
      .$if(place !== null, (query) =>
        query.where((eb) => beyond(eb.ref('p.name'), eb.ref('p.id'), place ?? { at: '', id: '0' }, direction)),
      )
      .orderBy('p.name', direction)
      .orderBy('p.id', direction)
      .limit(limit)
      .execute()
  const list = { name: `people ${filter.view}`, direction: 'asc', positionOf, read } as const
  const page = await readPage(list, at, size)
  const ids = page.rows.map((row) => row.id)
  const [seats, invitations] = await Promise.all([seatsOf(scope, ids), invitationsOf(scope, ids)])
  const people = page.rows.map((row) => ({
    handle: handleOf('person', row.id),
    name: row.name,
    email: row.email,
    jobTitle: row.job_title,
    staffRole: row.staff_role,
    visitAt: row.visit_at,
    seats: seats.get(row.id) ?? [],
    state: stateOf({ ...row, invitation: newest(invitations.get(row.id)) }, scope.now),
  }))
  return { ...page, rows: people }
}

const positionOf = ({ name, id }: { name: string; id: Id }) => ({ at: name, id })

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

export type PersonRecord = Awaited<ReturnType<typeof getPerson>>
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

export type MemberRow = {
  handle: string
  name: string
  email: string
  jobTitle: string | null
  role: string
  inherits: boolean
  state: PersonState
  visitAt: Date | null
  invitedUntil: Date | null
}

/** The people of an account, by name, with how far each is; those of accounts above it, who see it too, are not among them. */
export async function peopleOf(scope: Reads, accountId: Id): Promise<MemberRow[]> {
  const rows = await scope.rows
    .selectFrom('memberships as m')
    .innerJoin('persons as p', 'p.id', 'm.person_id')
    .select(['p.id', 'p.name', 'p.email', 'p.job_title', 'p.active', 'p.visit_at', 'm.role', 'm.inherits'])
    .where('m.account_id', '=', accountId)
    .orderBy('p.name')
    .orderBy('p.id')
    .limit(200)
    .execute()
  const ids = rows.map((row) => row.id)
  const invitations = await invitationsOf(scope, ids)
  return rows.map((row) => {
    const own = (invitations.get(row.id) ?? []).find((one) => one.accountId === accountId)
    return {
      handle: handleOf('person', row.id),
      name: row.name,
      email: row.email,
      jobTitle: row.job_title,
      role: row.role,
      inherits: row.inherits === 1,
      state: stateOf({ ...row, invitation: newest(invitations.get(row.id)) }, scope.now),
      visitAt: row.visit_at,
      invitedUntil: own?.expiresAt ?? null,
    }
  })
}

export type OpenInvitation = {
  /** Code and name of the account; null for the host's staff. */
  account: string | null
  accountName: string | null
  host: string
  sentAt: Date | null
  expiresAt: Date | null
  by: string | null
}

/** What a person can be invited to (again): each account they have a seat in, or the staff, with the invitation that is open. */
export async function invitablesOf(scope: Reads, handle: string) {
  const id = idOf('person', handle) ?? notFound()
  const person = await scope.rows
    .selectFrom('persons')
    .select(['name', 'email', 'staff_role', 'active'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!person) return notFound()
  const [links, seats, joined] = await Promise.all([invitationsOf(scope, [id]), accountsOf(scope, id), hasPassword(scope, id)])
  const to = person.staff_role === null ? seats : [{ id: null, code: null, name: null }]
  const invitations: OpenInvitation[] = to.map((account) => {
    const link = (links.get(id) ?? []).find((one) => one.accountId === account.id)
    const { sentAt = null, expiresAt = null, by = null } = link ?? {}
    return { account: account.code, accountName: account.name, host: env.HOST_NAME, sentAt, expiresAt, by }
  })
  const { name, email, active } = person
  return { person: { handle, name, email, joined: joined || active !== 1, now: scope.now }, invitations }
}

const accountsOf = (scope: Reads, personId: Id) =>
  scope.rows
    .selectFrom('memberships as m')
    .innerJoin('accounts as a', 'a.id', 'm.account_id')
    .select(['a.id', 'a.code', 'a.name'])
    .where('m.person_id', '=', personId)
    .orderBy('a.name')
    .orderBy('a.id')
    .limit(200)
    .execute()

/** One membership with what may be made of it. Refuses (404) a person or an account that is not there, or no such membership. */
export async function getSeat(scope: Reads, handle: string, code: string) {
  const row = await scope.rows
    .selectFrom('memberships as m')
    .innerJoin('persons as p', 'p.id', 'm.person_id')
    .innerJoin('accounts as a', 'a.id', 'm.account_id')
    .select(['p.name', 'm.role', 'm.inherits', 'a.code', 'a.name as account_name', 'a.buys', 'a.distributes', 'a.supplies'])
    .where('m.person_id', '=', idOf('person', handle) ?? notFound())
    .where('a.code', '=', code)
    .executeTakeFirst()
  if (!row) return notFound()
  const { name, role, inherits, account_name: accountName } = row
  return { handle, name, role, inherits: inherits === 1, account: row.code, accountName, roles: rolesFor(row) }
}
export type SeatRecord = Awaited<ReturnType<typeof getSeat>>

export type Colleague = { name: string; email: string; jobTitle: string | null; role: string; inherits: boolean }

/** The people of an account as its members see them, by name; those whose access has ended are left out. */
export async function colleaguesOf(scope: Scope<'portal' | 'supplier', 'accounts.read'>, accountId: Id): Promise<Colleague[]> {
  const rows = await scope.rows
    .selectFrom('memberships as m')
    .innerJoin('persons as p', 'p.id', 'm.person_id')
    .select(['p.name', 'p.email', 'p.job_title as jobTitle', 'm.role', 'm.inherits'])
    .where('m.account_id', '=', accountId)
    .where('p.active', '=', 1)
    .orderBy('p.name')
    .orderBy('p.id')
    .limit(200)
    .execute()
  return rows.map(({ inherits, ...row }) => ({ ...row, inherits: inherits === 1 }))
}

export type Above = { account: string; accountName: string; count: number }

/** How many people of the accounts above see an account too, because their membership is inherited; nearest first. */
export async function seenFromAbove(scope: Scope<'portal' | 'staff', 'accounts.read'>, above: readonly Id[]): Promise<Above[]> {
  const rows = await scope.rows
    .selectFrom('memberships as m')
    .innerJoin('persons as p', 'p.id', 'm.person_id')
    .innerJoin('accounts as a', 'a.id', 'm.account_id')
    .select((eb) => ['a.id', 'a.code', 'a.name', eb.fn.countAll<string>().as('count')])
    .where('m.account_id', 'in', above)
    .where('m.inherits', '=', 1)
    .where('p.active', '=', 1)
    .groupBy(['a.id', 'a.code', 'a.name'])
    .execute()
  return rows
    .sort((a, b) => above.indexOf(a.id) - above.indexOf(b.id))
    .map(({ code, name, count }) => ({ account: code, accountName: name, count: Number(count) }))
}
