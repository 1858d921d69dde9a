/* The people of one account, as staff see them: how far each is, and the way to their page. */
import { useTranslation } from 'react-i18next'
import type { Column } from '~/ui/table'
import { ListTable, TwoLines } from '~/ui/table'
import { When } from '~/ui/when'
import type { MemberRow } from './people.queries.server'
import { PersonStateMark, usePersonWords } from './person-words'

export function MembersTable({ rows }: { rows: readonly MemberRow[] }) {
  const { t } = useTranslation('people')
  const words = usePersonWords()
  const columns: Column<MemberRow>[] = [
    {
      key: 'name',
      head: t('columns.name'),
      cell: (row) => <TwoLines small={row.email}>{row.name}</TwoLines>,
      cut: true,
      grow: true,
      place: 1,
    },
    { key: 'role', head: t('columns.role'), cell: (row) => words.role(row.role), place: 3 },
    { key: 'reach', head: t('person.reach'), cell: (row) => words.reach(row.inherits), quiet: true, leaves: 'first', place: 5 },
    { key: 'state', head: t('columns.state'), cell: (row) => <PersonStateMark state={row.state} words={words} />, place: 2 },
    {
      key: 'seen',
      head: t('columns.seen'),
      cell: (row) => (row.visitAt ? <When at={row.visitAt} /> : null),
      quiet: true,
      leaves: 'second',
      place: 4,
    },
  ]
  return (
    <ListTable
      caption={t('list')}
      columns={columns}
      rows={rows}
      keyOf={(row) => row.handle}
      hrefOf={(row) => `/staff/people/${row.handle}`}
    />
  )
}
