import { randomUUID } from 'node:crypto'
import { useActionData, useLoaderData } from '@remix-run/react'
import { staff } from '~/access/guards.server'
import { AgreementForm } from '~/features/programmes/agreement-form'
import type { NamedProgramme } from '~/features/programmes/programme-name'
import { programmeName } from '~/features/programmes/programme-name'
import { addAgreement } from '~/features/programmes/programmes.commands.server'
import { agreementForm } from '~/features/programmes/programmes.forms.server'
import { getProgramme } from '~/features/programmes/programmes.queries.server'
import type { PageHandle } from '~/page-context'
import { goTo, isRefusal } from '~/values/outcome'

export const handle: PageHandle<{ programme: NamedProgramme }> = {
  i18n: ['programmes'],
  title: (t, { programme }) => t('programmes:agreements.addTitle', { name: programmeName(t, programme) }),
}

export const loader = staff.load(['programmes.read', 'programmes.change'], async ({ scope, params }) => {
  const { programme } = await getProgramme(scope, params.code ?? '')
  const { code, name, localName, open } = programme
  return {
    programme: { code, name, localName },
    joins: open?.startsOn ?? scope.now.toISOString().slice(0, 10),
    formKey: randomUUID(),
  }
})

export const action = staff.act(['programmes.read', 'programmes.change'], agreementForm, async ({ scope, params, form }) => {
  const code = params.code ?? ''
  const outcome = await addAgreement(scope, code, form)
  return isRefusal(outcome) ? outcome : goTo(`/staff/programmes/${encodeURIComponent(code)}`)
})

export default function ProgrammeAgreement() {
  const { programme, joins, formKey } = useLoaderData<typeof loader>()
  return <AgreementForm programme={programme} formKey={formKey} today={joins} answer={useActionData<typeof action>()} />
}
