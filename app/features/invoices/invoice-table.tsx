import { useTranslation } from 'react-i18next'
import { formatAmount, formatMoney } from '~/ui/money'
import { useReader } from '~/ui/reader'
import { Slip, Status } from '~/ui/status'
import type { Column } from '~/ui/table'
import { CardOnly, ListTable } from '~/ui/table'
import { dateIn, daysBetween, fullDate, sayDateBriefly } from '~/ui/when-text'
import { isZero } from '~/values/zero'
import { invoiceMarks } from './invoice-status'
import type { InvoiceRow } from './invoices.queries.server'

export type InvoiceTableProps = {
  rows: readonly InvoiceRow[]
  /** The list's own path; an invoice is below it. */
  path: string
  staff: boolean
  /** Whose invoices they are is said where there may be several accounts. */
  accounts: boolean
}

/** The invoices of a list. On a phone each row is a card: number and what is open, state and day, whose it is. */
export function InvoiceTable({ rows, path, staff, accounts }: InvoiceTableProps) {
  const { t } = useTranslation('invoices')
  return (
    <ListTable
      caption={t('title')}
      columns={useColumns(rows, staff, accounts)}
      rows={rows}
      keyOf={(row) => `${row.entity} ${row.number}`}
      hrefOf={(row) => hrefOf(path, row, rows)}
    />
  )
}

/** Two companies of the host may use one number: then the address says which. */
function hrefOf(path: string, row: InvoiceRow, rows: readonly InvoiceRow[]): string {
  const twin = rows.some((other) => other !== row && other.number === row.number)
  return `${path}/${encodeURIComponent(row.number)}${twin ? `?entity=${encodeURIComponent(row.entity)}` : ''}`
}

function useColumns(rows: readonly InvoiceRow[], staff: boolean, accounts: boolean): Column<InvoiceRow>[] {
  const { t } = useTranslation('invoices')
  const { locale, now, timeZone } = useReader()
  const day = (on: string) => (
    <time dateTime={on} title={fullDate(locale, on)}>
      {sayDateBriefly(locale, on, now, timeZone)}
    </time>
  )
  const states = t('state', { returnObjects: true }) as Record<InvoiceRow['state'], string>
  const [first] = rows
  const currency = first && rows.every((row) => row.currency === first.currency) ? first.currency : null
  const amount = (row: InvoiceRow, value: string) =>
    currency ? formatAmount(locale, value, row.currency) : formatMoney(locale, value, row.currency)
  const all: (Column<InvoiceRow> | false)[] = [
    { key: 'number', head: t('list.number'), cell: (row) => row.number, place: 1 },
    { key: 'po', head: staff ? t('list.poStaff') : t('list.po'), cell: (row) => row.poNumber, quiet: true, leaves: 'first' },
    accounts && { key: 'account', head: t('list.account'), cell: (row) => row.account.name, cut: true, place: 5 },
    { key: 'issued', head: t('list.issued'), cell: (row) => day(row.issuedOn), quiet: true, leaves: 'first' },
    {
      key: 'due',
      head: t('list.due'),
      cell: (row) => <Due row={row} day={day} />,
      className: 'nowrap',
      place: 4,
    },
    {
      key: 'state',
      head: t('list.state'),
      cell: (row) => <Status mark={invoiceMarks[row.state]}>{states[row.state]}</Status>,
      place: 3,
    },
    {
      key: 'total',
      head: currency ? t('list.totalIn', { currency }) : t('list.total'),
      cell: (row) => amount(row, row.total),
      numeric: true,
      quiet: true,
      leaves: 'second',
    },
    {
      key: 'open',
      head: currency ? t('list.openIn', { currency }) : t('list.open'),
      cell: (row) => <Open row={row} amount={amount} bare={currency !== null} />,
      numeric: true,
      place: 2,
    },
  ]
  return all.filter((column) => column !== false)
}

function Open({ row, amount, bare }: { row: InvoiceRow; amount: (row: InvoiceRow, value: string) => string; bare: boolean }) {
  const text = amount(row, row.open)
  if (isZero(row.open)) return <span className="quiet">{text}</span>
  return (
    <>
      {text}
      {bare ? <CardOnly>{row.currency}</CardOnly> : null}
    </>
  )
}

/** When it is due, and how long it has been; of what is paid, when that was. */
function Due({ row, day }: { row: InvoiceRow; day: (on: string) => React.ReactNode }) {
  const { t } = useTranslation('invoices')
  const { now, timeZone } = useReader()
  const over = row.state === 'overdue' ? daysBetween(row.dueOn, dateIn(now, timeZone)) : 0
  return (
    <>
      {day(row.dueOn)} {over > 0 ? <Slip tone={over > 30 ? 'bad' : 'warn'}>{t('list.daysOver', { count: over })}</Slip> : null}
    </>
  )
}
