import type { TFunction } from 'i18next'
import { asTheySee } from '~/access/on-behalf.server'
import type { Id } from '~/database/tables'
import { env } from '~/env.server'
import type { Letter } from '~/integrations/mail/letter.server'
import { writeLetter } from '~/integrations/mail/letter.server'
import { messageIdFor, sendMail } from '~/integrations/mail/send.server'
import type { Language } from '~/languages/settings'
import { texts } from '~/languages/texts.server'
import type { JobHandler, SystemScope } from '~/work/jobs'
import type { RequestMail } from './request-mail.server'
import { requestMail } from './request-mail.server'
import type { Reads } from './requests.reach'
import { readingRequests } from './requests.reach'

/**
 * Sends a letter about a message, in the language of whoever gets it and read with their eyes: who may not open the request any more
 * is not told of it either.
 */
export const requestMailer: JobHandler = {
  topic: requestMail,
  async run(payload, { scope, jobId }) {
    const mail = payload as RequestMail
    const eyes = await eyesOf(scope, mail.personId)
    if (!eyes) return
    const message = await messageFor(eyes, mail.messageId)
    if (!message) return
    const { name, email: address } = eyes.who
    const language = eyes.who.language as Language
    const t = texts[language].getFixedT(language, 'requests')
    const written = writeLetter({ language, ...letterOf(t, eyes.audience, message) })
    await sendMail({ to: { name, address }, messageId: messageIdFor(jobId), ...written })
  },
}

/** As one of the staff where they are that, else as a member. */
const eyesOf = async (scope: SystemScope, personId: Id): Promise<Reads | null> =>
  (await asTheySee(scope, personId, 'staff', readingRequests)) ?? (await asTheySee(scope, personId, 'portal', readingRequests))

const messageFor = (scope: Reads, id: Id) =>
  scope.rows
    .selectFrom('request_messages as m')
    .innerJoin('requests as r', 'r.id', 'm.request_id')
    .leftJoin('accounts as a', 'a.id', 'r.account_id')
    .leftJoin('persons as by', 'by.id', 'm.author_id')
    .select(['m.body', 'm.side', 'r.number', 'r.subject', 'r.status', 'by.name as author', 'a.name as company'])
    .where('m.id', '=', id)
    .executeTakeFirst()
type Message = NonNullable<Awaited<ReturnType<typeof messageFor>>>

function letterOf(t: TFunction<'requests'>, audience: 'portal' | 'staff', message: Message): Omit<Letter, 'language'> {
  const { number, subject, status, body } = message
  // Who wrote may be a colleague whom the reader does not see; then it is their company that did, and never the other side.
  const author = message.author ?? (message.side === 'staff' ? env.HOST_NAME : (message.company ?? ''))
  const solved = message.side === 'staff' && status === 'solved'
  return {
    subject: t('mail.subject', { number, subject }),
    heading: t(solved ? 'mail.solved' : 'mail.heading', { author, number }),
    parts: [
      { text: body },
      { action: t('mail.action'), path: `/${audience}/requests/${encodeURIComponent(number)}` },
      { fine: t('mail.fine') },
    ],
  }
}
