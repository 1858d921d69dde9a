import { useTranslation } from 'react-i18next'
import { bandRows, labelOfRow } from './rule-words'

/** What the fields of a programme and its rules are called, beside them and in what is said about them. */
export function useRuleNames() {
  const { t } = useTranslation('programmes')
  const bands = Array.from({ length: bandRows }, (_, index) => [
    [`from_${index + 1}`, t('edit.from', { row: labelOfRow(index + 1) })],
    [`rate_${index + 1}`, t('edit.rate', { row: labelOfRow(index + 1) })],
  ])
  const ofBands = Object.fromEntries(bands.flat()) as Record<`${'from' | 'rate'}_${number}`, string>
  return Object.assign(ofBands, {
    code: t('edit.code'),
    name: t('edit.name'),
    local_name: t('edit.localName'),
    currency: t('list.currency'),
    period: t('edit.period'),
    year_starts: t('edit.yearStarts'),
    ladder: t('rules.ladder'),
    measure: t('rules.measure'),
    reward: t('edit.reward'),
    unit: t('edit.unit'),
    target_categories: t('edit.targetCategories'),
    target_skus: t('edit.targetSkus'),
    earning_categories: t('edit.earningCategories'),
    earning_skus: t('edit.earningSkus'),
    outside: t('rules.outside'),
    floor: t('rules.floor'),
    cap: t('rules.cap'),
    prorated: t('edit.prorated'),
    note: t('edit.note'),
  })
}

/** The same of an agreement. */
export function useAgreementNames() {
  const { t } = useTranslation('programmes')
  return {
    account: t('agreements.account'),
    covers: t('agreements.covers'),
    territory: t('rules.territory'),
    joined_on: t('agreements.joined'),
    ended_on: t('agreements.ended'),
  }
}
