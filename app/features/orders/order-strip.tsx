import { useTranslation } from 'react-i18next'
import { useReader } from '~/ui/reader'
import type { Mark } from '~/ui/status'
import type { StripStep, Waiting } from '~/ui/strip'
import { Strip } from '~/ui/strip'
import { sayDate } from '~/ui/when-text'
import { orderMarks } from './order-status'
import type { Facts, Party, ShownOrder, Step } from './standing'

type Props = { order: ShownOrder; audience: 'portal' | 'staff'; host: string }

/** What happens next with the order, and who waits for whom. */
export function OrderStrip({ order, audience, host }: Props) {
  const { t } = useTranslation('orders')
  const { locale, now } = useReader()
  const { standing } = order
  const day = (on: string) => sayDate(locale, on, now, order.timeZone)
  const say = useSentences(host, day)
  const when = (step: Step): string => {
    if (step.when === 'now') return t('standing.now')
    if (step.when === 'you') return step.on ? t('standing.youBy', { day: day(step.on) }) : t('standing.you')
    return step.on ? t('standing.nextOn', { day: day(step.on) }) : t('standing.next')
  }
  const marks: Record<Step['when'], Mark> = { now: orderMarks[order.status].mark, next: 'plan', you: 'you' }
  const steps = standing.steps.map(
    (step): StripStep => ({
      when: when(step),
      mark: marks[step.when],
      text: say(step.key, step.facts),
      small: <Small step={step} say={say} audience={audience} />,
      you: step.when === 'you',
    }),
  )
  return (
    <Strip
      waiting={standing.waiting.map((party) => nameOf(party, { order, audience, host, you: t('standing.you') }))}
      sentence={standing.waiting.length === 0 ? t('standing.nothing') : undefined}
      end={standing.until ? t('standing.until', { day: day(standing.until) }) : undefined}
      steps={steps}
    />
  )
}

function nameOf(party: Party, { order, audience, host, you }: Props & { you: string }): Waiting {
  if (typeof party === 'object') return { name: party.carrier }
  if (party === 'host') return audience === 'staff' ? { name: you, company: host, kind: 'host' } : { name: host, kind: 'host' }
  return audience === 'staff' ? { name: order.account.name } : { name: you, company: order.account.name }
}

type Say = (key: string, facts: Facts) => string

/** A sentence of the catalogue, with days as people say them. */
function useSentences(host: string, day: (on: string) => string): Say {
  const { t } = useTranslation('orders')
  return (key, facts) => {
    const said = Object.entries(facts).map(([name, fact]) => [name, typeof fact === 'object' ? day(fact.day) : fact])
    return String(t(`standing.${key}` as never, { host, ...Object.fromEntries(said) } as never))
  }
}

function Small({ step, say, audience }: { step: Step; say: Say; audience: 'portal' | 'staff' }) {
  const { t } = useTranslation('orders')
  const link = step.shipment && step.when === 'now' ? `/${audience}/shipments/${encodeURIComponent(step.shipment)}` : null
  return (
    <>
      {step.more ? say(step.more.key, step.more.facts) : null}
      {step.more && link ? '. ' : null}
      {link ? <a href={link}>{t('standing.follow')}</a> : null}
    </>
  )
}
