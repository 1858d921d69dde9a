import { Bookmark, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Empty } from '~/ui/empty'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { hrefWith, Pager } from '~/ui/pager'
import { Tabs } from '~/ui/tabs'
import type { OrderFilter, OrderView } from './order-filter'
import { isNarrowed } from './order-filter'
import type { Place } from './order-filters'
import { OrderFilters } from './order-filters'
import { mostFound } from './order-search'
import { OrderTable } from './order-table'
import type { OrderPage } from './orders.queries.server'
import type { SavedView } from './saved-views.server'

export type OrderListProps = {
  audience: 'portal' | 'staff'
  filter: OrderFilter
  page: OrderPage
  /** The search part of the URL. */
  search: string
  host: string
  /** Whether the reader may see orders of several accounts. */
  accounts: boolean
  prices: boolean
  places: readonly Place[]
  views: readonly SavedView[]
}

/** The list of orders of either audience. */
export function OrderList({ audience, filter, page, search, host, accounts, prices, places, views }: OrderListProps) {
  const { t } = useTranslation('orders')
  const path = `/${audience}/orders`
  const count = page.rows.length
  const several = accounts && !page.account
  const shared = { filter, path, search, staff: audience === 'staff' }
  return (
    <>
      <PageHead title={t('title')} lead={leadOf(t, audience, host, page.account?.name)} />
      <Views filter={filter} path={path} search={search} views={views} />
      <OrderFilters {...shared} places={places} account={page.account} />
      <Cut page={page} q={filter.q} />
      {count === 0 ? (
        <NothingHere filter={filter} path={path} />
      ) : (
        <OrderTable {...shared} rows={page.rows} accounts={several} prices={prices} />
      )}
      {count > 0 || page.before ? (
        <Pager
          byName={filter.sort !== 'placed' || filter.direction !== 'desc'}
          newerHref={page.before && hrefWith(path, search, { after: null, before: page.before })}
          olderHref={page.after && hrefWith(path, search, { before: null, after: page.after })}
        >
          {t(`list.shown.${filter.sort}-${filter.direction}` as 'list.shown.placed-desc', { count })}
        </Pager>
      ) : null}
    </>
  )
}

type Words = ReturnType<typeof useTranslation<'orders'>>['t']
const leadOf = (t: Words, audience: 'portal' | 'staff', host: string, account: string | undefined): string => {
  if (account) return t('list.leadAccount', { account })
  return audience === 'staff' ? t('list.leadStaff') : t('list.lead', { host })
}

const given: OrderView[] = ['all', 'open', 'late']

/** A given view keeps the account and drops the rest; a saved one is what was saved. */
function Views({ filter, path, search, views }: Pick<OrderListProps, 'filter' | 'search' | 'views'> & { path: string }) {
  const { t } = useTranslation('orders')
  const asked = queryOf(search)
  const saved = views.find((view) => view.query === asked)
  const tabs = given.map((view) => ({
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
  const manage = asked === '' || saved ? (views.length > 0 ? t('list.manageViews') : null) : t('list.saveView')
  return (
    <Tabs
      label={t('list.viewsLabel')}
      tabs={[...tabs, ...own]}
      end={
        manage ? (
          <a href={asked === '' ? `${path}/views` : `${path}/views?${asked}`}>
            {saved || asked === '' ? null : <Plus className="icon icon-s" aria-hidden="true" />}
            {manage}
          </a>
        ) : null
      }
    />
  )
}

/** What of an address makes a view: its filters and its order, not the page. */
export function queryOf(search: string): string {
  const query = new URLSearchParams(search)
  for (const name of ['after', 'before']) query.delete(name)
  for (const [name, value] of [...query]) if (value === '') query.delete(name)
  query.sort()
  return query.toString()
}

function Cut({ page, q }: { page: OrderPage; q: string }) {
  const { t } = useTranslation('orders')
  return (
    <>
      {page.cut?.numbers ? <Notice>{t('list.cutNumbers', { q, most: mostFound.numbers })}</Notice> : null}
      {page.cut?.products ? <Notice>{t('list.cutProducts', { q, most: mostFound.products })}</Notice> : null}
    </>
  )
}

function NothingHere({ filter, path }: { filter: OrderFilter; path: string }) {
  const { t } = useTranslation('orders')
  if (!isNarrowed(filter)) return <Empty title={t('empty.none')}>{t('empty.noneText')}</Empty>
  const plain = filter.q === '' && filter.statuses.length === 0 && !filter.from && !filter.to && !filter.shipTo
  const kind = plain ? (filter.view === 'late' ? 'late' : 'open') : filter.q !== '' ? 'search' : 'filter'
  return (
    <Empty
      title={t(`empty.${kind}`, { q: filter.q })}
      actions={
        <a className="btn" href={hrefWith(path, '', { account: filter.account })}>
          {t('empty.all')}
        </a>
      }
    >
      {t(`empty.${kind}Text`)}
    </Empty>
  )
}
