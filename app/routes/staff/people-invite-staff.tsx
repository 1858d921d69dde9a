import { randomUUID } from 'node:crypto'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { staffRoles } from '~/access/abilities'
import { staff } from '~/access/guards.server'
import { inviteStaff } from '~/features/people/invitations.commands.server'
import { InviteStaffForm } from '~/features/people/invite-form'
import { inviteStaffForm } from '~/features/people/people.forms.server'
import type { PageHandle } from '~/page-context'
import { Breadcrumb, PageHead } from '~/ui/page-head'
import { goTo, isRefusal } from '~/values/outcome'

export const handle: PageHandle = { i18n: ['people'], title: (t) => t('people:invite.staffTitle' as never) }

export const loader = staff.load('people.manage', ({ context }) => ({ formKey: randomUUID(), language: context.language }))

export const action = staff.act(
  'people.manage',
  inviteStaffForm,
  async ({ scope, form }) => {
    const invited = await inviteStaff(scope, form)
    return isRefusal(invited) ? invited : goTo(`/staff/people?view=staff&done=${invited.how}`)
  },
  { limits: ({ scope }) => [['invite.person', scope.who.personId]] },
)

export default function InviteStaff() {
  const { formKey, language } = useLoaderData<typeof loader>()
  const { t } = useTranslation('people')
  const above = <Breadcrumb crumbs={[{ href: '/staff/people', label: t('title') }, { label: t('invite.staffOpen') }]} />
  return (
    <>
      <PageHead above={above} title={t('invite.staffTitle')} lead={t('invite.staffLead')} />
      <InviteStaffForm
        answer={useActionData<typeof action>()}
        formKey={formKey}
        language={language}
        roles={staffRoles}
        back="/staff/people"
      />
    </>
  )
}
