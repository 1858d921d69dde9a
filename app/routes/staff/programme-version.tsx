import { randomUUID } from 'node:crypto'
import { useActionData, useLoaderData } from '@remix-run/react'
import { staff } from '~/access/guards.server'
import { ProgrammeForm } from '~/features/programmes/programme-form'
import type { NamedProgramme } from '~/features/programmes/programme-name'
import { programmeName } from '~/features/programmes/programme-name'
import { addVersion } from '~/features/programmes/programmes.commands.server'
import { versionForm } from '~/features/programmes/programmes.forms.server'
import { getProgramme } from '~/features/programmes/programmes.queries.server'
import type { PageHandle } from '~/page-context'
import { goTo, isRefusal } from '~/values/outcome'

export const handle: PageHandle<{ programme: NamedProgramme }> = {
  i18n: ['programmes'],
  title: (t, { programme }) => t('programmes:edit.versionTitle', { name: programmeName(t, programme) }),
}

export const loader = staff.load(['programmes.read', 'programmes.change'], async ({ scope, params }) => {
  const { programme } = await getProgramme(scope, params.code ?? '')
  const { code, name, localName, versions } = programme
  return {
    programme: { code, name, localName },
    rules: versions[0]?.rules ?? null,
    formKey: randomUUID(),
  }
})

export const action = staff.act(['programmes.read', 'programmes.change'], versionForm, async ({ scope, params, form }) => {
  const code = params.code ?? ''
  const outcome = await addVersion(scope, code, form)
  return isRefusal(outcome) ? outcome : goTo(`/staff/programmes/${encodeURIComponent(code)}/simulation?version=${outcome.number}`)
})

export default function ProgrammeVersion() {
  const { programme, rules, formKey } = useLoaderData<typeof loader>()
  return <ProgrammeForm programme={programme} rules={rules} formKey={formKey} answer={useActionData<typeof action>()} />
}
