/* Proposals in a list, for the supplier and for the staff. */
import { useTranslation } from 'react-i18next'
import type { Column } from '~/ui/table'
import { ListTable, RecordNumber } from '~/ui/table'
import { When } from '~/ui/when'
import type { ProposalRow } from './proposals.queries.server'
import { StateMark } from './supply-words'

type Props = { rows: readonly ProposalRow[]; section: string; accounts: boolean }

export function ProposalTable({ rows, section, accounts }: Props) {
  const { t } = useTranslation('supply')
  const contents = ({ items, fields }: ProposalRow) => (
    <span className="whitespace-nowrap">
      {items > 1 ? t('contentsItems', { count: fields, items }) : t('contents', { count: fields })}
    </span>
  )
  const columns: Column<ProposalRow>[] = [
    { key: 'number', head: t('columns.proposal'), cell: (row) => <RecordNumber>{row.number}</RecordNumber>, place: 1 },
    ...(accounts
      ? [
          {
            key: 'account',
            head: t('columns.account'),
            cell: (row: ProposalRow) => row.account.name,
            cut: true,
            place: 3 as const,
          },
        ]
      : []),
    { key: 'contents', head: t('columns.contents'), cell: contents, place: accounts ? 5 : 3 },
    { key: 'note', head: t('proposal.note'), cell: (row) => row.note, cut: true, grow: true, quiet: true, leaves: 'first' },
    {
      key: 'at',
      head: t('columns.submitted'),
      cell: (row) => (row.submittedAt ? <When at={row.submittedAt} /> : null),
      quiet: true,
      place: 4,
    },
    { key: 'state', head: t('columns.state'), cell: (row) => <StateMark {...row} />, place: 2 },
  ]
  return (
    <ListTable
      caption={t('proposals.list')}
      columns={columns}
      rows={rows}
      keyOf={(row) => row.number}
      hrefOf={(row) => `${section}/${encodeURIComponent(row.number)}`}
    />
  )
}
