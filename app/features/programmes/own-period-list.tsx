/* The periods of a distributor's programmes: what runs, and each statement. */
import { useTranslation } from 'react-i18next'
import { ButtonLink } from '~/ui/button'
import type { ChipData } from '~/ui/chip'
import { Empty } from '~/ui/empty'
import { SelectField } from '~/ui/field'
import { Filters } from '~/ui/filters'
import { PageHead } from '~/ui/page-head'
import { hrefWith, Pager } from '~/ui/pager'
import { Status } from '~/ui/status'
import type { Column } from '~/ui/table'
import { ListTable, TwoLines } from '~/ui/table'
import { Tabs } from '~/ui/tabs'
import type { OwnPeriodFilter } from './own-period-filter'
import { ownPeriodViews } from './own-period-filter'
import type { OwnPeriod } from './own-periods.queries.server'
import { useProgrammeWords } from './programme-words'
import { StatementStatus } from './statement-view'

export type OwnPeriodListProps = {
  filter: OwnPeriodFilter
  page: { rows: readonly OwnPeriod[]; before: string | null; after: string | null }
  years: readonly string[]
  search: string
  host: string
}

const path = '/distributor/programmes'

export function OwnPeriodList({ filter, page, years, search, host }: OwnPeriodListProps) {
  const { t } = useTranslation('programmes')
  const { rows, before, after } = page
  return (
    <>
      <PageHead title={t('own.title')} lead={t('own.lead', { host })} />
      <Tabs
        label={t('own.views')}
        tabs={ownPeriodViews.map((view) => ({
          href: hrefWith(path, '', { view: view === 'all' ? null : view, programme: filter.programme }),
          label: t(`own.view.${view}`),
          current: view === filter.view,
        }))}
      />
      <PeriodFilters filter={filter} years={years} search={search} />
      {rows.length > 0 ? <PeriodTable rows={rows} /> : <NothingHere filter={filter} host={host} />}
      {rows.length > 0 || before ? (
        <Pager
          newerHref={before && hrefWith(path, search, { before, after: null })}
          olderHref={after && hrefWith(path, search, { after, before: null })}
        >
          {t('own.shown', { count: rows.length })}
        </Pager>
      ) : null}
    </>
  )
}

function PeriodFilters({ filter, years, search }: Pick<OwnPeriodListProps, 'filter' | 'years' | 'search'>) {
  const { t } = useTranslation('programmes')
  const { q, programme, year } = filter
  const view = filter.view === 'all' ? null : filter.view
  const without = (name: string) => hrefWith(path, search, { [name]: null })
  const chips: (ChipData | false)[] = [
    q !== '' && { label: t('own.q'), value: q, removeHref: without('q') },
    programme !== null && { label: t('statements.programme'), value: programme, removeHref: without('programme') },
    year !== null && { label: t('own.year'), value: year, removeHref: without('year') },
  ]
  return (
    <Filters
      action={path}
      search={{ name: 'q', label: t('own.search'), value: q }}
      chips={chips.filter((chip) => chip !== false)}
      clearHref={hrefWith(path, '', { view })}
      keep={{ view, programme }}
      exportHref={hrefWith(`${path}.csv`, search, {})}
    >
      <SelectField
        label={t('own.year')}
        name="year"
        key={year}
        defaultValue={year ?? ''}
        empty={t('own.everyYear')}
        choices={years.map((value) => ({ value, label: value }))}
      />
    </Filters>
  )
}

function PeriodTable({ rows }: { rows: readonly OwnPeriod[] }) {
  const { t } = useTranslation('programmes')
  return (
    <ListTable
      caption={t('own.title')}
      columns={useColumns()}
      rows={rows}
      keyOf={(row) => `${row.programme.code} ${row.account.code} ${row.startsOn}`}
      hrefOf={hrefOf}
    />
  )
}

/** A statement has a page; of what is open, the home page tells where one stands. */
function hrefOf({ number, programme, account, startsOn }: OwnPeriod): string {
  if (number === null) return '/distributor'
  return `${path}/${encodeURIComponent(programme.code)}/${startsOn.slice(0, 7)}?account=${encodeURIComponent(account.code)}`
}

function useColumns(): Column<OwnPeriod>[] {
  const { t } = useTranslation('programmes')
  const say = useProgrammeWords()
  return [
    {
      key: 'programme',
      head: t('statements.programme'),
      cell: (row) => <TwoLines small={row.account.name}>{say.name(row.programme)}</TwoLines>,
      grow: true,
      place: 1,
    },
    { key: 'period', head: t('periods.period'), cell: (row) => say.span(row), quiet: true, place: 5 },
    { key: 'state', head: t('statements.state'), cell: (row) => <PeriodState state={row.state} />, place: 3 },
    {
      key: 'reached',
      head: t('own.reached'),
      cell: (row) => (row.reached === null ? null : say.measured(row.reached, row.counts)),
      numeric: true,
      leaves: 'first',
    },
    {
      key: 'amount',
      head: t('statements.amount'),
      cell: (row) => (row.amount === null ? null : say.money(row.amount, row.counts.currency)),
      numeric: true,
      place: 2,
    },
  ]
}

function PeriodState({ state }: { state: OwnPeriod['state'] }) {
  const { t } = useTranslation('programmes')
  if (state === 'running') return <Status mark="dot">{t('own.running')}</Status>
  if (state === 'awaited') return <Status mark="plan">{t('own.awaited')}</Status>
  return <StatementStatus state={state} />
}

function NothingHere({ filter, host }: Pick<OwnPeriodListProps, 'filter' | 'host'>) {
  const { t } = useTranslation('programmes')
  const narrowed = filter.q !== '' || filter.programme !== null || filter.year !== null || filter.view !== 'all'
  if (!narrowed) return <Empty title={t('home.none')}>{t('home.noneText', { host })}</Empty>
  return (
    <Empty title={t('own.none')} actions={<ButtonLink href={path}>{t('own.showAll')}</ButtonLink>}>
      {t('own.noneText')}
    </Empty>
  )
}
