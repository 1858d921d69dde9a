import { db } from '~/database/connection.server'
import type { Id } from '~/database/tables'
import { log } from '~/log.server'
import { normalEmail } from '~/values/email'
import type { Refusal } from '~/values/outcome'
import { refuse, tooMany } from '~/values/outcome'
import { forgive, giveBack, networkOf, spend } from './limits.server'
import { fits } from './passwords.server'
import { endSession, startSession } from './session.server'

/** Where a request comes from, as far as signing in cares. */
export type Visit = { ip: string; userAgent: string | null; cookies: string }

export type SignedIn = { cookie: string; landing: string }

/**
 * Signs a person in by mail address and password, with a session that is new whatever the browser had before. Whether the
 * address is unknown, the password wrong, or the access ended: the answer and the time it takes are the same. After too many
 * failures it refuses the right password too, and says for how long.
 */
export async function signIn(form: { email: string; password: string }, visit: Visit): Promise<SignedIn | Refusal> {
  const email = normalEmail(form.email)
  const who = email ?? form.email.slice(0, 254).toLowerCase()
  const network = networkOf(visit.ip)
  const person = email === null ? undefined : await findPerson(email)
  const wait = await spend(['sign-in.pair', `${who} ${network}`], ['sign-in.address', network])
  if (wait > 0) return tooMany('signin:slow', wait)
  const everywhere = await spend(['sign-in.person', who])
  if (everywhere > 0 && !(person && (await hasBeenAt(person.id, visit.ip)))) return tooMany('signin:slow', everywhere)

  const right = await fits(person?.password_hash ?? null, form.password)
  if (!right || !person) {
    log.info({ ip: visit.ip }, 'sign-in refused')
    return refuse('password', 'signin:mismatch')
  }
  await forgive(['sign-in.pair', `${who} ${network}`])
  await giveBack(['sign-in.address', network], ['sign-in.person', who])
  return await open(person.id, person.staff_role !== null, visit)
}

/** Starts a session for a person who has just proved who they are, and ends the one that the browser came with. */
export async function open(personId: Id, isStaff: boolean, visit: Visit): Promise<SignedIn> {
  await endSession(visit.cookies)
  return { cookie: await startSession(personId, isStaff, visit), landing: await landingOf(personId) }
}

const findPerson = (email: string) =>
  db
    .selectFrom('persons as p')
    .leftJoin('credentials as c', 'c.person_id', 'p.id')
    .select(['p.id', 'p.staff_role', 'c.password_hash'])
    .where('p.email', '=', email)
    .where('p.active', '=', 1)
    .executeTakeFirst()

/** Guessing from everywhere at once must not lock a person out of the places where they have been before. */
async function hasBeenAt(personId: Id, ip: string): Promise<boolean> {
  const one = await db.selectFrom('sessions').select('id').where('user_id', '=', personId).where('ip', '=', ip).executeTakeFirst()
  return one !== undefined
}

type Seat = { role: string; buys: number; distributes: number; supplies: number }

/** The page where a person's day begins: staff, the portal, or the supplier's pages for those who only supply. */
export async function landingOf(personId: Id): Promise<string> {
  const rows = await db
    .selectFrom('persons as p')
    .leftJoin('memberships as m', 'm.person_id', 'p.id')
    .leftJoin('accounts as a', (on) => on.onRef('a.id', '=', 'm.account_id').on('a.active', '=', 1))
    .select(['p.staff_role', 'm.role', 'a.buys', 'a.distributes', 'a.supplies'])
    .where('p.id', '=', personId)
    .execute()
  if (rows[0]?.staff_role) return '/staff'
  const seats = rows.filter((row): row is typeof row & Seat => row.role !== null && row.supplies !== null)
  if (seats.length === 0) return '/me'
  return seats.every(onlySupplies) ? '/supplier' : '/portal'
}

const onlySupplies = (seat: Seat): boolean =>
  seat.supplies === 1 && (seat.role === 'catalog' || (seat.buys === 0 && seat.distributes === 0))

const base = 'http://quayside.invalid'

/** A path of this site to go to after signing in, or null: never another site, nor the pages of signing in themselves. */
export function safeNext(next: string | null | undefined): string | null {
  if (!next?.startsWith('/') || next.length > 2000) return null
  const url = URL.parse(next, base)
  if (!url || url.origin !== base || url.username || url.pathname.startsWith('//')) return null
  return /^\/(sign-|forgot-password|reset\/|invite\/)/.test(url.pathname) ? null : url.pathname + url.search
}
