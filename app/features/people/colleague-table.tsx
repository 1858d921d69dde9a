/* The people of an account, as its members see them. */
import { useTranslation } from 'react-i18next'
import type { Column } from '~/ui/table'
import { DataTable, TwoLines } from '~/ui/table'
import type { Colleague } from './people.queries.server'
import { usePersonWords } from './person-words'

export function ColleagueTable({ rows }: { rows: readonly Colleague[] }) {
  const { t } = useTranslation('people')
  const words = usePersonWords()
  const columns: Column<Colleague>[] = [
    {
      key: 'name',
      head: t('columns.name'),
      cell: (row) => <TwoLines small={row.jobTitle ?? ''}>{row.name}</TwoLines>,
      place: 1,
    },
    { key: 'role', head: t('columns.role'), cell: (row) => words.role(row.role), place: 2 },
    { key: 'reach', head: t('person.reach'), cell: (row) => words.reach(row.inherits), quiet: true, leaves: 'second' },
    {
      key: 'email',
      head: t('person.email'),
      cell: (row) => <a href={`mailto:${row.email}`}>{row.email}</a>,
      place: 3,
    },
  ]
  return <DataTable caption={t('list')} columns={columns} rows={rows} keyOf={(row) => row.email} />
}
