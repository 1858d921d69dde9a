import type { HeadersFunction } from '@remix-run/node'
import { data } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { anyone } from '~/access/guards.server'
import { networkOf, spend } from '~/access/limits.server'
import { open as enter } from '~/access/sign-in.server'
import { env } from '~/env.server'
import { lookAtLink } from '~/features/people/link-page.server'
import { DeadLinkGate, PasswordGate } from '~/features/people/password-gate'
import { acceptInvitation } from '~/features/people/passwords.commands.server'
import { passwordForm } from '~/features/people/people.forms.server'
import type { PageHandle } from '~/page-context'
import { Pairs } from '~/ui/record'
import { When } from '~/ui/when'
import { goTo, isRefusal, tooMany } from '~/values/outcome'

export const handle: PageHandle = { i18n: ['signin', 'people'], title: (t) => t('signin:invitation.title' as never) }
export const headers: HeadersFunction = ({ actionHeaders, loaderHeaders }) =>
  actionHeaders.has('retry-after') ? actionHeaders : loaderHeaders

export const loader = anyone.load(async ({ params, context }) => {
  const { open, dead } = await lookAtLink(params.token ?? '', 'invitation')
  return data({ host: env.HOST_NAME, theme: context.preferences.theme, open, dead }, dead ? 410 : 200)
})

export const action = anyone.act(passwordForm, async ({ params, form, request, context }) => {
  const wait = await spend(['link.address', networkOf(context.ip)])
  if (wait > 0) return tooMany('signin:slow', wait)
  const accepted = await acceptInvitation({ token: params.token ?? '', password: form.password }, context)
  if (isRefusal(accepted)) return accepted
  const visit = { ip: context.ip, userAgent: request.headers.get('user-agent'), cookies: request.headers.get('cookie') ?? '' }
  const { cookie, landing } = await enter(accepted.personId, accepted.isStaff, visit)
  context.setCookie(cookie)
  return goTo(landing)
})

export default function Invite() {
  const { host, theme, open, dead } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('signin')
  const { t: people } = useTranslation('people')
  if (!open) return dead ? <DeadLinkGate host={host} theme={theme} dead={dead} /> : null
  const { person, account, invitedBy } = open
  const role = account
    ? people(`role.${(account.role ?? 'viewer') as 'viewer'}`)
    : people(`staffRole.${(person.staffRole ?? 'agent') as 'agent'}`)
  const by = invitedBy ?? ''
  const lead = account
    ? t(by ? 'invitation.lead' : 'invitation.leadNobody', { by, account: account.name, host })
    : t(by ? 'invitation.staffLead' : 'invitation.staffLeadNobody', { by, host })
  return (
    <PasswordGate
      host={host}
      theme={theme}
      title={t('invitation.title')}
      lead={lead}
      email={person.email}
      label={t('invitation.field')}
      submit={t('invitation.submit')}
      answer={answer}
    >
      <Pairs
        facts={[
          { label: t('invitation.you'), value: `${person.name}, ${person.email}` },
          { label: t('invitation.as'), value: role },
          { label: t('invitation.until'), value: <When at={open.expiresAt} time="always" timeZone={person.timeZone} /> },
        ]}
      />
    </PasswordGate>
  )
}
