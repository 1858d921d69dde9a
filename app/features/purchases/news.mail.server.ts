import type { TFunction } from 'i18next'
import { asTheySee } from '~/access/on-behalf.server'
import type { Scope } from '~/access/scope.server'
import { env } from '~/env.server'
import type { Part } from '~/integrations/mail/letter.server'
import { writeLetter } from '~/integrations/mail/letter.server'
import { messageIdFor, sendMail } from '~/integrations/mail/send.server'
import type { Language } from '~/languages/settings'
import { texts } from '~/languages/texts.server'
import { fullDate } from '~/ui/when-text'
import type { JobHandler } from '~/work/jobs'
import type { NewsKind } from './news'
import type { NewsLetter } from './news.server'
import { purchaseNews } from './purchases-letters'

type Eyes = Scope<'supplier', 'purchases.read' | 'purchases.answer'>
type Words = { t: TFunction<'purchases'>; language: Language }

/**
 * Tells a person of orders that are new, have changed or are cancelled, in their language and read with their eyes when it is sent: what was
 * answered meanwhile, and what they may no longer answer, is left out. Figures are read behind the sign-in.
 */
export const purchaseNewsMailer: JobHandler = {
  topic: purchaseNews,
  async run(payload, { scope, jobId }) {
    const { personId, orders, total } = payload as NewsLetter
    const eyes = await asTheySee(scope, personId, 'supplier', ['purchases.read', 'purchases.answer'])
    if (!eyes) return
    const shown = await stillNews(eyes, orders)
    const [first] = shown
    if (!first) return
    const { name, email: address } = eyes.who
    const language = eyes.who.language as Language
    const words = { t: texts[language].getFixedT(language, 'purchases'), language }
    const letter = total === 1 ? aboutOne(first, words) : aboutMany(shown, total - orders.length, words)
    await sendMail({ to: { name, address }, messageId: messageIdFor(jobId), ...writeLetter({ language, ...letter }) })
  },
}

async function stillNews(scope: Eyes, orders: NewsLetter['orders']) {
  const rows = await scope.rows
    .selectFrom('purchase_orders as p')
    .innerJoin('legal_entities as h', 'h.id', 'p.legal_entity_id')
    .select(['p.id', 'p.number', 'p.state', 'p.wanted_on', 'p.lines_count', 'p.open_lines', 'h.code as entity'])
    .where(
      'p.id',
      'in',
      orders.map((one) => one.id),
    )
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return orders.flatMap(({ id, kind }) => {
    const row = byId.get(id)
    if (!row) return []
    const waits = row.open_lines > 0 && (row.state === 'open' || row.state === 'partly_answered')
    return (kind === 'cancelled' ? row.state === 'cancelled' : waits) ? [{ ...row, kind }] : []
  })
}
type Told = Awaited<ReturnType<typeof stillNews>>[number]

const lineOf = ({ lines_count: count, wanted_on: wanted }: Told, { t, language }: Words): string =>
  t('news.line', { count, day: wanted ? fullDate(language, wanted) : '–' })

function aboutOne(order: Told, words: Words): { subject: string; heading: string; parts: Part[] } {
  const { t } = words
  const { number, entity } = order
  const kind: NewsKind = order.kind
  return {
    subject: t(`news.subject.${kind}`, { number }),
    heading: t(`news.heading.${kind}`, { number, host: env.HOST_NAME }),
    parts: [
      { facts: [[number, lineOf(order, words)]] },
      { text: t(`news.text.${kind}`) },
      {
        action: t('news.action'),
        path: `/supplier/purchase-orders/${encodeURIComponent(number)}?entity=${encodeURIComponent(entity)}`,
      },
    ],
  }
}

/** `unnamed` orders more than these were news. */
function aboutMany(orders: readonly Told[], unnamed: number, words: Words): { subject: string; heading: string; parts: Part[] } {
  const { t } = words
  const count = orders.length + unnamed
  const facts = orders.map((one): [string, string] => [one.number, `${t(`news.${one.kind}`)}, ${lineOf(one, words)}`])
  return {
    subject: t('news.manySubject', { count, host: env.HOST_NAME }),
    heading: t('news.manyHeading', { count }),
    parts: [
      { facts: unnamed > 0 ? [...facts, ['…', t('news.more', { count: unnamed })]] : facts },
      { text: t('news.manyText') },
      { action: t('news.manyAction'), path: '/supplier/purchase-orders' },
    ],
  }
}
