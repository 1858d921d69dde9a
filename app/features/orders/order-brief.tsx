/* A few orders beside other things, for example on an account's page: number, status, day, contents. */
import { useTranslation } from 'react-i18next'
import { Slip, Status } from '~/ui/status'
import type { Column } from '~/ui/table'
import { ListTable } from '~/ui/table'
import { Day, When } from '~/ui/when'
import { orderMarks, slipTone, useStatusNames } from './order-status'
import type { OrderRow } from './orders.queries.server'

/** `path` is the list's, below which each order is. */
export function OrderBrief({ rows, path, caption }: { rows: readonly OrderRow[]; path: string; caption: string }) {
  const { t } = useTranslation('orders')
  const names = useStatusNames()
  const columns: Column<OrderRow>[] = [
    { key: 'number', head: t('list.number'), cell: (row) => row.number, place: 1 },
    {
      key: 'status',
      head: t('list.status'),
      cell: (row) => <Status {...orderMarks[row.status]}>{names[row.status]}</Status>,
      place: 2,
    },
    { key: 'delivery', head: t('list.delivery'), cell: (row) => <Delivery row={row} />, className: 'nowrap', place: 3 },
    { key: 'contents', head: t('list.contents'), cell: (row) => row.contents, cut: true, place: 5 },
  ]
  return (
    <ListTable
      caption={caption}
      columns={columns}
      rows={rows}
      keyOf={(row) => row.number}
      hrefOf={(row) => `${path}/${encodeURIComponent(row.number)}`}
    />
  )
}

function Delivery({ row }: { row: OrderRow }) {
  const { t } = useTranslation('ui')
  if (row.status === 'cancelled') return null
  if (row.deliveredAt) return <When at={row.deliveredAt} time="never" />
  if (!row.promisedOn) return null
  return (
    <>
      <Day on={row.promisedOn} />{' '}
      {row.open && row.daysLate > 0 ? <Slip tone={slipTone(row.daysLate)}>{t('late', { count: row.daysLate })}</Slip> : null}
    </>
  )
}
