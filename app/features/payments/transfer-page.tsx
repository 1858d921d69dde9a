import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { paymentMethods } from '~/features/invoices/payment-methods'
import { ButtonLink, SubmitButton } from '~/ui/button'
import { DateField, SelectField, TextField } from '~/ui/field'
import { ErrorSummary, FieldStack, FormActions, FormGuards } from '~/ui/form'
import { formatMoney } from '~/ui/money'
import { Notice } from '~/ui/notice'
import { Breadcrumb, PageHead } from '~/ui/page-head'
import type { Answer } from '~/ui/problems'
import { useFields } from '~/ui/problems'
import { useReader } from '~/ui/reader'

export type TransferPageProps = {
  invoice: { number: string; version: number; currency: string; open: string; plainOpen: string; account: string; today: string }
  formKey: string
  back: string
  answer: Answer
}

/** A payment that came by another way, booked on one invoice. */
export function TransferPage({ invoice, formKey, back, answer }: TransferPageProps) {
  const { t } = useTranslation(['payments', 'invoices'])
  const { locale } = useReader()
  const { field, problems, general } = useFields(answer)
  const open = formatMoney(locale, invoice.open, invoice.currency)
  return (
    <>
      <Breadcrumb
        crumbs={[
          { href: '/staff/invoices', label: t('payments:invoices') },
          { href: back, label: invoice.number },
          { label: t('payments:transfer.action') },
        ]}
      />
      <PageHead
        title={t('payments:transfer.title', { number: invoice.number })}
        lead={t('payments:transfer.lead', { account: invoice.account, open })}
      />
      <Form method="post" noValidate>
        <FormGuards idempotencyKey={formKey} version={invoice.version} />
        <FieldStack>
          <ErrorSummary problems={problems} general={general} />
          {general.length > 0 ? <Notice tone="warn">{t('payments:transfer.nowOpen', { open })}</Notice> : null}
          <TextField
            label={t('payments:transfer.amount', { currency: invoice.currency })}
            inputMode="decimal"
            required
            {...field('amount', invoice.plainOpen)}
          />
          <DateField label={t('payments:transfer.day')} max={invoice.today} required {...field('received_on', invoice.today)} />
          <SelectField
            label={t('payments:transfer.method')}
            choices={paymentMethods.map((value) => ({ value, label: t(`invoices:method.${value}`) }))}
            required
            {...field('method', 'transfer')}
          />
          <TextField
            label={t('payments:transfer.reference')}
            hint={t('payments:transfer.referenceHint')}
            optional
            {...field('reference')}
          />
          <FormActions>
            <SubmitButton>{t('payments:transfer.submit')}</SubmitButton>
            <ButtonLink tone="ghost" href={back}>
              {t('payments:checkout.cancel')}
            </ButtonLink>
          </FormActions>
        </FieldStack>
      </Form>
    </>
  )
}
