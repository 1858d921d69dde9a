import { useLoaderData, useLocation } from '@remix-run/react'
import { member } from '~/access/guards.server'
import { getContract } from '~/features/contracts/contract.queries.server'
import { ContractView } from '~/features/contracts/contract-view'
import { contractTimeline } from '~/features/contracts/contracts.timeline.server'
import { drawdownChart } from '~/features/contracts/drawdown-chart.server'
import { TimelineView } from '~/features/history/timeline-view'
import type { PageHandle } from '~/page-context'

export const handle: PageHandle<{ contract: { number: string } }> = {
  i18n: ['contracts', 'history'],
  title: (t, { contract }) => t('contracts:contractNumber', { number: contract.number }),
}

export const loader = member.load(['orders.read', 'contracts.read'], async ({ scope, params, url, context }) => {
  const { row, contract } = await getContract(scope, params.number ?? '', url.searchParams.get('entity'))
  const timeline = await contractTimeline(scope, row, contract.standing, contract.today)
  return { contract, timeline, chart: drawdownChart(contract, context.language) }
})

export default function Contract() {
  const { contract, timeline, chart } = useLoaderData<typeof loader>()
  const { pathname, search } = useLocation()
  const side = <TimelineView entries={timeline} path={pathname} search={search} />
  return <ContractView audience="portal" contract={contract} chart={chart} side={side} />
}
