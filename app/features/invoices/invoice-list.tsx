import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ButtonLink } from '~/ui/button'
import type { DatedListWords } from '~/ui/dated-list'
import { DatedList } from '~/ui/dated-list'
import { PageHead } from '~/ui/page-head'
import { hrefWith } from '~/ui/pager'
import type { InvoiceFilter, InvoiceView } from './invoice-filter'
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
  const byDue = isByDue(filter.view)
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
      <DatedList
        path={path}
        search={search}
        filter={filter}
        page={page}
        views={invoiceViews}
        staff={staff}
        words={useListWords(filter.q)}
        shown={t(byDue ? 'list.shown.due' : 'list.shown.issued', { count: page.rows.length })}
        byName={byDue}
      >
        <InvoiceTable rows={page.rows} path={path} staff={staff} accounts={accounts && !page.account} />
      </DatedList>
    </>
  )
}

function useListWords(q: string): DatedListWords<InvoiceView> {
  const { t } = useTranslation('invoices')
  return {
    viewsLabel: t('list.viewsLabel'),
    view: (view) => t(`list.views.${view}`),
    search: t('list.search'),
    chips: { q: t('filter.q'), branch: t('filter.branch'), days: t('filter.issued') },
    fields: { from: t('filter.from'), to: t('filter.to'), account: t('filter.account') },
    empty: (kind) => ({ title: t(`empty.${kind}`, { q }), text: t(`empty.${kind}Text`) }),
    all: t('empty.all'),
  }
}
