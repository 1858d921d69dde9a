import type { Slice } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import type { Reads as RegistryReads, TimelineEntry, TimelineSource } from '~/features/registry.types'
import type { Reads } from './order-reach.server'
import { newestIn } from './recent.server'

/** What happened to an order itself: placed, confirmed, packed, held, cancelled, and every promise. Kinds are 'orders.…'. */

type Facts = TimelineEntry['facts']
type Order = NonNullable<Awaited<ReturnType<typeof orderOf>>>
type Change = Awaited<ReturnType<ReturnType<typeof changesQuery>['execute']>>[number]

const orderOf = (scope: Reads, id: Id) =>
  scope.rows
    .selectFrom('orders as o')
    .select(['o.id', 'o.placed_at', 'o.ordered_by', 'o.confirmed_at', 'o.packed_at', 'o.shipped_at', 'o.delivered_at'])
    .select(['o.cancelled_at', 'o.held_at', 'o.hold_reason', 'o.first_promised_on', 'o.promised_on', 'o.promise_of', 'o.is_open'])
    .select((eb) =>
      eb
        .exists(eb.selectFrom('shipment_lines as part').select('part.id').whereRef('part.order_id', '=', 'o.id').limit(1))
        .as('has_shipments'),
    )
    .where('o.id', '=', id)
    .executeTakeFirst()

const changesQuery = (scope: Reads) =>
  scope.rows
    .selectFrom('promise_changes as c')
    .leftJoin('persons as by', 'by.id', 'c.given_by')
    .select(['c.id', 'c.previous_on', 'c.promised_on', 'c.cause', 'c.explanation', 'c.given_at', 'by.name as actor'])

const asEntry = (name: string, at: Date, facts: Facts = {}, more: Partial<TimelineEntry> = {}): TimelineEntry => ({
  id: `orders.${name}.${at.getTime()}`,
  kind: `orders.${name}`,
  at,
  actor: null,
  facts,
  group: 'goods',
  ...more,
})

function milestones(order: Order): TimelineEntry[] {
  const entries = [asEntry('placed', order.placed_at, {}, { actor: order.ordered_by })]
  const { confirmed_at, packed_at, held_at, cancelled_at, shipped_at, delivered_at, first_promised_on: on } = order
  if (confirmed_at) entries.push(on ? asEntry('confirmed-for', confirmed_at, { on }) : asEntry('confirmed', confirmed_at))
  if (packed_at) entries.push(asEntry('packed', packed_at))
  if (held_at) entries.push(heldEntry(held_at, order.hold_reason))
  if (cancelled_at) entries.push(asEntry('cancelled', cancelled_at, {}, { tone: 'critical' }))
  // Where there are shipments, they tell of this themselves.
  if (shipped_at && !order.has_shipments) entries.push(asEntry('shipped', shipped_at))
  if (delivered_at && !order.has_shipments) entries.push(asEntry('delivered', delivered_at, {}, { tone: 'positive' }))
  return entries
}

const heldEntry = (at: Date, reason: string | null) =>
  reason === null ? asEntry('held', at, {}, { tone: 'caution' }) : asEntry('held-for', at, { reason }, { tone: 'caution' })

function coming({ is_open, promised_on, promise_of }: Order): TimelineEntry[] {
  if (is_open !== 1 || promised_on === null) return []
  const name = promise_of === 'dispatch' ? 'due-to-leave' : 'due'
  return [asEntry(name, new Date(`${promised_on}T12:00:00Z`), { on: promised_on }, { planned: true })]
}

function promiseEntry(change: Change): TimelineEntry {
  const { previous_on, promised_on, cause, explanation } = change
  const later = previous_on !== null && promised_on > previous_on
  const name = previous_on === null ? 'promise-given' : later ? 'promise-moved' : 'promise-brought-forward'
  return {
    id: `orders.promise.${change.given_at.getTime()}.${promised_on}`,
    kind: `orders.${name}${explanation ? '-because' : ''}`,
    at: change.given_at,
    actor: change.actor,
    facts: { from: previous_on, to: promised_on, cause, explanation },
    tone: later ? 'caution' : null,
    group: 'goods',
  }
}

async function ofOrder(scope: Reads, id: Id): Promise<TimelineEntry[]> {
  const [order, changes] = await Promise.all([
    orderOf(scope, id),
    changesQuery(scope).where('c.order_id', '=', id).orderBy('c.id', 'desc').limit(200).execute(),
  ])
  return order ? [...coming(order), ...milestones(order), ...changes.map(promiseEntry)] : []
}

const within = (slice: Slice) => slice?.column ?? 'account_id'

export const newPromisesQuery = (scope: Reads, slice: Slice, since: Date, limit: number) =>
  changesQuery(scope)
    .innerJoin('orders as o', 'o.id', 'c.order_id')
    .select('o.number')
    .where('c.given_at', '>', since)
    .$if(slice !== null, (query) => query.where(`c.${within(slice)}`, '=', slice?.id ?? ''))
    .orderBy('c.given_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(limit)

export const newOrdersQuery = (scope: Reads, slice: Slice, since: Date, limit: number) =>
  scope.rows
    .selectFrom('orders as o')
    .select(['o.number', 'o.placed_at', 'o.ordered_by', 'o.contents'])
    .where('o.placed_at', '>', since)
    .$if(slice !== null, (query) => query.where(`o.${within(slice)}`, '=', slice?.id ?? ''))
    .orderBy('o.placed_at', 'desc')
    .orderBy('o.id', 'desc')
    .limit(limit)

async function recent(scope: RegistryReads, since: Date, limit: number): Promise<TimelineEntry[]> {
  const entries = await newestIn(scope, limit, async (slice) => {
    const [promises, placed] = await Promise.all([
      newPromisesQuery(scope, slice, since, limit).execute(),
      newOrdersQuery(scope, slice, since, limit).execute(),
    ])
    const link = (number: string) => ({ number, to: 'orders' as const })
    return [
      ...promises.map((row) => {
        const entry = promiseEntry(row)
        return { ...entry, id: `${entry.id}.${row.number}`, link: link(row.number) }
      }),
      ...placed.map((row) => ({
        ...asEntry('new', row.placed_at, { contents: row.contents }, { actor: row.ordered_by }),
        id: `orders.new.${row.number}`,
        link: link(row.number),
      })),
    ]
  })
  return entries
}

export const ordersTimeline: TimelineSource = {
  name: 'orders',
  of: async (scope, subject) => ('order' in subject ? await ofOrder(scope, subject.order) : []),
  recent,
}
