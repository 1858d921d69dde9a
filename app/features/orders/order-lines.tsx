import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { decimalFormat, exact, formatAmount, formatUnitPrice } from '~/ui/money'
import { Section } from '~/ui/page-head'
import { formatQuantity, useUnitName } from '~/ui/quantity'
import { useReader } from '~/ui/reader'
import { NumberBox } from '~/ui/record'
import { Slip } from '~/ui/status'
import type { Column, SumRow } from '~/ui/table'
import { CardOnly, DataTable, TwoLines } from '~/ui/table'
import { sayDateBriefly } from '~/ui/when-text'
import { isZero } from '~/values/zero'
import type { OrderLine, OrderRecord, Parcel } from './order-record'

type Props = { order: OrderRecord; beside?: ((line: OrderLine) => ReactNode) | undefined }
/** What was ordered, how much of it has left, arrived and is owed, where it went, and what it costs. */
export function OrderLines({ order, beside }: Props) {
  const { t } = useTranslation('orders')
  const columns = useColumns(order, beside)
  const short = order.lines.filter((line) => !isZero(line.backordered)).length
  const lines = t('lines.note', { count: order.lines.length })
  return (
    <Section title={t('lines.title')} note={short > 0 ? t('lines.backordered', { lines, count: short }) : lines} id="lines">
      <DataTable
        caption={t('lines.title')}
        columns={columns}
        rows={order.lines}
        keyOf={(line) => String(line.lineNo)}
        sums={useSums(order)}
      />
    </Section>
  )
}

function useColumns(order: OrderRecord, beside: Props['beside']): Column<OrderLine>[] {
  const { t } = useTranslation('orders')
  const { locale } = useReader()
  const unit = useUnitName()
  const { lines, currency } = order
  const moved = lines.some((line) => !isZero(line.shipped) || !isZero(line.delivered))
  const short = lines.some((line) => !isZero(line.backordered))
  const went = lines.some((line) => line.parcels.length > 0)
  const discounted = lines.some((line) => line.discount !== null && !isZero(line.discount))
  const quantity = (value: string) => formatQuantity(locale, value)
  const all: (Column<OrderLine> | false)[] = [
    { key: 'no', head: t('lines.no'), cell: (line) => line.lineNo, quiet: true },
    { key: 'item', head: t('lines.item'), cell: (line) => <Item line={line} order={order} />, place: 1, className: 'grow' },
    {
      key: 'ordered',
      head: t('lines.ordered'),
      cell: (line) => <Ordered line={line} unit={unit(line.unit)} moved={moved} />,
      numeric: true,
      className: 'nowrap',
      place: 5,
      cardLabel: t('lines.ordered'),
    },
    moved && { key: 'shipped', head: t('lines.shipped'), cell: (line) => quantity(line.shipped), numeric: true },
    moved && { key: 'delivered', head: t('lines.delivered'), cell: (line) => quantity(line.delivered), numeric: true },
    short && { key: 'backordered', head: t('lines.backordered'), cell: (line) => <Backordered line={line} />, numeric: true },
    went && {
      key: 'where',
      head: t('lines.where'),
      cell: (line) => <Went line={line} single={order.consignments.length === 1} />,
    },
    order.totals !== null && {
      key: 'price',
      head: t('lines.price'),
      cell: (line) => <Price line={line} currency={currency} />,
      numeric: true,
      quiet: true,
    },
    order.totals !== null &&
      discounted && {
        key: 'discount',
        head: t('lines.discount'),
        cell: (line) => (line.discount && !isZero(line.discount) ? percent(locale, line.discount) : null),
        numeric: true,
        quiet: true,
      },
    order.totals !== null && {
      key: 'net',
      head: t('lines.net', { currency }),
      cell: (line) => (line.net === null ? null : formatAmount(locale, line.net, currency)),
      numeric: true,
      place: 2,
    },
    beside !== undefined && { key: 'beside', head: <span className="sr">{t('lines.beside')}</span>, cell: beside, place: 6 },
  ]
  return all.filter((column) => column !== false)
}

/** A fraction as DECIMAL(9,6) gives it, moved two places in the text, since it is never made a float: '0.125000' is 12.5 %. */
export function percent(locale: string, fraction: string): string {
  const [whole = '0', rest = ''] = fraction.split('.')
  const digits = rest.padEnd(2, '0')
  return `${exact(decimalFormat(locale, 0, 4), `${whole}${digits.slice(0, 2)}.${digits.slice(2) || '0'}`)}\u00a0%`
}

function Item({ line, order }: { line: OrderLine; order: OrderRecord }) {
  const { t } = useTranslation('orders')
  const { locale, now } = useReader()
  const due =
    line.promisedOn && line.promisedOn !== order.promisedOn && !isZero(line.backordered)
      ? t('lines.due', {
          quantity: formatQuantity(locale, line.backordered),
          day: sayDateBriefly(locale, line.promisedOn, now, order.timeZone),
        })
      : null
  const small = [
    line.sku,
    line.customerSku && t('lines.yours', { code: line.customerSku }),
    line.poLineNumber && t('lines.poLine', { number: line.poLineNumber }),
    isZero(line.cancelled) ? null : t('lines.cancelled', { quantity: formatQuantity(locale, line.cancelled) }),
    due,
  ]
  return <TwoLines small={small.filter(Boolean).join(' · ')}>{line.description}</TwoLines>
}

function Ordered({ line, unit, moved }: { line: OrderLine; unit: string; moved: boolean }) {
  const { t } = useTranslation('orders')
  const { locale } = useReader()
  const said = (value: string) => formatQuantity(locale, value)
  return (
    <>
      {`${said(line.ordered)}\u00a0${unit}`}
      {moved ? <CardOnly>· {t('lines.card', { shipped: said(line.shipped), delivered: said(line.delivered) })}</CardOnly> : null}
      {isZero(line.backordered) ? null : (
        <CardOnly>· {t('lines.cardBackordered', { quantity: said(line.backordered) })}</CardOnly>
      )}
    </>
  )
}

function Backordered({ line }: { line: OrderLine }) {
  const { locale } = useReader()
  const text = formatQuantity(locale, line.backordered)
  return isZero(line.backordered) ? <span className="quiet">{text}</span> : <Slip mark="pause">{text}</Slip>
}

function Went({ line, single }: { line: OrderLine; single: boolean }) {
  const { t } = useTranslation('orders')
  const title = (parcel: Parcel) =>
    parcel.package === null
      ? t('lines.inShipment', { shipment: parcel.shipment })
      : t('lines.inPackage', { shipment: parcel.shipment, package: parcel.package })
  const label = (parcel: Parcel) => (single ? (parcel.package ?? parcel.consignment) : parcel.consignment)
  const once = line.parcels.filter((parcel, index) => line.parcels.findIndex((other) => label(other) === label(parcel)) === index)
  return (
    <span className="number-boxes">
      {once.map((parcel) => (
        <NumberBox key={label(parcel)} title={title(parcel)}>
          {label(parcel)}
        </NumberBox>
      ))}
    </span>
  )
}

function Price({ line, currency }: { line: OrderLine; currency: string }) {
  const { locale } = useReader()
  if (line.unitPrice === null) return null
  const base = formatQuantity(locale, line.priceBase)
  return <>{`${formatUnitPrice(locale, line.unitPrice, currency)}${base === '1' ? '' : ` / ${base}`}`}</>
}

function useSums({ totals, currency, lines }: OrderRecord): SumRow[] {
  const { t } = useTranslation('orders')
  const { locale } = useReader()
  if (!totals) return []
  const amount = (value: string) => formatAmount(locale, value, currency)
  const rates = [
    ...new Set(lines.flatMap((line) => (line.taxRate && !isZero(line.taxRate) ? [percent(locale, line.taxRate)] : []))),
  ]
  const [rate] = rates
  const discounted = !isZero(totals.discount)
  return [
    { key: 'goods', label: t('lines.goods'), value: amount(totals.goods) },
    ...(discounted
      ? [{ key: 'discount', label: t('lines.lineDiscount'), value: amount(`-${totals.discount}`.replace('--', '')) }]
      : []),
    ...(isZero(totals.freight) ? [] : [{ key: 'freight', label: t('lines.freight'), value: amount(totals.freight) }]),
    { key: 'tax', label: rate && rates.length === 1 ? t('lines.taxAt', { rate }) : t('lines.tax'), value: amount(totals.tax) },
    { key: 'total', label: t('lines.total', { currency }), value: amount(totals.total), total: true },
  ]
}
