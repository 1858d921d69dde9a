import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { db } from '~/database/connection.server'
import type { Id } from '~/database/tables'
import { env } from '~/env.server'
import type { Refusal } from '~/values/outcome'
import { notFound, tooMany } from '~/values/outcome'
import type { Audience, MemberAbility } from './abilities'
import { networkOf, spend } from './limits.server'
import { whoIsPerson } from './on-behalf.server'
import { Scope } from './scope.server'

/**
 * A calendar program asks without a sign-in, by an address that is a secret. There is one for each person: 256 bits, of which only the
 * SHA-256 is stored. They are made from a random salt with this server's own key, so that their owner can be shown them again and
 * nobody can make them from the rows alone. What such an address shows is what its owner may see at the time of asking.
 */

const key = Buffer.from(hkdfSync('sha256', env.SECRET, '', 'quayside calendar feed', 32))
const tokenOf = (personId: Id, salt: string) => createHmac('sha256', key).update(`${personId} ${salt}`).digest('base64url')
const digest = (token: string) => createHash('sha256').update(token).digest('hex')
const shape = /^[\w-]{43}$/

type Owned = Scope<Audience, never>

/** The secret of the reader's own calendar; null where they have none, or where the server's key has changed since it was made. */
export async function ownFeed(scope: Owned): Promise<{ token: string; madeAt: Date } | null> {
  const row = await Scope.connectionOf(scope)
    .selectFrom('calendar_feeds')
    .select(['salt', 'token_hash', 'created_at'])
    .where('person_id', '=', scope.who.personId)
    .executeTakeFirst()
  const token = row ? tokenOf(scope.who.personId, row.salt) : ''
  return row && digest(token) === row.token_hash ? { token, madeAt: row.created_at } : null
}

/** Makes the reader's secret address; one that there was before leads nowhere from then on. */
export async function makeFeed(scope: Owned): Promise<void> {
  const salt = randomBytes(16).toString('hex')
  const row = { salt, token_hash: digest(tokenOf(scope.who.personId, salt)), created_at: scope.now }
  await Scope.connectionOf(scope)
    .insertInto('calendar_feeds')
    .values({ person_id: scope.who.personId, ...row })
    .onDuplicateKeyUpdate(row)
    .execute()
}

/** Ends the reader's secret address. Answers whether there was one. */
export async function revokeFeed(scope: Owned): Promise<boolean> {
  const done = await Scope.connectionOf(scope)
    .deleteFrom('calendar_feeds')
    .where('person_id', '=', scope.who.personId)
    .executeTakeFirst()
  return done.numDeletedRows > 0n
}

/**
 * What the owner of a secret address may see now, with these abilities. Refuses (404) an address that leads nowhere, one whose owner
 * is gone or may no longer see any of it, and whoever asks too often, of one address or from one place.
 */
export async function byFeed<const Ab extends MemberAbility, R>(
  asked: { token: string; ip: string; may: readonly Ab[] },
  run: (scope: Scope<'portal', Ab>) => Promise<R>,
): Promise<R | Refusal> {
  const { token, ip, may } = asked
  const wait = await spend(
    ['feed.address', networkOf(ip)],
    ...(shape.test(token) ? [['feed.token', digest(token)] as const] : []),
  )
  if (wait > 0) return tooMany('shell:form.slow', wait)
  if (!shape.test(token)) return notFound()
  const row = await db.selectFrom('calendar_feeds').select('person_id').where('token_hash', '=', digest(token)).executeTakeFirst()
  const who = row ? await whoIsPerson(db, row.person_id) : null
  const scope = who && Scope.prove('portal', may, who)
  return scope ? await run(scope) : notFound()
}
