import type { HeadersFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { anyone } from '~/access/guards.server'
import { askForReset } from '~/access/password-reset.server'
import { env } from '~/env.server'
import type { PageHandle } from '~/page-context'
import { Button } from '~/ui/button'
import { TextField } from '~/ui/field'
import { FieldStack } from '~/ui/form'
import { Gate } from '~/ui/gate'
import { Notice } from '~/ui/notice'
import { useFields } from '~/ui/problems'

export const handle: PageHandle = { i18n: ['signin'], title: (t) => t('signin:forgotten.title' as never) }
/** How long to wait after too many tries. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders

const forgottenForm = z.object({ email: z.string('signin:missing.email').max(1000, 'signin:missing.email') })

export const loader = anyone.load(({ context }) => ({ host: env.HOST_NAME, theme: context.preferences.theme }))
export const action = anyone.act(forgottenForm, ({ form, context }) => askForReset(form.email, context.ip))

export default function ForgotPassword() {
  const { t } = useTranslation('signin')
  const frame = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { field, general } = useFields(answer)
  const sent = answer?.done !== undefined
  return (
    <Gate
      {...frame}
      title={sent ? t('forgotten.sentTitle') : t('forgotten.title')}
      lead={sent ? t('forgotten.sent') : t('forgotten.lead')}
      preferencesAction="/preferences"
      below={<a href="/sign-in">{t('forgotten.back')}</a>}
    >
      {sent ? (
        <p>{t('forgotten.nothing')}</p>
      ) : (
        <form method="post" action="/forgot-password">
          <FieldStack>
            {general.map((text) => (
              <Notice key={text} tone="bad" live>
                {text}
              </Notice>
            ))}
            <TextField {...field('email')} label={t('email')} type="email" autoComplete="username" required />
            <Button type="submit" tone="primary" size="large" wide>
              {t('forgotten.submit')}
            </Button>
          </FieldStack>
        </form>
      )}
    </Gate>
  )
}
