import { parseArgs } from 'node:util'
import { inviteFirstAdmin } from './features/people/setup.server'
import { work } from './features/registry.server'
import type { Language } from './languages/settings'
import { isLanguage } from './languages/settings'
import { normalEmail } from './values/email'
import { isRefusal } from './values/outcome'
import type { SystemScope } from './work/jobs'
import { workOff } from './work/worker.server'

const say = (text: string) => void process.stdout.write(`${text}\n`)

const usage = `npm run setup -- --admin MAIL [--name NAME] [--language en|zh-CN]

Invites the first administrator by mail. Run it once, after npm run db:migrate, with the settings of the installation in the
environment; run it again to send the mail again.`

const refusals = {
  'there-is-one': 'There is an administrator already; they invite everybody else at /staff/people.',
  'another-invited':
    'Another person was invited as the first administrator and has not come in yet. Name the same address to send it again.',
}

type Given = { email: string; name: string; language: Language }

function read(args: string[]): Given | null {
  const options = { admin: { type: 'string' }, name: { type: 'string' }, language: { type: 'string', default: 'en' } } as const
  try {
    const { values } = parseArgs({ args, options })
    const email = normalEmail(values.admin ?? '')
    if (!email || !isLanguage(values.language)) return null
    return { email, name: values.name?.trim() || (email.split('@')[0] ?? email), language: values.language }
  } catch {
    return null
  }
}

/** The first start of a real installation: its settings were checked when the bundle was loaded; what is missing is somebody. */
export async function setUp(scope: SystemScope, args: string[]): Promise<number> {
  const given = read(args)
  if (!given) return fail(usage)
  try {
    const invited = await inviteFirstAdmin(scope, given)
    if (typeof invited === 'string') return fail(refusals[invited])
    if (isRefusal(invited)) return fail(`${given.email} cannot be the administrator: ${invited.reason}`)
  } catch (error) {
    if ((error as { errno?: number }).errno !== 1146) throw error
    return fail('The database has no tables yet: npm run db:migrate')
  }
  await workOff(work, 20)
  const waiting = await waitingMail(scope)
  say(
    waiting === null
      ? `An invitation was sent to ${given.email}. Its link works for seven days.`
      : `The invitation for ${given.email} is written and will be sent by the worker (npm run worker). The first try failed:\n  ${waiting}`,
  )
  return 0
}

function fail(why: string): number {
  process.stderr.write(`${why}\n`)
  return 1
}

/** Why the newest letter has not left yet, or null where it has. */
async function waitingMail(scope: SystemScope): Promise<string | null> {
  const job = await scope.rows
    .selectFrom('outbox')
    .select(['state', 'last_error'])
    .where('topic', '=', 'people.mail')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return job && job.state !== 'done' ? (job.last_error?.split('\n', 1)[0] ?? 'it has not been tried') : null
}
