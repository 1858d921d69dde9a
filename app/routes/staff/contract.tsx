import { useLoaderData, useLocation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { staff } from '~/access/guards.server'
import { getContract } from '~/features/contracts/contract.queries.server'
import { ContractView } from '~/features/contracts/contract-view'
import { contractTimeline } from '~/features/contracts/contracts.timeline.server'
import { drawdownChart } from '~/features/contracts/drawdown-chart.server'
import { TimelineView } from '~/features/history/timeline-view'
import type { PageHandle } from '~/page-context'
import { ButtonLink } from '~/ui/button'
import { Notice } from '~/ui/notice'

export const handle: PageHandle<{ contract: { number: string } }> = {
  i18n: ['contracts', 'history'],
  title: (t, { contract }) => t('contracts:contractNumber', { number: contract.number }),
}

export const loader = staff.load(['orders.read', 'contracts.read'], async ({ scope, params, url, context }) => {
  const { row, contract } = await getContract(scope, params.number ?? '', url.searchParams.get('entity'))
  const timeline = await contractTimeline(scope, row, contract.standing, contract.today)
  return {
    contract,
    timeline,
    chart: drawdownChart(contract, context.language),
    mayChange: scope.may('contracts.change') !== 'nowhere',
    done: url.searchParams.get('done') === 'completed',
  }
})

export default function Contract() {
  const { contract, timeline, chart, mayChange, done } = useLoaderData<typeof loader>()
  const { t } = useTranslation('contracts')
  const { pathname, search } = useLocation()
  const label = t(contract.incomplete ? 'complete.action' : 'complete.change')
  return (
    <ContractView
      audience="staff"
      contract={contract}
      chart={chart}
      notice={
        done ? (
          <Notice tone="ok" live>
            {t('complete.done')}
          </Notice>
        ) : null
      }
      actions={
        mayChange ? (
          <ButtonLink tone={contract.incomplete ? 'primary' : undefined} href={`${pathname}/complete${search}`}>
            {label}
          </ButtonLink>
        ) : null
      }
      side={<TimelineView entries={timeline} path={pathname} search={search} />}
    />
  )
}
