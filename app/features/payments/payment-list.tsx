import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { Page } from '~/database/keyset.server'
import { SubmitButton } from '~/ui/button'
import { Empty } from '~/ui/empty'
import { ChoiceField, TextField } from '~/ui/field'
import { ErrorSummary, FieldStack, FormActions, FormGuards } from '~/ui/form'
import { formatMoney } from '~/ui/money'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { hrefWith, Pager } from '~/ui/pager'
import type { Answer } from '~/ui/problems'
import { useFields } from '~/ui/problems'
import { useReader } from '~/ui/reader'
import { Card, Cards } from '~/ui/record'
import { Status, Tag } from '~/ui/status'
import type { Column } from '~/ui/table'
import { DataTable } from '~/ui/table'
import { Tabs } from '~/ui/tabs'
import { Day } from '~/ui/when'
import { subtractAmounts } from '~/values/money'
import type { PaymentRow, PaymentView } from './payments.queries.server'

export type PaymentListProps = {
  view: PaymentView
  page: Page<PaymentRow>
  search: string
  /** Two for each row: it has two forms. */
  formKeys: readonly (readonly [string, string])[]
  answer: Answer
  done: string | null
}
const path = '/staff/payments'

/** Payments of all accounts; first those about which staff must decide. */
export function PaymentList({ view, page, search, formKeys, answer, done }: PaymentListProps) {
  const { t } = useTranslation('payments')
  const { general, problems } = useFields(answer)
  const columns = useColumns()
  return (
    <>
      <PageHead title={t('list.title')} lead={t('list.lead')} />
      <Tabs
        label={t('list.views')}
        tabs={(['parked', 'all'] as const).map((one) => ({
          href: hrefWith(path, '', { view: one === 'parked' ? null : one }),
          label: t(`list.view.${one}`),
          current: one === view,
        }))}
      />
      <ErrorSummary problems={problems} general={general} />
      {done ? (
        <Notice tone="ok" live>
          {t('parked.done', { number: done })}
        </Notice>
      ) : null}
      {page.rows.length === 0 ? (
        <Empty title={t(`list.empty.${view}`)}>{t(`list.emptyText.${view}`)}</Empty>
      ) : view === 'parked' ? (
        <Cards>
          {page.rows.map((row, index) => (
            <Parked key={row.number} row={row} formKeys={formKeys[index] ?? ['', '']} answer={answer} />
          ))}
        </Cards>
      ) : (
        <DataTable caption={t('list.title')} columns={columns} rows={page.rows} keyOf={(row) => row.number} />
      )}
      {page.before || page.after ? (
        <Pager
          newerHref={page.before && hrefWith(path, search, { after: null, before: page.before })}
          olderHref={page.after && hrefWith(path, search, { before: null, after: page.after })}
        />
      ) : null}
    </>
  )
}

function useColumns(): Column<PaymentRow>[] {
  const { t } = useTranslation(['payments', 'invoices'])
  const { locale } = useReader()
  return [
    { key: 'number', head: t('payments:list.number'), cell: (row) => <span className="no">{row.number}</span>, place: 1 },
    { key: 'on', head: t('payments:list.day'), cell: (row) => <Day on={row.on} />, className: 'nowrap', place: 3 },
    { key: 'account', head: t('payments:list.account'), cell: (row) => row.account.name, cut: true, place: 5 },
    {
      key: 'method',
      head: t('payments:list.method'),
      cell: (row) => (
        <>
          {t(`invoices:method.${row.method}` as 'invoices:method.card')} {row.isTest ? <Tag>{t('payments:test.tag')}</Tag> : null}
        </>
      ),
      place: 4,
    },
    { key: 'reference', head: t('payments:list.reference'), cell: (row) => row.reference, quiet: true, leaves: 'first' },
    {
      key: 'state',
      head: t('payments:list.state'),
      cell: (row) => (row.parked ? <Status mark="late">{t('payments:list.waits')}</Status> : (row.settledNote ?? '')),
      quiet: true,
      leaves: 'second',
    },
    {
      key: 'amount',
      head: t('payments:list.amount'),
      cell: (row) => formatMoney(locale, row.amount, row.currency),
      numeric: true,
      place: 2,
    },
  ]
}

/** A payment that waits, why, and the form that says what was done about it. */
type ParkedProps = { row: PaymentRow; formKeys: readonly [string, string]; answer: Answer }
function Parked({ row, formKeys, answer }: ParkedProps) {
  const { t } = useTranslation('payments')
  const { locale } = useReader()
  const { field } = useFields(answer, `${row.number}-`)
  const own = answer?.problems?.initialValue?.payment === row.number
  return (
    <Card
      head={
        <>
          <span className="no">{row.number}</span> {formatMoney(locale, row.amount, row.currency)} · {row.account.name}{' '}
          {row.isTest ? <Tag>{t('test.tag')}</Tag> : null}
        </>
      }
    >
      <p>
        {t(`parked.why.${row.parked as 'already_paid'}`)} <Day on={row.on} /> · {row.reference}
      </p>
      {row.open.length > 0 ? <BookForm row={row} formKey={formKeys[0]} /> : null}
      <Form method="post" noValidate className="mt-4">
        <FormGuards idempotencyKey={formKeys[1]} />
        <input type="hidden" name="payment" value={row.number} />
        <FieldStack>
          <TextField
            label={t('parked.note')}
            hint={t('parked.noteHint')}
            {...(own ? field('note') : { id: `${row.number}-note`, name: 'note' })}
          />
          <FormActions>
            <SubmitButton tone={row.open.length > 0 ? undefined : 'primary'}>{t('parked.submit')}</SubmitButton>
          </FormActions>
        </FieldStack>
      </Form>
    </Card>
  )
}

/** Open invoices of the same account and currency, for the payment to settle as far as it goes. */
function BookForm({ row, formKey }: { row: PaymentRow; formKey: string }) {
  const { t } = useTranslation('payments')
  const { locale } = useReader()
  const left = formatMoney(locale, subtractAmounts(row.amount, row.allocated), row.currency)
  return (
    <Form method="post" noValidate className="mt-4">
      <FormGuards idempotencyKey={formKey} />
      <input type="hidden" name="payment" value={row.number} />
      <FieldStack>
        <ChoiceField
          name="invoice"
          id={`${row.number}-invoice`}
          many
          label={t('parked.invoices', { left })}
          choices={row.open.map((one) => ({
            value: one.number,
            label: `${one.number} · ${formatMoney(locale, one.amount, row.currency)}`,
          }))}
        />
        <FormActions>
          <SubmitButton name="do" value="book">
            {t('parked.book')}
          </SubmitButton>
        </FormActions>
      </FieldStack>
    </Form>
  )
}
