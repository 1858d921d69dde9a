import { useTranslation } from 'react-i18next'
import type { StripStep, Waiting } from '~/ui/strip'
import { Strip } from '~/ui/strip'
import type { NextStep } from './next'
import { useDayWords } from './sentences'
import type { ShipmentStatus } from './shipment'
import type { ShipmentShown } from './shipment-page.server'
import { shipmentMarks } from './shipment-status'

/** What happens next, and who is waiting for whom. */
export function ShipmentNext({ shipment }: { shipment: ShipmentShown }) {
  const step = useStep(shipment)
  const { next } = shipment
  if (!next) return null
  const names = { company: shipment.company, host: shipment.host, carrier: shipment.carrier }
  const waiting = next.waiting.flatMap((who): Waiting[] => {
    const name = names[who]
    return name ? [{ name, ...(who === 'host' && { kind: 'host' as const }) }] : []
  })
  return <Strip waiting={waiting} steps={next.steps.map(step)} />
}

function useStep(shipment: ShipmentShown): (step: NextStep) => StripStep {
  const { t } = useTranslation('shipments')
  const { day } = useDayWords(shipment.zone)
  const forecasts = t('forecast', { returnObjects: true }) as Record<NonNullable<NextStep['status']>, string>
  const now = (step: NextStep): StripStep => {
    const owed = step.key === 'lost' || step.key === 'returned'
    const since = [step.place, step.on && t('next.since', { day: day(step.on) })].filter(Boolean).join(' ')
    return {
      when: t('next.now'),
      mark: shipmentMarks[step.key as ShipmentStatus].mark,
      text: t(`next.${step.key as 'packed'}`),
      small: owed ? t('next.owed') : since,
    }
  }
  const coming = (step: NextStep): StripStep => ({
    when: t('next.next', { day: day(step.on ?? '') }),
    mark: 'plan',
    text: step.status ? forecasts[step.status] : '',
    small: step.place,
  })
  const end = (step: NextStep): StripStep => ({
    when: step.on ? t('next.endDay', { day: day(step.on) }) : t('next.end'),
    mark: step.late ? 'late' : 'plan',
    text: t(`next.${step.key as 'delivery'}`),
    small: step.place,
  })
  const you: StripStep = { when: t('next.you'), mark: 'you', text: t('next.attempt'), small: t('next.attemptText'), you: true }
  return (step) => ({ now, next: coming, end, you: () => you })[step.when](step)
}
