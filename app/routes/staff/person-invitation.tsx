import { randomUUID } from 'node:crypto'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { staff } from '~/access/guards.server'
import { inviteAgain, withdrawInvitation } from '~/features/people/invitations.commands.server'
import { invitationForm } from '~/features/people/people.forms.server'
import type { OpenInvitation } from '~/features/people/people.queries.server'
import { invitablesOf } from '~/features/people/people.queries.server'
import type { PageHandle } from '~/page-context'
import { SubmitButton } from '~/ui/button'
import { ErrorSummary, FormGuards } from '~/ui/form'
import { Breadcrumb, PageHead, Section } from '~/ui/page-head'
import { useFields } from '~/ui/problems'
import { Pairs } from '~/ui/record'
import { When } from '~/ui/when'
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

type Props = { invitation: OpenInvitation; email: string; formKey: string; now: Date }
function InvitationTo({ invitation, email, formKey, now }: Props) {
  const { t } = useTranslation('people')
  const { account, accountName, host, sentAt, expiresAt, by } = invitation
  const over = expiresAt !== null && expiresAt <= now
  return (
    <Section title={accountName ?? host}>
      {sentAt && expiresAt ? (
        <Pairs
          facts={[
            { label: t('invitation.sent'), value: <When at={sentAt} time="always" /> },
            { label: t('invitation.by'), value: by ?? t('person.system') },
            { label: t(over ? 'invitation.ran' : 'invitation.until'), value: <When at={expiresAt} time="always" /> },
          ]}
        />
      ) : (
        <p>{t('invitation.none')}</p>
      )}
      <p className="mt-4 mb-4 text-ink-2">{t('invitation.againText', { email })}</p>
      <Form method="post" className="form-actions">
        <FormGuards idempotencyKey={formKey} />
        {account ? <input type="hidden" name="account" value={account} /> : null}
        <SubmitButton name="do" value="send-again">
          {t(sentAt ? 'invitation.again' : 'invitation.first')}
        </SubmitButton>
        {sentAt ? (
          <SubmitButton tone="ghost" name="do" value="withdraw" title={t('invitation.withdrawText')}>
            {t('invitation.withdraw')}
          </SubmitButton>
        ) : null}
      </Form>
    </Section>
  )
}
