import { useTranslation } from 'react-i18next'
import type { Column } from '~/ui/table'
import { DataTable, TwoLines } from '~/ui/table'
import type { KeptRefusals } from './import-run'

type Refused = KeptRefusals['first'][number]

/** Rows that a run did not take: where in which file, and why. */
export function RefusalTable({ rows }: { rows: readonly Refused[] }) {
  const { t } = useTranslation('exchange')
  const numbered = rows.map((row, index) => ({ ...row, index: String(index) }))
  const columns: Column<Refused & { index: string }>[] = [
    {
      key: 'where',
      head: t('refusal.where'),
      cell: (row) => <TwoLines small={t('refusal.line', { line: row.line })}>{row.file}</TwoLines>,
      place: 1,
    },
    { key: 'column', head: t('refusal.column'), cell: (row) => row.column, place: 2 },
    {
      key: 'value',
      head: t('refusal.value'),
      cell: (row) => <span className="wrap-anywhere">{row.value}</span>,
      place: 5,
      cardLabel: t('refusal.value'),
    },
    { key: 'reason', head: t('refusal.reason'), cell: (row) => row.reason, grow: true, place: 6 },
  ]
  return <DataTable caption={t('run.refusedRows')} columns={columns} rows={numbered} keyOf={(row) => row.index} />
}
