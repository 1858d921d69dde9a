import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { person } from '~/access/guards.server'
import { endOtherSessions, endOwnSession, ownSessions } from '~/access/sessions.server'
import { deviceOf } from '~/features/people/devices'
import { securityForm } from '~/features/people/me.server'
import { MeHead } from '~/features/people/me-tabs'
import { OwnPassword } from '~/features/people/own-password'
import { changePassword } from '~/features/people/passwords.commands.server'
import type { Session } from '~/features/people/session-table'
import { SessionTable } from '~/features/people/session-table'
import type { PageHandle } from '~/page-context'
import { SubmitButton } from '~/ui/button'
import { Notice } from '~/ui/notice'
import { Section } from '~/ui/page-head'
import { goTo, isRefusal } from '~/values/outcome'

export const handle: PageHandle = { i18n: ['me', 'signin'], title: (t) => t('me:tabs.security' as never) }

const cookiesOf = (request: Request) => request.headers.get('cookie') ?? ''

export const loader = person.load('me.read', async ({ scope, request, url }) => {
  const rows = await ownSessions(scope, cookiesOf(request))
  const sessions: Session[] = rows.map(({ userAgent, ...row }) => ({ ...row, device: deviceOf(userAgent) }))
  return { sessions, email: scope.who.email, done: url.searchParams.get('done') }
})

export const action = person.act(
  'me.change',
  securityForm,
  async ({ scope, form, request }) => {
    const cookies = cookiesOf(request)
    if (form.do === 'password') {
      const changed = await changePassword(scope, form, cookies)
      return isRefusal(changed) ? changed : goTo('/me/security?done=password')
    }
    if (form.do === 'end') await endOwnSession(scope, form.session)
    else await endOtherSessions(scope, cookies)
    return goTo('/me/security?done=ended')
  },
  { limits: ({ scope, form }) => (form.do === 'password' ? [['password.person', scope.who.personId]] : []) },
)

export default function Security() {
  const { sessions, email, done } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('me')
  const others = (
    <Form method="post">
      <SubmitButton tone={undefined} size="small" name="do" value="end-others">
        {t('sessions.others')}
      </SubmitButton>
    </Form>
  )
  return (
    <>
      <MeHead current="security" />
      {done === 'password' || done === 'ended' ? (
        <Notice tone="ok" live>
          {t(done === 'password' ? 'password.changed' : 'sessions.ended')}
        </Notice>
      ) : null}
      <Section title={t('sessions.title')} note={t('sessions.note')} end={sessions.length > 1 ? others : null}>
        <SessionTable sessions={sessions} />
      </Section>
      <Section title={t('password.title')}>
        <OwnPassword email={email} answer={answer} key={done} />
      </Section>
    </>
  )
}
