import { createHash, randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import { db, inTransaction } from '~/database/connection.server'
import type { Job } from '~/database/outbox.server'
import { enqueue } from '~/database/outbox.server'
import type { Id, Tables } from '~/database/tables'
import type { Refusal } from '~/values/outcome'
import { isRefusal, refuse } from '~/values/outcome'
import type { StaffAbility } from './abilities'
import { appendAudit } from './audit.server'
import { hashPassword, problemOf } from './passwords.server'
import type { Scope } from './scope.server'
import { systemScope } from './scope.server'
import { seal } from './seal.server'

/**
 * Links in mail. Each is 256 random bits, stored as SHA-256, for one person and one purpose, once and for a time. Opening one
 * shows what it is for; only sending the form does it, because mail scanners follow links.
 */
export type Purpose = 'invitation' | 'reset' | 'rating'
/** Links that lead to a password. */
export type PasswordPurpose = Exclude<Purpose, 'rating'>

const hours: Record<Purpose, number> = { invitation: 7 * 24, reset: 1, rating: 30 * 24 }
const digest = (token: string) => createHash('sha256').update(token).digest('hex')
const shape = /^[\w-]{43}$/

/** Begins and ends with a letter or digit: mail programs that find addresses in plain text leave other signs at an end out. */
function newToken(): string {
  const token = randomBytes(32).toString('base64url')
  return /^[^-_].*[^-_]$/.test(token) ? token : newToken()
}

/** `subjectId` is the record that a link is about, where there may be several for one person. */
type For = { purpose: Purpose; personId: Id; accountId: Id | null; subjectId?: Id }

/**
 * Makes a link and revokes the open ones of the same purpose, person, account and record, so that only the newest works. The token is
 * answered sealed, as it may wait in the outbox; `unseal` it where the mail is written.
 */
export async function makeLink(scope: Scope<'staff', never>, given: For): Promise<{ id: Id; sealed: string; expiresAt: Date }> {
  await revokeLinks(scope, given)
  const token = newToken()
  const expiresAt = new Date(scope.now.getTime() + hours[given.purpose] * 3_600_000)
  const id = await scope.addLoose('mail_links', {
    purpose: given.purpose,
    token_hash: digest(token),
    person_id: given.personId,
    account_id: given.accountId,
    subject_id: given.subjectId ?? null,
    created_by: scope.who.personId === '0' ? null : scope.who.personId,
    created_at: scope.now,
    expires_at: expiresAt,
  })
  return { id, sealed: seal(token), expiresAt }
}

/** Ends the open links of one purpose, person and account; answers how many there were. */
export async function revokeLinks(
  scope: Scope<'staff', never>,
  { purpose, personId, accountId, subjectId }: For,
): Promise<number> {
  const done = await scope.rows
    .updateTable('mail_links')
    .set({ revoked_at: scope.now })
    .where('purpose', '=', purpose)
    .where('person_id', '=', personId)
    .where('account_id', accountId === null ? 'is' : '=', accountId)
    .where('subject_id', subjectId === undefined ? 'is' : '=', subjectId ?? null)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return Number(done.numUpdatedRows)
}

export type LinkState = 'open' | 'used' | 'revoked' | 'expired'

/** What a link is for, as its page shows it. */
export type FoundLink = {
  purpose: Purpose
  state: LinkState
  /** The record that it is about. */
  subjectId: Id | null
  person: { name: string; email: string; language: string; timeZone: string; staffRole: string | null }
  account: { code: string; name: string; role: string | null } | null
  invitedBy: string | null
  expiresAt: Date
}

type Stamps = { used_at: Date | null; revoked_at: Date | null; expires_at: Date }

const stateOf = ({ used_at, revoked_at, expires_at }: Stamps, now: Date): LinkState =>
  used_at ? 'used' : revoked_at ? 'revoked' : expires_at <= now ? 'expired' : 'open'

/** The link of a token, or null for one that never was: cut short by a mail program, or guessed. */
export async function findLink(token: string, now = new Date()): Promise<FoundLink | null> {
  if (!shape.test(token)) return null
  const row = await db
    .selectFrom('mail_links as l')
    .innerJoin('persons as p', 'p.id', 'l.person_id')
    .leftJoin('accounts as a', 'a.id', 'l.account_id')
    .leftJoin('memberships as m', (on) => on.onRef('m.person_id', '=', 'l.person_id').onRef('m.account_id', '=', 'l.account_id'))
    .leftJoin('persons as by', 'by.id', 'l.created_by')
    .select(['l.purpose', 'l.subject_id', 'l.used_at', 'l.revoked_at', 'l.expires_at', 'by.name as by_name'])
    .select(['p.name', 'p.email', 'p.language', 'p.time_zone', 'p.staff_role', 'p.active'])
    .select(['a.code as account_code', 'a.name as account_name', 'm.role'])
    .where('l.token_hash', '=', digest(token))
    .executeTakeFirst()
  if (!row) return null
  return {
    purpose: row.purpose as Purpose,
    subjectId: row.subject_id,
    state: row.active === 1 ? stateOf(row, now) : 'revoked',
    person: { name: row.name, email: row.email, language: row.language, timeZone: row.time_zone, staffRole: row.staff_role },
    account: row.account_code && row.account_name ? { code: row.account_code, name: row.account_name, role: row.role } : null,
    invitedBy: row.by_name,
    expiresAt: row.expires_at,
  }
}

/** How a link stands, by its id, for the letter that brings it. */
export async function findLinkById(scope: Scope<'staff', never>, id: Id): Promise<{ state: LinkState; expiresAt: Date } | null> {
  const row = await scope.rows
    .selectFrom('mail_links')
    .select(['used_at', 'revoked_at', 'expires_at'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? { state: stateOf(row, scope.now), expiresAt: row.expires_at } : null
}

type Handle = Kysely<Tables>
type From = { ip: string; requestId: string; now?: Date }

/** Work that follows from a new password, written in the transaction that sets it. */
export type Follows = (personId: Id) => readonly Job[]

/**
 * Sets the password that a link entitles to. All in one transaction: the link is used, once even if it is sent twice at the same
 * time; every other open link of the person ends, and so does every session. Refuses a link that is not open with the reason
 * 'signin:link.over', and a password that cannot be taken at the field `password`.
 */
export async function setPasswordByLink(
  given: { token: string; purpose: PasswordPurpose; password: string },
  from: From,
  follows: Follows = () => [],
): Promise<{ personId: Id; isStaff: boolean } | Refusal> {
  const now = from.now ?? new Date()
  const link = await findLink(given.token, now)
  if (link?.state !== 'open' || link.purpose !== given.purpose) return refuse('', 'signin:link.over')
  const problem = await problemOf(given.password, link.person)
  if (problem) return refuse('password', problem)
  const passwordHash = await hashPassword(given.password)
  return await inTransaction(async (handle) => {
    const person = await useLink(handle, given, now)
    if (isRefusal(person)) return person
    await setPassword(handle, person.id, passwordHash, now)
    await endLinks(handle, person.id, now)
    await handle.deleteFrom('sessions').where('user_id', '=', person.id).execute()
    await enqueue(handle, now, follows(person.id))
    await appendAudit(handle, {
      action: given.purpose === 'reset' ? 'people.password-reset' : 'people.invitation-accepted',
      subject: { type: 'person', id: person.id },
      accountId: person.accountId,
      at: now,
      personId: person.id,
      ip: from.ip,
      requestId: from.requestId,
    })
    return { personId: person.id, isStaff: person.isStaff }
  })
}

export type ByLink = { personId: Id; accountId: Id | null; subjectId: Id | null }

class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super('refused')
    this.refusal = refusal
  }
}

/**
 * Does what a link entitles to, once, however often it is sent at the same time: the link is used in the transaction of `run`, which
 * runs in nobody's name. What `run` refuses leaves the link open. Refuses a link that is not open with 'signin:link.over'.
 */
export async function actByLink<R>(
  given: { token: string; purpose: Exclude<Purpose, PasswordPurpose> },
  from: From,
  run: (scope: Scope<'staff', StaffAbility>, link: ByLink) => Promise<R | Refusal>,
): Promise<R | Refusal> {
  const now = from.now ?? new Date()
  if (!shape.test(given.token)) return refuse('', 'signin:link.over')
  try {
    return await systemScope<StaffAbility>([], now).transactionWith(async (scope, handle) => {
      const person = await useLink(handle, given, now)
      if (isRefusal(person)) throw new Refused(person)
      const outcome = await run(scope, { personId: person.id, accountId: person.accountId, subjectId: person.subjectId })
      if (isRefusal(outcome)) throw new Refused(outcome)
      return outcome
    })
  } catch (error) {
    if (error instanceof Refused) return error.refusal
    throw error
  }
}

/** What a link is about, read in nobody's name; null where it is not open. Looking changes nothing. */
export async function lookByLink<R>(
  token: string,
  purpose: Exclude<Purpose, PasswordPurpose>,
  read: (scope: Scope<'staff', StaffAbility>, subjectId: Id) => Promise<R>,
): Promise<{ state: LinkState | 'unknown'; open: R | null }> {
  const link = await findLink(token)
  if (link?.purpose !== purpose) return { state: 'unknown', open: null }
  if (link.state !== 'open' || link.subjectId === null) return { state: link.state, open: null }
  return { state: 'open', open: await read(systemScope<StaffAbility>([]), link.subjectId) }
}

async function useLink(handle: Handle, { token, purpose }: { token: string; purpose: Purpose }, now: Date) {
  const used = await handle
    .updateTable('mail_links')
    .set({ used_at: now })
    .where('token_hash', '=', digest(token))
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  if (used.numUpdatedRows !== 1n) return refuse('', 'signin:link.over')
  const person = await handle
    .selectFrom('mail_links as l')
    .innerJoin('persons as p', 'p.id', 'l.person_id')
    .select(['p.id', 'p.staff_role', 'p.active', 'l.account_id', 'l.subject_id'])
    .where('l.token_hash', '=', digest(token))
    .executeTakeFirstOrThrow()
  if (person.active !== 1) return refuse('', 'signin:link.over')
  return { id: person.id, isStaff: person.staff_role !== null, accountId: person.account_id, subjectId: person.subject_id }
}

async function endLinks(handle: Handle, personId: Id, now: Date): Promise<void> {
  await handle
    .updateTable('mail_links')
    .set({ revoked_at: now })
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute()
}

/** Replaces a person's password. The caller's transaction ends what the old one had opened. */
export async function setPassword(handle: Handle, personId: Id, passwordHash: string, now: Date): Promise<void> {
  await handle
    .insertInto('credentials')
    .values({ person_id: personId, password_hash: passwordHash, changed_at: now })
    .onDuplicateKeyUpdate({ password_hash: passwordHash, changed_at: now })
    .execute()
}
