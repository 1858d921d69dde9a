import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { ButtonLink, SubmitButton } from '~/ui/button'
import { CheckField, DateField, SelectField, TextField } from '~/ui/field'
import { ErrorSummary, FieldStack, FormActions, FormGuards } from '~/ui/form'
import { Notice } from '~/ui/notice'
import { Breadcrumb, PageHead } from '~/ui/page-head'
import type { Answer } from '~/ui/problems'
import { useFields } from '~/ui/problems'
import { useReader } from '~/ui/reader'
import { fullDate } from '~/ui/when-text'
import { trimQuantity } from '~/values/quantity'
import { writeNumber } from '~/values/typed-number'
import { periodUnits, readPeriod, readRenewal } from './contract'
import type { ContractRecord } from './contract.queries.server'
import { useTermWords } from './contract-status'

export type CompletePageProps = { contract: ContractRecord; formKey: string; back: string; answer: Answer }
type Fields = ReturnType<typeof useFields>['field']
type Part = { contract: ContractRecord; field: Fields; answer: Answer }

/** The dates and terms of a contract, for staff to complete: beside each what the source says, where nobody could read it. */
export function CompletePage({ contract, formKey, back, answer }: CompletePageProps) {
  const { t } = useTranslation('contracts')
  const { field, problems, general } = useFields(answer)
  const part = { contract, field, answer }
  return (
    <>
      <Breadcrumb
        crumbs={[
          { href: '/staff/contracts', label: t('title') },
          { href: back, label: contract.number },
          { label: t('complete.action') },
        ]}
      />
      <PageHead title={t('complete.title', { number: contract.number })} lead={`${contract.title} · ${contract.account.name}`} />
      <Form method="post" noValidate>
        <FormGuards idempotencyKey={formKey} version={contract.version} />
        <FieldStack>
          <ErrorSummary problems={problems} general={general} />
          {general.length > 0 ? <NowIs contract={contract} /> : null}
          <DateFields {...part} />
          <RenewalFields {...part} />
          <NoticeFields {...part} />
          <DateField
            label={t('record.terminated')}
            hint={t('complete.terminatedHint')}
            optional
            {...field('terminated_on', contract.terminatedOn)}
          />
          <CommitmentFields {...part} />
          <FormActions>
            <SubmitButton>{t('complete.submit')}</SubmitButton>
            <ButtonLink tone="ghost" href={back}>
              {t('complete.cancel')}
            </ButtonLink>
          </FormActions>
        </FieldStack>
      </Form>
    </>
  )
}

/** What is there now, for whoever filled the form while somebody else changed it. */
function NowIs({ contract }: { contract: ContractRecord }) {
  const { t } = useTranslation('contracts')
  const { locale } = useReader()
  const { renewal } = useTermWords()
  const say = (on: string | null) => (on ? fullDate(locale, on) : t('list.unknown'))
  const until = contract.openEnded ? t('list.openEnded') : say(contract.endsOn)
  return (
    <Notice tone="warn">
      {t('complete.nowIs', { from: say(contract.startsOn), until, renewal: renewal(contract.renewal) })}
    </Notice>
  )
}

/** What the source says, as a hint below the label. */
function useWritten() {
  const { t } = useTranslation('contracts')
  return (text: string | null) => (text === null ? undefined : t('complete.written', { text }))
}

function DateFields({ contract, field, answer }: Part) {
  const { t } = useTranslation('contracts')
  const written = useWritten()
  const { unread } = contract
  const typed = answer?.problems?.initialValue
  return (
    <>
      <DateField label={t('record.agreed')} hint={written(unread.agreed)} optional {...field('agreed_on', contract.agreedOn)} />
      <DateField label={t('record.starts')} hint={written(unread.starts)} {...field('starts_on', contract.startsOn)} />
      <DateField label={t('record.firstTerm')} hint={written(unread.ends)} {...field('ends_on', contract.endsOn)} />
      <CheckField
        label={t('complete.openEnded')}
        name="open_ended"
        value="yes"
        defaultChecked={typed ? typed.open_ended === 'yes' : contract.openEnded}
      />
    </>
  )
}

function RenewalFields({ contract, field }: Part) {
  const { t } = useTranslation('contracts')
  const written = useWritten()
  const read = contract.renewal === null ? null : readRenewal(contract.renewal)
  const { renewal: unread } = contract.unread
  const now = read ? (read.times === null ? 'successive' : 'times') : unread === null ? 'none' : 'unclear'
  const choices = (['unclear', 'none', 'successive', 'times'] as const).filter((one) => one !== 'unclear' || unread !== null)
  return (
    <>
      <SelectField
        label={t('record.renewal')}
        hint={written(unread)}
        choices={choices.map((value) => ({ value, label: t(`complete.renewal.${value}`) }))}
        {...field('renewal', now)}
      />
      <div className="grid items-end gap-4 sm:grid-cols-3">
        <TextField
          label={t('complete.times')}
          inputMode="numeric"
          {...field('renewal_times', read?.times ? String(read.times) : null)}
        />
        <TextField
          label={t('complete.length')}
          inputMode="numeric"
          {...field('renewal_length', read ? String(read.period.length) : null)}
        />
        <SelectField
          label={t('complete.unit')}
          choices={periodUnits.map((value) => ({ value, label: t(`complete.units.${value}`) }))}
          {...field('renewal_unit', read?.period.unit ?? 'Y')}
        />
      </div>
    </>
  )
}

function NoticeFields({ contract, field }: Part) {
  const { t } = useTranslation('contracts')
  const written = useWritten()
  const read = contract.notice === null ? null : readPeriod(contract.notice)
  const { notice: unread } = contract.unread
  const choices = (['unclear', 'none', ...periodUnits] as const).filter((one) => one !== 'unclear' || unread !== null)
  return (
    <div className="grid items-end gap-4 sm:grid-cols-2">
      <TextField
        label={t('record.noticePeriod')}
        hint={written(unread)}
        inputMode="numeric"
        {...field('notice_length', read ? String(read.length) : null)}
      />
      <SelectField
        label={t('complete.unit')}
        choices={choices.map((value) => ({ value, label: t(`complete.notice.${value}`) }))}
        {...field('notice', read?.unit ?? (unread === null ? 'none' : 'unclear'))}
      />
    </div>
  )
}

function CommitmentFields({ contract, field }: Part) {
  const { t } = useTranslation('contracts')
  const written = useWritten()
  const { commitment, commitmentCurrency, unread } = contract
  const now = commitment ? commitment.per : unread.commitment === null ? 'none' : 'unclear'
  const choices = (['unclear', 'none', 'year', 'term'] as const).filter((one) => one !== 'unclear' || unread.commitment !== null)
  return (
    <div className="grid items-end gap-4 sm:grid-cols-2">
      <TextField
        label={t('complete.commitment', { currency: commitmentCurrency })}
        hint={written(unread.commitment)}
        inputMode="decimal"
        {...field('commitment', commitment ? writeNumber(trimQuantity(commitment.amount)) : null)}
      />
      <SelectField
        label={t('complete.per')}
        choices={choices.map((value) => ({ value, label: t(`complete.commitmentPer.${value}`) }))}
        {...field('commitment_per', now)}
      />
    </div>
  )
}
