import { randomUUID } from 'node:crypto'
import { useActionData, useLoaderData } from '@remix-run/react'
import { CheckCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { staff } from '~/access/guards.server'
import { decideFields } from '~/features/supply/decide.commands.server'
import { DecideForm } from '~/features/supply/decide-form'
import { FieldDiff } from '~/features/supply/field-diff'
import { getProposal } from '~/features/supply/proposal.queries.server'
import { FieldPager, ProposalHead, ProposalTimeline } from '~/features/supply/proposal-view'
import { readFrom } from '~/features/supply/proposals.queries.server'
import { decideForm } from '~/features/supply/supply.forms.server'
import type { PageHandle } from '~/page-context'
import { ButtonLink } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { hrefWith } from '~/ui/pager'
import { Columns } from '~/ui/record'
import { goTo, isRefusal } from '~/values/outcome'

export const handle: PageHandle<{ proposal: { number: string } }> = {
  i18n: ['supply'],
  title: (t, { proposal }) => t('supply:proposal.title', { number: proposal.number }),
}

const countIn = (search: URLSearchParams, name: string) =>
  Math.min(100, Number(/^\d{1,3}$/.exec(search.get(name) ?? '')?.[0] ?? 0))

export const loader = staff.load('catalog.read', async ({ scope, params, url }) => {
  const search = url.searchParams
  return {
    proposal: await getProposal(scope, params.number ?? '', readFrom(search)),
    mayDecide: scope.may('proposals.decide') !== 'nowhere',
    choose: search.get('choose') === 'approved' ? ('approved' as const) : null,
    done: search.has('decided') ? { decided: countIn(search, 'decided'), waiting: countIn(search, 'waiting') } : null,
    formKey: randomUUID(),
    search: url.search,
  }
})

export const action = staff.act(['catalog.read', 'proposals.decide'], decideForm, async ({ scope, params, url, form }) => {
  const done = await decideFields(scope, params.number ?? '', form)
  if (isRefusal(done)) return done
  const changes = {
    decided: String(done.decided),
    waiting: String(done.waiting),
    choose: null,
    from: url.searchParams.get('from'),
  }
  return goTo(hrefWith(url.pathname.replace(/\.data$/, ''), url.search, changes))
})

export default function ModerationProposal() {
  const { proposal, mayDecide, choose, done, formKey, search } = useLoaderData<typeof loader>()
  const { t } = useTranslation('supply')
  const answer = useActionData<typeof action>()
  const path = `/staff/moderation/proposals/${encodeURIComponent(proposal.number)}`
  const deciding = mayDecide && proposal.state === 'submitted' && proposal.shown.some((one) => one.decision === null)
  const chooseAll = (
    <ButtonLink
      href={hrefWith(path, search, { choose: 'approved', decided: null, waiting: null })}
      icon={<CheckCheck className="icon" aria-hidden="true" />}
    >
      {t('decide.chooseAll')}
    </ButtonLink>
  )
  return (
    <>
      <ProposalHead
        proposal={proposal}
        section="/staff/moderation"
        sectionLabel={t('decide.title')}
        actions={deciding && !choose ? chooseAll : null}
      />
      {done && !answer ? <DoneNotice {...done} closed={proposal.closedAt !== null} /> : null}
      <Columns side={<ProposalTimeline proposal={proposal} />}>
        {deciding ? (
          <DecideForm proposal={proposal} formKey={formKey} answer={answer} choose={choose} />
        ) : (
          <FieldDiff fields={proposal.shown} account={proposal.account.code} staff />
        )}
        <FieldPager proposal={proposal} path={path} search={search} />
      </Columns>
    </>
  )
}

function DoneNotice({ decided, waiting, closed }: { decided: number; waiting: number; closed: boolean }) {
  const { t } = useTranslation('supply')
  return (
    <Notice tone="ok" live>
      {[
        t('decide.done', { count: decided }),
        waiting > 0 && t('decide.waiting', { count: waiting }),
        closed && t('decide.closed'),
      ]
        .filter(Boolean)
        .join(' ')}
    </Notice>
  )
}
