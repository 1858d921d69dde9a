import { useTranslation } from 'react-i18next'
import { Section } from '~/ui/page-head'
import { useReader } from '~/ui/reader'
import type { TrackStep } from '~/ui/track'
import { Track } from '~/ui/track'
import { sayDate } from '~/ui/when-text'
import type { OrderRecord } from './order-record'

/** The way of an order from placing to its end, to scale, with what was promised and how far it slipped. */
export function OrderProgress({ order }: { order: OrderRecord }) {
  const { t } = useTranslation('orders')
  return (
    <Section title={t('progress.title')} note={<PromiseNote order={order} />} id="progress">
      <Track steps={useSteps(order)} />
    </Section>
  )
}

function PromiseNote({ order }: { order: OrderRecord }) {
  const { t } = useTranslation('orders')
  const { locale, now } = useReader()
  const day = (on: string) => sayDate(locale, on, now, order.timeZone)
  const { firstPromisedOn: first, promisedOn: on } = order
  if (!on) return <>{t('progress.none')}</>
  if (!first || first === on) return <>{t('progress.promised', { day: day(on) })}</>
  return <>{t(on > first ? 'progress.moved' : 'progress.forward', { first: day(first), day: day(on) })}</>
}

/** A step that nobody recorded although a later one has happened is left out: it was passed on the way. */
function useSteps(order: OrderRecord): TrackStep[] {
  const { t } = useTranslation('orders')
  const dispatch = order.promiseOf === 'dispatch'
  const { promisedOn, firstPromisedOn, daysLate, timeZone } = order
  const promise = { expected: promisedOn, promised: firstPromisedOn, lateDays: daysLate, timeZone }
  const partly = order.status === 'part_shipped' || order.status === 'part_delivered'
  const steps: TrackStep[] = [
    {
      key: 'placed',
      label: t('progress.placed'),
      actual: order.placedAt,
      note: order.orderedBy && t('progress.by', { name: order.orderedBy }),
    },
    { key: 'confirmed', label: t('progress.confirmed'), actual: order.confirmedAt },
    { key: 'packed', label: t('progress.packed'), actual: order.packedAt },
    {
      key: 'shipped',
      label: t('progress.shipped'),
      actual: order.shippedAt,
      note: partly && order.shippedAt ? t('progress.partly') : null,
      ...(dispatch && promise),
    },
    { key: 'delivered', label: t('progress.delivered'), actual: order.deliveredAt, timeZone, ...(!dispatch && promise) },
  ]
  const last = steps.findLastIndex((step) => step.actual)
  const known = steps.filter((step, index) => step.actual || index > last)
  if (order.cancelledAt)
    return [
      ...known.filter((step) => step.actual),
      { key: 'cancelled', label: t('progress.cancelled'), actual: order.cancelledAt },
    ]
  return dispatch && !order.open && !order.deliveredAt ? known.filter((step) => step.key !== 'delivered') : known
}
