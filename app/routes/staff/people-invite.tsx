import { randomUUID } from 'node:crypto'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { memberRoles } from '~/access/abilities'
import { staff } from '~/access/guards.server'
import { getAccount } from '~/features/accounts/account.queries.server'
import { inviteMember } from '~/features/people/invitations.commands.server'
import { InviteMemberForm } from '~/features/people/invite-form'
import { inviteAnywhereForm } from '~/features/people/people.forms.server'
import { rolesFor } from '~/features/people/person'
import type { PageHandle } from '~/page-context'
import { Breadcrumb, PageHead } from '~/ui/page-head'
import { goTo, isRefusal } from '~/values/outcome'

export const handle: PageHandle = { i18n: ['people'], title: (t) => t('people:invite.titleAnywhere' as never) }

/** With `?account=CODE` into that account, which its own page links to. */
export const loader = staff.load(['people.invite', 'accounts.read'], async ({ scope, url }) => {
  const code = url.searchParams.get('account')
  const account = code === null ? null : await getAccount(scope, code)
  return {
    formKey: randomUUID(),
    account: account && { code: account.code, name: account.name },
    roles: account ? rolesFor(account) : memberRoles,
    language: account?.language === 'zh-CN' ? ('zh-CN' as const) : ('en' as const),
  }
})

export const action = staff.act(
  'people.invite',
  inviteAnywhereForm,
  async ({ scope, form }) => {
    const invited = await inviteMember(scope, form.account, form)
    return isRefusal(invited) ? invited : goTo(`/staff/accounts/${encodeURIComponent(form.account)}?done=${invited.how}#people`)
  },
  {
    limits: ({ scope, form }) => [
      ['invite.person', scope.who.personId],
      ['invite.account', form.account.toLowerCase()],
    ],
  },
)

export default function Invite() {
  const { account, roles, language, formKey } = useLoaderData<typeof loader>()
  const { t } = useTranslation('people')
  const back = account ? `/staff/accounts/${encodeURIComponent(account.code)}` : '/staff/people'
  const title = account ? t('invite.title', { account: account.name }) : t('invite.titleAnywhere')
  const above = <Breadcrumb crumbs={[{ href: back, label: account?.name ?? t('title') }, { label: t('invite.open') }]} />
  return (
    <>
      <PageHead above={above} title={title} lead={t('invite.lead')} />
      <InviteMemberForm
        answer={useActionData<typeof action>()}
        formKey={formKey}
        language={language}
        roles={roles}
        account={account?.code ?? null}
        back={back}
      />
    </>
  )
}
