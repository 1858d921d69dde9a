/* Everything that happened to a purchase order, newest first. */
import { useTranslation } from 'react-i18next'
import { formatQuantity } from '~/ui/quantity'
import { useReader } from '~/ui/reader'
import type { TimelineEntry } from '~/ui/timeline'
import { Timeline } from '~/ui/timeline'
import { fullDate, fullInstant } from '~/ui/when-text'
import type { Answer, PurchaseChange, PurchaseView } from './purchase.queries.server'

export function PurchaseTimeline({ purchase }: { purchase: PurchaseView }) {
  const { t } = useTranslation('purchases')
  const change = useChangeText()
  const entries: TimelineEntry[] = [
    ...purchase.changes.map((one, index) => ({
      id: `change ${index}`,
      at: one.at,
      mark: 'info' as const,
      text: change(one),
    })),
    ...(purchase.cancelledAt
      ? [{ id: 'cancelled', at: purchase.cancelledAt, mark: 'off' as const, text: t('timeline.cancelled') }]
      : []),
    ...purchase.answers.flatMap((one) => [...decided(one, t), answered(one, t)]),
    { id: 'sent', at: purchase.sentAt, mark: 't0' as const, text: t('timeline.sent'), meta: purchase.buyer },
  ]
  // What happened in one instant stays as it stands here: the decision before the answer that it is about.
  const time = (entry: TimelineEntry) => new Date(entry.at ?? 0).getTime()
  return <Timeline entries={entries.sort((a, b) => time(b) - time(a))} />
}

type T = ReturnType<typeof useTranslation<'purchases'>>['t']

function decided({ number, state, decidedAt, decidedBy, reason }: Answer, t: T): TimelineEntry[] {
  if (decidedAt === null) return []
  const rejected = state === 'rejected'
  const text = t(rejected ? 'timeline.rejected' : 'timeline.accepted', { number })
  const mark = rejected ? 'stop' : 'check'
  return [{ id: `decided ${number}`, at: decidedAt, mark, text: [text, reason].filter(Boolean).join(': '), meta: decidedBy }]
}

function answered({ number, state, lines, note, answeredAt, answeredBy, decidedAt }: Answer, t: T): TimelineEntry {
  const text = t('timeline.answered', { number, count: lines })
  const atOnce = decidedAt === null && state !== 'waiting'
  return {
    id: `answered ${number}`,
    at: answeredAt,
    mark: 'dot',
    text: [text, note].filter(Boolean).join(': '),
    meta: [answeredBy, atOnce && t('timeline.atOnce')].filter(Boolean).join(' · '),
  }
}

const days = ['wanted_on', 'ordered_on']
const quantities = ['quantity', 'unit_price', 'price_base']

function useChangeText() {
  const { t } = useTranslation('purchases')
  const { locale, timeZone } = useReader()
  const said = (field: string, value: string | null) => {
    if (value === null || value === '') return t('timeline.nothing')
    if (days.includes(field)) return fullDate(locale, value)
    if (field.endsWith('_at')) return fullInstant(locale, new Date(value), timeZone)
    return quantities.includes(field) ? formatQuantity(locale, value) : value
  }
  return ({ lineNo, field, from, to }: PurchaseChange) => {
    const what = { field: t(`field.${field as 'quantity'}`), from: said(field, from), to: said(field, to) }
    return lineNo === null ? t('timeline.changed', what) : t('timeline.lineChanged', { line: lineNo, ...what })
  }
}
