import { percent } from '~/features/orders/order-lines'
import type { Column } from '~/integrations/pdf/sheet.server'
import { Sheet } from '~/integrations/pdf/sheet.server'
import type { Language } from '~/languages/settings'
import { texts } from '~/languages/texts.server'
import { countryName } from '~/ui/country'
import { formatAmount, formatMoney, formatUnitPrice } from '~/ui/money'
import { formatQuantity } from '~/ui/quantity'
import { fullDate } from '~/ui/when-text'
import { isZero } from '~/values/zero'
import type { InvoiceLine, InvoiceRecord } from './invoice.queries.server'

const wordsOf = (language: Language) => texts[language].getFixedT(language, 'invoices')
type Words = ReturnType<typeof wordsOf>

/** An invoice on paper, in the reader's language; what is paid of it is as of now. */
export async function invoicePdf(invoice: InvoiceRecord, language: Language, at: Date): Promise<Buffer> {
  const t = wordsOf(language)
  const title = t('invoiceNumber', { number: invoice.number })
  const sheet = new Sheet({ title, author: invoice.entity.name, language, at })
  sheet.text(invoice.entity.name, { size: 12, weight: 700 }, 0)
  if (invoice.entity.taxNumber)
    sheet.text(t('record.taxNumber', { number: invoice.entity.taxNumber }), { size: 8.5, quiet: true }, 0)
  sheet.space(22)
  sheet.text(title, { size: 20, weight: 700 }, 10)
  sheet.blocks([billedTo(invoice, t, language), days(invoice, t, language), references(invoice, t)])
  sheet.space(22)
  await sheet.table(columnsOf(invoice, t, language), invoice.lines)
  sheet.sums(sumsOf(invoice, t, language))
  sheet.text(standing(invoice, t, language), { size: 10, weight: 700 })
  return await sheet.done((page, pages) => t('pdf.foot', { title, page, pages }))
}

function billedTo({ billTo, account }: InvoiceRecord, t: Words, language: Language): string[] {
  const tax = account.taxNumber ? [t('record.taxNumber', { number: account.taxNumber })] : []
  if (!billTo) return [t('record.billTo'), account.name, ...tax]
  const city = [billTo.postalCode, billTo.city, billTo.region].filter(Boolean).join(' ')
  const lines = [billTo.name || account.name, billTo.street, city, countryName(language, billTo.country), ...tax]
  return [t('record.billTo'), ...lines.filter((line) => line !== '')]
}

const days = (invoice: InvoiceRecord, t: Words, language: Language): string[] => [
  t('pdf.days'),
  `${t('record.issued')}: ${fullDate(language, invoice.issuedOn)}`,
  `${t('record.due')}: ${fullDate(language, invoice.dueOn)}`,
  ...(invoice.terms ? [invoice.terms] : []),
]

const references = (invoice: InvoiceRecord, t: Words): string[] => [
  t('pdf.references'),
  ...(invoice.poNumber ? [`${t('record.customerPo')}: ${invoice.poNumber}`] : []),
  `${t('record.account')}: ${invoice.account.code}`,
]

function columnsOf(invoice: InvoiceRecord, t: Words, language: Language): Column<InvoiceLine>[] {
  const { currency, lines } = invoice
  const units = texts[language].getFixedT(language, 'ui')('units', { returnObjects: true }) as unknown as Record<string, string>
  const base = (line: InvoiceLine) => formatQuantity(language, line.priceBase)
  const poLine = (line: InvoiceLine) => line.poLineNumber && t('lines.poLine', { number: line.poLineNumber })
  const all: (Column<InvoiceLine> | false)[] = [
    { head: t('lines.no'), share: 4, cell: (line) => String(line.lineNo) },
    {
      head: t('lines.item'),
      share: 34,
      cell: (line) => line.description,
      small: (line) => [line.sku, poLine(line)].filter(Boolean).join(', '),
    },
    { head: t('lines.order'), share: 14, cell: (line) => line.order ?? '', small: (line) => line.shipment ?? '' },
    {
      head: t('lines.quantity'),
      share: 14,
      align: 'right',
      cell: (line) => `${formatQuantity(language, line.quantity)}\u00a0${units[line.unit] ?? line.unit}`,
    },
    {
      head: t('lines.price'),
      share: 14,
      align: 'right',
      cell: (line) => `${formatUnitPrice(language, line.unitPrice, currency)}${base(line) === '1' ? '' : ` / ${base(line)}`}`,
    },
    lines.some((line) => !isZero(line.discount)) && {
      head: t('lines.discount'),
      share: 8,
      align: 'right',
      cell: (line) => (isZero(line.discount) ? '' : percent(language, line.discount)),
    },
    { head: t('lines.net', { currency }), share: 14, align: 'right', cell: (line) => formatAmount(language, line.net, currency) },
  ]
  return all.filter((column) => column !== false)
}

function sumsOf(invoice: InvoiceRecord, t: Words, language: Language) {
  const { currency } = invoice
  const amount = (value: string) => formatAmount(language, value, currency)
  return [
    { label: t('lines.subtotal'), value: amount(invoice.net) },
    { label: t('lines.tax'), value: amount(invoice.tax) },
    { label: t('lines.total', { currency }), value: amount(invoice.total), total: true },
    ...(isZero(invoice.paid) ? [] : [{ label: t('settled.paid'), value: amount(invoice.paid) }]),
  ]
}

function standing(invoice: InvoiceRecord, t: Words, language: Language): string {
  const on = (date: string) => t('next.on', { day: fullDate(language, date) })
  if (invoice.state === 'paid') return invoice.settledOn ? t('next.paid', { on: on(invoice.settledOn) }) : t('next.paidNothing')
  const amount = formatMoney(language, invoice.open, invoice.currency)
  const words = { amount, day: fullDate(language, invoice.dueOn), on: on(invoice.dueOn) }
  return t(invoice.state === 'open' ? 'next.open' : 'next.overdue', words)
}
