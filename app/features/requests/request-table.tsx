import { useTranslation } from 'react-i18next'
import { useReader } from '~/ui/reader'
import { Slip, Tag } from '~/ui/status'
import type { Column } from '~/ui/table'
import { CardOnly, ListTable } from '~/ui/table'
import { fullInstant, sayInstant } from '~/ui/when-text'
import { Looking } from './looking'
import type { RequestStatus } from './request'
import { requestStatuses } from './request'
import { RequestStatusMark } from './request-status'
import type { RequestRow } from './requests.queries.server'
import { useSaidWhen } from './said-when'

type Looks = Readonly<Record<string, readonly string[]>> | undefined
type Props = {
  rows: readonly RequestRow[]
  path: string
  staff: boolean
  /** Whose requests they are is said where there may be several accounts. */
  accounts: boolean
  looking: Looks
}
/** The requests of a list. On a phone each is a card: number and status, what it is about, and what is due. */
export function RequestTable({ rows, path, staff, accounts, looking }: Props) {
  const { t } = useTranslation('requests')
  return (
    <ListTable
      caption={t('title')}
      columns={useColumns(staff, accounts, looking)}
      rows={rows}
      keyOf={(row) => row.number}
      hrefOf={(row) => `${path}/${encodeURIComponent(row.number)}`}
    />
  )
}

function useColumns(staff: boolean, accounts: boolean, looking: Looks): Column<RequestRow>[] {
  const { t } = useTranslation('requests')
  const { locale, now, timeZone } = useReader()
  const [nobody, hidden] = [t('list.nobody'), t('list.private')]
  const marks = Object.fromEntries(
    requestStatuses.map((one) => [one, <RequestStatusMark key={one} status={one} yours={!staff} />]),
  ) as Record<RequestStatus, React.JSX.Element>
  const when = (at: Date) => (
    <time dateTime={at.toISOString()} title={fullInstant(locale, at, timeZone)}>
      {sayInstant(locale, at, now, timeZone)}
    </time>
  )
  const statusOf = (row: RequestRow) => (
    <>
      {marks[row.status]} <Looking names={looking?.[row.number] ?? []} short />
    </>
  )
  const all: (Column<RequestRow> | false)[] = [
    { key: 'number', head: t('list.number'), cell: (row) => row.number, place: 1 },
    {
      key: 'subject',
      head: t('list.subject'),
      cell: (row) => (
        <>
          {row.subject} {row.private ? <Tag>{hidden}</Tag> : null}
          {accounts ? <CardOnly>· {row.account.name}</CardOnly> : null}
        </>
      ),
      cut: true,
      grow: true,
      place: 5,
    },
    accounts && { key: 'account', head: t('list.account'), cell: (row) => row.account.name, cut: true, leaves: 'second' },
    { key: 'status', head: t('list.status'), cell: statusOf, place: 3 },
    { key: 'due', head: t('list.due'), cell: (row) => <Due row={row} />, className: 'nowrap', place: 4 },
    {
      key: 'assignee',
      head: t('list.assignee'),
      cell: (row) => row.assignee ?? <span className="quiet">{nobody}</span>,
      className: 'nowrap',
      leaves: 'second',
    },
    { key: 'opened', head: t('list.opened'), cell: (row) => when(row.openedAt), quiet: true, leaves: 'first', place: 2 },
  ]
  return all.filter((column) => column !== false)
}

/** What is due next and when, or that it was. */
function Due({ row }: { row: RequestRow }) {
  const { t } = useTranslation('requests')
  const { now } = useReader()
  const say = useSaidWhen()
  if (!row.due) return row.status === 'waiting_customer' ? <span className="quiet">{t('due.paused')}</span> : null
  const when = say(row.due.at)
  return row.due.at < now ? (
    <Slip tone="bad" mark="stop">
      {t(`due.${row.due.what}Over`, { when })}
    </Slip>
  ) : (
    t(`due.${row.due.what}`, { when })
  )
}
