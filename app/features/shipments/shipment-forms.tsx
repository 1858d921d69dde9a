import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ButtonLink, SubmitButton } from '~/ui/button'
import { SelectField, TextAreaField, TextField } from '~/ui/field'
import { FileField } from '~/ui/file-field'
import { ErrorSummary, FieldStack, FormActions, FormGuards } from '~/ui/form'
import { Breadcrumb, PageHead } from '~/ui/page-head'
import type { Answer } from '~/ui/problems'
import { useFields } from '~/ui/problems'
import { useReader } from '~/ui/reader'
import { atPlace, fullDate, offsetText } from '~/ui/when-text'
import type { EventStatus } from './shipment'
import { recordable } from './shipment'

type Shared = { number: string; formKey: string; answer: Answer }
const pathOf = (number: string) => `/staff/shipments/${encodeURIComponent(number)}`

function FormPage({ number, title, lead, children }: { number: string; title: string; lead: ReactNode; children: ReactNode }) {
  const { t } = useTranslation('shipments')
  const crumbs = [{ href: '/staff/shipments', label: t('title') }, { href: pathOf(number), label: number }, { label: title }]
  return (
    <>
      <PageHead above={<Breadcrumb crumbs={crumbs} />} title={title} lead={lead} />
      {children}
    </>
  )
}

function Actions({ number, label, danger }: { number: string; label: string; danger?: boolean }) {
  const { t } = useTranslation('shipments')
  return (
    <FormActions>
      <SubmitButton tone={danger ? 'danger' : 'primary'}>{label}</SubmitButton>
      <ButtonLink href={pathOf(number)} tone="ghost">
        {t('page.back')}
      </ButtonLink>
    </FormActions>
  )
}

export type EventShown = { status: EventStatus; place: string | null; at: Date; utcOffset: number; packageNumber: number | null }

/** Takes a report back, with the reason that the customer reads. */
export function RetractForm({ number, formKey, answer, event }: Shared & { event: EventShown }) {
  const { t } = useTranslation('shipments')
  const { locale } = useReader()
  const { field, problems, general } = useFields(answer)
  const { date, time } = atPlace(event.at, event.utcOffset)
  const what = [t(`event.${event.status}`), event.place, `${fullDate(locale, date)}, ${time} ${offsetText(event.utcOffset)}`]
  return (
    <FormPage number={number} title={t('retract.title')} lead={t('retract.text')}>
      <p className="mb-4 font-medium">{what.filter(Boolean).join(' · ')}</p>
      <Form method="post" className="max-w-130">
        <FormGuards idempotencyKey={formKey} />
        <FieldStack>
          <ErrorSummary problems={problems} general={general} />
          <TextAreaField
            {...field('reason')}
            label={t('retract.reason')}
            hint={t('retract.reasonHint')}
            rows={3}
            maxLength={300}
            required
          />
          <Actions number={number} label={t('retract.do')} danger />
        </FieldStack>
      </Form>
    </FormPage>
  )
}

export type RecordProps = Shared & { host: string; zones: readonly string[]; packages: readonly number[] }

/** Adds what a carrier told by phone or mail. */
export function RecordForm({ number, formKey, answer, host, zones, packages }: RecordProps) {
  const { t } = useTranslation('shipments')
  const { field, problems, general } = useFields(answer)
  const statuses = recordable.map((value) => ({ value, label: t(`event.${value}`) }))
  const boxes = packages.map((one) => ({ value: String(one), label: t('events.package', { number: one }) }))
  return (
    <FormPage number={number} title={t('record.title')} lead={t('record.text', { host })}>
      <Form method="post" className="max-w-130">
        <FormGuards idempotencyKey={formKey} />
        <FieldStack>
          <ErrorSummary problems={problems} general={general} />
          <SelectField {...field('status')} label={t('record.status')} choices={statuses} empty={t('record.choose')} required />
          {packages.length > 1 ? (
            <SelectField {...field('package')} label={t('record.package')} choices={boxes} empty={t('record.whole')} />
          ) : null}
          <TextField {...field('place')} label={t('record.place')} maxLength={120} required />
          <TextField {...field('happened_at')} label={t('record.at')} type="datetime-local" required />
          <SelectField
            {...field('time_zone', zones[0])}
            label={t('record.zone')}
            choices={zones.map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
          />
          <TextAreaField {...field('note')} label={t('record.note')} rows={2} maxLength={500} optional />
          <Actions number={number} label={t('record.do')} />
        </FieldStack>
      </Form>
    </FormPage>
  )
}

/** Adds a paper that proves the delivery. */
export function ProofForm({ number, formKey, answer, accept, size }: Shared & { accept: string; size: number }) {
  const { t } = useTranslation('shipments')
  const { field, problems, general } = useFields(answer)
  const { defaultValue: _, ...file } = field('file')
  return (
    <FormPage number={number} title={t('proof.addTitle')} lead={t('proof.addLead')}>
      <Form method="post" encType="multipart/form-data" className="max-w-130">
        <FormGuards idempotencyKey={formKey} />
        <FieldStack>
          <ErrorSummary problems={problems} general={general} />
          <FileField
            {...file}
            most={size * 1_048_576}
            accept={accept}
            label={t('proof.file')}
            hint={t('proof.fileHint', { size })}
            required
          />
          <Actions number={number} label={t('proof.upload', { number })} />
        </FieldStack>
      </Form>
    </FormPage>
  )
}
