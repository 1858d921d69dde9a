/* Statements as a list: of a distributor, or of a period. */
import { useTranslation } from 'react-i18next'
import type { Column } from '~/ui/table'
import { ListTable, TwoLines } from '~/ui/table'
import { useProgrammeWords } from './programme-words'
import type { StatementRow } from './standing.queries.server'
import type { StatementState } from './statement-states'
import { StatementStatus } from './statement-view'

/** A statement as a loader sends it. */
export type StatementListRow = Omit<StatementRow, 'sentAt'>
type Row = StatementListRow

export function StatementTable({ rows, audience }: { rows: readonly Row[]; audience: 'distributor' | 'staff' }) {
  const { t } = useTranslation('programmes')
  const say = useProgrammeWords()
  const columns: Column<Row>[] = [
    {
      key: 'programme',
      head: audience === 'staff' ? t('statements.account') : t('statements.programme'),
      cell: (row) => (
        <TwoLines small={say.span(row)}>
          {audience === 'staff'
            ? row.account.name
            : t('statements.named', { programme: say.name(row.programme), account: row.account.name })}
        </TwoLines>
      ),
      grow: true,
      place: 1,
    },
    {
      key: 'state',
      head: t('statements.state'),
      cell: (row) => <StatementStatus state={row.state as StatementState} />,
      place: 3,
    },
    { key: 'amount', head: t('statements.amount'), cell: (row) => say.money(row.amount, row.currency), numeric: true, place: 2 },
  ]
  return (
    <ListTable
      caption={t('statements.title')}
      columns={columns}
      rows={rows}
      keyOf={(row) => row.number}
      hrefOf={(row) =>
        `/${audience}/programmes/${encodeURIComponent(row.programme.code)}/${row.key}?account=${encodeURIComponent(row.account.code)}`
      }
    />
  )
}
