/* The list of accounts, as staff see it. */
import { useTranslation } from 'react-i18next'
import type { Column } from '~/ui/table'
import { ListTable, TwoLines } from '~/ui/table'
import { StageMark, useAccountWords } from './account-words'
import type { AccountRow } from './accounts.list.server'

export function AccountTable({ rows }: { rows: readonly AccountRow[] }) {
  const { t } = useTranslation('accounts')
  const words = useAccountWords()
  const partOf = (name: string) => t('partOf', { name })
  const columns: Column<AccountRow>[] = [
    {
      key: 'name',
      head: t('columns.name'),
      cell: (row) => (
        <TwoLines small={[row.localName, row.group && partOf(row.group.name)].filter(Boolean).join(' · ')}>{row.name}</TwoLines>
      ),
      cut: true,
      place: 1,
    },
    { key: 'code', head: t('columns.code'), cell: (row) => row.code, quiet: true, place: 3 },
    { key: 'place', head: t('columns.place'), cell: (row) => words.place(row), cut: true, place: 4 },
    { key: 'does', head: t('columns.does'), cell: (row) => words.does(row), quiet: true, leaves: 'second' },
    { key: 'class', head: t('columns.class'), cell: (row) => row.class, leaves: 'first' },
    { key: 'stage', head: t('columns.stage'), cell: (row) => <StageMark {...row} words={words} />, place: 2 },
  ]
  return (
    <ListTable
      caption={t('list')}
      columns={columns}
      rows={rows}
      keyOf={(row) => row.code}
      hrefOf={(row) => `/staff/accounts/${encodeURIComponent(row.code)}`}
    />
  )
}
