/* The list of people, as staff see it. */
import { useTranslation } from 'react-i18next'
import type { Column } from '~/ui/table'
import { ListTable, TwoLines } from '~/ui/table'
import { When } from '~/ui/when'
import type { PersonRow } from './people.queries.server'
import type { PersonWords } from './person-words'
import { PersonStateMark, usePersonWords } from './person-words'

export function PeopleTable({ rows, host }: { rows: readonly PersonRow[]; host: string }) {
  const { t } = useTranslation('people')
  const words = usePersonWords()
  const hostStaff = t('host', { host })
  const more = (count: number) => t('more', { count })
  const columns: Column<PersonRow>[] = [
    {
      key: 'name',
      head: t('columns.name'),
      cell: (row) => <TwoLines small={row.email}>{row.name}</TwoLines>,
      cut: true,
      place: 1,
    },
    {
      key: 'where',
      head: t('columns.where'),
      cell: (row) => <Where row={row} hostStaff={hostStaff} more={more} />,
      cut: true,
      place: 3,
    },
    { key: 'role', head: t('columns.role'), cell: (row) => rolesOf(row, words), quiet: true, leaves: 'second' },
    { key: 'state', head: t('columns.state'), cell: (row) => <PersonStateMark state={row.state} words={words} />, place: 2 },
    {
      key: 'seen',
      head: t('columns.seen'),
      cell: (row) => (row.visitAt ? <When at={row.visitAt} /> : null),
      quiet: true,
      leaves: 'first',
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

const rolesOf = ({ staffRole, seats }: PersonRow, words: PersonWords): string => {
  if (staffRole) return words.staffRole(staffRole)
  const roles = [...new Set(seats.map((seat) => seat.role))]
  return roles.slice(0, 2).map(words.role).join(', ') + (roles.length > 2 ? ' …' : '')
}

function Where({ row, hostStaff, more }: { row: PersonRow; hostStaff: string; more: (count: number) => string }) {
  const [first] = row.seats
  if (row.staffRole) return <span className="quiet">{hostStaff}</span>
  if (!first) return null
  return (
    <>
      {first.accountName}
      {row.seats.length > 1 ? <span className="quiet"> {more(row.seats.length - 1)}</span> : null}
    </>
  )
}
