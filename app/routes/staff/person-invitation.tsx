import { randomUUID } from 'node:crypto'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { staff } from '~/access/guards.server'
import { InvitationTo } from '~/features/people/invitation-to'
import { inviteAgain, withdrawInvitation } from '~/features/people/invitations.commands.server'
import { invitationForm } from '~/features/people/people.forms.server'
import { invitablesOf } from '~/features/people/people.queries.server'
import type { PageHandle } from '~/page-context'
import { ErrorSummary } from '~/ui/form'
import { Breadcrumb, PageHead } from '~/ui/page-head'
import { useFields } from '~/ui/problems'
import { goTo, isRefusal } from '~/values/outcome'

export const handle: PageHandle<{ person: { name: string } }> = {
  i18n: ['people'],
  title: (t, data) => t('people:invitation.title' as never, { name: data.person.name } as never),
}

export const loader = staff.load('people.read', async ({ scope, params }) => {
  const { person, invitations } = await invitablesOf(scope, params.person ?? '')
  return { person, invitations, formKey: randomUUID() }
})

export const action = staff.act(
  'people.invite',
  invitationForm,
  async ({ scope, params, form }) => {
    const handle = params.person ?? ''
    const again = form.do === 'send-again'
    const done = await (again ? inviteAgain(scope, handle, form.account) : withdrawInvitation(scope, handle, form.account))
    return isRefusal(done) ? done : goTo(`/staff/people/${handle}?done=${again ? 'invited' : 'withdrawn'}`)
  },
  {
    limits: ({ params, form }) => (form.do === 'send-again' ? [['invite.again', `${params.person} ${form.account ?? ''}`]] : []),
  },
)

export default function PersonInvitation() {
  const { person, invitations, formKey } = useLoaderData<typeof loader>()
  const { problems, general } = useFields(useActionData<typeof action>())
  const { t } = useTranslation('people')
  const path = `/staff/people/${person.handle}`
  const crumbs = [
    { href: '/staff/people', label: t('title') },
    { href: path, label: person.name },
    { label: t('person.invitation') },
  ]
  return (
    <>
      <PageHead
        above={<Breadcrumb crumbs={crumbs} />}
        title={t('invitation.title', { name: person.name })}
        lead={t(person.joined ? 'invitation.joined' : 'invitation.lead', { name: person.name })}
      />
      <ErrorSummary problems={problems} general={general} />
      {person.joined
        ? null
        : invitations.map((one) => (
            <InvitationTo key={one.account ?? ''} invitation={one} email={person.email} formKey={formKey} now={person.now} />
          ))}
    </>
  )
}
