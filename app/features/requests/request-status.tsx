import { useTranslation } from 'react-i18next'
import type { Mark, Tone } from '~/ui/status'
import { Status } from '~/ui/status'
import type { RequestStatus } from './request'

export const requestMarks: Record<RequestStatus, { mark: Mark; tone?: Tone }> = {
  new: { mark: 'info' },
  open: { mark: 'dot' },
  waiting_customer: { mark: 'pause' },
  waiting_third: { mark: 'clock' },
  solved: { mark: 'check' },
  closed: { mark: 'off' },
}

/** Whoever is waited for is "you" on the page of a member. */
export function RequestStatusMark({ status, yours, pill }: { status: RequestStatus; yours: boolean; pill?: boolean }) {
  const { t } = useTranslation('requests')
  const you = yours && status === 'waiting_customer'
  const look = you ? { mark: 'you' as const } : requestMarks[status]
  return (
    <Status {...look} pill={pill}>
      {t(`${yours ? 'yourStatus' : 'status'}.${status}`)}
    </Status>
  )
}
