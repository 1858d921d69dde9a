import type { Slice } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import { newestIn } from '~/features/orders/recent.server'
import type { Reads, TimelineEntry, TimelineSource } from '~/features/registry.types'
import type { EventStatus } from './shipment'

/**
 * What a shipment says in the timeline of its orders and among the news: that it left, was stopped, arrived or ended. Everything
 * that carriers report stands on its own page. Kinds are 'shipments.…'.
 */

type Facts = TimelineEntry['facts']
type Tone = NonNullable<TimelineEntry['tone']>

/** The reports that are news, by the name of their text; with a place, the name ends in '-in'. */
const news: Partial<Record<EventStatus, { name: string; tone?: Tone }>> = {
  picked_up: { name: 'left' },
  held: { name: 'held', tone: 'caution' },
  attempt_failed: { name: 'attempt', tone: 'caution' },
  delivered: { name: 'delivered', tone: 'positive' },
  returned: { name: 'returned', tone: 'critical' },
  lost: { name: 'lost', tone: 'critical' },
}
const newsworthy = Object.keys(news) as EventStatus[]

const mostShipments = 100
const mostEvents = 300

const shipmentsQuery = (scope: Reads, order: Id) =>
  scope.rows
    .selectFrom('shipment_lines as l')
    .innerJoin('shipments as s', 's.id', 'l.shipment_id')
    .leftJoin('addresses as place', 'place.id', 's.ship_to_id')
    .select(['s.id', 's.number', 's.is_open', 's.expected_on', 's.shipped_at', 's.delivered_at', 's.signed_by'])
    .select(['s.from_city', 's.from_time_zone', 'place.city', 'place.time_zone'])
    .distinct()
    .where('l.order_id', '=', order)
    .orderBy('s.id', 'desc')
    .limit(mostShipments)
type Shipment = Awaited<ReturnType<ReturnType<typeof shipmentsQuery>['execute']>>[number]

/** Stops and ends; that it left and arrived is said by the shipment itself, once. */
const stopsQuery = (scope: Reads, shipments: readonly Id[]) =>
  scope.rows
    .selectFrom('tracking_events')
    .select(['shipment_id', 'status', 'place', 'time_zone', 'happened_at'])
    .where('shipment_id', 'in', shipments)
    .where('status', 'in', ['held', 'attempt_failed', 'returned', 'lost'])
    .where('classifier', '=', 'actual')
    .where('retracted_at', 'is', null)
    .orderBy('happened_at', 'desc')
    .limit(mostEvents)

type Said = { number: string; at: Date; timeZone: string | null; place: string | null }
function entryOf(
  name: string,
  { number, at, timeZone, place }: Said,
  more: { tone?: Tone; planned?: boolean } = {},
): TimelineEntry {
  const facts: Facts = { number, ...(place && { place }) }
  return {
    id: `shipments.${name}.${number}.${at.getTime()}`,
    kind: `shipments.${name}${place ? '-in' : ''}`,
    at,
    timeZone,
    actor: null,
    facts,
    group: 'goods',
    link: { number, to: 'shipments' },
    ...more,
  }
}

function milestones(row: Shipment): TimelineEntry[] {
  const { number, shipped_at, delivered_at, signed_by: name, expected_on: on } = row
  const entries: TimelineEntry[] = []
  if (shipped_at) entries.push(entryOf('left', { number, at: shipped_at, timeZone: row.from_time_zone, place: row.from_city }))
  if (delivered_at) {
    const entry = entryOf(
      'delivered',
      { number, at: delivered_at, timeZone: row.time_zone, place: row.city },
      { tone: 'positive' },
    )
    entries.push(name ? { ...entry, kind: 'shipments.delivered-signed', facts: { ...entry.facts, name } } : entry)
  }
  if (row.is_open === 1 && on) {
    const entry = entryOf(
      'expected',
      { number, at: new Date(`${on}T12:00:00Z`), timeZone: row.time_zone, place: null },
      { planned: true },
    )
    entries.push({ ...entry, facts: { ...entry.facts, on } })
  }
  return entries
}

async function ofOrder(scope: Reads, order: Id): Promise<TimelineEntry[]> {
  const shipments = await shipmentsQuery(scope, order).execute()
  if (shipments.length === 0) return []
  const numbers = new Map(shipments.map((row) => [row.id, row.number]))
  const stops = await stopsQuery(scope, [...numbers.keys()]).execute()
  const stopped = stops.map((row) => newsOf({ ...row, number: numbers.get(row.shipment_id) ?? '', at: row.happened_at }))
  return [...shipments.flatMap(milestones), ...stopped]
}

type Report = { number: string; status: string; place: string | null; time_zone: string | null; at: Date }
function newsOf({ number, status, place, time_zone: timeZone, at }: Report): TimelineEntry {
  const { name, tone } = news[status as EventStatus] ?? { name: 'left' }
  return entryOf(name, { number, at, timeZone, place }, tone ? { tone } : {})
}

/** News by when they became known here, which is what a visitor has not seen yet. */
export const newReportsQuery = (scope: Reads, slice: Slice, since: Date, limit: number) =>
  scope.rows
    .selectFrom('tracking_events as e')
    .innerJoin('shipments as s', 's.id', 'e.shipment_id')
    .select(['s.number', 'e.status', 'e.place', 'e.time_zone', 'e.happened_at', 's.signed_by'])
    .where('e.recorded_at', '>', since)
    .where('e.status', 'in', newsworthy)
    .where('e.classifier', '=', 'actual')
    .where('e.retracted_at', 'is', null)
    .$if(slice !== null, (query) => query.where(`e.${slice?.column ?? 'account_id'}`, '=', slice?.id ?? ''))
    .orderBy('e.recorded_at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(limit)

const recent = (scope: Reads, since: Date, limit: number): Promise<TimelineEntry[]> =>
  newestIn(scope, limit, async (slice) => {
    const rows = await newReportsQuery(scope, slice, since, limit).execute()
    return rows.map((row) => {
      const entry = newsOf({ ...row, at: row.happened_at })
      const signed = row.status === 'delivered' && row.signed_by
      return signed ? { ...entry, kind: 'shipments.delivered-signed', facts: { ...entry.facts, name: signed } } : entry
    })
  })

export const shipmentsTimeline: TimelineSource = {
  name: 'shipments',
  of: async (scope, subject) => ('order' in subject ? await ofOrder(scope, subject.order) : []),
  recent,
}
