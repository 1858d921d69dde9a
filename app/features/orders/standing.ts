import type { LocalDate } from '~/values/local-date'
import { compareQuantities, subtractQuantities, trimQuantity } from '~/values/quantity'
import { isZero } from '~/values/zero'
import type { Consignment, OrderLine, OrderRecord } from './order-record'

/**
 * What happens next with an order, and who waits for whom, from what is known of it and nothing else. Sentences are keys of the
 * languages below `standing.`; a fact that is a day is written by whoever reads it out. No I/O.
 */
export type Facts = Record<string, string | number | { day: LocalDate }>
export type Step = {
  when: 'now' | 'next' | 'you'
  on: LocalDate | null
  key: string
  facts: Facts
  more?: { key: string; facts: Facts } | undefined
  /** The shipment that it is about. */
  shipment?: string | undefined
}
export type Party = 'customer' | 'host' | { carrier: string }
export type Standing = {
  /** Each waits for the next; empty when nothing is waited for. */
  waiting: Party[]
  until: LocalDate | null
  steps: Step[]
}

/** An order as its page says it. How it stands is settled on the server, so that a browser need not bring the arithmetic. */
export type ShownOrder = OrderRecord & { standing: Standing }

const travelling = new Set(['in_transit', 'held', 'out_for_delivery', 'part_delivered'])
const lost = new Set(['lost', 'returned'])

const outstanding = (line: OrderLine) =>
  compareQuantities(subtractQuantities(subtractQuantities(line.ordered, line.cancelled), line.shipped), '0') > 0

/** The day that counts for a consignment: when it is expected, else when the whole order was promised. */
const soonest = (consignments: readonly Consignment[]) =>
  [...consignments].sort((a, b) => (a.expectedOn ?? '9999').localeCompare(b.expectedOn ?? '9999'))[0]

export function standingOf(order: OrderRecord, reader: 'portal' | 'staff'): Standing {
  if (!order.open) return { waiting: [], until: null, steps: [ended(order)] }
  const moving = order.consignments.filter((one) => one.open && travelling.has(one.status))
  const first = soonest(moving)
  const waiting: Party[] = first?.carrier ? ['customer', 'host', { carrier: first.carrier }] : ['customer', 'host']
  const steps = [now(order, moving), ...next(order, moving), ...(reader === 'staff' ? ours(order) : theirs(order, first))]
  return { waiting, until: order.promisedOn ?? first?.expectedOn ?? null, steps }
}

function ended(order: OrderRecord): Step {
  const late = order.daysLate > 0 ? { more: { key: 'ended.late', facts: { count: order.daysLate } } } : {}
  const step = { when: 'now' as const, on: null, facts: {} }
  if (order.status === 'cancelled') return { ...step, key: 'ended.cancelled' }
  if (order.status === 'delivered')
    return { ...step, key: order.lines.length > 1 ? 'ended.deliveredAll' : 'ended.delivered', ...late }
  return { ...step, key: 'ended.dispatched', ...late }
}

/** What is the case, the most telling first: a stop, then goods on their way, then where the work stands. */
function now(order: OrderRecord, moving: readonly Consignment[]): Step {
  const step = { when: 'now' as const, on: null, facts: {} }
  const gone = order.consignments.find((one) => lost.has(one.status))
  if (order.status === 'on_hold')
    return order.holdReason
      ? { ...step, key: 'nowIs.heldFor', facts: { reason: order.holdReason } }
      : { ...step, key: 'nowIs.held' }
  const stopped = moving.find((one) => one.status === 'held')
  const shown = stopped ?? soonest(moving)
  if (shown) return sighting(shown, moving.length)
  if (gone) return { ...step, key: `nowIs.${gone.status}`, facts: { shipment: gone.number }, shipment: gone.number }
  if (order.status === 'backordered')
    return { ...step, key: 'nowIs.backordered', facts: { count: order.lines.filter(short).length } }
  if (order.status === 'packed') return { ...step, key: 'nowIs.packed' }
  if (order.status === 'part_delivered' || order.status === 'part_shipped') return { ...step, key: `nowIs.${order.status}` }
  if (order.status === 'shipped') return { ...step, key: 'nowIs.shipped' }
  return order.confirmedAt ? { ...step, key: 'nowIs.confirmed' } : { ...step, key: 'nowIs.placed' }
}

/** Words that also are statuses of an order. */
const shipmentKey = (status: string) => (status === 'held' || status === 'part_delivered' ? `${status}_shipment` : status)

function sighting(consignment: Consignment, count: number): Step {
  const { number, status, carrier, service, seen } = consignment
  const place = seen?.place ?? null
  const facts: Facts = { shipment: number, ...(place && { place }) }
  const by = [carrier, service].filter((one) => one !== null).join(', ')
  const more =
    count > 1
      ? { key: 'nowIs.others', facts: { count: count - 1 } }
      : by === ''
        ? undefined
        : { key: 'nowIs.carriedBy', facts: { by } }
  return { when: 'now', on: null, key: `nowIs.${shipmentKey(status)}${place ? 'At' : ''}`, facts, more, shipment: number }
}

const short = (line: OrderLine) => !isZero(line.backordered)

/** What is expected to happen, soonest first, at most two. */
function next(order: OrderRecord, moving: readonly Consignment[]): Step[] {
  const steps: Step[] = []
  const missing = order.lines.filter(short)
  const [line] = missing
  if (line) {
    const day = [...missing].map((one) => one.promisedOn).sort((a, b) => (a ?? '9999').localeCompare(b ?? '9999'))[0] ?? null
    const facts = { count: missing.length, quantity: trimQuantity(line.backordered), description: line.description }
    steps.push({ when: 'next', on: day, key: missing.length === 1 ? 'nextIs.restockOne' : 'nextIs.restock', facts })
  }
  const arriving = soonest(moving)
  if (arriving) {
    const facts: Facts = { shipment: arriving.number, ...(arriving.city && { city: arriving.city }) }
    const key = arriving.city ? 'nextIs.deliveryIn' : 'nextIs.delivery'
    steps.push({ when: 'next', on: arriving.expectedOn, key, facts, shipment: arriving.number })
  }
  if (steps.length === 0) steps.push(work(order))
  return steps.sort((a, b) => (a.on ?? '9999').localeCompare(b.on ?? '9999')).slice(0, 2)
}

function work(order: OrderRecord): Step {
  const step = { when: 'next' as const, on: null, facts: { count: order.lines.filter(outstanding).length } }
  const waiting = order.consignments.find((one) => one.open && one.carrier)
  if (order.status === 'placed') return { ...step, key: 'nextIs.confirm' }
  if (order.status === 'on_hold') return { ...step, key: 'nextIs.release' }
  if (order.status === 'packed')
    return waiting?.carrier
      ? { ...step, key: 'nextIs.collectBy', facts: { carrier: waiting.carrier }, shipment: waiting.number }
      : { ...step, key: 'nextIs.collect' }
  if (order.status === 'part_shipped' || order.status === 'part_delivered') return { ...step, key: 'nextIs.rest' }
  return order.promiseOf === 'dispatch'
    ? { ...step, on: order.promisedOn, key: 'nextIs.dispatch' }
    : { ...step, key: 'nextIs.pack' }
}

/** What the customer has to do: be there when it comes. */
function theirs(order: OrderRecord, first: Consignment | undefined): Step[] {
  if (order.promiseOf === 'dispatch') return []
  const day = first?.expectedOn ?? order.promisedOn
  const facts: Facts = order.shipTo ? { street: order.shipTo.street, city: order.shipTo.city } : {}
  const key = order.shipTo ? 'youDo.receiveAt' : 'youDo.receive'
  return [{ when: 'you', on: day, key, facts, more: { key: 'youDo.untilThen', facts: {} } }]
}

/** What the host owes the customer: an answer, a day, a new day. */
function ours(order: OrderRecord): Step[] {
  const step = { when: 'you' as const, on: null, facts: {} }
  if (order.promisedOn && order.promisedOn < order.today)
    return [
      {
        ...step,
        key: 'staffDo.overdue',
        facts: { day: { day: order.promisedOn } },
        more: { key: 'staffDo.overdueMore', facts: {} },
      },
    ]
  if (order.status === 'placed') return [{ ...step, key: 'staffDo.confirm' }]
  if (order.status === 'on_hold') return [{ ...step, key: 'staffDo.release' }]
  if (!order.promisedOn) return [{ ...step, key: 'staffDo.promise' }]
  return []
}
