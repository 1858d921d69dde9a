import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { supplier } from '~/access/guards.server'
import { env } from '~/env.server'
import { proposalStates } from '~/features/supply/proposal'
import { ProposalSearch } from '~/features/supply/proposal-search'
import { ProposalTable } from '~/features/supply/proposal-table'
import { listProposals, readProposalFilter } from '~/features/supply/proposals.queries.server'
import type { PageHandle } from '~/page-context'
import { ButtonLink } from '~/ui/button'
import { Empty } from '~/ui/empty'
import { PageHead } from '~/ui/page-head'
import { hrefWith, Pager, pageAt } from '~/ui/pager'
import { Tabs } from '~/ui/tabs'

export const handle: PageHandle = { i18n: ['supply'], title: (t) => t('supply:proposals.title' as never) }

export const loader = supplier.load('catalog.read', async ({ scope, url }) => {
  const filter = readProposalFilter(url.searchParams)
  const page = await listProposals(scope, filter, pageAt(url.searchParams))
  return { ...page, state: filter.state, q: filter.q ?? '', search: url.search, host: env.HOST_NAME }
})

const path = '/supplier/proposals'

export default function Proposals() {
  const { rows, before, after, state, q, search, host } = useLoaderData<typeof loader>()
  const { t } = useTranslation('supply')
  const narrowed = state !== null || q !== ''
  const tabs = [
    { href: path, label: t('proposals.all'), current: state === null },
    ...proposalStates.map((one) => ({ href: `${path}?state=${one}`, label: t(`state.${one}`), current: state === one })),
  ]
  return (
    <>
      <PageHead title={t('proposals.title')} lead={t('proposals.lead', { host })} />
      <Tabs label={t('proposals.views')} tabs={tabs} />
      <ProposalSearch q={q} path={path} search={search} />
      {rows.length > 0 ? (
        <ProposalTable rows={rows} section={path} accounts={false} />
      ) : (
        <Empty
          title={t(narrowed ? 'proposals.none' : 'proposals.first')}
          actions={<ButtonLink href="/supplier/catalog">{t('proposals.toCatalog')}</ButtonLink>}
        >
          {t(narrowed ? 'proposals.noneText' : 'proposals.firstText')}
        </Empty>
      )}
      {before || after ? (
        <Pager
          newerHref={before && hrefWith(path, search, { before, after: null })}
          olderHref={after && hrefWith(path, search, { after, before: null })}
        />
      ) : null}
    </>
  )
}
