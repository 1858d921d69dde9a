import type { HeadersFunction } from '@remix-run/node'
import { data } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { anyone } from '~/access/guards.server'
import { networkOf, spend } from '~/access/limits.server'
import { env } from '~/env.server'
import { lookAtLink } from '~/features/people/link-page.server'
import { DeadLinkGate, PasswordGate } from '~/features/people/password-gate'
import { resetPassword } from '~/features/people/passwords.commands.server'
import { passwordForm } from '~/features/people/people.forms.server'
import type { PageHandle } from '~/page-context'
import { goTo, isRefusal, tooMany } from '~/values/outcome'

export const handle: PageHandle = { i18n: ['signin'], title: (t) => t('signin:reset.title' as never) }
export const headers: HeadersFunction = ({ actionHeaders, loaderHeaders }) =>
  actionHeaders.has('retry-after') ? actionHeaders : loaderHeaders

export const loader = anyone.load(async ({ params, context }) => {
  const { open, dead } = await lookAtLink(params.token ?? '', 'reset')
  const around = { host: env.HOST_NAME, theme: context.preferences.theme }
  return data({ ...around, email: open?.person.email, dead }, dead ? 410 : 200)
})

export const action = anyone.act(passwordForm, async ({ params, form, context }) => {
  const wait = await spend(['link.address', networkOf(context.ip)])
  if (wait > 0) return tooMany('signin:slow', wait)
  const done = await resetPassword({ token: params.token ?? '', password: form.password }, context)
  return isRefusal(done) ? done : goTo('/sign-in?done=changed')
})

export default function Reset() {
  const { t } = useTranslation('signin')
  const { host, theme, email, dead } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  if (dead || !email) return dead ? <DeadLinkGate host={host} theme={theme} dead={dead} /> : null
  return (
    <PasswordGate
      host={host}
      theme={theme}
      title={t('reset.title')}
      lead={t('reset.lead', { email })}
      email={email}
      label={t('reset.field')}
      submit={t('reset.submit')}
      answer={answer}
    />
  )
}
