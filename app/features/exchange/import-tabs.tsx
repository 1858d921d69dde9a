import { useTranslation } from 'react-i18next'
import { Tabs } from '~/ui/tabs'
import type { ClashState } from './import-run'
import { clashStates } from './import-run'

export const mostCounted = 100

export type ImportTabsProps = {
  current: 'runs' | ClashState
  /** Open clashes, counted up to a hundred. */
  open: number
  /** Clashes of this run alone. */
  run?: string | null
}
export function ImportTabs({ current, open, run = null }: ImportTabsProps) {
  const { t } = useTranslation('exchange')
  const count = open >= mostCounted ? `${mostCounted - 1}+` : open
  const ofRun = run ? `&run=${run}` : ''
  const tabs = [
    { href: '/staff/imports', label: t('run.runs'), current: current === 'runs' },
    ...clashStates.map((state) => ({
      href: `/staff/imports/clashes?state=${state}${ofRun}`,
      label: t(`clash.states.${state}`),
      current: current === state,
      ...(state === 'open' && { count }),
    })),
  ]
  return <Tabs label={t('run.title')} tabs={tabs} />
}
