import type { TFunction } from 'i18next'
import { findLinkById } from '~/access/mail-links.server'
import { unseal } from '~/access/seal.server'
import type { Id } from '~/database/tables'
import { env } from '~/env.server'
import type { Letter } from '~/integrations/mail/letter.server'
import { writeLetter } from '~/integrations/mail/letter.server'
import { messageIdFor, sendMail } from '~/integrations/mail/send.server'
import type { Language } from '~/languages/settings'
import { texts } from '~/languages/texts.server'
import { fullInstant } from '~/ui/when-text'
import type { JobHandler, SystemScope } from '~/work/jobs'

/** The topic of letters about a person's own access. */
export const peopleMail = 'people.mail'

type ToPerson = { personId: Id }
type About = ToPerson & { accountId: Id | null; by: Id }
/** What waits in the outbox: ids, and the token sealed. Names and addresses are read when the letter is written. */
export type PeopleMail =
  | (About & { letter: 'invitation'; linkId: Id; sealed: string })
  | (About & { letter: 'added' })
  | (ToPerson & { letter: 'reset'; linkId: Id; sealed: string })
  | (ToPerson & { letter: 'password-changed'; at: string })

type Words = TFunction<'people'>
type Person = { name: string; email: string; language: string; time_zone: string; staff_role: string | null }
type Seat = { account: string; role: string; inherits: number } | undefined
type Facts = { t: Words; person: Person; seat: Seat; by: string; until: string; token: string }

/** Sends a letter to a person, in their language. One whose link was used or replaced meanwhile is not sent any more. */
export const peopleMailer: JobHandler = {
  topic: peopleMail,
  async run(payload, { scope, jobId }) {
    const mail = payload as PeopleMail
    const person = await personOf(scope, mail.personId)
    if (!person) return
    const language = person.language as Language
    const t = texts[language].getFixedT(language, 'people')
    const link = 'linkId' in mail ? await findLinkById(scope, mail.linkId) : null
    if ('linkId' in mail && link?.state !== 'open') return
    const until = link ? fullInstant(language, link.expiresAt, person.time_zone) : ''
    const token = 'sealed' in mail ? unseal(mail.sealed) : ''
    const about = 'accountId' in mail ? await aboutOf(scope, mail) : { seat: undefined, by: '' }
    const at = 'at' in mail ? fullInstant(language, new Date(mail.at), person.time_zone) : until
    const written = writeLetter({ language, ...letters[mail.letter]({ t, person, ...about, until: at, token }) })
    await sendMail({ to: { name: person.name, address: person.email }, messageId: messageIdFor(jobId), ...written })
  },
}

async function personOf(scope: SystemScope, id: Id) {
  return await scope.rows
    .selectFrom('persons')
    .select(['name', 'email', 'language', 'time_zone', 'staff_role'])
    .where('id', '=', id)
    .where('active', '=', 1)
    .executeTakeFirst()
}

async function aboutOf(scope: SystemScope, { personId, accountId, by }: About): Promise<{ seat: Seat; by: string }> {
  const [seat, from] = await Promise.all([
    scope.rows
      .selectFrom('memberships as m')
      .innerJoin('accounts as a', 'a.id', 'm.account_id')
      .select(['a.name as account', 'm.role', 'm.inherits'])
      .where('m.person_id', '=', personId)
      .where('m.account_id', '=', accountId ?? '0')
      .executeTakeFirst(),
    scope.rows.selectFrom('persons').select('name').where('id', '=', by).executeTakeFirst(),
  ])
  return { seat, by: from?.name ?? env.HOST_NAME }
}

const seatFacts = ({ t, person, seat }: Facts): [string, string][] =>
  seat
    ? [
        [t('mail.account'), seat.account],
        [t('mail.role'), t(`role.${seat.role as 'admin'}`)],
        [t('mail.reach'), t(seat.inherits === 1 ? 'reach.branch' : 'reach.account')],
      ]
    : [[t('mail.role'), t(`staffRole.${(person.staff_role ?? 'agent') as 'agent'}`)]]

const host = env.HOST_NAME

const letters: Record<PeopleMail['letter'], (facts: Facts) => Omit<Letter, 'language'>> = {
  invitation: (facts) => {
    const { t, seat, by, until, token } = facts
    return {
      subject: seat ? t('mail.invitation.subject', { host, account: seat.account }) : t('mail.invitation.staffSubject', { host }),
      heading: t('mail.invitation.heading', { by, host }),
      parts: [
        { text: seat ? t('mail.invitation.text', { account: seat.account, host }) : t('mail.invitation.staffText', { host }) },
        { facts: seatFacts(facts) },
        { action: t('mail.invitation.action'), path: `/invite/${token}` },
        { fine: t('mail.invitation.fine', { until }) },
      ],
    }
  },
  added: (facts) => {
    const { t, seat, by } = facts
    return {
      subject: seat ? t('mail.added.subject', { account: seat.account }) : t('mail.added.staffSubject', { host }),
      parts: [
        { text: seat ? t('mail.added.text', { by, account: seat.account }) : t('mail.added.staffText', { by, host }) },
        { facts: seatFacts(facts) },
        { action: t('mail.added.action'), path: '/sign-in' },
        { fine: t('mail.added.fine') },
      ],
    }
  },
  reset: ({ t, until, token }) => ({
    subject: t('mail.reset.subject'),
    parts: [
      { text: t('mail.reset.text', { host }) },
      { action: t('mail.reset.action'), path: `/reset/${token}` },
      { fine: t('mail.reset.fine', { until }) },
    ],
  }),
  'password-changed': ({ t, until }) => ({
    subject: t('mail.changed.subject'),
    parts: [
      { text: t('mail.changed.text', { at: until, host }) },
      { fine: t('mail.changed.fine') },
      { action: t('mail.changed.action'), path: '/forgot-password' },
    ],
  }),
}
