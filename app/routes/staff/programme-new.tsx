import { randomUUID } from 'node:crypto'
import { useActionData, useLoaderData } from '@remix-run/react'
import { staff } from '~/access/guards.server'
import { ProgrammeForm } from '~/features/programmes/programme-form'
import { createProgramme } from '~/features/programmes/programmes.commands.server'
import { programmeForm } from '~/features/programmes/programmes.forms.server'
import type { PageHandle } from '~/page-context'
import { goTo, isRefusal } from '~/values/outcome'

export const handle: PageHandle = { i18n: ['programmes'], title: (t) => t('programmes:edit.newTitle') }

export const loader = staff.load(['programmes.read', 'programmes.change'], () => ({ formKey: randomUUID() }))

export const action = staff.act(['programmes.read', 'programmes.change'], programmeForm, async ({ scope, form }) => {
  const outcome = await createProgramme(scope, form)
  return isRefusal(outcome) ? outcome : goTo(`/staff/programmes/${encodeURIComponent(outcome.code)}`)
})

export default function ProgrammeNew() {
  const { formKey } = useLoaderData<typeof loader>()
  return <ProgrammeForm programme={null} rules={null} formKey={formKey} answer={useActionData<typeof action>()} />
}
