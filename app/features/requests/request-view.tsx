import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from '~/ui/notice'
import { useReader } from '~/ui/reader'
import type { Fact } from '~/ui/record'
import { Columns, RecordHead } from '~/ui/record'
import { Tag } from '~/ui/status'
import { Strip } from '~/ui/strip'
import { sayInstant } from '~/ui/when-text'
import { Looking } from './looking'
import type { RequestRecord } from './request.queries.server'
import { RequestStatusMark } from './request-status'
import { useSaidWhen } from './said-when'

const dones = [
  'raised',
  'said',
  'watched',
  'unwatched',
  'tagged',
  'untagged',
  'closed',
  'reopened',
  'shown',
  'reply',
  'note',
  'assigned',
  'status',
  'priority',
] as const

export type RequestViewProps = {
  audience: 'portal' | 'staff'
  request: RequestRecord
  host: string
  /** What was just done, as the URL says it. */
  done: string | null
  /** Who else of the staff looks at it now. */
  looking?: readonly string[]
  actions?: ReactNode
  side: ReactNode
  children: ReactNode
}

/** One request, for either audience: what it is, whose turn it is, what was said, what can be done. */
export function RequestView({ audience, request, host, done, looking = [], actions, side, children }: RequestViewProps) {
  const { t } = useTranslation('requests')
  const known = dones.find((one) => one === done)
  return (
    <>
      <RecordHead
        crumbs={[{ href: `/${audience}/requests`, label: t('title') }, { label: request.number }]}
        title={request.subject}
        statuses={
          <>
            <RequestStatusMark status={request.status} yours={audience === 'portal'} pill />
            <Tag>{t(`kind.${request.kind}`)}</Tag>
            {audience === 'staff' && request.priority !== 'normal' ? <Tag accent>{t(`priority.${request.priority}`)}</Tag> : null}
            <Looking names={looking} />
          </>
        }
        facts={useFacts(request, audience)}
        actions={actions}
      />
      {known ? (
        <Notice tone="ok" live>
          {t(`done.${known}`)}
        </Notice>
      ) : null}
      <Strip sentence={useSentence(request, host, audience)} steps={[]} />
      <Columns side={side}>{children}</Columns>
    </>
  )
}

function useFacts(request: RequestRecord, audience: 'portal' | 'staff'): Fact[] {
  const { t } = useTranslation('requests')
  const { locale, now, timeZone } = useReader()
  const link = (to: string, number: string) => <a href={`/${audience}/${to}/${encodeURIComponent(number)}`}>{number}</a>
  const raised = sayInstant(locale, request.openedAt, now, timeZone)
  const facts: (Fact | false)[] = [
    audience === 'staff'
      ? {
          label: t('record.account'),
          value: <a href={`/staff/accounts/${encodeURIComponent(request.account.code)}`}>{request.account.name}</a>,
        }
      : { label: t('request'), value: <span className="no">{request.number}</span> },
    request.requester === null
      ? { label: t('record.raised'), value: raised }
      : { label: t('record.raisedBy'), value: `${request.requester} · ${raised}` },
    request.order !== null && { label: t('record.order'), value: link('orders', request.order) },
    request.shipment !== null && { label: t('record.shipment'), value: link('shipments', request.shipment) },
    request.record !== null && {
      label: t(`record.${request.record.kind}`),
      value: <a href={request.record.href}>{request.record.number}</a>,
    },
    { label: t('record.assignee'), value: request.assignee ?? t('list.nobody') },
    { label: t('record.shownTo'), value: t(`visibility.${request.visibility}`, { account: request.account.name }) },
  ]
  return facts.filter((fact) => fact !== false)
}

/** Whose turn it is, and until when. */
function useSentence(request: RequestRecord, host: string, audience: 'portal' | 'staff'): string {
  const { t } = useTranslation('requests')
  const say = useSaidWhen()
  const { status, clock, openedAt } = request
  if (status === 'closed') return t('record.say.closed', { when: say(request.closedAt ?? openedAt) })
  if (status === 'solved')
    return t(audience === 'staff' ? 'record.say.solvedPlain' : 'record.say.solved', { when: say(request.solvedAt ?? openedAt) })
  const staff = audience === 'staff'
  if (status === 'waiting_customer' || status === 'waiting_third')
    return t(staff ? `record.desk.${status}` : `record.say.${status}`, { host, account: request.account.name })
  const { dueAt, late } = status === 'new' ? clock.response : clock.solution
  const when = dueAt ? say(dueAt) : ''
  const how = howDue(dueAt, late)
  if (staff && status === 'new') return t(`record.desk.new${how}`, { when })
  return t(`record.say.${status}${how}`, { host, name: request.assignee ?? host, when })
}

const howDue = (dueAt: Date | null, late: boolean) => (dueAt === null ? 'Plain' : late ? 'Late' : '')
