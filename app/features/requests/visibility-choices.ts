import { useTranslation } from 'react-i18next'
import type { Choice } from '~/ui/field'
import { requestVisibilities } from './request'

/** Who may read it, as choices of a form; an account that is known is named. */
export function useVisibilityChoices(account: string | null): Choice[] {
  const { t } = useTranslation('requests')
  return requestVisibilities.map((value) => ({
    value,
    label:
      value === 'account' && account === null ? t('visibility.accountAny') : t(`visibility.${value}`, { account: account ?? '' }),
  }))
}
