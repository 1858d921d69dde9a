import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { SubmitButton } from '~/ui/button'
import { TextAreaField } from '~/ui/field'
import { ErrorSummary, FieldStack, FormActions, FormGuards } from '~/ui/form'
import { Section } from '~/ui/page-head'
import type { Answer } from '~/ui/problems'
import { useFields } from '~/ui/problems'

export type AnswerFormProps = { version: number; formKeys: [string, string]; amount: string; disputed: boolean; answer: Answer }

/** Accept, or dispute with a reason: two forms, so that each works without JavaScript. */
export function AnswerForm({ version, formKeys, amount, disputed, answer }: AnswerFormProps) {
  const { t } = useTranslation('programmes')
  const { field, problems, general } = useFields(answer)
  return (
    <Section title={t('answer.title')} note={t(disputed ? 'answer.noteDisputed' : 'answer.note')}>
      <FieldStack>
        <ErrorSummary problems={problems} general={general} />
        <Form method="post">
          <FormGuards idempotencyKey={formKeys[0]} version={version} />
          <FormActions>
            <SubmitButton name="answer" value="accept">
              {t('answer.accept', { amount })}
            </SubmitButton>
          </FormActions>
        </Form>
        {disputed ? null : (
          <Form method="post" noValidate>
            <FormGuards idempotencyKey={formKeys[1]} version={version} />
            <FieldStack>
              <TextAreaField
                label={t('answer.reason')}
                hint={t('answer.reasonHint')}
                rows={3}
                maxLength={1000}
                required
                {...field('reason')}
              />
              <FormActions>
                <SubmitButton name="answer" value="dispute" tone={undefined}>
                  {t('answer.dispute')}
                </SubmitButton>
              </FormActions>
            </FieldStack>
          </Form>
        )}
      </FieldStack>
    </Section>
  )
}
