/* A few shipments beside other things, for example on an account's page: number, status, day, where they were last seen. */
import { useTranslation } from 'react-i18next'
import { Slip, Status } from '~/ui/status'
import type { Column } from '~/ui/table'
import { ListTable } from '~/ui/table'
import { Day, When } from '~/ui/when'
import { shipmentMarks, useStatusNames } from './shipment-status'
import type { ShipmentRow } from './shipments.queries.server'

type ShipmentBriefProps = {
  rows: readonly ShipmentRow[]
  /** The list's, below which each shipment is. */
  path: string
  caption: string
  /** Whose each is, for readers of many accounts. */
  accounts?: boolean | undefined
}
export function ShipmentBrief({ rows, path, caption, accounts }: ShipmentBriefProps) {
  const { t } = useTranslation('shipments')
  const names = useStatusNames()
  const columns: Column<ShipmentRow>[] = [
    { key: 'number', head: t('list.number'), cell: (row) => row.number, place: 1 },
    ...(accounts ? [accountColumn(t('list.account'))] : []),
    {
      key: 'status',
      head: t('list.status'),
      cell: (row) => <Status {...shipmentMarks[row.status]}>{names[row.status]}</Status>,
      place: 2,
    },
    { key: 'day', head: t('list.expected'), cell: (row) => <Expected row={row} />, className: 'nowrap', place: 3 },
    {
      key: 'where',
      head: t('list.where'),
      cell: (row) => (row.open ? row.lastPlace : row.city),
      quiet: true,
      cut: true,
      place: 6,
    },
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

const accountColumn = (head: string): Column<ShipmentRow> => ({
  key: 'account',
  head,
  cell: (row) => row.account?.name,
  cut: true,
  grow: true,
  place: 5,
})

function Expected({ row }: { row: ShipmentRow }) {
  const { t } = useTranslation('ui')
  if (row.deliveredAt) return <When at={row.deliveredAt} time="never" timeZone={row.timeZone} />
  if (!row.open || !row.expectedOn) return null
  const slip = row.late ? <Slip tone={row.daysLate > 7 ? 'bad' : 'warn'}>{t('behind', { count: row.daysLate })}</Slip> : null
  return (
    <>
      <Day on={row.expectedOn} timeZone={row.timeZone} /> {slip}
    </>
  )
}
