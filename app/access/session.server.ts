import { createHash } from 'node:crypto'
import { Mysql2Adapter } from '@lucia-auth/adapter-mysql'
import { sql } from 'kysely'
import type { DatabaseSession, DatabaseUser } from 'lucia'
import { Lucia, TimeSpan } from 'lucia'
import { db, pool } from '~/database/connection.server'
import type { Id } from '~/database/tables'
import { env } from '~/env.server'
import type { MemberRole, StaffRole } from './abilities'
import type { Grant, Who } from './reach'

// Lucia lives in this file only.

const digest = (id: string) => createHash('sha256').update(id).digest('hex')

/**
 * Stores only the SHA-256 of a session's id, so that a leaked row is no login; reads session, person and memberships in one
 * query; and never extends a session, whose life is absolute.
 */
class HashedAdapter extends Mysql2Adapter {
  override deleteSession(id: string) {
    return super.deleteSession(digest(id))
  }
  override setSession(session: DatabaseSession) {
    return super.setSession({ ...session, id: digest(session.id) })
  }
  override async updateSessionExpiration() {}

  override async getSessionAndUser(id: string): Promise<[DatabaseSession | null, DatabaseUser | null]> {
    const rows = await db
      .selectFrom('sessions as s')
      .innerJoin('persons as p', 'p.id', 's.user_id')
      .leftJoin('memberships as m', 'm.person_id', 'p.id')
      .leftJoin('accounts as a', (on) => on.onRef('a.id', '=', 'm.account_id').on('a.active', '=', 1))
      .select([
        's.user_id',
        's.expires_at',
        'p.name',
        'p.email',
        'p.language',
        'p.time_zone',
        'p.staff_role',
        'p.previous_visit_at',
        'p.visit_at',
      ])
      .select(['m.role', 'm.inherits', 'a.id as account_id', 'a.root_account_id', 'a.distributes', 'a.supplies'])
      .where('s.id', '=', digest(id))
      .where('p.active', '=', 1)
      .execute()
    const [first] = rows
    if (!first) return [null, null]
    const { user_id: userId, expires_at: expiresAt } = first
    return [
      { id, userId, expiresAt, attributes: {} },
      { id: userId, attributes: { ...first, seats: seatsIn(rows) } },
    ]
  }
}

export type Seat = {
  role: MemberRole
  accountId: Id
  rootAccountId: Id
  inherits: boolean
  distributes: boolean
  supplies: boolean
}

type SeatRow = { role: string | null; account_id: Id | null; root_account_id: Id | null } & {
  [flag in 'inherits' | 'distributes' | 'supplies']: number | null
}

/** The seats among the rows of a person: one without an account that is active is none. */
export const seatsIn = (rows: readonly SeatRow[]): Seat[] =>
  rows.flatMap(({ role, account_id, root_account_id, inherits, distributes, supplies }) =>
    role && account_id && root_account_id
      ? [
          {
            role: role as MemberRole,
            accountId: account_id,
            rootAccountId: root_account_id,
            inherits: inherits === 1,
            distributes: distributes === 1,
            supplies: supplies === 1,
          },
        ]
      : [],
  )

type PersonFacts = {
  name: string
  email: string
  language: string
  time_zone: string
  staff_role: string | null
  previous_visit_at: Date | null
  visit_at: Date | null
  seats: Seat[]
}

declare module 'lucia' {
  interface Register {
    Lucia: typeof forMembers
    DatabaseUserAttributes: PersonFacts
  }
}

const adapter = new HashedAdapter(pool.promise() as never, { user: 'persons', session: 'sessions' })
const secure = env.PUBLIC_URL.startsWith('https:')

// One instance per lifetime: staff sign in anew every working day.
const luciaFor = (life: TimeSpan) =>
  new Lucia(adapter, {
    sessionExpiresIn: life,
    sessionCookie: { name: secure ? '__Host-qs' : 'qs', attributes: { secure, sameSite: 'lax', path: '/' } },
    getUserAttributes: (facts) => facts,
  })
const forMembers = luciaFor(new TimeSpan(30, 'd'))
const forStaff = luciaFor(new TimeSpan(12, 'h'))

/** Who a request's cookie says, or null. Looks up everything that access depends on, so that what was taken away counts at once. */
export async function whoIs(cookies: string): Promise<Who | null> {
  const id = forMembers.readSessionCookie(cookies)
  if (!id) return null
  const { user } = await forMembers.validateSession(id)
  if (!user) return null
  return {
    personId: user.id,
    name: user.name,
    email: user.email,
    language: user.language,
    timeZone: user.time_zone,
    staffRole: user.staff_role as StaffRole | null,
    grants: await grantsOf(user.seats),
    previousVisitAt: user.previous_visit_at,
  }
}

export async function grantsOf(seats: readonly Seat[]): Promise<Grant[]> {
  return await Promise.all(
    seats.map(async (seat) => {
      const { role, accountId, rootAccountId, inherits, distributes, supplies } = seat
      const wholeTree = inherits && accountId === rootAccountId
      const accountIds = inherits && !wholeTree ? await branchOf(accountId) : [accountId]
      return { role, accountId, rootAccountId, wholeTree, accountIds, distributes, supplies }
    }),
  )
}

/** An account and everything below it in the ownership tree. */
async function branchOf(accountId: Id): Promise<Id[]> {
  const rows = await db
    .withRecursive('branch', (start) =>
      start
        .selectFrom('accounts')
        .select('id')
        .where('id', '=', accountId)
        .unionAll(start.selectFrom('accounts').innerJoin('branch', 'branch.id', 'accounts.parent_id').select('accounts.id')),
    )
    .selectFrom('branch')
    .select('id')
    .execute()
  return rows.map((row) => row.id)
}

/** Starts a session with a new id; answers the cookie to set. */
export async function startSession(
  personId: Id,
  isStaff: boolean,
  from: { ip: string; userAgent: string | null },
): Promise<string> {
  const lucia = isStaff ? forStaff : forMembers
  const session = await lucia.createSession(personId, {})
  await db
    .updateTable('sessions')
    .set({ ip: from.ip, user_agent: from.userAgent?.slice(0, 300) ?? null })
    .where('id', '=', digest(session.id))
    .execute()
  await db
    .updateTable('persons')
    .set({ previous_visit_at: sql.ref('visit_at'), visit_at: new Date() })
    .where('id', '=', personId)
    .execute()
  return lucia.createSessionCookie(session.id).serialize()
}

/** Under which id the session of a request's cookie is stored, or null where it has none. */
export function sessionIdOf(cookies: string): string | null {
  const id = forMembers.readSessionCookie(cookies)
  return id ? digest(id) : null
}

/** Ends the session of a request's cookie; answers the cookie that removes it. */
export async function endSession(cookies: string): Promise<string> {
  const id = forMembers.readSessionCookie(cookies)
  if (id) await forMembers.invalidateSession(id)
  return forMembers.createBlankSessionCookie().serialize()
}

/** Ends every session of a person: after a new password, or when their access ends. */
export async function endAllSessions(personId: Id): Promise<void> {
  await db.deleteFrom('sessions').where('user_id', '=', personId).execute()
}
