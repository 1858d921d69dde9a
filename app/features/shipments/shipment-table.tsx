import { useTranslation } from 'react-i18next'
import { hrefWith } from '~/ui/pager'
import { useReader } from '~/ui/reader'
import { Slip, Status } from '~/ui/status'
import type { Column } from '~/ui/table'
import { ListTable } from '~/ui/table'
import { dateIn, fullDate, fullInstant, sayDateBriefly } from '~/ui/when-text'
import type { ShipmentFilter } from './shipment-filter'
import { shipmentMarks, useStatusNames } from './shipment-status'
import type { ShipmentRow } from './shipments.queries.server'

export type ShipmentTableProps = {
  rows: readonly ShipmentRow[]
  filter: ShipmentFilter
  /** The list's own path; a shipment is below it. */
  path: string
  search: string
  /** Whose shipments they are is said where there may be several accounts. */
  accounts: boolean
}

/** The shipments of a list. On a phone each row is a card: number and status, the day and the orders, what is in it. */
export function ShipmentTable({ rows, filter, path, search, accounts }: ShipmentTableProps) {
  const { t } = useTranslation('shipments')
  const columns = useColumns({ filter, path, search, accounts })
  return (
    <ListTable
      caption={t('title')}
      columns={columns}
      rows={rows}
      keyOf={(row) => row.number}
      hrefOf={(row) => `${path}/${encodeURIComponent(row.number)}`}
    />
  )
}

function useColumns({ filter, path, search, accounts }: Omit<ShipmentTableProps, 'rows'>): Column<ShipmentRow>[] {
  const { t } = useTranslation('shipments')
  const { locale, now, timeZone } = useReader()
  const names = useStatusNames()
  const more = t('list.more')
  const sortLink = (sort: 'opened' | 'expected') => sortOf(filter, path, search, sort)
  const said = (at: Date) => sayDateBriefly(locale, dateIn(at, timeZone), now, timeZone)
  const all: (Column<ShipmentRow> | false)[] = [
    { key: 'number', head: t('list.number'), cell: (row) => row.number, place: 1 },
    {
      key: 'orders',
      head: t('list.orders'),
      cell: (row) => ordersText(row, more),
      quiet: true,
      leaves: 'second',
      ...(filter.sort !== 'silent' && { place: 4 }),
    },
    {
      key: 'status',
      head: t('list.status'),
      cell: (row) => <Status {...shipmentMarks[row.status]}>{names[row.status]}</Status>,
      place: 2,
    },
    {
      key: 'day',
      head: t('list.expected'),
      cell: (row) => <DayCell row={row} />,
      className: 'nowrap',
      place: 3,
      sort: sortLink('expected'),
    },
    {
      key: 'where',
      head: t('list.where'),
      cell: (row) => <LastSeen row={row} />,
      quiet: true,
      leaves: accounts ? 'early' : 'first',
    },
    { key: 'contents', head: t('list.contents'), cell: (row) => row.contents, cut: true, place: 5 },
    accounts && {
      key: 'account',
      head: t('list.account'),
      cell: (row) => row.account?.name ?? '',
      quiet: true,
      cut: true,
      place: 6,
    },
    // Whose they are says more than where they go, and needs the room.
    !accounts && { key: 'to', head: t('list.to'), cell: (row) => row.city ?? '', quiet: true, leaves: 'second' },
    filter.sort === 'silent'
      ? { key: 'silent', head: t('list.silent'), cell: (row) => row.lastEventAt && said(row.lastEventAt), quiet: true, place: 4 }
      : {
          key: 'opened',
          head: t('list.opened'),
          cell: (row) => said(row.openedAt),
          quiet: true,
          leaves: 'first',
          sort: sortLink('opened'),
        },
  ]
  return all.filter((column) => column !== false)
}

function sortOf(filter: ShipmentFilter, path: string, search: string, sort: 'opened' | 'expected') {
  const on = filter.sort === sort
  const first = sort === 'opened' ? `-${sort}` : sort
  const other = filter.direction === 'desc' ? sort : `-${sort}`
  return {
    href: hrefWith(path, search, { sort: on ? other : first }),
    direction: on ? (filter.direction === 'asc' ? ('ascending' as const) : ('descending' as const)) : undefined,
  }
}

/** The first order, and how many more. */
const ordersText = ({ orders: { numbers, count } }: ShipmentRow, more: string) =>
  (numbers[0] ?? '') + (count > 1 ? more.replace('#', String(count - 1)) : '')

/** Where something under way was last heard of; where it arrived is said by where it goes. */
function LastSeen({ row }: { row: ShipmentRow }) {
  const { locale, timeZone } = useReader()
  if (!row.open || !row.lastPlace || !row.lastEventAt) return null
  return <span title={fullInstant(locale, row.lastEventAt, timeZone)}>{row.lastPlace}</span>
}

/** When it came, or when it comes, and how late that is. */
function DayCell({ row }: { row: ShipmentRow }) {
  const { t } = useTranslation('ui')
  const { locale, now } = useReader()
  const slip =
    row.daysLate > 0 ? <Slip tone={row.daysLate > 7 ? 'bad' : 'warn'}>{t('behind', { count: row.daysLate })}</Slip> : null
  if (row.deliveredAt)
    return (
      <>
        <time dateTime={row.deliveredAt.toISOString()} title={fullInstant(locale, row.deliveredAt, row.timeZone)}>
          {sayDateBriefly(locale, dateIn(row.deliveredAt, row.timeZone), now, row.timeZone)}
        </time>{' '}
        {slip}
      </>
    )
  if (!row.open || !row.expectedOn) return null
  return (
    <>
      <time dateTime={row.expectedOn} title={fullDate(locale, row.expectedOn)}>
        {sayDateBriefly(locale, row.expectedOn, now, row.timeZone)}
      </time>{' '}
      {row.late ? slip : null}
    </>
  )
}
