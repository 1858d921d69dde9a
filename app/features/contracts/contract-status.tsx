import { useTranslation } from 'react-i18next'
import type { Mark } from '~/ui/status'
import { Status } from '~/ui/status'
import type { ContractStatus } from './contract'
import { readPeriod, readRenewal } from './contract'

/** How a contract stands, as a mark: nobody knows, it comes, it holds, somebody must decide, it is over. */
export const contractMarks: Record<ContractStatus, Mark> = {
  incomplete: 'info',
  upcoming: 'plan',
  in_force: 'check',
  notice: 'clock',
  expired: 'off',
  terminated: 'off',
}

export function ContractStatusMark({ status, pill }: { status: ContractStatus; pill?: boolean }) {
  const { t } = useTranslation('contracts')
  const tone = status === 'notice' ? { tone: 'warn' as const } : {}
  return (
    <Status mark={contractMarks[status]} pill={pill} {...tone}>
      {t(`status.${status}`)}
    </Status>
  )
}

/** Periods and renewals as they are stored, in words. */
export function useTermWords() {
  const { t } = useTranslation('contracts')
  const period = (stored: string): string => {
    const read = readPeriod(stored)
    return read ? t(`period.${read.unit}`, { count: read.length }) : stored
  }
  const renewal = (stored: string | null): string => {
    const read = stored === null ? null : readRenewal(stored)
    if (!read) return t('renewal.none')
    const by = t(`period.${read.period.unit}`, { count: read.period.length })
    if (read.times === null) return t('renewal.successive', { period: by })
    return t('renewal.times', { count: read.times, period: by })
  }
  return { period, renewal }
}
