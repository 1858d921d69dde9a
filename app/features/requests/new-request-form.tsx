import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { mostBytes } from '~/features/files/file'
import { ButtonLink, SubmitButton } from '~/ui/button'
import { ChoiceField, SelectField, TextAreaField, TextField } from '~/ui/field'
import { FileField } from '~/ui/file-field'
import { ErrorSummary, FieldStack, FormActions, FormGuards } from '~/ui/form'
import { Notice } from '~/ui/notice'
import { Breadcrumb, PageHead } from '~/ui/page-head'
import type { Answer } from '~/ui/problems'
import { useFields } from '~/ui/problems'
import { ClaimFields } from './claim'
import type { ClaimableLine } from './claim.server'
import { requestKinds } from './request'
import { useVisibilityChoices } from './visibility-choices'

export type NewRequestProps = {
  host: string
  formKey: string
  /** What the link that led here was about. */
  about: {
    order: string
    shipment: string
    /** Of the shipment, where it carries several. */
    orders: readonly string[]
  }
  /** Empty where there is only one account to ask for. */
  accounts: readonly { code: string; name: string }[]
  account: string | null
  kind: string
  /** Lines of the order that it is about; none where it is not known yet. */
  lines: readonly ClaimableLine[]
  accept: string
  answer: Answer
}

/** A page of its own, so that it works without JavaScript. */
export function NewRequestForm({ host, formKey, about, accounts, account, kind, lines, accept, answer }: NewRequestProps) {
  const { t } = useTranslation('requests')
  const { field, problems, general } = useFields(answer)
  const visibilities = useVisibilityChoices(null)
  const { defaultValue: _, ...photos } = field('photos')
  const one = kind === 'delivery_claim' && lines.length === 1 ? lines[0] : undefined
  const free = about.order === '' && about.shipment === ''
  return (
    <>
      <Breadcrumb crumbs={[{ href: '/portal/requests', label: t('title') }, { label: t('new.title') }]} />
      <PageHead title={t('new.title')} lead={t('new.lead', { host })} />
      <Form method="post" noValidate encType="multipart/form-data">
        <FormGuards idempotencyKey={formKey} />
        <FieldStack>
          <ErrorSummary problems={problems} general={general} />
          <ChoiceField
            label={t('new.kind')}
            choices={requestKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
            required
            {...field('kind', kind)}
          />
          {accounts.length > 1 && free ? (
            <SelectField
              label={t('new.account')}
              empty={t('new.chooseAccount')}
              choices={accounts.map(({ code, name }) => ({ value: code, label: name }))}
              required
              {...field('account', account)}
            />
          ) : null}
          <TextField label={t('new.order')} hint={t('new.orderHint')} optional {...field('order', about.order)} />
          <TextField label={t('new.shipment')} hint={t('new.shipmentHint')} optional {...field('shipment', about.shipment)} />
          <OrdersToChoose about={about} />
          {lines.length > 0 ? <ClaimFields lines={lines} field={field} /> : null}
          <TextField
            label={t('new.subject')}
            hint={t('new.subjectHint')}
            maxLength={200}
            required
            {...field('subject', one && t('new.lineSubject', { line: one.line_no, sku: one.sku }))}
          />
          <TextAreaField label={t('new.body')} rows={7} maxLength={8000} required {...field('body')} />
          <FileField
            label={t('new.photos')}
            hint={t('new.photosHint')}
            optional
            most={mostBytes}
            multiple
            accept={accept}
            {...photos}
          />
          <ChoiceField label={t('new.visibility')} choices={visibilities} required {...field('visibility', 'account')} />
          <FormActions>
            <SubmitButton>{t('new.submit')}</SubmitButton>
            <ButtonLink tone="ghost" href="/portal/requests">
              {t('new.cancel')}
            </ButtonLink>
          </FormActions>
        </FieldStack>
      </Form>
    </>
  )
}

/** Lines are claimed of one order: a shipment with several leads on to each of them. */
function OrdersToChoose({ about: { orders, shipment } }: Pick<NewRequestProps, 'about'>) {
  const { t } = useTranslation('requests')
  if (orders.length === 0) return null
  const hrefOf = (order: string) => `/portal/requests/new?${new URLSearchParams({ order, shipment, kind: 'delivery_claim' })}`
  return (
    <Notice tone="info">
      {t('new.ordersIn')}{' '}
      {orders.map((order) => (
        <a key={order} className="btn btn-small no" href={hrefOf(order)}>
          {order}
        </a>
      ))}
    </Notice>
  )
}
