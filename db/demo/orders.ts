import type { OrderStatus } from '../../app/features/orders/order.ts'
import { daysLate, isLate, isOpen } from '../../app/features/orders/order.ts'
import type { PricedLine } from '../../app/features/orders/totals.ts'
import { totalsOf } from '../../app/features/orders/totals.ts'
import type { Account, Address } from './accounts.ts'
import type { Product } from './catalogue.ts'
import { unitPrice } from './catalogue.ts'
import type { KnownDelay } from './course.ts'
import type { Day, Instant } from './days.ts'
import { dayAt, dayText } from './days.ts'
import { contentsOfOrder, netOf, statusOfOrder, text } from './rules.ts'
import { causeText } from './shipment-rows.ts'
import type { Shipped } from './shipments.ts'
import type { World } from './world.ts'

export type DraftLine = {
  id: number
  no: number
  product: Product
  description: string
  /** In hundredths of the unit, as all quantities here, so that sums are exact. */
  ordered: number
  shipped: number
  delivered: number
  backordered: number
  cancelled: number
  discount: string
  price?: string
  promisedOn?: Day
}

export type DraftOrder = {
  id: number
  number: string
  account: Account
  kind: 'standard' | 'drop_ship' | 'consignment'
  po: string
  orderedBy: string | null
  placedAt: Instant
  confirmedAt: Instant | null
  cancelledAt: Instant | null
  heldAt: Instant | null
  holdReason: string | null
  shipTo: Address
  lines: DraftLine[]
  requested: Day | null
  firstPromised: Day | null
  promised: Day | null
  delays: KnownDelay[]
  shipments: Shipped[]
  freight: string
  taxRate: string
  promiseOf: 'delivery' | 'dispatch'
}

const owner = (account: Account) => ({ account_id: account.id, root_account_id: account.root.id })
const earliest = (instants: readonly (Instant | null)[]): Instant | null =>
  instants.reduce((first, one) => (one !== null && (first === null || one < first) ? one : first), null)
const latest = (instants: readonly (Instant | null)[]): Instant | null =>
  instants.reduce((last, one) => (one !== null && (last === null || one > last) ? one : last), null)

/** Writes an order with its lines and promises as they are after all its shipments were written. */
export const addOrder = (world: World, order: DraftOrder): OrderStatus => {
  promise(world, order)
  const packedAt = earliest(order.shipments.map((one) => one.packedAt))
  const status = statusOfOrder({
    confirmed: order.confirmedAt !== null,
    packed: packedAt !== null,
    held: order.heldAt !== null,
    cancelled: order.cancelledAt !== null,
    lines: order.lines,
  })
  const ends = ending(world, order, status)
  const money = addLines(world, order)
  const touched = [order.placedAt, order.confirmedAt, order.cancelledAt, order.heldAt, packedAt]
  const heard = order.shipments.map((one) => one.lastEventAt)
  const updated = latest([...touched, ...heard, ...order.delays.map((one) => one.at)]) ?? order.placedAt
  world.sink.add('orders', {
    id: order.id,
    legal_entity_id: order.account.entityId,
    number: order.number,
    ...owner(order.account),
    kind: order.kind,
    status,
    po_number: order.po,
    ordered_by: order.orderedBy,
    currency: order.account.currency,
    placed_at: order.placedAt,
    confirmed_at: order.confirmedAt,
    packed_at: packedAt,
    ...ends,
    cancelled_at: order.cancelledAt,
    held_at: order.heldAt,
    hold_reason: order.holdReason,
    requested_on: order.requested === null ? null : dayText(order.requested),
    promise_of: order.promiseOf,
    ship_to_id: order.shipTo.id,
    bill_to_id: order.account.addresses[0]?.id ?? order.shipTo.id,
    lines_count: order.lines.length,
    contents: contentsOfOrder(order.lines),
    ...money,
    version: 1,
    created_at: order.placedAt,
    updated_at: Math.min(updated, world.now),
  })
  return status
}

/** Each delay that moves the promised day is a change of the promise, with its cause. */
const promise = ({ sink, staff }: World, order: DraftOrder) => {
  for (const delay of order.delays.sort((a, b) => a.at - b.at)) {
    if (order.promised === null || delay.expected <= order.promised) continue
    sink.add('promise_changes', {
      id: sink.id('promise_changes'),
      ...owner(order.account),
      order_id: order.id,
      previous_on: dayText(order.promised),
      promised_on: dayText(delay.expected),
      cause: delay.cause.cause,
      explanation: causeText(delay, order.account),
      given_at: delay.at,
      given_by: delay.source === 'staff' ? (staff[staffFor(order.account)] ?? null) : null,
      source: delay.source,
    })
    order.promised = delay.expected
  }
}

const staffFor = (account: Account) => ({ FFBV: 'agent', FFINC: 'rosa.delgado', FFCN: 'gu.feng' })[account.sells]

/** When it left and when it arrived, and how it stands to its promise, on the clock of where it goes. */
const ending = ({ now }: World, order: DraftOrder, status: OrderStatus) => {
  const today = dayText(dayAt(now, order.shipTo.zone))
  const counting = order.shipments.filter((one) => one.counts)
  const shippedAt = earliest(counting.map((one) => one.shippedAt))
  const deliveredAt = status === 'delivered' ? latest(counting.map((one) => one.deliveredAt)) : null
  const open = isOpen(status, order.promiseOf)
  const firstPromisedOn = order.firstPromised === null ? null : dayText(order.firstPromised)
  const promisedOn = order.promised === null ? null : dayText(order.promised)
  const done = order.promiseOf === 'dispatch' ? latest(counting.map((one) => one.shippedAt)) : deliveredAt
  const finished = !open && status !== 'cancelled' && promisedOn !== null && done !== null
  const doneOn = done === null ? null : dayText(dayAt(done, order.shipTo.zone))
  const last = order.delays.findLast((one) => one.at <= now)
  return {
    shipped_at: shippedAt,
    delivered_at: deliveredAt,
    is_open: open ? 1 : 0,
    late: isLate({ open, firstPromisedOn, promisedOn }, today) ? 1 : 0,
    first_promised_on: firstPromisedOn,
    promised_on: promisedOn,
    promise_cause: last && promisedOn !== firstPromisedOn ? causeText(last, order.account) : null,
    days_late: finished ? daysLate({ firstPromisedOn, promisedOn }, doneOn, today) : null,
  }
}

const addLines = ({ sink }: World, order: DraftOrder) => {
  const { account } = order
  const { currency } = account
  const priced: PricedLine[] = []
  for (const line of order.lines) {
    const { product } = line
    const price = line.price ?? unitPrice(product, account)
    const quantity = text(line.ordered)
    const net = netOf({ quantity, unitPrice: price, priceBase: String(product.base), discount: line.discount, currency })
    priced.push({
      quantity,
      unitPrice: price,
      priceBase: String(product.base),
      discount: line.discount,
      net,
      taxRate: order.taxRate,
    })
    sink.add('order_lines', {
      id: line.id,
      order_id: order.id,
      ...owner(account),
      placed_at: order.placedAt,
      line_no: line.no,
      po_line_number: String(line.no * 10),
      product_id: product.id,
      sku: product.sku,
      customer_sku: account.codes.get(product.id) ?? null,
      description: line.description,
      quantity,
      unit: product.family.unit,
      unit_price: price,
      price_base: product.base,
      discount: line.discount,
      net,
      tax_rate: order.taxRate,
      shipped_quantity: text(line.shipped),
      delivered_quantity: text(line.delivered),
      backordered_quantity: text(line.backordered),
      cancelled_quantity: text(line.cancelled),
      over_tolerance: product.base >= 1000 ? '0.05' : '0',
      promised_on: line.promisedOn === undefined ? null : dayText(line.promisedOn),
    })
  }
  const { goods, discount, freight, tax, total } = totalsOf(priced, { currency, freight: order.freight, tax: '0' })
  return { goods_total: goods, discount_total: discount, freight_total: freight, tax_total: tax, total }
}
