import { createHash } from 'node:crypto'
import { db } from '~/database/connection.server'
import type { Id } from '~/database/tables'
import { Scope } from './scope.server'
import { sessionIdOf } from './session.server'

// Sessions as their person, or whoever manages people, sees them. Their ids never leave this folder, not even hashed.

/** A browser that is signed in. `key` names it in a form. */
export type SessionRow = { key: string; since: Date; until: Date; ip: string | null; userAgent: string | null; current: boolean }

const digest = (text: string) => createHash('sha256').update(text).digest('hex')
const keyOf = (id: string) => digest(`session ${id}`).slice(0, 24)

const mine = (scope: Scope<'me', never>) =>
  db.selectFrom('sessions').where('user_id', '=', scope.who.personId).where('expires_at', '>', scope.now)

/** Where the reader is signed in, newest first; the one that asks is marked. At most 100. */
export async function ownSessions(scope: Scope<'me', 'me.read'>, cookies: string): Promise<SessionRow[]> {
  const current = sessionIdOf(cookies)
  const rows = await mine(scope)
    .select(['id', 'created_at', 'expires_at', 'ip', 'user_agent'])
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(100)
    .execute()
  return rows.map((row) => ({
    key: keyOf(row.id),
    since: row.created_at,
    until: row.expires_at,
    ip: row.ip,
    userAgent: row.user_agent,
    current: row.id === current,
  }))
}

/** Signs one browser of the reader out; answers how many that were, 0 where it was out already. */
export async function endOwnSession(scope: Scope<'me', 'me.change'>, key: string): Promise<number> {
  const rows = await mine(scope).select('id').execute()
  const ids = rows.map((row) => row.id).filter((id) => keyOf(id) === key)
  const done = await Scope.connectionOf(scope).deleteFrom('sessions').where('id', 'in', ids).executeTakeFirst()
  return Number(done.numDeletedRows)
}

/** Signs the reader out everywhere but here; answers how many sessions that ended. */
export async function endOtherSessions(scope: Scope<'me', 'me.change'>, cookies: string): Promise<number> {
  const done = await Scope.connectionOf(scope)
    .deleteFrom('sessions')
    .where('user_id', '=', scope.who.personId)
    .where('id', '!=', sessionIdOf(cookies) ?? '')
    .executeTakeFirst()
  return Number(done.numDeletedRows)
}

/** How many browsers a person is signed in with. */
export async function countSessions(scope: Scope<'staff', 'people.read'>, personId: Id): Promise<number> {
  const rows = await db
    .selectFrom('sessions')
    .select('id')
    .where('user_id', '=', personId)
    .where('expires_at', '>', scope.now)
    .limit(100)
    .execute()
  return rows.length
}

/** Ends all sessions of a person, within the transaction of the change that asks for it. */
export async function endSessionsOf(scope: Scope<'staff', 'people.manage'>, personId: Id): Promise<number> {
  const done = await Scope.connectionOf(scope).deleteFrom('sessions').where('user_id', '=', personId).executeTakeFirst()
  return Number(done.numDeletedRows)
}
