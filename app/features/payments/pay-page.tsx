import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { ButtonLink, SubmitButton } from '~/ui/button'
import { Empty } from '~/ui/empty'
import { ErrorSummary, FormActions, FormGuards } from '~/ui/form'
import { formatAmount, formatMoney } from '~/ui/money'
import { Notice } from '~/ui/notice'
import { Breadcrumb, PageHead, Section } from '~/ui/page-head'
import type { Answer } from '~/ui/problems'
import { useFields } from '~/ui/problems'
import { useReader } from '~/ui/reader'
import { DataTable } from '~/ui/table'
import { Day } from '~/ui/when'
import type { Chosen } from './checkouts.server'

export type PayPageProps = {
  chosen: readonly Chosen[]
  /** What is paid altogether, where it is of one currency. */
  total: { amount: string; currency: string } | null
  cards: boolean
  testMode: boolean
  host: string
  formKey: string
  answer: Answer
}

/** What is about to be paid, and how: at the provider's page, or by transfer where there is none. */
export function PayPage({ chosen, total, cards, testMode, host, formKey, answer }: PayPageProps) {
  const { t } = useTranslation('payments')
  const { locale } = useReader()
  const { general } = useFields(answer)
  return (
    <>
      <Breadcrumb crumbs={[{ href: '/portal/invoices', label: t('invoices') }, { label: t('checkout.title') }]} />
      <PageHead
        title={t('checkout.title')}
        lead={total ? t('checkout.lead', { amount: formatMoney(locale, total.amount, total.currency), host }) : null}
      />
      {testMode && cards ? <Notice tone="warn">{t('test.page')}</Notice> : null}
      {chosen.length === 0 ? (
        <Empty
          title={t('checkout.nothing')}
          actions={
            <a className="btn" href="/portal/invoices">
              {t('checkout.toInvoices')}
            </a>
          }
        >
          {t('checkout.nothingText')}
        </Empty>
      ) : (
        <>
          <ErrorSummary problems={[]} general={general} />
          <DataTable
            caption={t('invoices')}
            columns={[
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
              { key: 'due', head: t('checkout.due'), cell: (row) => <Day on={row.dueOn} />, place: 3 },
              {
                key: 'open',
                head: t('checkout.open'),
                cell: (row) =>
                  total ? formatAmount(locale, row.open, row.currency) : formatMoney(locale, row.open, row.currency),
                numeric: true,
                place: 2,
              },
            ]}
            rows={chosen}
            keyOf={(row) => row.key}
            sums={
              total
                ? [
                    {
                      key: 'total',
                      label: t('checkout.total', { currency: total.currency }),
                      value: formatAmount(locale, total.amount, total.currency),
                      total: true,
                    },
                  ]
                : []
            }
          />
          {cards && total ? (
            <PayForm chosen={chosen} total={total} formKey={formKey} />
          ) : (
            <Transfer chosen={chosen} host={host} />
          )}
        </>
      )}
    </>
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
    <Form method="post" action="/portal/pay">
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
