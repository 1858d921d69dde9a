import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { ButtonLink, SubmitButton } from '~/ui/button'
import { ChoiceField, TextAreaField } from '~/ui/field'
import { ErrorSummary, FieldStack, FormActions, FormGuards } from '~/ui/form'
import { Breadcrumb, PageHead } from '~/ui/page-head'
import type { Answer } from '~/ui/problems'
import { useFields } from '~/ui/problems'

export type NoteFormProps = {
  /** Of the order or shipment. */
  number: string
  formKey: string
  /** The record's page. */
  back: string
  /** The list that the record is in, for the way back. */
  section: string
  sectionName: string
  answer: Answer
}

/** A page of its own, so that it works before and without JavaScript. */
export function NoteForm({ number, formKey, back, section, sectionName, answer }: NoteFormProps) {
  const { t } = useTranslation('history')
  const { field, problems, general } = useFields(answer)
  const audience = field('audience', 'everyone')
  return (
    <>
      <Breadcrumb crumbs={[{ href: section, label: sectionName }, { href: back, label: number }, { label: t('note.submit') }]} />
      <PageHead title={t('note.title', { number })} />
      <Form method="post" noValidate>
        <FormGuards idempotencyKey={formKey} />
        <FieldStack>
          <ErrorSummary problems={problems} general={general} />
          <TextAreaField label={t('note.body')} hint={t('note.bodyHint')} rows={6} required maxLength={4000} {...field('body')} />
          <ChoiceField
            label={t('note.who')}
            choices={[
              { value: 'everyone', label: t('note.everyone') },
              { value: 'staff', label: t('note.staffOnly') },
            ]}
            {...audience}
            required
          />
          <FormActions>
            <SubmitButton>{t('note.submit')}</SubmitButton>
            <ButtonLink tone="ghost" href={back}>
              {t('note.cancel')}
            </ButtonLink>
          </FormActions>
        </FieldStack>
      </Form>
    </>
  )
}
