import { useTranslation } from 'react-i18next'
import { ButtonLink } from '~/ui/button'
import type { DatedListWords } from '~/ui/dated-list'
import { DatedList } from '~/ui/dated-list'
import { PageHead } from '~/ui/page-head'
import type { ContractFilter, ContractView } from './contract-filter'
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
      <DatedList
        path={path}
        search={search}
        filter={filter}
        page={page}
        views={staff ? staffViews : contractViews}
        staff={staff}
        words={useListWords(filter.q)}
        shown={t(isSoonestFirst(filter.view) ? 'list.shown.next' : 'list.shown.back', { count: page.rows.length })}
        byName
      >
        <ContractTable rows={page.rows} path={path} accounts={accounts && !page.account} />
      </DatedList>
    </>
  )
}

function useListWords(q: string): DatedListWords<ContractView> {
  const { t } = useTranslation('contracts')
  return {
    viewsLabel: t('list.viewsLabel'),
    view: (view) => t(`list.views.${view}`),
    search: t('list.search'),
    chips: { q: t('filter.q'), branch: t('filter.branch'), days: t('filter.next') },
    fields: { from: t('filter.from'), to: t('filter.to'), hint: t('filter.hint'), account: t('filter.account') },
    empty: (kind) => ({ title: t(`empty.${kind}`, { q }), text: t(`empty.${kind}Text`) }),
    all: t('empty.all'),
  }
}
