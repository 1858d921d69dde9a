import { asTheySee } from '~/access/on-behalf.server'
import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import { env } from '~/env.server'
import { writeLetter } from '~/integrations/mail/letter.server'
import { messageIdFor, sendMail } from '~/integrations/mail/send.server'
import type { Language } from '~/languages/settings'
import { texts } from '~/languages/texts.server'
import type { JobHandler, SystemScope } from '~/work/jobs'
import { purchasesMail } from './purchases-letters'

/**
 * Tells whoever answered a purchase order what the host says to it, in their language and read with their eyes: who may no longer
 * see the order is not told of it either.
 */
export const purchasesMailer: JobHandler = {
  topic: purchasesMail,
  async run(payload, { scope, jobId }) {
    const { answerId } = payload as { answerId: Id }
    const author = await authorOf(scope, answerId)
    const eyes = author ? await asTheySee(scope, author, 'supplier', ['purchases.read']) : null
    const answer = eyes && (await answerFor(eyes, answerId))
    if (!eyes || !answer?.decided_at) return
    const { name, email: address } = eyes.who
    const language = eyes.who.language as Language
    const t = texts[language].getFixedT(language, 'purchases')
    const { number, reason } = answer
    const did = answer.state === 'rejected' ? 'rejected' : 'accepted'
    const letter = writeLetter({
      language,
      subject: t(`mail.subject.${did}`, { number }),
      heading: t(`mail.heading.${did}`, { number, host: env.HOST_NAME }),
      parts: [
        { text: t(`mail.text.${did}`) },
        ...(reason ? [{ text: t('mail.reason', { reason }) }] : []),
        { action: t('mail.action'), path: `/supplier/purchase-orders/${encodeURIComponent(number)}` },
      ],
    })
    await sendMail({ to: { name, address }, messageId: messageIdFor(jobId), ...letter })
  },
}

async function authorOf(scope: SystemScope, id: Id): Promise<Id | null> {
  const row = await scope.rows.selectFrom('acknowledgements').select('answered_by').where('id', '=', id).executeTakeFirst()
  return row?.answered_by ?? null
}

const answerFor = (scope: Scope<'supplier', 'purchases.read'>, id: Id) =>
  scope.rows
    .selectFrom('acknowledgements as a')
    .innerJoin('purchase_orders as p', 'p.id', 'a.purchase_order_id')
    .select(['p.number', 'a.state', 'a.reason', 'a.decided_at'])
    .where('a.id', '=', id)
    .executeTakeFirst()
