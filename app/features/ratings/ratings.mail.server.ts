import { findLinkById } from '~/access/mail-links.server'
import { unseal } from '~/access/seal.server'
import type { Id } from '~/database/tables'
import { env } from '~/env.server'
import { writeLetter } from '~/integrations/mail/letter.server'
import { messageIdFor, sendMail } from '~/integrations/mail/send.server'
import type { Language } from '~/languages/settings'
import { texts } from '~/languages/texts.server'
import { fullInstant } from '~/ui/when-text'
import type { JobHandler } from '~/work/jobs'

/** The topic of letters that ask for a rating. */
export const ratingMail = 'ratings.mail'
type RatingMail = { personId: Id; linkId: Id; sealed: string; number: string }

/** Asks for a rating, in the language of whoever is asked. One whose link was used or has ended is not sent any more. */
export const ratingMailer: JobHandler = {
  topic: ratingMail,
  async run(payload, { scope, jobId }) {
    const { personId, linkId, sealed, number } = payload as RatingMail
    const [person, link, request] = await Promise.all([
      scope.rows
        .selectFrom('persons')
        .select(['name', 'email', 'language', 'time_zone'])
        .where('id', '=', personId)
        .where('active', '=', 1)
        .executeTakeFirst(),
      findLinkById(scope, linkId),
      scope.rows.selectFrom('requests').select('subject').where('number', '=', number).executeTakeFirst(),
    ])
    if (!person || !request || link?.state !== 'open') return
    const language = person.language as Language
    const t = texts[language].getFixedT(language, 'ratings')
    const written = writeLetter({
      language,
      subject: t('mail.subject', { number }),
      heading: t('mail.heading'),
      parts: [
        { text: t('mail.text', { number, subject: request.subject, host: env.HOST_NAME }) },
        { action: t('mail.action'), path: `/rate/${unseal(sealed)}` },
        { fine: t('mail.fine', { until: fullInstant(language, link.expiresAt, person.time_zone) }) },
      ],
    })
    await sendMail({ to: { name: person.name, address: person.email }, messageId: messageIdFor(jobId), ...written })
  },
}
