import type { ReplayedEvent } from '../../app/features/shipments/shipment.ts'
import { countsAsDelivered, countsAsShipped, replay } from '../../app/features/shipments/shipment.ts'
import type { Account, Address } from './accounts.ts'
import type { Chance } from './chance.ts'
import type { Warehouse } from './companies.ts'
import type { Course, Happening, KnownDelay } from './course.ts'
import { follow } from './course.ts'
import type { Day, Instant } from './days.ts'
import type { Numbers } from './numbers.ts'
import type { DraftLine, DraftOrder } from './orders.ts'
import type { Written } from './shipment-rows.ts'
import { addEvents, addLegs, addLines, addReferences, addShipment } from './shipment-rows.ts'
import type { Trouble } from './troubles.ts'
import type { Way } from './ways.ts'
import type { World } from './world.ts'

/** So much of an order line, in hundredths of its unit. */
export type Part = { order: DraftOrder; line: DraftLine; hundredths: number }

export type ShipmentPlan = {
  parts: readonly Part[]
  consignee: Account
  shipTo: Address
  way: Way
  origin: Warehouse | Account
  openedAt: Instant
  /** When packing ended; it leaves on that day or the next working one. */
  packedAt: Instant
  packages: number | null
  trouble: Trouble
  number?: string
  terms?: string
  leaves?: Day
  signedBy?: string
  tracking?: string
  /** Told by hand instead of followed. */
  course?: Course
  /** Vessel and voyage of each leg, told by hand. */
  vehicles?: readonly (readonly [vehicle: string | null, voyage: string | null])[]
  /** What is in which package, told by hand. */
  packing?: readonly Packing[]
  references?: readonly (readonly [type: string, value: string])[]
}

export type Packing = {
  kind: string
  kilograms: string
  tracking: string | null
  /** By the place of the part in the plan, in hundredths. */
  contents: readonly (readonly [part: number, hundredths: number, lot?: string])[]
}

export type Shipped = {
  id: number
  number: string
  parts: readonly Part[]
  counts: boolean
  delivered: boolean
  shippedAt: Instant | null
  deliveredAt: Instant | null
  packedAt: Instant | null
  expected: Day
  delays: readonly KnownDelay[]
  end: 'lost' | 'returned' | 'silent' | 'cancelled' | null
  /** When it was known to be lost or returned. */
  endedAt: Instant | null
  lastEventAt: Instant | null
}

/** Writes a shipment with everything on it, as it looks now, and says what became of it. */
export const ship = (world: World, numbers: Numbers, plan: ShipmentPlan, chance: Chance): Shipped => {
  const { sink, now } = world
  const course = plan.course ?? follow(plan, now, chance)
  const told = course.happenings.filter((one) => one.recorded <= now && (one.retracted?.at ?? 0) <= now)
  const old = isOld(told, now)
  const known = old ? told.filter(isKept) : told
  const events: ReplayedEvent[] = known.map((one) => ({
    status: one.status,
    classifier: one.classifier,
    happenedAt: new Date(one.at),
    retracted: one.retracted !== undefined,
    packageNumber: one.pkg,
  }))
  const state = replay(events, plan.packages)
  const id = sink.id('shipments')
  const number = plan.number ?? numbers.shipment(plan.consignee.sells, plan.openedAt)
  const written: Written = { id, number, state, course, plan, known }
  addShipment(world, written, chance)
  addEvents(world, written)
  if (!old) addLegs(world, written, chance)
  const counts = countsAsShipped(state.status)
  const delivered = countsAsDelivered(state.status)
  addLines(world, written, counts, delivered, chance)
  addReferences(world, written, chance)
  const end = plan.trouble.end && known.some((one) => one.status === plan.trouble.end?.as) ? plan.trouble.end.as : null
  return {
    id,
    number,
    parts: plan.parts,
    counts,
    delivered,
    shippedAt: state.shippedAt?.getTime() ?? null,
    deliveredAt: state.deliveredAt?.getTime() ?? null,
    packedAt: plan.packedAt <= now ? plan.packedAt : null,
    expected: course.expected,
    delays: course.delays.filter((one) => one.at <= now),
    end: plan.trouble.end?.as === 'silent' ? 'silent' : end,
    endedAt: end ? (state.lastEventAt?.getTime() ?? null) : null,
    lastEventAt: state.lastEventAt?.getTime() ?? null,
  }
}

/** Of what came half a year ago, the first and the last report are kept, and whatever went wrong. */
const isOld = (told: readonly Happening[], now: Instant): boolean => told.every((one) => one.at < now - 180 * 86_400_000)
const passing = new Set(['arrived', 'departed', 'in_transit', 'customs', 'out_for_delivery'])
const isKept = (one: Happening): boolean => one.classifier === 'actual' && !passing.has(one.status)
