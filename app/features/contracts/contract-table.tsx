import { useTranslation } from 'react-i18next'
import { useReader } from '~/ui/reader'
import { Slip, Status } from '~/ui/status'
import type { Column } from '~/ui/table'
import { ListTable } from '~/ui/table'
import { dateIn, daysBetween, fullDate, sayDateBriefly } from '~/ui/when-text'
import { contractMarks } from './contract-status'
import type { ContractRow } from './contracts.queries.server'

export type ContractTableProps = {
  rows: readonly ContractRow[]
  /** The list's own path; a contract is below it. */
  path: string
  /** With whom they are is said where there may be several accounts. */
  accounts: boolean
}

/** The contracts of a list. On a phone each row is a card: number and last day, state, what it is. */
export function ContractTable({ rows, path, accounts }: ContractTableProps) {
  const { t } = useTranslation('contracts')
  return (
    <ListTable
      caption={t('title')}
      columns={useColumns(accounts)}
      rows={rows}
      keyOf={(row) => `${row.entity} ${row.number}`}
      hrefOf={(row) => contractHref(path, row, rows)}
    />
  )
}

/** Two companies of the host may use one number: then the address says which. */
export function contractHref(path: string, row: ContractRow, rows: readonly ContractRow[]): string {
  const twin = rows.some((other) => other !== row && other.number === row.number)
  return `${path}/${encodeURIComponent(row.number)}${twin ? `?entity=${encodeURIComponent(row.entity)}` : ''}`
}

function useColumns(accounts: boolean): Column<ContractRow>[] {
  const { t } = useTranslation('contracts')
  const { locale, now, timeZone } = useReader()
  const day = (on: string) => (
    <time dateTime={on} title={fullDate(locale, on)}>
      {sayDateBriefly(locale, on, now, timeZone)}
    </time>
  )
  const statuses = t('status', { returnObjects: true }) as Record<ContractRow['status'], string>
  const unknown = t('list.unknown')
  const all: (Column<ContractRow> | false)[] = [
    { key: 'number', head: t('list.number'), cell: (row) => row.number, place: 1 },
    { key: 'name', head: t('list.name'), cell: (row) => row.title, cut: true, grow: true, place: 5 },
    accounts && { key: 'account', head: t('list.account'), cell: (row) => row.account.name, quiet: true, cut: true, place: 6 },
    {
      key: 'status',
      head: t('list.status'),
      cell: (row) => (
        <Status mark={contractMarks[row.status]} tone={row.status === 'notice' ? 'warn' : undefined}>
          {statuses[row.status]}
        </Status>
      ),
      place: 3,
    },
    {
      key: 'starts',
      head: t('list.starts'),
      cell: (row) => (row.startsOn ? day(row.startsOn) : unknown),
      quiet: true,
      leaves: 'first',
      className: 'nowrap',
    },
    {
      key: 'ends',
      head: t('list.ends'),
      cell: (row) => (row.termEndsOn ? day(row.termEndsOn) : row.status === 'incomplete' ? unknown : t('list.openEnded')),
      leaves: 'second',
      className: 'nowrap',
    },
    {
      key: 'notice',
      head: t('list.notice'),
      cell: (row) => (row.noticeOn ? <Notice row={row} day={day} /> : ''),
      className: 'nowrap',
      place: 4,
    },
  ]
  return all.filter((column) => column !== false)
}

/** The last day for notice, and how long it is until then where somebody has to decide. */
function Notice({ row, day }: { row: ContractRow; day: (on: string) => React.ReactNode }) {
  const { t } = useTranslation('contracts')
  const { now, timeZone } = useReader()
  if (!row.noticeOn) return null
  const left = daysBetween(dateIn(now, timeZone), row.noticeOn)
  return (
    <>
      {day(row.noticeOn)}{' '}
      {row.status === 'notice' ? (
        <Slip mark="clock" tone={left <= 14 ? 'bad' : 'warn'}>
          {t('list.daysLeft', { count: Math.max(0, left) })}
        </Slip>
      ) : null}
    </>
  )
}
