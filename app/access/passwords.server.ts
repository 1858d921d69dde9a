import { hash, verify } from '@node-rs/argon2'
import { env } from '~/env.server'
import { Unavailable } from '~/values/outcome'

/** argon2id, the default of the library, at OWASP's second recommendation: 19 MiB, two passes, one lane; about 20 ms of one core. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

export const shortest = 8
export const longest = 128

/** In characters as people count them, not in the machine's units. */
const lengthOf = (password: string) => [...password].length

// Hashing is the one thing that anybody may make this process do: so many at once, so many waiting, and the rest come again.
const atOnce = 3
const mostWaiting = 60
const waiting: (() => void)[] = []
let busy = 0

async function inTurn<R>(work: () => Promise<R>): Promise<R> {
  if (busy < atOnce) busy++
  else {
    if (waiting.length >= mostWaiting) throw new Unavailable('too many passwords to check at once')
    await new Promise<void>((go) => waiting.push(go))
  }
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else busy--
  }
}

/** The argon2id hash under which a password is stored. The password is taken exactly as it was typed. */
export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, cost))

let dummy: Promise<string> | undefined

/**
 * Whether a password fits a stored hash. Where there is none, or the password is longer than any can be, the same work is done
 * for nothing, so that the time of the answer does not tell whether an address is known.
 */
export async function fits(stored: string | null, password: string): Promise<boolean> {
  const long = lengthOf(password) > longest
  dummy ??= hash('nobody has this password', cost)
  const against = stored === null || long ? await dummy : stored
  const right = await inTurn(() => verify(against, long ? '' : password))
  return right && stored !== null && !long
}

let common: Promise<ReadonlySet<string>> | undefined
// 49,000 strings, needed only when somebody chooses a password.
const commonPasswords = () => {
  common ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => new Set(dictionary['passwords-common']))
  return common
}

/** A year and a sign around a word do not make it a secret; more than this may. */
const mostAround = 6

/** The word inside: 'Password2024!' is 'password'. */
const bare = (text: string) => text.toLowerCase().replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')

const plain = (text: string) => bare(text).replace(/\s/g, '')

/** Words that everybody who attacks this installation tries first: its product, its host, and the person's own name and address. */
const wordsAbout = ({ name, email }: { name: string; email: string }) =>
  ['quayside', env.HOST_NAME, ...env.HOST_NAME.split(/\s+/), name, ...name.split(/\s+/), email, ...email.split('@')].map(plain)

/**
 * Why a password cannot be taken, as a key of the languages, or null. Any characters are welcome; refused are fewer than 8 or
 * more than 128, the ones that everybody tries first, and the names of the portal, its host and the person, with a few
 * digits or signs around them or without.
 */
export async function problemOf(password: string, about: { name: string; email: string }): Promise<string | null> {
  if (lengthOf(password) < shortest) return 'signin:password.short'
  if (lengthOf(password) > longest) return 'signin:password.long'
  const list = await commonPasswords()
  if (list.has(password.toLowerCase()) || new Set(password).size === 1) return 'signin:password.common'
  const word = bare(password)
  if (password.length - word.length > mostAround) return null
  if (list.has(word)) return 'signin:password.common'
  return wordsAbout(about).includes(plain(word)) ? 'signin:password.guessable' : null
}
