import { useTranslation } from 'react-i18next'
import { formatAmount } from '~/ui/money'
import { hrefWith } from '~/ui/pager'
import { useReader } from '~/ui/reader'
import { Slip, Status } from '~/ui/status'
import type { Column, Sort } from '~/ui/table'
import { CardOnly, ListTable } from '~/ui/table'
import { dateIn, fullDate, fullInstant, sayDateBriefly, sayInstant } from '~/ui/when-text'
import type { OrderFilter, OrderSort } from './order-filter'
import { orderMarks, slipTone, useStatusNames } from './order-status'
import type { OrderRow } from './orders.queries.server'

export type OrderTableProps = {
  rows: readonly OrderRow[]
  filter: OrderFilter
  /** The list's own path; an order is below it. */
  path: string
  search: string
  staff: boolean
  /** Whose orders they are is said where there may be several accounts. */
  accounts: boolean
  /** The reader sees prices of at least one account. */
  prices: boolean
}

/** The orders of a list. On a phone each row is a card: number and total, status and day, what is in it and where it goes. */
export function OrderTable(props: OrderTableProps) {
  const { t } = useTranslation('orders')
  const columns = useColumns(props)
  const { rows, path } = props
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

function useColumns({ rows, filter, path, search, staff, accounts, prices }: OrderTableProps): Column<OrderRow>[] {
  const { t } = useTranslation('orders')
  const { locale, now, timeZone } = useReader()
  const names = useStatusNames()
  const lines = useLineCounts(rows)
  const yesterday = dateIn(new Date(now.getTime() - 86_400_000), timeZone)
  const placed = (at: Date) => {
    const day = dateIn(at, timeZone)
    return day >= yesterday ? sayInstant(locale, at, now, timeZone) : sayDateBriefly(locale, day, now, timeZone)
  }
  const [first] = rows
  const currency = first && rows.every((row) => row.currency === first.currency) ? first.currency : null
  const all: (Column<OrderRow> | false)[] = [
    { key: 'number', head: t('list.number'), cell: (row) => <Numbers row={row} />, place: 1 },
    { key: 'po', head: staff ? t('list.poStaff') : t('list.po'), cell: (row) => row.poNumber, quiet: true, leaves: 'second' },
    accounts && {
      key: 'account',
      head: t('list.account'),
      cell: (row) => row.account.name,
      cut: true,
      place: 6,
    },
    {
      key: 'placed',
      head: t('list.placed'),
      cell: (row) => (
        <time dateTime={row.placedAt.toISOString()} title={fullInstant(locale, row.placedAt, timeZone)}>
          {placed(row.placedAt)}
        </time>
      ),
      quiet: true,
      leaves: 'first',
      sort: sortOf(filter, path, search, 'placed'),
    },
    {
      key: 'status',
      head: t('list.status'),
      cell: (row) => <Status {...orderMarks[row.status]}>{names[row.status]}</Status>,
      place: 3,
    },
    {
      key: 'delivery',
      head: t('list.delivery'),
      cell: (row) => <DeliveryCell row={row} noDay={t('list.noDay')} />,
      className: 'nowrap',
      place: 4,
      sort: sortOf(filter, path, search, 'promised'),
    },
    {
      key: 'contents',
      head: t('list.contents'),
      cell: (row) => <Contents row={row} lines={lines.get(row.linesCount)} />,
      cut: true,
      place: 5,
      leaves: 'first',
    },
    !accounts && { key: 'ship-to', head: t('list.shipTo'), cell: (row) => row.city, quiet: true, leaves: 'second' },
    prices && {
      key: 'total',
      head: currency ? t('list.totalIn', { currency }) : t('list.total'),
      cell: (row) => <Total row={row} bare={currency !== null} locale={locale} />,
      numeric: true,
      place: 2,
    },
  ]
  return all.filter((column) => column !== false)
}

function sortOf(filter: OrderFilter, path: string, search: string, sort: OrderSort): Sort {
  const on = filter.sort === sort
  const first = sort === 'placed' ? '-placed' : 'promised'
  const other = filter.direction === 'desc' ? sort : `-${sort}`
  return {
    href: hrefWith(path, search, { sort: on ? other : first }),
    direction: on ? (filter.direction === 'asc' ? 'ascending' : 'descending') : undefined,
  }
}

/** "6 lines" for each count on the page, so that no text is made in a row. */
function useLineCounts(rows: readonly OrderRow[]): Map<number, string> {
  const { t } = useTranslation('orders')
  const counts = new Set(rows.map((row) => row.linesCount).filter((count) => count > 1))
  return new Map([...counts].map((count) => [count, t('list.lines', { count })]))
}

const Numbers = ({ row }: { row: OrderRow }) =>
  row.poNumber ? (
    <>
      {row.number}
      <CardOnly>· {row.poNumber}</CardOnly>
    </>
  ) : (
    row.number
  )

function Contents({ row, lines }: { row: OrderRow; lines: string | undefined }) {
  const { t } = useTranslation('ui')
  return (
    <>
      {lines ? `${row.contents}${t('comma')}${lines}` : row.contents}
      {row.city ? <CardOnly>· {row.city}</CardOnly> : null}
    </>
  )
}

function Total({ row, bare, locale }: { row: OrderRow; bare: boolean; locale: string }) {
  if (row.total === null) return null
  const amount = formatAmount(locale, row.total, row.currency)
  return bare ? (
    <>
      {amount}
      <CardOnly>{row.currency}</CardOnly>
    </>
  ) : (
    `${row.currency}\u00a0${amount}`
  )
}

/** When it comes, or came; why it does not; and how late that is while it is open. */
function DeliveryCell({ row, noDay }: { row: OrderRow; noDay: string }) {
  const { locale, now, timeZone } = useReader()
  const done = row.deliveredAt ?? (row.open ? null : row.shippedAt)
  if (row.status === 'cancelled') return null
  if (done)
    return (
      <time dateTime={done.toISOString()} title={fullInstant(locale, done, timeZone)}>
        {sayDateBriefly(locale, dateIn(done, timeZone), now, timeZone)}
      </time>
    )
  if (row.status === 'on_hold' && row.holdReason) return row.holdReason
  if (!row.promisedOn) return <span className="quiet">{noDay}</span>
  return (
    <>
      <time dateTime={row.promisedOn} title={fullDate(locale, row.promisedOn)}>
        {sayDateBriefly(locale, row.promisedOn, now, timeZone)}
      </time>{' '}
      <Late row={row} />
    </>
  )
}

function Late({ row }: { row: OrderRow }) {
  const { t } = useTranslation('ui')
  return row.daysLate > 0 ? <Slip tone={slipTone(row.daysLate)}>{t('late', { count: row.daysLate })}</Slip> : null
}
