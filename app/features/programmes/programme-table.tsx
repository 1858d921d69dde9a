import { useTranslation } from 'react-i18next'
import { Status } from '~/ui/status'
import type { Column } from '~/ui/table'
import { ListTable, TwoLines } from '~/ui/table'
import { Day } from '~/ui/when'
import { programmeState } from './programme-filter'
import { useProgrammeWords } from './programme-words'
import type { ProgrammeRow } from './programmes.queries.server'

/** Programmes as staff see them: what rules now, and what is to be done. */
export function ProgrammeTable({ rows }: { rows: readonly ProgrammeRow[] }) {
  const { t } = useTranslation('programmes')
  const say = useProgrammeWords()
  const columns: Column<ProgrammeRow>[] = [
    {
      key: 'name',
      head: t('list.name'),
      cell: (row) => <TwoLines small={row.code}>{say.name(row)}</TwoLines>,
      grow: true,
      place: 1,
    },
    { key: 'state', head: t('list.state'), cell: (row) => <ProgrammeState row={row} />, place: 3 },
    { key: 'period', head: t('list.ends'), cell: (row) => (row.endsOn ? <Day on={row.endsOn} /> : null), quiet: true, place: 4 },
    { key: 'distributors', head: t('list.distributors'), cell: (row) => row.distributors, numeric: true, leaves: 'second' },
    { key: 'currency', head: t('list.currency'), cell: (row) => row.currency, quiet: true, place: 2, leaves: 'first' },
  ]
  return (
    <ListTable
      caption={t('list.title')}
      columns={columns}
      rows={rows}
      keyOf={(row) => row.code}
      hrefOf={(row) => `/staff/programmes/${encodeURIComponent(row.code)}`}
    />
  )
}

const marks = { toClose: 'you', draft: 'plan', waits: 'clock', runs: 'dot' } as const

function ProgrammeState({ row }: { row: ProgrammeRow }) {
  const { t } = useTranslation('programmes')
  const state = programmeState(row)
  return <Status mark={marks[state]}>{t(`list.${state}`, { number: row.version ?? 0 })}</Status>
}
