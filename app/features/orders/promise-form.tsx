import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { ButtonLink, SubmitButton } from '~/ui/button'
import { DateField, SelectField, TextAreaField } from '~/ui/field'
import { ErrorSummary, FieldStack, FormActions, FormGuards } from '~/ui/form'
import { Notice } from '~/ui/notice'
import { Breadcrumb, PageHead } from '~/ui/page-head'
import type { Answer } from '~/ui/problems'
import { useFields } from '~/ui/problems'
import { useReader } from '~/ui/reader'
import { fullDate } from '~/ui/when-text'
import { promiseCauses } from './order'

export type PromiseFormProps = {
  order: {
    number: string
    version: number
    promisedOn: string | null
    dispatch: boolean
    city: string | null
    /** Today where the goods go to. */
    today: string
  }
  formKey: string
  back: string
  answer: Answer
}

/** Another promised day, its cause, and what the customer reads. A page of its own, so that it works without JavaScript. */
export function PromiseForm({ order, formKey, back, answer }: PromiseFormProps) {
  const { t } = useTranslation('orders')
  const { locale } = useReader()
  const { field, problems, general } = useFields(answer)
  const first = order.promisedOn === null
  const changed = general.length > 0 && order.promisedOn !== null
  const title = t(first ? 'promise.titleFirst' : 'promise.title', { number: order.number })
  return (
    <>
      <Breadcrumb
        crumbs={[
          { href: '/staff/orders', label: t('title') },
          { href: back, label: order.number },
          { label: t(first ? 'promise.submitFirst' : 'promise.submit') },
        ]}
      />
      <PageHead
        title={title}
        lead={order.promisedOn ? t('promise.now', { day: fullDate(locale, order.promisedOn) }) : t('promise.none')}
      />
      <Form method="post" noValidate>
        <FormGuards idempotencyKey={formKey} version={order.version} />
        <FieldStack>
          <ErrorSummary problems={problems} general={general} />
          {changed ? <Notice tone="warn">{t('promise.nowIs', { day: fullDate(locale, order.promisedOn ?? '') })}</Notice> : null}
          <DateField
            label={t('promise.day')}
            hint={order.dispatch || !order.city ? t('promise.dayHintDispatch') : t('promise.dayHint', { city: order.city })}
            min={order.today}
            required
            {...field('promised_on', order.promisedOn)}
          />
          <SelectField
            label={t('promise.cause')}
            hint={t('promise.causeHint')}
            empty={t('promise.chooseCause')}
            choices={promiseCauses.map((value) => ({ value, label: t(`cause.${value}`) }))}
            required
            {...field('cause')}
          />
          <TextAreaField
            label={t('promise.explanation')}
            hint={t('promise.explanationHint')}
            rows={3}
            maxLength={300}
            required
            {...field('explanation')}
          />
          <FormActions>
            <SubmitButton>{t(first ? 'promise.submitFirst' : 'promise.submit')}</SubmitButton>
            <ButtonLink tone="ghost" href={back}>
              {t('promise.cancel')}
            </ButtonLink>
          </FormActions>
        </FieldStack>
      </Form>
    </>
  )
}
