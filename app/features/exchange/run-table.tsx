/* The list of runs, and what one run did with each entity. */
import { useTranslation } from 'react-i18next'
import type { Mark, Tone } from '~/ui/status'
import { Status } from '~/ui/status'
import type { Column } from '~/ui/table'
import { DataTable, ListTable, RecordNumber } from '~/ui/table'
import { When } from '~/ui/when'
import type { RunCounts, RunState } from './import-run'
import type { RunBrief } from './imports.queries.server'

const looks: Record<RunState, { mark: Mark; tone: Tone }> = {
  running: { mark: 'clock', tone: 'go' },
  finished: { mark: 'check', tone: 'ok' },
  failed: { mark: 'stop', tone: 'bad' },
  interrupted: { mark: 'pause', tone: 'warn' },
}
export function RunStatus({ state, pill }: { state: RunState; pill?: boolean }) {
  const { t } = useTranslation('exchange')
  return (
    <Status {...looks[state]} pill={pill}>
      {t(`run.states.${state}`)}
    </Status>
  )
}

/** "3.2 s", "4 min 10 s". */
export function useDuration(): (seconds: number) => string {
  const { t, i18n } = useTranslation('exchange')
  const number = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 })
  return (seconds) =>
    seconds < 60
      ? t('run.seconds', { seconds: number.format(seconds) })
      : t('run.minutes', { minutes: Math.floor(seconds / 60), seconds: Math.round(seconds % 60) })
}

export function useCount(): (count: number) => string {
  const { i18n } = useTranslation('exchange')
  const number = new Intl.NumberFormat(i18n.language)
  return (count) => number.format(count)
}

export function RunTable({ rows }: { rows: readonly RunBrief[] }) {
  const { t } = useTranslation('exchange')
  const [count, duration] = [useCount(), useDuration()]
  // Nothing wrong is nothing to read.
  const some = (number: number) => (number > 0 ? count(number) : null)
  const columns: Column<RunBrief>[] = [
    { key: 'code', head: t('run.run'), cell: (run) => <RecordNumber>{run.code}</RecordNumber>, place: 1 },
    { key: 'source', head: t('run.source'), cell: (run) => run.source, grow: true, place: 3 },
    {
      key: 'at',
      head: t('run.started'),
      cell: (run) => <When at={run.startedAt} time="always" />,
      place: 4,
      className: 'nowrap',
    },
    { key: 'state', head: t('run.state'), cell: (run) => <RunStatus state={run.state} />, place: 2 },
    { key: 'created', head: t('run.created'), cell: (run) => count(run.sums.created), numeric: true, leaves: 'first' },
    { key: 'updated', head: t('run.updated'), cell: (run) => count(run.sums.updated), numeric: true, leaves: 'first' },
    {
      key: 'refused',
      head: t('run.refused'),
      cell: (run) => some(run.sums.refused),
      numeric: true,
      place: 5,
      cardLabel: t('run.refused'),
    },
    {
      key: 'clashes',
      head: t('run.clashes'),
      cell: (run) => some(run.clashes),
      numeric: true,
      place: 6,
      cardLabel: t('run.clashes'),
    },
    {
      key: 'took',
      head: t('run.took'),
      cell: (run) => (run.seconds === null ? '' : duration(run.seconds)),
      numeric: true,
      quiet: true,
      leaves: 'second',
    },
  ]
  return (
    <ListTable
      caption={t('run.title')}
      columns={columns}
      rows={rows}
      keyOf={(run) => run.code}
      hrefOf={(run) => `/staff/imports/${run.code}`}
    />
  )
}

type Counts = RunCounts['entities'][number]

export function EntityTable({ rows }: { rows: readonly Counts[] }) {
  const { t } = useTranslation('exchange')
  const count = useCount()
  const numbers = ['read', 'created', 'updated', 'unchanged', 'refused'] as const
  const columns: Column<Counts>[] = [
    {
      key: 'entity',
      head: t('run.entity'),
      cell: (row) => t(`entity.${row.entity}` as never, { defaultValue: row.entity }),
      grow: true,
      place: 1,
    },
    ...numbers.map((name, index) => ({
      key: name,
      head: t(`run.${name}`),
      cell: (row: Counts) => count(row[name]),
      numeric: true,
      place: ([2, 3, 4, 5, 6] as const)[index],
      cardLabel: t(`run.${name}`),
    })),
  ]
  return <DataTable caption={t('run.counts')} columns={columns} rows={rows} keyOf={(row) => row.entity} />
}
