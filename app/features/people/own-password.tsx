/* The form with which a person changes their own password. It carries no key against sending twice: the present password is one. */
import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { SubmitButton } from '~/ui/button'
import { TextField } from '~/ui/field'
import { ErrorSummary, FieldStack } from '~/ui/form'
import type { Answer } from '~/ui/problems'
import { useFields } from '~/ui/problems'
import { NewPasswordField } from './password-field'

export function OwnPassword({ email, answer }: { email: string; answer: Answer }) {
  const { t } = useTranslation('me')
  const { field, problems, general } = useFields(answer)
  return (
    <Form method="post" className="max-w-95">
      <FieldStack>
        <ErrorSummary problems={problems} general={general} />
        <TextField
          {...field('current_password')}
          label={t('password.current')}
          type="password"
          autoComplete="current-password"
          required
        />
        <NewPasswordField {...field('password')} label={t('password.new')} email={email} />
        <div>
          <SubmitButton name="do" value="password">
            {t('password.save')}
          </SubmitButton>
        </div>
      </FieldStack>
    </Form>
  )
}
