import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { staff } from '~/access/guards.server'
import { ProposalSearch } from '~/features/supply/proposal-search'
import { ProposalTable } from '~/features/supply/proposal-table'
import { listProposals, readProposalFilter } from '~/features/supply/proposals.queries.server'
import type { PageHandle } from '~/page-context'
import { Empty } from '~/ui/empty'
import { PageHead } from '~/ui/page-head'
import { hrefWith, Pager, pageAt } from '~/ui/pager'
import { Tabs } from '~/ui/tabs'

export const handle: PageHandle = { i18n: ['supply'], title: (t) => t('supply:decide.title' as never) }

export const loader = staff.load('catalog.read', async ({ scope, url }) => {
  const filter = readProposalFilter(url.searchParams, 'submitted')
  const page = await listProposals(scope, filter, pageAt(url.searchParams))
  return { ...page, state: filter.state, q: filter.q ?? '', search: url.search }
})

const path = '/staff/moderation'
const ended = ['approved', 'partly_approved', 'refused', 'withdrawn'] as const

export default function Moderation() {
  const { rows, before, after, state, q, search } = useLoaderData<typeof loader>()
  const { t } = useTranslation('supply')
  return (
    <>
      <PageHead title={t('decide.title')} lead={t('decide.lead')} />
      <Tabs
        label={t('proposals.views')}
        tabs={[
          { href: path, label: t('state.submitted'), current: state === 'submitted' },
          ...ended.map((one) => ({ href: `${path}?state=${one}`, label: t(`state.${one}`), current: state === one })),
          { href: `${path}?state=all`, label: t('decide.all'), current: state === null },
        ]}
      />
      <ProposalSearch q={q} path={path} search={search} />
      {rows.length > 0 ? (
        <ProposalTable rows={rows} section="/staff/moderation/proposals" accounts />
      ) : (
        <Empty title={t(state === 'submitted' ? 'decide.none' : 'proposals.none')}>
          {t(state === 'submitted' ? 'decide.noneText' : 'proposals.noneText')}
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
