/* What a supplier can do with an own proposal: hand it in, take it back. */
import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { SubmitButton } from '~/ui/button'
import { TextField } from '~/ui/field'
import { ErrorSummary, FieldStack, FormActions, FormGuards } from '~/ui/form'
import { Notice } from '~/ui/notice'
import type { Answer } from '~/ui/problems'
import { useFields } from '~/ui/problems'
import type { ProposalView } from './proposal.queries.server'

type Props = { proposal: ProposalView; formKey: string; answer: Answer }

export function MoveForms({ proposal, formKey, answer }: Props) {
  const { t } = useTranslation('supply')
  const { field, problems, general } = useFields(answer)
  const { state, open, fields, held, missing } = proposal
  const draft = state === 'draft'
  // Decided meanwhile: what was refused is said all the same.
  if (!draft && !(state === 'submitted' && open === fields)) return <ErrorSummary problems={problems} general={general} />
  return (
    <Form method="post" className="my-5">
      <FormGuards idempotencyKey={formKey} version={proposal.version} />
      <FieldStack>
        <ErrorSummary problems={problems} general={general} />
        {held ? (
          <>
            <Notice tone="warn" title={t('held.title')}>
              {t('held.text', { count: missing })}
            </Notice>
            <TextField label={t('held.label')} inputMode="numeric" autoComplete="off" {...field('missing')} />
          </>
        ) : null}
        <FormActions>
          {draft && fields > 0 ? (
            <SubmitButton name="do" value="submit">
              {t('proposal.submit')}
            </SubmitButton>
          ) : null}
          <SubmitButton name="do" value="withdraw" tone={undefined}>
            {t('proposal.withdraw')}
          </SubmitButton>
        </FormActions>
      </FieldStack>
    </Form>
  )
}
