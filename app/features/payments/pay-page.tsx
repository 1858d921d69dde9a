import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { ButtonLink, SubmitButton } from '~/ui/button'
import { Empty } from '~/ui/empty'
import { ErrorSummary, FormActions, FormGuards } from '~/ui/form'
import { formatAmount, formatMoney } from '~/ui/money'
import { Notice } from '~/ui/notice'
import { Breadcrumb, PageHead, Section } from '~/ui/page-head'
import type { Answer } from '~/ui/problems'
import { useFields, useReasons } from '~/ui/problems'
import { useReader } from '~/ui/reader'
import type { Column } from '~/ui/table'
import { DataTable } from '~/ui/table'
import { Day } from '~/ui/when'
import type { Chosen } from './payment'
import { apart, totalOf } from './payment'

export type PayPageProps = {
  chosen: readonly Chosen[]
  /** Why they cannot be paid at once by card. */
  refusal: string | null
  /** What is paid altogether, where it is of one currency. */
  total: { amount: string; currency: string } | null
  cards: boolean
  testMode: boolean
  host: string
  formKey: string
  answer: Answer
}

/** What is about to be paid, and how: at the provider's page, or by transfer where there is none. */
export function PayPage({ host, answer, testMode, ...given }: PayPageProps) {
  const { t } = useTranslation('payments')
  const { locale } = useReader()
  const { general } = useFields(answer)
  const { chosen, total, cards } = given
  const refusal = cards ? given.refusal : null
  return (
    <>
      <Breadcrumb crumbs={[{ href: '/portal/invoices', label: t('invoices') }, { label: t('checkout.title') }]} />
      <PageHead
        title={t('checkout.title')}
        lead={total && !refusal ? t('checkout.lead', { amount: formatMoney(locale, total.amount, total.currency), host }) : null}
      />
      {testMode && cards ? <Notice tone="warn">{t('test.page')}</Notice> : null}
      <ErrorSummary problems={[]} general={general} />
      {refusal && general.length === 0 ? <Refused reason={refusal} /> : null}
      {chosen.length === 0 ? <NothingToPay /> : <ChosenTable chosen={chosen} total={total} />}
      {chosen.length === 0 ? null : <Ways {...given} refusal={refusal} host={host} />}
    </>
  )
}

function Refused({ reason }: { reason: string }) {
  const words = useReasons()
  return <Notice tone="bad">{words(reason)}</Notice>
}

/** How it can be paid: here, in parts, or by transfer. */
function Ways({ chosen, refusal, total, cards, host, formKey }: Omit<PayPageProps, 'testMode' | 'answer'>) {
  const groups = apart(chosen)
  if (refusal && groups.length > 1) return <Apart groups={groups} />
  if (cards && total && !refusal) return <PayForm chosen={chosen} total={total} formKey={formKey} />
  return <Transfer chosen={chosen} host={host} />
}

function NothingToPay() {
  const { t } = useTranslation('payments')
  const actions = (
    <a className="btn" href="/portal/invoices">
      {t('checkout.toInvoices')}
    </a>
  )
  return (
    <Empty title={t('checkout.nothing')} actions={actions}>
      {t('checkout.nothingText')}
    </Empty>
  )
}

function ChosenTable({ chosen, ...given }: Pick<PayPageProps, 'chosen' | 'total'>) {
  const { t } = useTranslation('payments')
  const { locale } = useReader()
  const several = apart(chosen).length > 1
  const total = several ? null : given.total
  const columns: (Column<Chosen> | false)[] = [
    {
      key: 'number',
      head: t('checkout.invoice'),
      cell: (row) => (
        <a className="no" href={`/portal/invoices/${encodeURIComponent(row.number)}`}>
          {row.number}
        </a>
      ),
      place: 1,
    },
    several && { key: 'account', head: t('list.account'), cell: (row) => row.account, quiet: true, place: 5 },
    { key: 'due', head: t('checkout.due'), cell: (row) => <Day on={row.dueOn} />, place: 3 },
    {
      key: 'open',
      head: t('checkout.open'),
      cell: (row) => (total ? formatAmount(locale, row.open, row.currency) : formatMoney(locale, row.open, row.currency)),
      numeric: true,
      place: 2,
    },
  ]
  const sum = total && {
    key: 'total',
    label: t('checkout.total', { currency: total.currency }),
    value: formatAmount(locale, total.amount, total.currency),
    total: true,
  }
  return (
    <DataTable
      caption={t('invoices')}
      columns={columns.filter((column) => column !== false)}
      rows={chosen}
      keyOf={(row) => row.key}
      sums={sum ? [sum] : []}
    />
  )
}

/** What cannot be paid at once is paid one after the other: each part has its own page. */
function Apart({ groups }: { groups: readonly (readonly Chosen[])[] }) {
  const { t } = useTranslation('payments')
  const { locale } = useReader()
  return (
    <ul className="mt-4 grid gap-2">
      {groups.map((group) => {
        const total = totalOf(group)
        if (!total) return null
        const search = new URLSearchParams(group.map((one) => ['invoice', one.key]))
        const amount = formatMoney(locale, total.amount, total.currency)
        return (
          <li key={group[0]?.key}>
            <a href={`/portal/pay?${search}`}>
              {t('checkout.part', { amount, account: group[0]?.account, count: group.length })}
            </a>
          </li>
        )
      })}
    </ul>
  )
}

function PayForm({
  chosen,
  total,
  formKey,
}: {
  chosen: readonly Chosen[]
  total: { amount: string; currency: string }
  formKey: string
}) {
  const { t } = useTranslation('payments')
  const { locale } = useReader()
  return (
    <Form method="post">
      <FormGuards idempotencyKey={formKey} />
      {chosen.map((one) => (
        <input key={one.key} type="hidden" name="invoice" value={one.key} />
      ))}
      <FormActions>
        <SubmitButton>{t('checkout.submit', { amount: formatMoney(locale, total.amount, total.currency) })}</SubmitButton>
        <ButtonLink tone="ghost" href="/portal/invoices">
          {t('checkout.cancel')}
        </ButtonLink>
      </FormActions>
    </Form>
  )
}

/** Where nothing can be paid here, what to write with a transfer. */
function Transfer({ chosen, host }: { chosen: readonly Chosen[]; host: string }) {
  const { t } = useTranslation('payments')
  return (
    <Section title={t('byTransfer.title')} id="transfer">
      <p>{t('byTransfer.text', { host })}</p>
      <p>
        {t('byTransfer.reference')} <b className="no">{chosen.map((one) => one.number).join(', ')}</b>
      </p>
    </Section>
  )
}
