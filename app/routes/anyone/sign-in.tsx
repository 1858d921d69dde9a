import type { HeadersFunction } from '@remix-run/node'
import { redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { anyone } from '~/access/guards.server'
import { landingOf, safeNext, signIn } from '~/access/sign-in.server'
import { env } from '~/env.server'
import type { PageHandle } from '~/page-context'
import { Button } from '~/ui/button'
import { TextField } from '~/ui/field'
import { FieldStack } from '~/ui/form'
import { Gate } from '~/ui/gate'
import { Notice } from '~/ui/notice'
import { useFields } from '~/ui/problems'
import { goTo, isRefusal } from '~/values/outcome'

export const handle: PageHandle = { i18n: ['signin'], title: (t) => t('signin:title' as never) }
/** How long to wait after too many tries. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders

const signInForm = z.object({
  email: z.string('signin:missing.email').max(1000, 'signin:mismatch'),
  password: z.string('signin:missing.password').max(4000, 'signin:mismatch'),
})

export const loader = anyone.load(async ({ visitor, url, context }) => {
  const next = safeNext(url.searchParams.get('next'))
  if (visitor) throw redirect(next ?? (await landingOf(visitor.personId)))
  const done = z
    .enum(['signed-out', 'changed'])
    .optional()
    .catch(undefined)
    .parse(url.searchParams.get('done') ?? undefined)
  return { host: env.HOST_NAME, theme: context.preferences.theme, next, done }
})

export const action = anyone.act(signInForm, async ({ form, url, request, context }) => {
  const visit = { ip: context.ip, userAgent: request.headers.get('user-agent'), cookies: request.headers.get('cookie') ?? '' }
  const signedIn = await signIn(form, visit)
  if (isRefusal(signedIn)) return signedIn
  context.setCookie(signedIn.cookie)
  return goTo(safeNext(url.searchParams.get('next')) ?? signedIn.landing)
})

export default function SignIn() {
  const { t } = useTranslation('signin')
  const { host, theme, next, done } = useLoaderData<typeof loader>()
  const { field, general } = useFields(useActionData<typeof action>())
  return (
    <Gate
      host={host}
      title={t('title')}
      lead={t('lead', { host })}
      theme={theme}
      preferencesAction="/preferences"
      below={<p>{t('help', { host })}</p>}
    >
      <form method="post" action={next ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in'}>
        <FieldStack>
          {general.map((text) => (
            <Notice key={text} tone="bad" live>
              {text}
            </Notice>
          ))}
          {done && general.length === 0 ? <Notice tone="ok">{t(done === 'changed' ? 'changed' : 'signedOut')}</Notice> : null}
          <TextField {...field('email')} label={t('email')} type="email" autoComplete="username" required />
          <TextField
            {...field('password')}
            label={t('password.label')}
            type="password"
            autoComplete="current-password"
            required
            aside={<a href="/forgot-password">{t('forgot')}</a>}
          />
          <Button type="submit" tone="primary" size="large" wide>
            {t('submit')}
          </Button>
        </FieldStack>
      </form>
    </Gate>
  )
}
