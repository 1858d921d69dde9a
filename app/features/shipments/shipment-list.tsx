import { Bookmark, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { queryOf } from '~/features/orders/order-list'
import type { SavedView } from '~/features/orders/saved-views.server'
import type { ChipData } from '~/ui/chip'
import { Empty } from '~/ui/empty'
import { ChoiceField, DateField } from '~/ui/field'
import { Filters, usePeriod } from '~/ui/filters'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { hrefWith, hrefWithout, Pager } from '~/ui/pager'
import { Tabs } from '~/ui/tabs'
import { shipmentStatuses } from './shipment'
import type { ShipmentFilter, ShipmentView } from './shipment-filter'
import { isNarrowed } from './shipment-filter'
import { useStatusNames } from './shipment-status'
import { ShipmentTable } from './shipment-table'
import type { ShipmentPage } from './shipments.queries.server'

export type ShipmentListProps = {
  audience: 'portal' | 'staff'
  filter: ShipmentFilter
  page: ShipmentPage
  /** The search part of the URL. */
  search: string
  host: string
  /** Whether the reader may see shipments of several accounts. */
  accounts: boolean
  views: readonly SavedView[]
}

/** The list of shipments of either audience. */
export function ShipmentList({ audience, filter, page, search, host, accounts, views }: ShipmentListProps) {
  const { t } = useTranslation('shipments')
  const path = `/${audience}/shipments`
  const count = page.rows.length
  return (
    <>
      <PageHead title={t('title')} lead={leadOf(t, audience, host, page.account?.name)} />
      <Views audience={audience} filter={filter} path={path} search={search} views={views} />
      <ListFilters filter={filter} path={path} search={search} />
      {page.cut ? <Notice tone="info">{t('list.cut')}</Notice> : null}
      {count === 0 ? (
        <NothingHere filter={filter} path={path} />
      ) : (
        <ShipmentTable rows={page.rows} filter={filter} path={path} search={search} accounts={accounts && !page.account} />
      )}
      {count > 0 || page.before ? (
        <Pager
          byName={filter.sort !== 'opened' || filter.direction !== 'desc'}
          newerHref={page.before && hrefWith(path, search, { after: null, before: page.before })}
          olderHref={page.after && hrefWith(path, search, { before: null, after: page.after })}
        >
          {t(`list.shown.${filter.sort}` as 'list.shown.opened', { count })}
        </Pager>
      ) : null}
    </>
  )
}

type Words = ReturnType<typeof useTranslation<'shipments'>>['t']
const leadOf = (t: Words, audience: 'portal' | 'staff', host: string, account: string | undefined): string => {
  if (account) return t('list.leadAccount', { account })
  return audience === 'staff' ? t('list.leadStaff') : t('list.lead', { host })
}

const given: Record<'portal' | 'staff', ShipmentView[]> = {
  portal: ['all', 'open', 'late'],
  staff: ['all', 'open', 'late', 'stuck'],
}

type ViewsProps = Pick<ShipmentListProps, 'audience' | 'filter' | 'search' | 'views'> & { path: string }

/** A given view keeps the account and drops the rest; a saved one is what was saved. */
function Views({ audience, filter, path, search, views }: ViewsProps) {
  const { t } = useTranslation('shipments')
  const asked = queryOf(search)
  const saved = views.find((view) => view.query === asked)
  const tabs = given[audience].map((view) => ({
    href: hrefWith(path, '', { view: view === 'all' ? null : view, account: filter.account }),
    label: t(`list.views.${view}`),
    current: view === filter.view && !saved,
  }))
  const own = views.map((view, index) => ({
    href: view.query === '' ? path : `${path}?${view.query}`,
    label: view.name,
    icon: <Bookmark className="icon icon-s" aria-hidden="true" />,
    current: view === saved,
    apart: index === 0,
  }))
  const plain = asked === '' || saved !== undefined
  const manage = plain ? (views.length > 0 ? t('list.manageViews') : null) : t('list.saveView')
  const end = manage && (
    <a href={asked === '' ? `${path}/views` : `${path}/views?${asked}`}>
      {plain ? null : <Plus className="icon icon-s" aria-hidden="true" />}
      {manage}
    </a>
  )
  return <Tabs label={t('list.viewsLabel')} tabs={[...tabs, ...own]} end={end} />
}

function ListFilters({ filter, path, search }: { filter: ShipmentFilter; path: string; search: string }) {
  const { t } = useTranslation('shipments')
  const names = useStatusNames()
  const chips = useChips(filter, path, search)
  const asked = new URLSearchParams(search)
  return (
    <Filters
      action={path}
      search={{ name: 'q', label: t('list.search'), value: filter.q }}
      chips={chips}
      clearHref={hrefWith(path, '', { view: filter.view === 'all' ? null : filter.view, account: filter.account })}
      keep={{ view: filter.view === 'all' ? null : filter.view, account: filter.account, sort: asked.get('sort') }}
      exportHref={`${hrefWith(`${path}.csv`, search, {})}`}
    >
      <ChoiceField
        many
        label={t('list.status')}
        name="status"
        choices={shipmentStatuses.map((value) => ({ value, label: names[value] }))}
        defaultValue={filter.statuses}
      />
      <DateField label={t('filter.from')} name="from" defaultValue={filter.from ?? ''} />
      <DateField label={t('filter.to')} name="to" defaultValue={filter.to ?? ''} />
      <DateField label={t('filter.expectedFrom')} name="expected_from" defaultValue={filter.expectedFrom ?? ''} />
      <DateField label={t('filter.expectedTo')} name="expected_to" defaultValue={filter.expectedTo ?? ''} />
    </Filters>
  )
}

function useChips(filter: ShipmentFilter, path: string, search: string): ChipData[] {
  const { t } = useTranslation('shipments')
  const names = useStatusNames()
  const period = usePeriod()
  const without = (...parameters: string[]) => hrefWithout(path, search, parameters)
  const chips: (ChipData | false)[] = [
    filter.q !== '' && { label: t('filter.q'), value: filter.q, removeHref: without('q') },
    filter.statuses.length > 0 && {
      label: t('list.status'),
      value: filter.statuses.map((one) => names[one]).join(t('filter.or')),
      removeHref: without('status'),
    },
    (filter.from !== null || filter.to !== null) && {
      label: t('list.opened'),
      value: period(filter.from, filter.to),
      removeHref: without('from', 'to'),
    },
    (filter.expectedFrom !== null || filter.expectedTo !== null) && {
      label: t('list.expected'),
      value: period(filter.expectedFrom, filter.expectedTo),
      removeHref: without('expected_from', 'expected_to'),
    },
  ]
  return chips.filter((chip) => chip !== false)
}

function NothingHere({ filter, path }: { filter: ShipmentFilter; path: string }) {
  const { t } = useTranslation('shipments')
  const all = hrefWith(path, '', { account: filter.account })
  if (!isNarrowed(filter)) return <Empty title={t('empty.none')}>{t('empty.noneText')}</Empty>
  const plain =
    filter.q === '' && filter.statuses.length === 0 && !filter.from && !filter.to && !filter.expectedFrom && !filter.expectedTo
  const kind = plain ? (filter.view as 'open' | 'late' | 'stuck') : filter.q !== '' ? 'search' : 'filter'
  return (
    <Empty
      title={t(`empty.${kind}`, { q: filter.q })}
      actions={
        <a className="btn" href={all}>
          {t('empty.all')}
        </a>
      }
    >
      {t(`empty.${kind}Text`)}
    </Empty>
  )
}
