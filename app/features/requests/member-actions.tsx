import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Button, SubmitButton } from '~/ui/button'
import { SelectField, TextAreaField } from '~/ui/field'
import { ErrorSummary, FieldStack, FormActions, FormGuards, useSentKey } from '~/ui/form'
import { Section } from '~/ui/page-head'
import type { Answer } from '~/ui/problems'
import { useFields } from '~/ui/problems'
import { Meanwhile } from './meanwhile'
import type { RequestChange, RequestRecord } from './request.queries.server'
import { useVisibilityChoices } from './visibility-choices'

type Props = {
  request: RequestRecord
  changes: readonly RequestChange[]
  formKey: string
  answer: Answer
  done: string | null
  host: string
}

/** What a member can say or do; each form is sent by itself. */
export function MemberActions({ request, changes, formKey, answer, done, host }: Props) {
  const { t } = useTranslation('requests')
  const { field, problems, general } = useFields(answer)
  const ended = !request.open
  const sent = useSentKey(done, ['said', 'reopened'], answer)
  return (
    <Section title={t(ended ? 'do.reopen' : 'do.answerTitle')} id="answer">
      <Form method="post" noValidate key={sent}>
        <FormGuards idempotencyKey={formKey} version={request.version} />
        <input type="hidden" name="do" value={ended ? 'reopen' : 'say'} />
        <FieldStack>
          <ErrorSummary problems={problems} general={general} />
          <Meanwhile answer={answer} changes={changes} yours />
          <TextAreaField
            label={t(ended ? 'do.reopenBody' : 'do.message')}
            hint={t('do.messageHint', { host })}
            rows={5}
            maxLength={8000}
            required
            {...field('body')}
          />
          <FormActions>
            <SubmitButton>{t(ended ? 'do.reopen' : 'do.sendMessage')}</SubmitButton>
          </FormActions>
        </FieldStack>
      </Form>
    </Section>
  )
}

/** What is changed rarely. */
export function MemberSettings({ request, formKey }: Pick<Props, 'request' | 'formKey'>) {
  const { t } = useTranslation('requests')
  const choices = useVisibilityChoices(request.account.name)
  return (
    <>
      {request.status === 'closed' ? null : (
        <Section title={t('do.close')}>
          <Form method="post" className="grid gap-2 text-sm">
            <FormGuards idempotencyKey={formKey} version={request.version} />
            <p className="text-ink-2">{t('do.closeText')}</p>
            <p>
              <Button type="submit" name="do" value="close" size="small">
                {t('do.close')}
              </Button>
            </p>
          </Form>
        </Section>
      )}
      {request.mine ? (
        <Section title={t('record.shownTo')}>
          <Form method="post" className="grid gap-2">
            <FormGuards idempotencyKey={formKey} version={request.version} />
            <SelectField
              label={t('do.shown')}
              name="visibility"
              choices={choices}
              defaultValue={request.visibility}
              key={request.visibility}
            />
            <p>
              <Button type="submit" name="do" value="show" size="small">
                {t('do.show')}
              </Button>
            </p>
          </Form>
        </Section>
      ) : null}
    </>
  )
}
