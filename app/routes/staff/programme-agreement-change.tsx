import { randomUUID } from 'node:crypto'
import { useActionData, useLoaderData, useLocation } from '@remix-run/react'
import { staff } from '~/access/guards.server'
import { TimelineView } from '~/features/history/timeline-view'
import { AgreementChangeForm } from '~/features/programmes/agreement-change-form'
import { AgreementView } from '~/features/programmes/agreement-view'
import { changeAgreement, getAgreement } from '~/features/programmes/agreements.commands.server'
import { agreementChangeForm } from '~/features/programmes/programmes.forms.server'
import { agreementTimeline } from '~/features/programmes/programmes.timeline.server'
import { statementRows } from '~/features/programmes/standing.queries.server'
import type { PageHandle } from '~/page-context'
import { goTo, isRefusal } from '~/values/outcome'

export const handle: PageHandle<{ agreement: { account: { name: string } } }> = {
  i18n: ['programmes', 'history'],
  title: (t, { agreement }) => t('programmes:agreements.changeTitle', { name: agreement.account.name }),
}

export const loader = staff.load('programmes.read', async ({ scope, params }) => {
  const { agreement, ...ids } = await getAgreement(scope, params.code ?? '', params.account ?? '')
  return {
    agreement,
    statements: await statementRows(scope, { agreementId: ids.id }),
    timeline: await agreementTimeline(scope, ids),
    mayChange: scope.may('programmes.change') !== 'nowhere',
    formKey: randomUUID(),
  }
})

export const action = staff.act(
  ['programmes.read', 'programmes.change'],
  agreementChangeForm,
  async ({ scope, params, form }) => {
    const [code, account] = [params.code ?? '', params.account ?? '']
    const outcome = await changeAgreement(scope, code, account, form)
    if (isRefusal(outcome)) return outcome
    return goTo(`/staff/programmes/${encodeURIComponent(code)}/agreement/${encodeURIComponent(account)}`)
  },
)
/** Also after a refusal: whoever was second sees what is there now, and sends from there. */
export const shouldRevalidate = () => true

export default function ProgrammeAgreementChange() {
  const { agreement, statements, timeline, mayChange, formKey } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { pathname, search } = useLocation()
  return (
    <AgreementView
      agreement={agreement}
      statements={statements}
      side={<TimelineView entries={timeline} path={pathname} search={search} />}
    >
      {mayChange ? <AgreementChangeForm agreement={agreement} formKey={formKey} answer={answer} /> : null}
    </AgreementView>
  )
}
