import { useTranslation } from 'react-i18next'
import { percent } from '~/features/orders/order-lines'
import { formatAmount, formatUnitPrice } from '~/ui/money'
import { Section } from '~/ui/page-head'
import { formatQuantity, useUnitName } from '~/ui/quantity'
import { useReader } from '~/ui/reader'
import { Tag } from '~/ui/status'
import type { Column, SumRow } from '~/ui/table'
import { DataTable, TwoLines } from '~/ui/table'
import { Day } from '~/ui/when'
import { isZero } from '~/values/zero'
import type { InvoiceLine, InvoiceRecord, Settled } from './invoice.queries.server'

/** What is billed, each line with its order and the shipment that it left in. */
export function InvoiceLines({ invoice, audience }: { invoice: InvoiceRecord; audience: 'portal' | 'staff' }) {
  const { t } = useTranslation('invoices')
  return (
    <Section title={t('lines.title')} note={t('lines.note', { count: invoice.lines.length })} id="lines">
      <DataTable
        caption={t('lines.title')}
        columns={useLineColumns(invoice, audience)}
        rows={invoice.lines}
        keyOf={(line) => String(line.lineNo)}
        sums={useSums(invoice)}
      />
    </Section>
  )
}

function useLineColumns(invoice: InvoiceRecord, audience: 'portal' | 'staff'): Column<InvoiceLine>[] {
  const { t } = useTranslation('invoices')
  const { locale } = useReader()
  const unit = useUnitName()
  const { lines, currency } = invoice
  const discounted = lines.some((line) => !isZero(line.discount))
  const base = (line: InvoiceLine) => formatQuantity(locale, line.priceBase)
  const all: (Column<InvoiceLine> | false)[] = [
    { key: 'no', head: t('lines.no'), cell: (line) => line.lineNo, quiet: true },
    { key: 'item', head: t('lines.item'), cell: (line) => <Item line={line} />, place: 1, className: 'grow' },
    {
      key: 'from',
      head: t('lines.order'),
      cell: (line) => <From line={line} audience={audience} />,
      place: 6,
    },
    {
      key: 'quantity',
      head: t('lines.quantity'),
      cell: (line) => `${formatQuantity(locale, line.quantity)}\u00a0${unit(line.unit)}`,
      numeric: true,
      className: 'nowrap',
      place: 3,
    },
    {
      key: 'price',
      head: t('lines.price'),
      cell: (line) => `${formatUnitPrice(locale, line.unitPrice, currency)}${base(line) === '1' ? '' : ` / ${base(line)}`}`,
      numeric: true,
      quiet: true,
      place: 4,
    },
    discounted && {
      key: 'discount',
      head: t('lines.discount'),
      cell: (line) => (isZero(line.discount) ? null : percent(locale, line.discount)),
      numeric: true,
      quiet: true,
    },
    {
      key: 'net',
      head: t('lines.net', { currency }),
      cell: (line) => formatAmount(locale, line.net, currency),
      numeric: true,
      place: 2,
    },
  ]
  return all.filter((column) => column !== false)
}

function Item({ line }: { line: InvoiceLine }) {
  const { t } = useTranslation('invoices')
  const small = [line.sku, line.poLineNumber && t('lines.poLine', { number: line.poLineNumber })].filter(Boolean).join(' · ')
  return small ? <TwoLines small={small}>{line.description}</TwoLines> : line.description
}

function From({ line, audience }: { line: InvoiceLine; audience: 'portal' | 'staff' }) {
  const link = (to: string, number: string) => (
    <a className="no" href={`/${audience}/${to}/${encodeURIComponent(number)}`}>
      {number}
    </a>
  )
  const order = line.order ? link('orders', line.order) : null
  const shipment = line.shipment ? link('shipments', line.shipment) : null
  return order && shipment ? <TwoLines small={shipment}>{order}</TwoLines> : (order ?? shipment)
}

function useSums(invoice: InvoiceRecord): SumRow[] {
  const { t } = useTranslation('invoices')
  const { locale } = useReader()
  const { currency, lines } = invoice
  const amount = (value: string) => formatAmount(locale, value, currency)
  const rates = [...new Set(lines.flatMap((line) => (isZero(line.taxRate) ? [] : [percent(locale, line.taxRate)])))]
  const [rate] = rates
  const one = rates.length === 1 && lines.every((line) => !isZero(line.taxRate))
  return [
    { key: 'net', label: t('lines.subtotal'), value: amount(invoice.net) },
    { key: 'tax', label: rate && one ? t('lines.taxAt', { rate }) : t('lines.tax'), value: amount(invoice.tax) },
    { key: 'total', label: t('lines.total', { currency }), value: amount(invoice.total), total: true },
  ]
}

/** What settled it so far: payments and credit notes, and what is left. */
export function InvoiceSettled({ invoice }: { invoice: InvoiceRecord }) {
  const { t } = useTranslation('invoices')
  const { locale } = useReader()
  const { currency, settled } = invoice
  const columns: Column<Settled>[] = [
    { key: 'what', head: t('settled.what'), cell: (one) => <What one={one} />, place: 1, className: 'grow' },
    { key: 'on', head: t('settled.on'), cell: (one) => <Day on={one.on} />, className: 'nowrap', place: 3 },
    { key: 'reference', head: t('settled.reference'), cell: (one) => one.reference, quiet: true, place: 4 },
    {
      key: 'amount',
      head: t('settled.amount', { currency }),
      cell: (one) => formatAmount(locale, one.amount, currency),
      numeric: true,
      place: 2,
    },
  ]
  return (
    <Section title={t('settled.title')} id="settled">
      {settled.length === 0 ? (
        <p className="quiet">{t('settled.none')}</p>
      ) : (
        <DataTable
          caption={t('settled.title')}
          columns={columns}
          rows={settled}
          keyOf={(one) => `${one.number} ${one.on} ${one.amount}`}
          sums={[
            { key: 'paid', label: t('settled.paid'), value: formatAmount(locale, invoice.paid, currency) },
            ...(isZero(invoice.open)
              ? []
              : [
                  {
                    key: 'open',
                    label: t('settled.open', { currency }),
                    value: formatAmount(locale, invoice.open, currency),
                    total: true,
                  },
                ]),
          ]}
        />
      )}
    </Section>
  )
}

function What({ one }: { one: Settled }) {
  const { t } = useTranslation('invoices')
  return (
    <>
      {t(one.kind === 'payment' ? 'settled.payment' : 'settled.credit', { number: one.number })}
      {one.method ? <span className="quiet"> · {t(`method.${one.method}` as 'method.transfer')}</span> : null}{' '}
      {one.isTest ? <Tag>{t('settled.test')}</Tag> : null}
    </>
  )
}
