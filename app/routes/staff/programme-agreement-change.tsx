import { randomUUID } from 'node:crypto'
import { useActionData, useLoaderData } from '@remix-run/react'
import { staff } from '~/access/guards.server'
import { AgreementChangeForm } from '~/features/programmes/agreement-change-form'
import { changeAgreement, getAgreement } from '~/features/programmes/agreements.commands.server'
import { agreementChangeForm } from '~/features/programmes/programmes.forms.server'
import type { PageHandle } from '~/page-context'
import { goTo, isRefusal } from '~/values/outcome'

export const handle: PageHandle<{ agreement: { account: { name: string } } }> = {
  i18n: ['programmes'],
  title: (t, { agreement }) => t('programmes:agreements.changeTitle', { name: agreement.account.name }),
}

export const loader = staff.load(['programmes.read', 'programmes.change'], async ({ scope, params }) => ({
  agreement: await getAgreement(scope, params.code ?? '', params.account ?? ''),
  formKey: randomUUID(),
}))

export const action = staff.act(
  ['programmes.read', 'programmes.change'],
  agreementChangeForm,
  async ({ scope, params, form }) => {
    const code = params.code ?? ''
    const outcome = await changeAgreement(scope, code, params.account ?? '', form)
    return isRefusal(outcome) ? outcome : goTo(`/staff/programmes/${encodeURIComponent(code)}`)
  },
)
/** Also after a refusal: whoever was second sees what is there now, and sends from there. */
export const shouldRevalidate = () => true

export default function ProgrammeAgreementChange() {
  return <AgreementChangeForm {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
}
