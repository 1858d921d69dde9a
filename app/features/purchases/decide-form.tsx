/* The host's decision about the answer that waits. */
import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { SubmitButton } from '~/ui/button'
import { ChoiceField, TextAreaField } from '~/ui/field'
import { ErrorSummary, FieldStack, FormActions, FormGuards } from '~/ui/form'
import { Section } from '~/ui/page-head'
import type { Answer } from '~/ui/problems'
import { useFields } from '~/ui/problems'
import type { PurchaseView } from './purchase.queries.server'

export function DecideForm({ purchase, formKey, answer }: { purchase: PurchaseView; formKey: string; answer: Answer }) {
  const { t } = useTranslation('purchases')
  const { field, problems, general } = useFields(answer)
  const { defaultValue, ...decision } = field('decision')
  return (
    <Section title={t('decide.title', { number: purchase.answers[0]?.number ?? 1 })}>
      <Form method="post" noValidate>
        <FormGuards idempotencyKey={formKey} version={purchase.version} />
        <input type="hidden" name="seen" value={purchase.seen} />
        <FieldStack>
          <ErrorSummary problems={problems} general={general} />
          <ChoiceField
            label={t('decide.label')}
            {...decision}
            defaultValue={defaultValue ?? ''}
            choices={[
              { value: 'accept', label: t('decide.accept'), hint: t('decide.acceptHint') },
              { value: 'reject', label: t('decide.reject'), hint: t('decide.rejectHint') },
            ]}
          />
          <TextAreaField label={t('decide.reason')} hint={t('decide.reasonHint')} rows={2} maxLength={500} {...field('reason')} />
          <FormActions>
            <SubmitButton>{t('decide.do')}</SubmitButton>
          </FormActions>
        </FieldStack>
      </Form>
    </Section>
  )
}
