import { useTranslation } from 'react-i18next'
import { ButtonLink } from '~/ui/button'
import type { ChipData } from '~/ui/chip'
import { Empty } from '~/ui/empty'
import { DateField, TextField } from '~/ui/field'
import { Filters, usePeriod } from '~/ui/filters'
import { PageHead } from '~/ui/page-head'
import { hrefWith, hrefWithout, Pager } from '~/ui/pager'
import { Tabs } from '~/ui/tabs'
import type { ContractFilter } from './contract-filter'
import { contractViews, isSoonestFirst, staffViews } from './contract-filter'
import { ContractTable } from './contract-table'
import type { ContractPage } from './contracts.queries.server'

export type ContractListProps = {
  audience: 'portal' | 'staff'
  filter: ContractFilter
  page: ContractPage
  search: string
  host: string
  /** Whether the reader may see contracts of several accounts. */
  accounts: boolean
}

/** The list of contracts of either audience. */
export function ContractList({ audience, filter, page, search, host, accounts }: ContractListProps) {
  const { t } = useTranslation('contracts')
  const path = `/${audience}/contracts`
  const staff = audience === 'staff'
  const count = page.rows.length
  const lead = page.account
    ? t('list.leadAccount', { account: page.account.name })
    : staff
      ? t('list.leadStaff')
      : t('list.lead', { host })
  return (
    <>
      <PageHead
        title={t('title')}
        lead={filter.view === 'incomplete' ? t('list.leadIncomplete') : lead}
        actions={staff ? null : <ButtonLink href="/portal/contracts/calendar">{t('list.calendar')}</ButtonLink>}
      />
      <Tabs
        label={t('list.viewsLabel')}
        tabs={(staff ? staffViews : contractViews).map((view) => ({
          href: hrefWith(path, '', { view: view === 'open' ? null : view, account: filter.account }),
          label: t(`list.views.${view}`),
          current: view === filter.view,
        }))}
      />
      <ContractFilters filter={filter} path={path} search={search} staff={staff} account={page.account} />
      {count === 0 ? (
        <NothingHere filter={filter} path={path} />
      ) : (
        <ContractTable rows={page.rows} path={path} accounts={accounts && !page.account} />
      )}
      {count > 0 || page.before ? (
        <Pager
          byName
          newerHref={page.before && hrefWith(path, search, { after: null, before: page.before })}
          olderHref={page.after && hrefWith(path, search, { before: null, after: page.after })}
        >
          {t(isSoonestFirst(filter.view) ? 'list.shown.next' : 'list.shown.back', { count })}
        </Pager>
      ) : null}
    </>
  )
}

type FiltersProps = {
  filter: ContractFilter
  path: string
  search: string
  staff: boolean
  account: { code: string; name: string } | null
}

function ContractFilters({ filter, path, search, staff, account }: FiltersProps) {
  const { t } = useTranslation('contracts')
  const view = new URLSearchParams(search).get('view')
  return (
    <Filters
      action={path}
      search={{ name: 'q', label: t('list.search'), value: filter.q }}
      chips={useChips({ filter, path, search, staff, account })}
      clearHref={hrefWith(path, '', { view, account: staff ? null : filter.account })}
      keep={{ view, ...(!staff && { account: filter.account }) }}
      exportHref={hrefWith(`${path}.csv`, search, {})}
    >
      <DateField label={t('filter.from')} hint={t('filter.hint')} name="from" defaultValue={filter.from ?? ''} />
      <DateField label={t('filter.to')} name="to" defaultValue={filter.to ?? ''} />
      {staff ? <TextField label={t('filter.account')} name="account" defaultValue={filter.account ?? ''} /> : null}
    </Filters>
  )
}

function useChips({ filter, path, search, staff, account }: FiltersProps): ChipData[] {
  const { t } = useTranslation('contracts')
  const period = usePeriod()
  const without = (...parameters: string[]) => hrefWithout(path, search, parameters)
  const { q, from, to } = filter
  const chips: (ChipData | false)[] = [
    q !== '' && { label: t('filter.q'), value: q, removeHref: without('q') },
    staff && account !== null && { label: t('filter.branch'), value: account.name, removeHref: without('account') },
    (from !== null || to !== null) && { label: t('filter.next'), value: period(from, to), removeHref: without('from', 'to') },
  ]
  return chips.filter((chip) => chip !== false)
}

function NothingHere({ filter, path }: { filter: ContractFilter; path: string }) {
  const { t } = useTranslation('contracts')
  const plain = filter.q === '' && !filter.from && !filter.to
  if (plain && filter.view === 'all') return <Empty title={t('empty.none')}>{t('empty.noneText')}</Empty>
  const kind = filter.q !== '' ? 'search' : plain && filter.view !== 'all' ? filter.view : 'filter'
  return (
    <Empty
      title={t(`empty.${kind}`, { q: filter.q })}
      actions={
        <a className="btn" href={hrefWith(path, '', { view: 'all', account: filter.account })}>
          {t('empty.all')}
        </a>
      }
    >
      {t(`empty.${kind}Text`)}
    </Empty>
  )
}
