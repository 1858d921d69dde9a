/* Purchase orders in a list, for the supplier and for the staff. */
import { useTranslation } from 'react-i18next'
import { ButtonLink } from '~/ui/button'
import { Empty } from '~/ui/empty'
import { Filters } from '~/ui/filters'
import { formatMoney } from '~/ui/money'
import { PageHead } from '~/ui/page-head'
import { hrefWith, Pager } from '~/ui/pager'
import { useReader } from '~/ui/reader'
import type { Column } from '~/ui/table'
import { ListTable, RecordNumber } from '~/ui/table'
import { Tabs } from '~/ui/tabs'
import { purchaseStates } from './acknowledgement'
import type { PurchaseFilter } from './purchase-filter'
import { PurchaseStateMark, usePurchaseWords } from './purchase-words'
import type { PurchaseRow } from './purchases.queries.server'

export type PurchaseListProps = {
  audience: 'supplier' | 'staff'
  filter: PurchaseFilter
  page: { rows: readonly PurchaseRow[]; before: string | null; after: string | null }
  search: string
  host: string
}

/** What is shown where the address asks for nothing: to staff what waits for them, to the supplier everything. */
const usualOf = (audience: PurchaseListProps['audience']) => (audience === 'staff' ? 'waiting' : 'all')

export function PurchaseList({ audience, filter, page, search, host }: PurchaseListProps) {
  const { t } = useTranslation('purchases')
  const path = `/${audience}/purchase-orders`
  const staff = audience === 'staff'
  const { rows, before, after } = page
  const oldest = staff && filter.state === 'waiting'
  const usual = usualOf(audience)
  const states = staff ? (['waiting', 'open', 'partly_answered', 'answered', 'cancelled'] as const) : purchaseStates
  const all = { key: 'all', label: t('list.all'), current: filter.state === null }
  const some = states.map((key) => ({ key, label: t(`state.${key}`), current: filter.state === key }))
  const tabs = (staff ? [...some, all] : [all, ...some]).map(({ key, ...tab }) => ({
    ...tab,
    href: hrefWith(path, '', { state: key === usual ? null : key }),
  }))
  return (
    <>
      <PageHead title={t('title')} lead={staff ? t('list.leadStaff') : t('list.lead', { host })} />
      <Tabs label={t('list.views')} tabs={tabs} />
      <Filters
        action={path}
        search={{ name: 'q', label: t('list.search'), value: filter.q }}
        keep={{ state: filter.state }}
        chips={
          filter.q === '' ? [] : [{ label: t('columns.q'), value: filter.q, removeHref: hrefWith(path, search, { q: null }) }]
        }
        clearHref={hrefWith(path, '', { state: filter.state })}
        exportHref={hrefWith(`${path}.csv`, search, {})}
      />
      {rows.length > 0 ? <PurchaseTable {...{ rows, staff, path }} /> : <NothingHere {...{ filter, path, staff, host }} />}
      {rows.length > 0 || before ? (
        <Pager
          newerHref={before && hrefWith(path, search, { before, after: null })}
          olderHref={after && hrefWith(path, search, { after, before: null })}
        >
          {t(oldest ? 'list.oldest' : 'list.shown', { count: rows.length })}
        </Pager>
      ) : null}
    </>
  )
}

/** Two companies of the host may use one number: then the address says which. */
export function purchaseHref(path: string, row: { number: string; entity: string }, rows: readonly { number: string }[] = []) {
  const twin = rows.some((other) => other !== row && other.number === row.number)
  return `${path}/${encodeURIComponent(row.number)}${twin ? `?entity=${encodeURIComponent(row.entity)}` : ''}`
}

function PurchaseTable({ rows, staff, path }: { rows: readonly PurchaseRow[]; staff: boolean; path: string }) {
  const { t } = useTranslation('purchases')
  return (
    <ListTable
      caption={t('title')}
      columns={useColumns(staff)}
      rows={rows}
      keyOf={(row) => `${row.entity} ${row.number}`}
      hrefOf={(row) => purchaseHref(path, row, rows)}
    />
  )
}

function useColumns(staff: boolean): Column<PurchaseRow>[] {
  const { t } = useTranslation('purchases')
  const { locale } = useReader()
  const words = usePurchaseWords()
  const open = ({ openLines, lines, open: quantity, state }: PurchaseRow) => {
    if (openLines === 0 || state === 'cancelled') return null
    return quantity ? words.quantity(quantity.quantity, quantity.unit) : t('openLines', { open: openLines, count: lines })
  }
  return [
    { key: 'number', head: t('columns.number'), cell: (row) => <RecordNumber>{row.number}</RecordNumber>, place: 1 },
    ...(staff
      ? [
          {
            key: 'account',
            head: t('columns.account'),
            cell: (row: PurchaseRow) => row.account.name,
            cut: true,
            place: 3 as const,
          },
        ]
      : []),
    {
      key: 'ordered',
      head: t('columns.ordered'),
      cell: (row) => words.day(row.orderedOn),
      quiet: true,
      ...(!staff && { place: 3 }),
    },
    {
      key: 'wanted',
      head: t('columns.wanted'),
      cell: (row) => row.wantedOn && words.day(row.wantedOn),
      place: 4,
      cardLabel: t('columns.wanted'),
    },
    { key: 'open', head: t('columns.open'), cell: open, numeric: true, place: 5, cardLabel: t('columns.open') },
    {
      key: 'total',
      head: t('columns.total'),
      cell: (row) => formatMoney(locale, row.total, row.currency),
      numeric: true,
      leaves: 'first',
    },
    { key: 'state', head: t('columns.state'), cell: (row) => <PurchaseStateMark state={row.state} />, place: 2 },
  ]
}

type Nothing = { filter: PurchaseFilter; path: string; staff: boolean; host: string }

function NothingHere({ filter, path, staff, host }: Nothing) {
  const { t } = useTranslation('purchases')
  const all = <ButtonLink href={`${path}?state=all`}>{t('list.showAll')}</ButtonLink>
  if (filter.q === '' && filter.state === null) return <Empty title={t('list.first')}>{t('list.firstText', { host })}</Empty>
  if (staff && filter.q === '' && filter.state === 'waiting')
    return (
      <Empty title={t('list.nothingWaits')} actions={all}>
        {t('list.nothingWaitsText')}
      </Empty>
    )
  return (
    <Empty title={t('list.none')} actions={all}>
      {t('list.noneText')}
    </Empty>
  )
}
