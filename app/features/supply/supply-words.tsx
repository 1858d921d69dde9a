/* Values and states of the catalog in the reader's words. */
import { useTranslation } from 'react-i18next'
import { formatUnitPrice } from '~/ui/money'
import { formatQuantity, useUnitName } from '~/ui/quantity'
import { useReader } from '~/ui/reader'
import type { Mark } from '~/ui/status'
import { Status } from '~/ui/status'
import type { Availability, ProposalState, Value } from './proposal'

type PriceOf = { currency: string; base: string } | null

/** Got once per component; the functions are for rows. */
export function useSupplyWords() {
  const { t } = useTranslation('supply')
  const { locale } = useReader()
  const unitOf = useUnitName()
  const price = (amount: string, currency: string, base: string) => {
    const text = `${currency}\u00a0${formatUnitPrice(locale, amount, currency)}`
    return Number(base) === 1 ? text : `${text} ${t('proposal.perBase', { base: formatQuantity(locale, base) })}`
  }
  const said: Partial<Record<string, (text: string, of: PriceOf) => string>> = {
    price: (text, of) => price(text, of?.currency ?? '', of?.base ?? '1'),
    availability: (text) => t(`availability.${text as Availability}`),
    discontinued: (text) => (text === '1' ? t('yes') : t('no')),
    unit: (text) => `${unitOf(text)} (${text})`,
    weight_kg: (text) => formatQuantity(locale, text),
    image: () => t('aPicture'),
  }
  const value = (field: string, text: Value, of: PriceOf): string =>
    text === null ? t('nothing') : (said[field]?.(text, of) ?? text)
  return { value, price, unit: unitOf, days: (count: number) => t('days', { count }) }
}

const marks: Record<ProposalState, Mark> = {
  draft: 't0',
  submitted: 'clock',
  approved: 't4',
  partly_approved: 't2',
  refused: 'stop',
  withdrawn: 'off',
}
export function StateMark({ state, held, pill }: { state: ProposalState; held: boolean; pill?: boolean }) {
  const { t } = useTranslation('supply')
  if (held)
    return (
      <Status mark="pause" tone="warn" pill={pill}>
        {t('state.held')}
      </Status>
    )
  return (
    <Status mark={marks[state]} pill={pill}>
      {t(`state.${state}`)}
    </Status>
  )
}

export function AvailabilityMark({ availability, discontinued }: { availability: Availability; discontinued: boolean }) {
  const { t } = useTranslation('supply')
  if (discontinued) return <Status mark="off">{t('discontinued')}</Status>
  const mark = { in_stock: 't4', limited: 't2', made_to_order: 't1', unavailable: 'stop' } as const
  return <Status mark={mark[availability]}>{t(`availability.${availability}`)}</Status>
}
