/* Views, filters, a list with its pager, and what stands there when there is nothing. */
import { Bookmark } from 'lucide-react'
import { ButtonLink } from '../button'
import { Empty } from '../empty'
import { DateField, SelectField } from '../field'
import { Filters } from '../filters'
import { formatAmount } from '../money'
import { Pager } from '../pager'
import { useReader } from '../reader'
import { Skeleton } from '../skeleton'
import type { Mark } from '../status'
import { Slip, Status } from '../status'
import type { Column } from '../table'
import { CardOnly, ListTable } from '../table'
import { Tabs } from '../tabs'
import { sayDate } from '../when-text'
import { Sample, useDays, useSample } from './sample'

type Order = {
  number: string
  po: string
  placed: number
  mark: Mark
  state: string
  due: number | null
  late?: number
  goods: string
  place: string
  total: string
}
const orders: Order[] = [
  {
    number: 'SO-48260',
    po: '7700-2318',
    placed: 0,
    mark: 'you',
    state: 'approval',
    due: null,
    goods: 'goods1',
    place: 'rotterdam',
    total: '18420',
  },
  {
    number: 'SO-48255',
    po: '7700-2316',
    placed: -1,
    mark: 't0',
    state: 'placed',
    due: 14,
    goods: 'goods2',
    place: 'rotterdam',
    total: '2316.4',
  },
  {
    number: 'SO-48251',
    po: 'AMS-0981',
    placed: -2,
    mark: 't1',
    state: 'confirmed',
    due: 11,
    goods: 'goods3',
    place: 'amsterdam',
    total: '7950',
  },
  {
    number: 'SO-48239',
    po: 'ANR-1177',
    placed: -3,
    mark: 't2',
    state: 'packed',
    due: 4,
    late: 2,
    goods: 'goods4',
    place: 'rotterdam',
    total: '11062',
  },
  {
    number: 'SO-48209',
    po: 'AMS-0968',
    placed: -15,
    mark: 't3',
    state: 'shipped',
    due: 5,
    late: 9,
    goods: 'goods3',
    place: 'amsterdam',
    total: '14336',
  },
  {
    number: 'SO-48204',
    po: 'ANR-1163',
    placed: -16,
    mark: 't4',
    state: 'delivered',
    due: -2,
    goods: 'goods2',
    place: 'amsterdam',
    total: '1547.3',
  },
  {
    number: 'SO-48217',
    po: '7700-2297',
    placed: -13,
    mark: 'off',
    state: 'cancelled',
    due: null,
    goods: 'goods5',
    place: 'rotterdam',
    total: '0',
  },
]

export function Lists() {
  const t = useSample()
  return (
    <Sample name="filters" full>
      <Tabs
        label={t('list.views')}
        tabs={[
          { href: '?', label: t('list.all') },
          { href: '?view=open', label: t('list.open') },
          { href: '?view=late', label: t('list.late'), count: 4 },
          {
            href: '?view=quarter',
            label: t('list.quarter'),
            apart: true,
            current: true,
            icon: <Bookmark className="icon icon-s" aria-hidden="true" />,
          },
        ]}
      />
      <Filters
        action="/dev/ui"
        search={{ name: 'q', label: t('list.search') }}
        chips={[
          { label: t('list.placed'), value: t('list.since'), removeHref: '?' },
          { label: t('list.branch'), value: t('list.branches'), removeHref: '?' },
        ]}
        clearHref="?"
        exportHref="/dev/ui"
      >
        <SelectField label={t('list.status')} name="status" empty="" choices={[{ value: 'late', label: t('list.late') }]} />
        <DateField label={t('list.placed')} name="since" />
      </Filters>
      <OrderList />
      <Pager olderHref="?after=1">{t('list.pager')}</Pager>
    </Sample>
  )
}

function OrderList() {
  const t = useSample()
  const { locale, now, timeZone } = useReader()
  const { day } = useDays()
  const say = (offset: number) => sayDate(locale, day(offset), now, timeZone)
  const columns: Column<Order>[] = [
    { key: 'number', head: t('list.order'), place: 1, cell: (order) => order.number },
    { key: 'po', head: t('list.po'), quiet: true, cell: (order) => order.po },
    {
      key: 'placed',
      head: t('list.placed'),
      quiet: true,
      leaves: 'second',
      sort: { href: '?sort=placed', direction: 'descending' },
      cell: (order) => say(order.placed),
    },
    {
      key: 'status',
      head: t('list.status'),
      place: 3,
      cell: (order) => <Status mark={order.mark}>{t(`states.${order.state}`)}</Status>,
    },
    {
      key: 'delivery',
      head: t('list.delivery'),
      place: 4,
      className: 'nowrap',
      cell: (order) => (
        <>
          {order.due === null ? (order.state === 'approval' ? t('list.onApproval') : '') : say(order.due)}
          {order.late ? <Slip tone={order.late > 7 ? 'bad' : 'warn'}>{t('ui:late', { count: order.late })}</Slip> : null}
        </>
      ),
    },
    {
      key: 'goods',
      head: t('list.contents'),
      cut: true,
      place: 5,
      leaves: 'second',
      cell: (order) => (
        <>
          {t(`list.${order.goods}`)}
          <CardOnly>· {order.po}</CardOnly>
        </>
      ),
    },
    { key: 'shipTo', head: t('list.shipTo'), quiet: true, leaves: 'first', cell: (order) => t(`list.${order.place}`) },
    { key: 'total', head: t('list.total'), numeric: true, place: 2, cell: (order) => formatAmount(locale, order.total, 'EUR') },
  ]
  return (
    <ListTable
      caption={t('list.caption')}
      columns={columns}
      rows={orders}
      keyOf={(order) => order.number}
      hrefOf={(order) => `?open=${order.number}`}
    />
  )
}

export function EmptyAndLoading() {
  const t = useSample()
  return (
    <Sample name="empty" full>
      <div className="grid gap-6 mid:grid-cols-2">
        <Empty
          level={3}
          title={t('empty.title')}
          actions={
            <ButtonLink size="small" href="#empty">
              {t('empty.action')}
            </ButtonLink>
          }
        >
          {t('empty.text')}
        </Empty>
        <Skeleton rows={4} />
      </div>
    </Sample>
  )
}
