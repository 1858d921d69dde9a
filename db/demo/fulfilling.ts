import type { Account, Address } from './accounts.ts'
import type { Chance } from './chance.ts'
import type { Warehouse } from './companies.ts'
import type { Day, Instant } from './days.ts'
import { addWorkdays, dayAt, instantAt, workdayFrom } from './days.ts'
import type { Numbers } from './numbers.ts'
import type { DraftOrder } from './orders.ts'
import { placeOf } from './places.ts'
import type { Part, Shipped } from './shipments.ts'
import { ship } from './shipments.ts'
import type { Cause, Trouble } from './troubles.ts'
import { noTrouble, stockCause, troubleOn } from './troubles.ts'
import type { Way } from './ways.ts'
import { wayTo } from './ways.ts'
import type { World } from './world.ts'
import { isToldByHand } from './world.ts'

const dayMs = 86_400_000

/** A load that leaves together: what was planned, and how many working days later it is packed for which cause. */
type Load = {
  parts: Part[]
  origin: Warehouse | Account
  way: Way
  planned: Day
  slip: number
  cause: Cause | null
}

/** Decides what becomes of one order, or of two that are sent together, and writes their shipments. */
export const fulfil = (world: World, numbers: Numbers, orders: DraftOrder[], chance: Chance): void => {
  const first = orders[0]
  if (!first || orders.some((order) => stopped(world, order, chance))) return
  const loads = makeLoads(orders, chance)
  for (const order of orders) promiseFor(order, loads, chance)
  for (const load of loads) {
    const shipped = sendLoad(world, numbers, first, load, chance)
    if (shipped && (shipped.end === 'lost' || shipped.end === 'returned')) sendAgain(world, numbers, first, load, shipped, chance)
  }
}

/** Cancelled, or held since: nothing is sent. */
const stopped = (world: World, order: DraftOrder, chance: Chance): boolean => {
  const draw = chance.next()
  const later = order.placedAt + chance.whole(20, 130) * 3_600_000
  if (draw < 0.025 && later <= world.now) {
    order.cancelledAt = later
    for (const line of order.lines) line.cancelled = line.ordered
    return true
  }
  if (draw < 0.05 && order.placedAt > world.now - 12 * dayMs && later <= world.now) {
    order.heldAt = later
    const reasons = order.account.chinese
      ? ['信用额度待核', '等待确认图纸']
      : ['Credit check', 'Waiting for your drawing', 'Price to be agreed']
    order.holdReason = chance.pick(reasons)
    return true
  }
  return false
}

const allParts = (orders: readonly DraftOrder[]): Part[] =>
  orders.flatMap((order) => order.lines.map((line) => ({ order, line, hundredths: line.ordered })))

const kilogramsOf = (parts: readonly Part[]) =>
  parts.reduce((sum, part) => sum + (part.hundredths / 100) * part.line.product.weight, 0)

const warehouseFor = (account: Account, kilograms: number, chance: Chance): Warehouse => {
  const far = kilograms > 150 && chance.is(0.3)
  if (account.sells === 'FFBV') return far ? 'ningbo' : 'rotterdam'
  if (account.sells === 'FFINC') return far ? 'ningbo' : 'houston'
  return chance.is(0.5) ? 'ningbo' : 'shanghai'
}

const makeLoads = (orders: DraftOrder[], chance: Chance): Load[] => {
  const first = orders[0] as DraftOrder
  const parts = allParts(orders)
  const supplier = first.kind === 'drop_ship' ? (parts[0]?.line.product.supplier ?? null) : null
  const origin = supplier ?? warehouseFor(first.account, kilogramsOf(parts), chance)
  const day = workdayFrom(dayAt(latestPlacing(orders), first.account.zone))
  const whole = makeLoad(parts, origin, first.shipTo, addWorkdays(day, chance.whole(1, 7)), chance)
  const draw = chance.next()
  if (draw < 0.08 && orders.length === 1) return backorder(whole, first, chance)
  if (draw < 0.2 && parts.length > 1 && orders.length === 1) {
    const cut = chance.whole(1, parts.length - 1)
    const rest = makeLoad(parts.slice(cut), origin, first.shipTo, addWorkdays(whole.planned, chance.whole(1, 8)), chance)
    return [makeLoad(parts.slice(0, cut), origin, first.shipTo, whole.planned, chance), rest]
  }
  if (draw < 0.27) {
    const product = first.lines[0]?.description ?? ''
    return [{ ...whole, slip: chance.whole(1, 6), cause: stockCause(product, chance) }]
  }
  return [whole]
}

const latestPlacing = (orders: readonly DraftOrder[]): Instant => Math.max(...orders.map((order) => order.placedAt))

const makeLoad = (parts: Part[], origin: Warehouse | Account, shipTo: Address, planned: Day, chance: Chance): Load => {
  const from = typeof origin === 'string' ? origin : placeOf(origin.place)
  const way = wayTo(from, shipTo, kilogramsOf(parts), chance.is(0.06), chance)
  // What is made to order at the works takes longer before it leaves.
  const making = way.mode === 'sea' || way.mode === 'rail' ? chance.whole(4, 14) : 0
  return { parts, origin, way, planned: addWorkdays(planned, making), slip: 0, cause: null }
}

/** One line, or part of it, follows when there is more of it. */
const backorder = (whole: Load, order: DraftOrder, chance: Chance): Load[] => {
  const short = chance.pick(whole.parts)
  const unit = 100
  const now = short.hundredths > 2 * unit ? Math.floor((short.hundredths * chance.next()) / unit) * unit : 0
  const there = whole.parts
    .map((part) => (part === short ? { ...part, hundredths: now } : part))
    .filter((part) => part.hundredths > 0)
  const missing = { ...short, hundredths: short.hundredths - now }
  const cause = stockCause(short.line.description, chance)
  const late = makeLoad([missing], whole.origin, order.shipTo, whole.planned, chance)
  const follows = { ...late, slip: chance.whole(4, 18), cause }
  return there.length > 0 ? [{ ...whole, parts: there }, follows] : [follows]
}

/** The promise is given with the confirmation: when the last of it should arrive, with a little air. */
const promiseFor = (order: DraftOrder, loads: readonly Load[], chance: Chance) => {
  if (order.confirmedAt === null) return
  const mine = loads.filter((load) => load.parts.some((part) => part.order === order))
  const ends = mine.map((load) => (order.promiseOf === 'dispatch' ? load.planned : load.planned + load.way.days))
  order.firstPromised = addWorkdays(workdayFrom(Math.max(...ends)), chance.whole(0, 3))
  order.promised = order.firstPromised
}

const packMinute = 615

const sendLoad = (world: World, numbers: Numbers, first: DraftOrder, load: Load, chance: Chance): Shipped | null => {
  const zone = load.way.from.zone
  if (load.slip > 0 && load.cause) tellSlip(world, load, zone)
  const packedAt = instantAt(addWorkdays(load.planned, load.slip), packMinute + chance.whole(0, 320), zone)
  const openedAt = packedAt - chance.pick([95, 240, 1440]) * 60_000
  const confirmed = load.parts.every((part) => part.order.confirmedAt !== null)
  if (openedAt > world.now || !confirmed) {
    if (load.slip > 3 && load.cause && knownSlip(world, load, zone))
      for (const part of load.parts) part.line.backordered += part.hundredths
    return null
  }
  return send(world, numbers, first, load, openedAt, packedAt, chance)
}

const slipTold = (load: Load, zone: string): Instant => instantAt(load.planned, 525, zone)
const knownSlip = (world: World, load: Load, zone: string) => slipTold(load, zone) - 3 * dayMs <= world.now

/** What is late before it left moves the promise on the morning on which it should have been packed, or some days earlier. */
const tellSlip = (world: World, load: Load, zone: string) => {
  const told = slipTold(load, zone) - (load.slip > 3 ? 3 * dayMs : 0)
  const cause = load.cause as Cause
  if (told > world.now) return
  for (const order of new Set(load.parts.map((part) => part.order))) {
    if (order.confirmedAt === null || told < order.confirmedAt) continue
    const days = order.promiseOf === 'dispatch' ? 0 : load.way.days
    const expected = workdayFrom(addWorkdays(load.planned, load.slip) + days)
    order.delays.push({ at: told, cause: { ...cause, at: 0, days: load.slip }, expected, source: 'staff' })
  }
}

const packageCount = (load: Load, chance: Chance): number | null => {
  const known = load.way.mode === 'parcel' ? 0.5 : 0.25
  return chance.is(known) ? Math.min(4, Math.max(1, Math.ceil(kilogramsOf(load.parts) / 220), chance.whole(0, 2))) : null
}

const send = (
  world: World,
  numbers: Numbers,
  first: DraftOrder,
  load: Load,
  openedAt: Instant,
  packedAt: Instant,
  chance: Chance,
): Shipped => {
  const packages = packageCount(load, chance)
  const shipped = ship(
    world,
    numbers,
    {
      parts: load.parts,
      consignee: first.account,
      shipTo: first.shipTo,
      way: load.way,
      origin: load.origin,
      openedAt,
      packedAt,
      packages,
      trouble: chooseTrouble(world, load, packedAt, packages ?? 1, chance),
      ...(first.promiseOf === 'dispatch' && { terms: `FCA ${load.way.from.city}` }),
    },
    chance,
  )
  for (const order of new Set(load.parts.map((part) => part.order))) {
    order.shipments.push(shipped)
    if (order.promiseOf === 'delivery') order.delays.push(...shipped.delays)
  }
  return shipped
}

/**
 * Of what left some weeks ago, a few have not been heard of since. Of the customer whose last weeks are told by hand nothing that left
 * shortly before is still late when they begin.
 */
const chooseTrouble = (world: World, load: Load, packedAt: Instant, packages: number, chance: Chance): Trouble => {
  const age = (world.now - packedAt) / dayMs
  if (age < 120 && load.parts.some(({ order }) => isToldByHand(world, order.account))) return noTrouble
  const silent = age > 8 && age < 45 && chance.is(0.03)
  if (silent) return { ...noTrouble, end: { at: chance.whole(0, Math.max(0, load.way.checkpoints.length - 3)), as: 'silent' } }
  return troubleOn(load.way, packages, chance)
}

/** What was lost or came back is sent again, or, where nobody wants it any more, taken off the order. */
const sendAgain = (world: World, numbers: Numbers, first: DraftOrder, load: Load, shipped: Shipped, chance: Chance) => {
  const ended = shipped.endedAt
  if (ended === null) return
  const zone = load.way.from.zone
  if (shipped.end === 'returned' && chance.is(0.4)) return takeOff(load.parts, ended)
  const packedAt = instantAt(addWorkdays(dayAt(ended, zone), chance.whole(1, 4)), packMinute, zone)
  const openedAt = packedAt - 95 * 60_000
  if (openedAt > world.now) return
  const again = ship(
    world,
    numbers,
    {
      parts: load.parts,
      consignee: first.account,
      shipTo: first.shipTo,
      way: load.way,
      origin: load.origin,
      openedAt,
      packedAt,
      packages: null,
      trouble: noTrouble,
    },
    chance,
  )
  for (const order of new Set(load.parts.map((part) => part.order))) order.shipments.push(again)
}

const takeOff = (parts: readonly Part[], at: Instant) => {
  for (const { line, hundredths } of parts) line.cancelled += hundredths
  for (const { order } of parts) if (order.lines.every((line) => line.cancelled >= line.ordered)) order.cancelledAt = at
}
