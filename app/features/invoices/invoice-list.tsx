import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ButtonLink } from '~/ui/button'
import type { ChipData } from '~/ui/chip'
import { Empty } from '~/ui/empty'
import { DateField, TextField } from '~/ui/field'
import { Filters, usePeriod } from '~/ui/filters'
import { PageHead } from '~/ui/page-head'
import { hrefWith, hrefWithout, Pager } from '~/ui/pager'
import { Tabs } from '~/ui/tabs'
import type { InvoiceFilter } from './invoice-filter'
import { invoiceViews, isByDue } from './invoice-filter'
import { InvoiceTable } from './invoice-table'
import type { InvoicePage } from './invoices.queries.server'

export type InvoiceListProps = {
  audience: 'portal' | 'staff'
  filter: InvoiceFilter
  page: InvoicePage
  search: string
  host: string
  /** Whether the reader may see invoices of several accounts. */
  accounts: boolean
  mayPay?: boolean
  actions?: ReactNode
}

/** The list of invoices of either audience. */
export function InvoiceList({ audience, filter, page, search, host, accounts, mayPay, actions }: InvoiceListProps) {
  const { t } = useTranslation('invoices')
  const path = `/${audience}/invoices`
  const count = page.rows.length
  const staff = audience === 'staff'
  const lead = page.account
    ? t('list.leadAccount', { account: page.account.name })
    : staff
      ? t('list.leadStaff')
      : t('list.lead', { host })
  return (
    <>
      <PageHead
        title={t('title')}
        lead={lead}
        actions={
          <>
            {actions}
            {mayPay ? (
              <ButtonLink tone="primary" href={hrefWith('/portal/pay', '', { account: filter.account })}>
                {t('list.pay')}
              </ButtonLink>
            ) : null}
            <ButtonLink href={hrefWith(`/${audience}/statement`, '', { account: filter.account })}>
              {t('list.statement')}
            </ButtonLink>
          </>
        }
      />
      <Tabs
        label={t('list.viewsLabel')}
        tabs={invoiceViews.map((view) => ({
          href: hrefWith(path, '', { view: view === 'open' ? null : view, account: filter.account }),
          label: t(`list.views.${view}`),
          current: view === filter.view,
        }))}
      />
      <InvoiceFilters filter={filter} path={path} search={search} staff={staff} account={page.account} />
      {count === 0 ? (
        <NothingHere filter={filter} path={path} />
      ) : (
        <InvoiceTable rows={page.rows} path={path} staff={staff} accounts={accounts && !page.account} />
      )}
      {count > 0 || page.before ? (
        <Pager
          byName={isByDue(filter.view)}
          newerHref={page.before && hrefWith(path, search, { after: null, before: page.before })}
          olderHref={page.after && hrefWith(path, search, { before: null, after: page.after })}
        >
          {t(isByDue(filter.view) ? 'list.shown.due' : 'list.shown.issued', { count })}
        </Pager>
      ) : null}
    </>
  )
}

type FiltersProps = {
  filter: InvoiceFilter
  path: string
  search: string
  staff: boolean
  account: { code: string; name: string } | null
}

function InvoiceFilters({ filter, path, search, staff, account }: FiltersProps) {
  const { t } = useTranslation('invoices')
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
      <DateField label={t('filter.from')} name="from" defaultValue={filter.from ?? ''} />
      <DateField label={t('filter.to')} name="to" defaultValue={filter.to ?? ''} />
      {staff ? <TextField label={t('filter.account')} name="account" defaultValue={filter.account ?? ''} /> : null}
    </Filters>
  )
}

function useChips({ filter, path, search, staff, account }: FiltersProps): ChipData[] {
  const { t } = useTranslation('invoices')
  const period = usePeriod()
  const without = (...parameters: string[]) => hrefWithout(path, search, parameters)
  const { q, from, to } = filter
  const chips: (ChipData | false)[] = [
    q !== '' && { label: t('filter.q'), value: q, removeHref: without('q') },
    staff && account !== null && { label: t('filter.branch'), value: account.name, removeHref: without('account') },
    (from !== null || to !== null) && { label: t('filter.issued'), value: period(from, to), removeHref: without('from', 'to') },
  ]
  return chips.filter((chip) => chip !== false)
}

function NothingHere({ filter, path }: { filter: InvoiceFilter; path: string }) {
  const { t } = useTranslation('invoices')
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
