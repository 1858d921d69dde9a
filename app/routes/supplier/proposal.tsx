import { randomUUID } from 'node:crypto'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { supplier } from '~/access/guards.server'
import { FieldDiff } from '~/features/supply/field-diff'
import { MoveForms } from '~/features/supply/move-forms'
import { getProposal } from '~/features/supply/proposal.queries.server'
import { FieldPager, ProposalHead, ProposalNext, ProposalTimeline, RowErrors } from '~/features/supply/proposal-view'
import { moveProposal } from '~/features/supply/proposals.commands.server'
import { readFrom } from '~/features/supply/proposals.queries.server'
import { proposalForm } from '~/features/supply/supply.forms.server'
import type { PageHandle } from '~/page-context'
import { Notice } from '~/ui/notice'
import { useReasons } from '~/ui/problems'
import { Columns } from '~/ui/record'
import { goTo, isRefusal } from '~/values/outcome'

export const handle: PageHandle<{ proposal: { number: string } }> = {
  i18n: ['supply', 'exchange'],
  title: (t, { proposal }) => t('supply:proposal.title', { number: proposal.number }),
}

const dones = ['submitted', 'withdrawn', 'draft'] as const

export const loader = supplier.load('catalog.read', async ({ scope, params, url }) => ({
  proposal: await getProposal(scope, params.number ?? '', readFrom(url.searchParams)),
  mayPropose: scope.may('catalog.propose') !== 'nowhere',
  done: dones.find((one) => one === url.searchParams.get('done')) ?? null,
  formKey: randomUUID(),
  search: url.search,
}))

export const action = supplier.act(['catalog.read', 'catalog.propose'], proposalForm, async ({ scope, params, form }) => {
  const number = params.number ?? ''
  const done = await moveProposal(scope, number, form)
  return isRefusal(done) ? done : goTo(`/supplier/proposals/${encodeURIComponent(number)}?done=${done.did}`)
})

export default function Proposal() {
  const { proposal, mayPropose, done, formKey, search } = useLoaderData<typeof loader>()
  const { t } = useTranslation('supply')
  const answer = useActionData<typeof action>()
  const words = useReasons()
  const path = `/supplier/proposals/${encodeURIComponent(proposal.number)}`
  return (
    <>
      <ProposalHead proposal={proposal} section="/supplier/proposals" sectionLabel={t('proposals.title')} />
      <div className="my-5">
        {done ? (
          <Notice tone="ok" live>
            {t(`proposal.done.${done}`)}
          </Notice>
        ) : (
          <ProposalNext proposal={proposal} />
        )}
      </div>
      {mayPropose ? <MoveForms proposal={proposal} formKey={formKey} answer={answer} /> : null}
      <Columns side={<ProposalTimeline proposal={proposal} />}>
        <FieldDiff fields={proposal.shown} account={proposal.account.code} staff={false} />
        <FieldPager proposal={proposal} path={path} search={search} />
        <RowErrors proposal={proposal} words={words} />
      </Columns>
    </>
  )
}
