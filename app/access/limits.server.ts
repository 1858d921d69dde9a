import { createHash } from 'node:crypto'
import { RateLimiterMemory, RateLimiterMySQL, RateLimiterRes } from 'rate-limiter-flexible'
import { patientPool } from '~/database/connection.server'
import { env } from '~/env.server'
import { log } from '~/log.server'

/**
 * How often something may be tried: so many times within so many seconds, counted for all processes together. Sign-in counts
 * failures: by person and address first, so that whoever guesses is stopped before anybody else is; by person from anywhere; and
 * by address, generously, since a whole office may have one.
 */
const rules = {
  'sign-in.pair': [10, 900],
  'sign-in.person': [60, 3600],
  'sign-in.address': [100, 900],
  'reset.person': [5, 3600],
  'reset.address': [30, 3600],
  'link.address': [60, 900],
  'password.person': [10, 900],
  'invite.person': [200, 3600],
  'invite.account': [300, 86_400],
  'invite.again': [5, 86_400],
  'feed.address': [600, 3600],
  'feed.token': [60, 3600],
} as const satisfies Record<string, readonly [points: number, seconds: number]>

export type Limit = keyof typeof rules
/** A limit and whose it is: an address of the network, an address of mail, an id. */
export type Counted = readonly [limit: Limit, whose: string]

const dbName = decodeURIComponent(new URL(env.DATABASE_URL).pathname.slice(1))
const limiters = new Map<Limit, RateLimiterMySQL>()

function limiterOf(name: Limit): RateLimiterMySQL {
  const known = limiters.get(name)
  if (known) return known
  const [points, duration] = rules[name]
  const made = new RateLimiterMySQL({
    storeClient: patientPool,
    storeType: 'pool',
    dbName,
    tableName: 'rate_limits',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: name,
    points,
    duration,
    // Whoever goes on regardless costs no more queries.
    inMemoryBlockOnConsumed: points + 1,
    // Where the table cannot be written the limit still holds, in each process by itself: guessing is never free.
    insuranceLimiter: new RateLimiterMemory({ points, duration, keyPrefix: name }),
  })
  limiters.set(name, made)
  return made
}

/** Nobody's address is kept in the table of limits. */
const keyOf = (whose: string) => createHash('sha256').update(whose).digest('hex').slice(0, 40)

/** Counts one try, and answers how many seconds to wait, or 0 where it may go ahead. */
async function take([name, whose]: Counted): Promise<number> {
  try {
    await limiterOf(name).consume(keyOf(whose))
    return 0
  } catch (error) {
    if (error instanceof RateLimiterRes) return Math.max(1, Math.ceil(error.msBeforeNext / 1000))
    log.error({ err: error, limit: name }, 'limit not counted')
    throw error
  }
}

/**
 * Counts a try against each limit in turn, and stops at the first that is used up: what comes after it is not counted, so that
 * hammering on one person from one place does not lock that person out of every other place. Answers the seconds to wait, or 0.
 */
export async function spend(...counted: readonly Counted[]): Promise<number> {
  for (const one of counted) {
    const seconds = await take(one)
    if (seconds > 0) return seconds
  }
  return 0
}

/** Forgets the tries: the right password was among them. */
export async function forgive(...counted: readonly Counted[]): Promise<void> {
  for (const [name, whose] of counted) await limiterOf(name).delete(keyOf(whose))
}

/** Gives one try back, where several people share a limit. */
export async function giveBack(...counted: readonly Counted[]): Promise<void> {
  for (const [name, whose] of counted) await limiterOf(name).reward(keyOf(whose))
}

/** Whose an address is: one of IPv4 is one customer's, of IPv6 the first 64 bits are. */
export function networkOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)
  if (mapped?.[1]) return mapped[1]
  if (!ip.includes(':')) return ip
  const [head = '', tail] = ip.split('::')
  const before = head.split(':').filter(Boolean)
  const after = (tail ?? '').split(':').filter(Boolean)
  const groups =
    tail === undefined ? before : [...before, ...Array(Math.max(0, 8 - before.length - after.length)).fill('0'), ...after]
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(String(group), 16).toString(16))
    .join(':')
}
