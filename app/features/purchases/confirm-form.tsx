/* One tap for what is answered most often: everything that is open, as it was ordered. */
import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { ButtonLink, SubmitButton } from '~/ui/button'
import { ErrorSummary, FormActions, FormGuards } from '~/ui/form'
import type { Answer } from '~/ui/problems'
import { useFields } from '~/ui/problems'
import type { PurchaseView } from './purchase.queries.server'

type Props = { purchase: PurchaseView; formKey: string; answerHref: string; answer: Answer }

export function ConfirmForm({ purchase, formKey, answerHref, answer }: Props) {
  const { t } = useTranslation('purchases')
  const { problems, general } = useFields(answer)
  const { state } = purchase
  if (state === 'waiting' || state === 'cancelled') return <ErrorSummary problems={problems} general={general} />
  const untouched = state === 'open'
  return (
    <Form method="post" className="my-5">
      <FormGuards idempotencyKey={formKey} version={purchase.version} />
      <input type="hidden" name="seen" value={purchase.seen} />
      <ErrorSummary problems={problems} general={general} />
      <FormActions>
        {untouched ? (
          <SubmitButton name="do" value="confirm">
            {t('record.confirm')}
          </SubmitButton>
        ) : null}
        <ButtonLink href={answerHref} tone={state === 'partly_answered' ? 'primary' : undefined}>
          {t(state === 'answered' ? 'record.change' : 'record.answer')}
        </ButtonLink>
      </FormActions>
    </Form>
  )
}
