import { useTranslation } from 'react-i18next'
import { useNews } from '~/features/history/news'
import type { TimelineEntry } from '~/features/registry.types'
import { shipmentMarks, useStatusNames } from '~/features/shipments/shipment-status'
import type { ShipmentRow } from '~/features/shipments/shipments.queries.server'
import { LateList } from '~/ui/late-list'
import { News } from '~/ui/news'
import { Section } from '~/ui/page-head'
import { Pairs } from '~/ui/record'
import { Week } from '~/ui/week'
import { capped } from './capped'
import type { LateOrder } from './home.queries.server'

/** A headline counts what is listed, and says where there is more. */
export const orMore = (count: number, more: unknown): string => (more ? `${count}+` : String(count))

/** A count that leads to what it counts; null where the reader may not look, and then it is left out. */
export type Waiting = { label: string; count: number | null; href: string }

/** How much of what waits, each a link to it. */
export function WaitingCounts({ title, counts }: { title: string; counts: readonly Waiting[] }) {
  const facts = counts.flatMap(({ label, count, href }) =>
    count === null ? [] : [{ label, value: <a href={href}>{capped(count)}</a> }],
  )
  return facts.length === 0 ? null : (
    <Section title={title}>
      <Pairs facts={facts} figures />
    </Section>
  )
}

export type ArrivingDay = { date: string; shipments: readonly ShipmentRow[]; more: number }

/** The next seven days, each with what is expected on it. `path` is the audience's: '/portal'. */
export function ArrivingWeek({ days, path }: { days: readonly ArrivingDay[]; path: string }) {
  const { t } = useTranslation('home')
  const { t: words } = useTranslation('ui')
  const names = useStatusNames()
  const item = (row: ShipmentRow) => ({
    href: `${path}/shipments/${encodeURIComponent(row.number)}`,
    number: row.number,
    what: row.contents,
    ...(row.late
      ? { mark: 'late' as const, status: words('behindBriefly', { count: row.daysLate }) }
      : { ...shipmentMarks[row.status], status: names[row.status] }),
  })
  const shown = days.map(({ date, shipments, more }) => ({
    date,
    items: shipments.map(item),
    ...(more > 0 && { more, moreHref: `${path}/shipments?view=open&expected_from=${date}&expected_to=${date}` }),
  }))
  return <Week days={shown} label={t('arriving.title')} />
}

type LateOrdersProps = {
  orders: readonly LateOrder[]
  path: string
  /** Whose each is, for readers of many accounts. */
  accounts?: boolean | undefined
}
/** Late orders with the cause that was given, and how far each promise slipped. */
export function LateOrders({ orders, path, accounts }: LateOrdersProps) {
  const { t } = useTranslation('home')
  const unsaid = t('late.noCause')
  const items = orders.map(({ number, account, cause, contents, placedOn, promisedFirst, expected }) => ({
    href: `${path}/orders/${encodeURIComponent(number)}`,
    number,
    cause: (
      <>
        {accounts ? <b className="block text-ink">{account}</b> : null}
        {`${contents}. ${cause ?? unsaid}`}
      </>
    ),
    from: placedOn,
    promised: promisedFirst,
    expected,
  }))
  return <LateList items={items} />
}

/** Changes, newest first, each with its record. */
export function Changes({ changes, path }: { changes: readonly TimelineEntry[]; path: string }) {
  return <News items={useNews(path)(changes)} />
}
