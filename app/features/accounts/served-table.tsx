/* The accounts that a distributor serves. They have no page of their own for them, so the rows lead nowhere. */
import { useTranslation } from 'react-i18next'
import { placeName } from '~/ui/country'
import { useReader } from '~/ui/reader'
import type { Column } from '~/ui/table'
import { DataTable, TwoLines } from '~/ui/table'
import { Day } from '~/ui/when'
import type { ServedRow } from './served.queries.server'

export function ServedTable({ rows }: { rows: readonly ServedRow[] }) {
  const { t } = useTranslation('accounts')
  const { locale } = useReader()
  const columns: Column<ServedRow>[] = [
    { key: 'name', head: t('served.name'), cell: (row) => <TwoLines small={row.code}>{row.name}</TwoLines>, place: 1 },
    { key: 'place', head: t('served.place'), cell: (row) => placeName(locale, row.city, row.country), place: 3 },
    { key: 'since', head: t('served.since'), cell: (row) => <Day on={row.since} />, quiet: true, place: 2 },
    { key: 'by', head: t('served.by'), cell: (row) => row.by, quiet: true, place: 5, leaves: 'second' },
  ]
  return <DataTable caption={t('served.list')} columns={columns} rows={rows} keyOf={(row) => `${row.code} ${row.by}`} />
}
