import { useTranslation } from 'react-i18next'
import { decimalFormat, exact, formatMoney } from '~/ui/money'
import { formatQuantity, useUnitName } from '~/ui/quantity'
import { useReader } from '~/ui/reader'
import { spanDates } from '~/ui/when-text'
import type { NamedProgramme } from './programme-name'
import { programmeName } from './programme-name'
import type { Rules } from './rule-words'

/** Amounts, rates and names of a programme in the reader's words. Got once per component. */
export function useProgrammeWords() {
  const { t } = useTranslation('programmes')
  const { locale } = useReader()
  const unitName = useUnitName()
  const units = (value: string, unit: string | null) => `${formatQuantity(locale, value)}\u00a0${unitName(unit ?? 'C62')}`
  return {
    name: (programme: NamedProgramme) => programmeName(t as never, programme),
    money: (amount: string, currency: string) => formatMoney(locale, amount, currency),
    /** What the tiers measure. */
    measured: (value: string, { measure, currency, unit }: Pick<Rules, 'measure' | 'currency' | 'unit'>) =>
      measure === 'value' ? formatMoney(locale, value, currency) : units(value, unit),
    /** What a tier's rate is paid on. */
    earning: (value: string, { reward, currency, unit }: Rules) =>
      reward === 'percent' ? formatMoney(locale, value, currency) : units(value, unit),
    threshold: (value: string) => exact(decimalFormat(locale, 0, 2), value),
    rate: (rate: string, { reward, currency }: Rules) =>
      reward === 'percent'
        ? t('rate.percent', { rate: formatQuantity(locale, rate) })
        : t('rate.perUnit', { amount: `${currency}\u00a0${formatQuantity(locale, rate)}` }),
    span: ({ startsOn, endsOn }: { startsOn: string; endsOn: string }) => t('period.span', spanDates(locale, startsOn, endsOn)),
  }
}

/** Goods in words: those of these numbers and categories, or all. */
export function useGoods(): (goods: Rules['target']) => string {
  const { t } = useTranslation('programmes')
  return ({ skus, categories }) =>
    skus.length + categories.length === 0 ? t('rules.allGoods') : [...categories, ...skus].join(t('rules.comma'))
}
