import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ButtonLink } from '~/ui/button'
import { countryName } from '~/ui/country'
import { formatMoney } from '~/ui/money'
import { Notice } from '~/ui/notice'
import { Section } from '~/ui/page-head'
import { useReader } from '~/ui/reader'
import type { Fact } from '~/ui/record'
import { Columns, Pairs, RecordHead } from '~/ui/record'
import { Strip } from '~/ui/strip'
import { Day } from '~/ui/when'
import { isNamedDay, sayDateInside } from '~/ui/when-text'
import { isZero } from '~/values/zero'
import type { InvoiceRecord } from './invoice.queries.server'
import { InvoiceLines, InvoiceSettled } from './invoice-lines'
import { InvoiceStateMark, invoiceMarks } from './invoice-status'

export type InvoiceViewProps = {
  audience: 'portal' | 'staff'
  invoice: InvoiceRecord
  actions?: ReactNode
  notice?: ReactNode
  /** The timeline. */
  side: ReactNode
}

/** One invoice, for either audience: what is owed by when, what it is for, what has settled it. */
export function InvoiceView({ audience, invoice, actions, notice, side }: InvoiceViewProps) {
  const { t } = useTranslation('invoices')
  return (
    <>
      <RecordHead
        crumbs={[{ href: `/${audience}/invoices`, label: t('title') }, { label: invoice.number }]}
        title={
          <>
            {t('invoice')} <span className="no">{invoice.number}</span>
          </>
        }
        statuses={<InvoiceStateMark state={invoice.state} pill />}
        facts={useFacts(invoice, audience)}
        actions={
          <>
            {actions}
            <InvoicePdfLink invoice={invoice} audience={audience} />
          </>
        }
      />
      {notice}
      <SameNumber invoice={invoice} audience={audience} />
      <InvoiceNext invoice={invoice} />
      <Columns side={side}>
        <InvoiceLines invoice={invoice} audience={audience} />
        <InvoiceSettled invoice={invoice} />
        <Details invoice={invoice} />
      </Columns>
    </>
  )
}

/** The invoice on paper. */
function InvoicePdfLink({ invoice, audience }: { invoice: InvoiceRecord; audience: 'portal' | 'staff' }) {
  const { t } = useTranslation('invoices')
  const path = `/${audience}/invoices/${encodeURIComponent(invoice.number)}/invoice.pdf`
  return (
    <ButtonLink href={`${path}?entity=${encodeURIComponent(invoice.entity.code)}`} download="">
      {t('pdf.open')}
    </ButtonLink>
  )
}

function useFacts(invoice: InvoiceRecord, audience: 'portal' | 'staff'): Fact[] {
  const { t } = useTranslation('invoices')
  const { locale } = useReader()
  const facts: (Fact | false)[] = [
    audience === 'staff' && {
      label: t('record.account'),
      value: <a href={`/staff/accounts/${encodeURIComponent(invoice.account.code)}`}>{invoice.account.name}</a>,
    },
    invoice.poNumber !== null && {
      label: t(audience === 'staff' ? 'record.customerPo' : 'record.yourPo'),
      value: <span className="no">{invoice.poNumber}</span>,
    },
    { label: t('record.issued'), value: <Day on={invoice.issuedOn} /> },
    { label: t('record.due'), value: <Day on={invoice.dueOn} /> },
    {
      label: t('record.total'),
      value: <span className="amount">{formatMoney(locale, invoice.total, invoice.currency)}</span>,
    },
  ]
  return facts.filter((fact) => fact !== false)
}

type Owed = Pick<InvoiceRecord, 'state' | 'currency' | 'total' | 'open' | 'paid' | 'dueOn' | 'settledOn'>

/** The first sentence is the answer: what is to be paid, and by when. */
export function InvoiceNext({ invoice }: { invoice: Owed }) {
  const { t } = useTranslation('invoices')
  const { locale, now, timeZone } = useReader()
  const { state, currency } = invoice
  const money = (amount: string) => formatMoney(locale, amount, currency)
  const day = (on: string) => sayDateInside(locale, on, now, timeZone)
  const on = (date: string) => (isNamedDay(date, now, timeZone) ? day(date) : t('next.on', { day: day(date) }))
  const text =
    state === 'paid'
      ? isZero(invoice.total)
        ? t('next.paidNothing')
        : t('next.paid', { on: on(invoice.settledOn ?? invoice.dueOn) })
      : t(`next.${state}`, { amount: money(invoice.open), day: day(invoice.dueOn), on: on(invoice.dueOn) })
  const part = state !== 'paid' && !isZero(invoice.paid)
  return (
    <Strip
      steps={[
        {
          when: t(`state.${state}`),
          mark: invoiceMarks[state],
          text,
          small: part ? t('next.part', { paid: money(invoice.paid), total: money(invoice.total) }) : null,
        },
      ]}
    />
  )
}

function Details({ invoice }: { invoice: InvoiceRecord }) {
  const { t } = useTranslation('invoices')
  const { locale } = useReader()
  const { billTo, entity, account } = invoice
  const facts: (Fact | false)[] = [
    {
      label: t('record.soldBy'),
      value: (
        <>
          {entity.name}
          {entity.taxNumber ? <span className="quiet"> · {t('record.taxNumber', { number: entity.taxNumber })}</span> : null}
        </>
      ),
    },
    {
      label: t('record.billTo'),
      value: (
        <>
          {billTo
            ? [
                billTo.name,
                billTo.street,
                [billTo.postalCode, billTo.city].filter(Boolean).join(' '),
                countryName(locale, billTo.country),
              ]
                .filter(Boolean)
                .join(', ')
            : account.name}
          {account.taxNumber ? <span className="quiet"> · {t('record.taxNumber', { number: account.taxNumber })}</span> : null}
        </>
      ),
    },
    invoice.terms !== null && { label: t('record.terms'), value: invoice.terms },
  ]
  return (
    <Section title={t('record.details')} id="details">
      <Pairs facts={facts.filter((fact) => fact !== false)} />
    </Section>
  )
}

function SameNumber({ invoice, audience }: { invoice: InvoiceRecord; audience: 'portal' | 'staff' }) {
  const { t } = useTranslation('invoices')
  if (invoice.others.length === 0) return null
  return (
    <Notice>
      {t('record.same')}{' '}
      {invoice.others.map((other) => (
        <a
          key={other.code}
          href={`/${audience}/invoices/${encodeURIComponent(invoice.number)}?entity=${encodeURIComponent(other.code)}`}
        >
          {other.name}
        </a>
      ))}
    </Notice>
  )
}
