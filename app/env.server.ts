import { z } from 'zod'

/** Written as `yes` or `no`, so that `FLAG=false` cannot mean true. */
const yesNo = (fallback: 'yes' | 'no') =>
  z
    .enum(['yes', 'no'], 'must be yes or no')
    .default(fallback)
    .transform((value) => value === 'yes')

const wholeNumber = (low: number, high: number) =>
  z.coerce
    .number(`must be a whole number from ${low} to ${high}`)
    .pipe(
      z
        .int(`must be a whole number from ${low} to ${high}`)
        .min(low, `must be at least ${low}`)
        .max(high, `must be at most ${high}`),
    )

const address = (protocols: readonly string[]) =>
  z.string().refine((text) => protocols.includes(URL.parse(text)?.protocol ?? ''), {
    error: `must be an address that starts with ${protocols.map((one) => `${one}//`).join(' or ')}`,
  })

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/** An origin, without path. Plain http only on this machine, because the session cookie needs https anywhere else. */
const origin = address(['http:', 'https:'])
  .refine((text) => (URL.parse(text)?.origin ?? text) === text.replace(/\/$/, ''), { error: 'must have no path, query or user' })
  .refine((text) => text.startsWith('https:') || loopback.has(URL.parse(text)?.hostname ?? ''), {
    error: 'must be https, except on localhost',
  })
  .transform((text) => text.replace(/\/$/, ''))

/** How many proxies stand in front, or which networks they are in; `no` trusts nobody's X-Forwarded headers. */
const proxies = z
  .string()
  .default('no')
  .transform((text): false | number | string[] => {
    if (text === 'no') return false
    return /^\d+$/.test(text) ? Number(text) : text.split(',').map((one) => one.trim())
  })
  .refine(
    (value) => !Array.isArray(value) || value.every((one) => /^(loopback|uniquelocal|[\da-f.:]+(\/\d{1,3})?)$/i.test(one)),
    {
      error: 'must be no, a number of proxies, or networks such as loopback, 10.0.0.0/8',
    },
  )

/** Up to five numbers of days, smallest first; none for `no`. */
const reminders = z
  .string()
  .default('30,7')
  .transform((text) => (text === 'no' ? [] : text.split(',').map((one) => one.trim())))
  .refine((days) => days.length <= 5 && days.every((one) => /^[1-9]\d{0,2}$/.test(one) && Number(one) <= 365), {
    error: 'must be no, or up to five whole numbers from 1 to 365 such as 30,7',
  })
  .transform((days) => [...new Set(days.map(Number))].sort((a, b) => a - b))

const shape = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production').describe('production, development or test'),
  DATABASE_URL: address(['mysql:', 'mariadb:'])
    .transform((text) => text.replace(/^mariadb:/, 'mysql:'))
    .describe('The database: mysql://user:password@host:3306/quayside (MySQL 8.4 or MariaDB 10.11, or later)'),
  POOL_SIZE: wholeNumber(2, 200).default(10).describe('Database connections of one process, at most'),
  STATEMENT_SECONDS: wholeNumber(0, 3600)
    .default(30)
    .describe('Seconds after which the database gives up one statement of a page; 0 lets it go on. Commands take their time'),
  PORT: wholeNumber(0, 65_535).default(3000).describe('The port to listen on'),
  HOST: z.string().min(1).default('127.0.0.1').describe('The address to listen on; 0.0.0.0 inside a container'),
  PUBLIC_URL: origin.optional().describe('Where people reach Quayside, for links in mail: https://portal.example.com'),
  TRUST_PROXY: proxies.describe('How many proxies stand in front, or their networks (loopback, 10.0.0.0/8); no trusts none'),
  SECRET: z
    .string()
    .min(32, 'must have at least 32 characters')
    .optional()
    .describe('A long random text that signs cookies and the audit chain; keep it with the backups: openssl rand -base64 48'),
  HOST_NAME: z.string().min(1).max(80).default('Fairlead Fittings').describe('The name of the company that runs this portal'),
  SMTP_URL: address(['smtp:', 'smtps:']).optional().describe('The mail server: smtp://user:password@mail.example.com:587'),
  MAIL_FROM: z.string().min(3).default('Quayside <no-reply@localhost>').describe('The sender of all mail'),
  MAIL_FOLDER: z
    .string()
    .min(1)
    .default('.data/mail')
    .describe('Where the local mail server of development and demo keeps what it got'),
  FILES_FOLDER: z.string().min(1).default('.data/files').describe('Where uploaded files are kept'),
  NOTICE_REMINDER_DAYS: reminders.describe(
    'Days before a contract’s last day for notice on which the account’s managers and administrators are reminded; no reminds nobody',
  ),
  PRICE_NOTICE_DAYS: wholeNumber(0, 365)
    .default(30)
    .describe('Days between a supplier’s proposal of a price and the first day on which it may hold'),
  ANSWER_DAYS_LATE: wholeNumber(0, 365)
    .default(2)
    .describe('Days after the wanted one up to which a supplier’s answer to a purchase order needs no decision'),
  ANSWER_QUANTITY_PERCENT: wholeNumber(0, 100)
    .default(0)
    .describe('Percent of an ordered quantity that a supplier may refuse without a decision'),
  ANSWER_PRICE_PERCENT: wholeNumber(0, 100)
    .default(0)
    .describe('Percent by which a supplier’s answer may differ from the ordered price without a decision'),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^[sr]k_(test|live)_/, 'must be a secret key of Stripe, which begins with sk_')
    .optional()
    .describe('The secret key of Stripe, with which members pay invoices; without it they are told how to transfer'),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .min(16, 'must have at least 16 characters')
    .optional()
    .describe('The signing secret of Stripe’s messages to /hooks/stripe'),
  STRIPE_API_URL: origin
    .optional()
    .describe('Where Stripe answers, if elsewhere: a stand-in on this machine, for demo and tests'),
  QUAYSIDE_DEMO: yesNo('no').describe('yes runs the demo world: sample sign-ins, /dev/mail and /dev/ui'),
  WORKER: z
    .enum(['inside', 'separate'])
    .optional()
    .describe('inside runs jobs in the web process, separate leaves them to npm run worker'),
  DRAIN_DELAY: wholeNumber(0, 60)
    .default(1)
    .describe('Seconds to go on accepting after SIGTERM, until the balancer has seen /readyz say 503'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('What to write to the log'),
  METRICS_TOKEN: z
    .string()
    .min(16, 'must have at least 16 characters')
    .optional()
    .describe('Bearer token for /metrics; without it only this machine may read them'),
})

/** What only a real installation must say itself. */
function missingWhenLive(given: Record<string, string | undefined>): string[] {
  if ((given.NODE_ENV ?? 'production') !== 'production') return []
  return given.QUAYSIDE_DEMO === 'yes' ? ['SECRET'] : ['SECRET', 'PUBLIC_URL', 'SMTP_URL']
}

/** What everybody else gets by itself. */
const settings = shape.transform((given) => {
  const live = given.NODE_ENV === 'production' && !given.QUAYSIDE_DEMO
  return {
    ...given,
    PUBLIC_URL: given.PUBLIC_URL ?? `http://localhost:${given.PORT}`,
    SECRET: given.SECRET ?? 'development only, never in production',
    WORKER: given.WORKER ?? (live ? 'separate' : 'inside'),
    /** Sample data, caught mail and the design system may be looked at. */
    SHOW_DEV_PAGES: !live,
  }
})

export type Settings = z.output<typeof settings>

/** Stops the start; its message is for the person who wrote the settings, and never repeats a value, which may be a password. */
export class WrongSettings extends Error {
  override name = 'WrongSettings'
}

export const settingNames = Object.keys(shape.shape)
export const settingHelp = (name: string): string => shape.shape[name as keyof typeof shape.shape]?.description ?? ''

/** Reads all settings at once, so that one start names everything that is wrong. An empty value counts as not set. */
export function readSettings(source: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(source).filter(([name, value]) => value !== '' && settingNames.includes(name)))
  const parsed = settings.safeParse(given)
  // The first thing wrong with each; what follows is often its consequence.
  const wrong = new Map(parsed.error?.issues.toReversed().map((issue) => [String(issue.path[0]), issue.message]))
  for (const name of [...wrong.keys(), ...missingWhenLive(given)]) if (given[name] === undefined) wrong.set(name, 'is missing')
  if (parsed.success && wrong.size === 0) return parsed.data
  const lines = [...wrong].map(([name, why]) => `  ${name} ${why}\n      ${settingHelp(name)}`)
  throw new WrongSettings(`Quayside cannot start, because of its settings:\n${lines.join('\n')}`)
}

const source = process.env.NODE_ENV === 'test' ? { DATABASE_URL: 'mysql://nobody@127.0.0.1:1/none', ...process.env } : process.env
export const env: Settings = readSettings(source)
