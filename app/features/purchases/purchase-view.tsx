/* One purchase order, as its supplier and as the staff see it. */
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatMoney } from '~/ui/money'
import { Notice } from '~/ui/notice'
import { Section } from '~/ui/page-head'
import { hrefWith, Pager } from '~/ui/pager'
import { useReader } from '~/ui/reader'
import { RecordHead } from '~/ui/record'
import { DataTable, TwoLines } from '~/ui/table'
import { Day } from '~/ui/when'
import type { PurchaseLine, PurchaseView } from './purchase.queries.server'
import { LineSaid, PurchaseStateMark, usePurchaseWords } from './purchase-words'

type HeadProps = { purchase: PurchaseView; section: string; staff: boolean; actions?: ReactNode }

export function PurchaseHead({ purchase, section, staff, actions }: HeadProps) {
  const { t } = useTranslation('purchases')
  const { locale } = useReader()
  const facts = [
    staff
      ? { label: t('columns.account'), value: purchase.account.name }
      : { label: t('columns.buyer'), value: [purchase.entity.name, purchase.buyer].filter(Boolean).join(', ') },
    { label: t('columns.ordered'), value: <Day on={purchase.orderedOn} full /> },
    ...(purchase.wantedOn ? [{ label: t('columns.wanted'), value: <Day on={purchase.wantedOn} full /> }] : []),
    { label: t('columns.total'), value: formatMoney(locale, purchase.total, purchase.currency) },
  ]
  return (
    <>
      <RecordHead
        crumbs={[{ href: section, label: t('title') }, { label: purchase.number }]}
        title={t('record.title', { number: purchase.number })}
        statuses={<PurchaseStateMark state={purchase.state} pill />}
        lead={purchase.note ?? undefined}
        facts={facts}
        actions={actions}
      />
      {purchase.others.map((other) => (
        <Notice
          key={other.code}
          action={
            <a href={hrefWith(`${section}/${encodeURIComponent(purchase.number)}`, '', { entity: other.code })}>
              {t('record.alsoOpen')}
            </a>
          }
        >
          {t('record.also', { name: other.name })}
        </Notice>
      ))}
    </>
  )
}

/** Who waits for whom. */
export function PurchaseNext({ purchase, staff, host }: { purchase: PurchaseView; staff: boolean; host: string }) {
  const { t } = useTranslation('purchases')
  const { state, openLines: count, account } = purchase
  if (state === 'cancelled' || state === 'answered') return null
  if (state === 'waiting') {
    if (!staff) return <Notice tone="info">{t('record.nextWaiting', { host })}</Notice>
    return <Notice tone="warn">{t('record.nextYou', { name: account.name })}</Notice>
  }
  if (count === 0) return null
  return (
    <Notice tone={staff ? 'info' : 'warn'}>
      {staff ? t('record.nextSupplier', { count, name: account.name }) : t('record.nextOpen', { count })}
    </Notice>
  )
}

export function PurchaseLines({ purchase, staff, host }: { purchase: PurchaseView; staff: boolean; host: string }) {
  const { t } = useTranslation('purchases')
  const words = usePurchaseWords()
  const item = (line: PurchaseLine) => <LineItem line={line} account={staff ? purchase.account.code : null} host={host} />
  return (
    <Section title={t('record.lines')} note={t('record.linesNote')}>
      <DataTable
        caption={t('record.lines')}
        columns={[
          { key: 'line', head: t('columns.line'), cell: (line) => line.lineNo, quiet: true, leaves: 'second' },
          { key: 'item', head: t('columns.item'), cell: item, grow: true, place: 1 },
          {
            key: 'quantity',
            head: t('columns.quantity'),
            cell: (line) => (
              <TwoLines small={words.price(line.unitPrice, purchase.currency, line.priceBase)}>
                {words.quantity(line.quantity, line.unit)}
              </TwoLines>
            ),
            numeric: true,
            place: 2,
          },
          {
            key: 'wanted',
            head: t('columns.wanted'),
            cell: (line) => words.day(line.wantedOn),
            place: 3,
            className: 'nowrap',
            cardLabel: t('columns.wanted'),
          },
          {
            key: 'answer',
            head: t('columns.answer'),
            cell: (line) => <LineSaid line={line} currency={purchase.currency} cancelled={purchase.state === 'cancelled'} />,
            place: 5,
          },
        ]}
        rows={purchase.lines}
        keyOf={(line) => String(line.lineNo)}
        rowId={(line) => `line-${line.lineNo}`}
      />
    </Section>
  )
}

/** What is bought, in the reader’s words first; `account` is the supplier’s code for staff, null for the supplier. */
function LineItem({ line, account, host }: { line: PurchaseLine; account: string | null; host: string }) {
  const { t } = useTranslation('purchases')
  const staff = account !== null
  const [own, other] = staff ? [line.ourSku ?? line.sku, line.sku] : [line.sku, line.ourSku]
  const named = staff ? t('record.supplierNumber', { sku: other }) : t('record.yourNumber', { host, sku: other })
  return (
    <TwoLines small={[line.description, other && other !== own ? named : null].filter(Boolean).join(' · ')}>
      {line.listed === null ? own : <a href={itemPage(line.listed, account)}>{own}</a>}
    </TwoLines>
  )
}

const itemPage = (sku: string, account: string | null) =>
  account === null
    ? `/supplier/catalog/${encodeURIComponent(sku)}`
    : `/staff/catalog/${encodeURIComponent(sku)}?account=${encodeURIComponent(account)}`

/** Leads to the lines before and after those of this page. */
export function LinePager({ purchase, path, search }: { purchase: PurchaseView; path: string; search: string }) {
  const { previous, next } = purchase
  if (previous === null && next === null) return null
  const at = (from: number | null) => (from === null ? null : hrefWith(path, search, { from: String(from), done: null }))
  return <Pager byName newerHref={at(previous)} olderHref={at(next)} />
}
