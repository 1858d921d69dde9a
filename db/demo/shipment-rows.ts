import { hash } from 'node:crypto'
import type { replay } from '../../app/features/shipments/shipment.ts'
import { isLateShipment, isOpenShipment } from '../../app/features/shipments/shipment.ts'
import type { Account } from './accounts.ts'
import type { Chance } from './chance.ts'
import { warehouses } from './companies.ts'
import type { Course, Happening, KnownDelay } from './course.ts'
import { dayAt, dayText, offsetAt } from './days.ts'
import { addPackages } from './packages.ts'
import { names, worldOf } from './persons.ts'
import { contentsOfLoad } from './rules.ts'
import type { Part, ShipmentPlan } from './shipments.ts'
import type { Way } from './ways.ts'
import { vessels } from './ways.ts'
import type { World } from './world.ts'

/** A shipment whose course is known, on its way into the tables. */
export type Written = {
  id: number
  number: string
  state: ReturnType<typeof replay>
  course: Course
  plan: ShipmentPlan
  known: readonly Happening[]
}

const owner = (account: Account) => ({ account_id: account.id, root_account_id: account.root.id })

const gates = ['王师傅', '李师傅', '门卫代收', '仓库 张']

/** Who took it in, as people sign there. */
const receiver = ({ consignee, shipTo }: ShipmentPlan, chance: Chance): string => {
  if (consignee.chinese) return chance.pick(gates)
  const [given, family] = names[worldOf(shipTo.country)][0] as (typeof names)['north'][number]
  return `${chance.pick(given)[0]}. ${chance.pick(family).split(' ').at(-1)}`
}

export const addShipment = (world: World, { id, number, state, course, plan, known }: Written, chance: Chance) => {
  const { way, consignee, shipTo, openedAt } = plan
  const updated = known.reduce((latest, one) => Math.max(latest, one.recorded), openedAt)
  world.sink.add('shipments', {
    id,
    legal_entity_id: consignee.entityId,
    number,
    ...owner(consignee),
    ...origin(plan),
    ...standing(world, plan, state, course),
    ship_to_id: shipTo.id,
    carrier: way.carrier,
    service: way.service,
    mode: way.mode,
    tracking_number: plan.tracking ?? trackingNumber(way, chance),
    terms: plan.terms ?? `${way.mode === 'sea' ? 'DAP' : 'DDP'} ${shipTo.city}`,
    weight_kg: weightOf(plan.parts),
    packages_count: plan.packages,
    opened_at: openedAt,
    signed_by: state.deliveredAt ? (plan.signedBy ?? receiver(plan, chance)) : null,
    contents: contentsOfLoad(plan.parts),
    version: 1,
    created_at: openedAt,
    updated_at: Math.min(updated, world.now),
  })
}

const origin = ({ origin: from, way }: ShipmentPlan) => ({
  kind: typeof from === 'string' ? 'standard' : 'drop_ship',
  ships_from: typeof from === 'string' ? warehouses[from].name : from.name,
  shipper_account_id: typeof from === 'string' ? null : from.id,
  from_city: way.from.city,
  from_country: way.from.country,
  from_time_zone: way.from.zone,
  from_latitude: way.from.latitude,
  from_longitude: way.from.longitude,
})

/** What its events and its dates make of it, on the clock of where it goes. */
const standing = (world: World, { shipTo, consignee }: ShipmentPlan, state: ReturnType<typeof replay>, course: Course) => {
  const open = isOpenShipment(state.status)
  const [firstExpectedOn, expectedOn] = [dayText(course.firstExpected), dayText(course.expected)]
  const today = dayText(dayAt(world.now, shipTo.zone))
  const lastDelay = course.delays.findLast((one) => one.at <= world.now)
  return {
    status: state.status,
    is_open: open ? 1 : 0,
    late: isLateShipment({ open, firstExpectedOn, expectedOn }, today) ? 1 : 0,
    shipped_at: state.shippedAt?.getTime() ?? null,
    first_expected_on: firstExpectedOn,
    expected_on: expectedOn,
    delivered_at: state.deliveredAt?.getTime() ?? null,
    last_event_at: state.lastEventAt?.getTime() ?? null,
    cause: lastDelay ? causeText(lastDelay, consignee) : null,
  }
}

export const causeText = ({ cause }: KnownDelay, account: Account): string => (account.chinese ? cause.chinese : cause.text)

const weightOf = (parts: readonly Part[]): string =>
  Math.max(0.1, parts.reduce((sum, part) => sum + (part.hundredths / 100) * part.line.product.weight, 0) * 1.06).toFixed(1)

const trackingNumber = (way: Way, chance: Chance): string => {
  const letters = way.carrier
    .replace(/[^A-Za-z]/g, '')
    .slice(0, 3)
    .toUpperCase()
  return way.mode === 'sea' ? `${letters}U${chance.digits(7)}` : `${letters}${chance.digits(10)}`
}

export const addEvents = (world: World, { id, plan, known }: Written) => {
  const account = owner(plan.consignee)
  const digest = hash('sha256', `shipment ${id}`).slice(4)
  for (const [index, one] of known.entries()) {
    const { stop } = one
    world.sink.add('tracking_events', {
      id: world.sink.id('tracking_events'),
      shipment_id: id,
      ...account,
      package_number: one.pkg,
      fingerprint: index.toString(16).padStart(4, '0') + digest,
      status: one.status,
      classifier: one.classifier,
      raw_code: one.code,
      raw_text: one.text,
      place: stop.name,
      country: stop.country,
      time_zone: stop.zone,
      latitude: stop.latitude,
      longitude: stop.longitude,
      happened_at: one.at,
      utc_offset: offsetAt(one.at, stop.zone),
      recorded_at: one.recorded,
      source: one.source,
      retracted_at: one.retracted?.at ?? null,
      retracted_by: one.retracted ? (world.staff.manager ?? null) : null,
      retract_reason: one.retracted?.reason ?? null,
    })
    tellRetracted(world, id, plan.consignee, one)
  }
}

/** What was taken back is told in the timeline, as the command that takes it back does. */
const tellRetracted = ({ sink, staff }: World, shipmentId: number, account: Account, { status, stop, retracted }: Happening) => {
  if (!retracted) return
  sink.add('timeline_entries', {
    id: sink.id('timeline_entries'),
    ...owner(account),
    order_id: null,
    shipment_id: shipmentId,
    kind: 'shipments.event-retracted',
    at: retracted.at,
    actor_id: staff.manager ?? null,
    facts: JSON.stringify({ status, place: stop.name, reason: retracted.reason }),
  })
}

export const addLegs = ({ sink }: World, { id, plan, course }: Written, chance: Chance) => {
  const { way, consignee } = plan
  const vessel = chance.pick(vessels)
  const voyage = `${chance.whole(101, 389)}${chance.pick(['W', 'E'])}`
  for (const [sequence, leg] of way.legs.entries()) {
    const [vehicle, number] = plan.vehicles?.[sequence] ?? vehicleOf(leg.mode, vessel, voyage)
    sink.add('legs', {
      id: sink.id('legs'),
      shipment_id: id,
      ...owner(consignee),
      sequence: sequence + 1,
      mode: leg.mode,
      carrier: leg.carrier,
      vehicle,
      voyage: number,
      from_place: leg.from.name,
      from_country: leg.from.country,
      from_latitude: leg.from.latitude,
      from_longitude: leg.from.longitude,
      to_place: leg.to.name,
      to_country: leg.to.country,
      to_latitude: leg.to.latitude,
      to_longitude: leg.to.longitude,
      departs_at: course.planned[leg.leaves] ?? null,
      arrives_at: course.planned[leg.arrives] ?? null,
    })
  }
}

const vehicleOf = (mode: string, vessel: string, voyage: string): readonly [string | null, string | null] =>
  mode === 'sea' ? [vessel, voyage] : mode === 'air' ? [null, `PT${voyage.slice(0, 3)}`] : [null, null]

export const addLines = (
  world: World,
  { id, plan, state, course }: Written,
  counts: boolean,
  delivered: boolean,
  chance: Chance,
) => {
  const ids: number[] = []
  for (const { order, line, hundredths } of plan.parts) {
    const lineId = world.sink.id('shipment_lines')
    ids.push(lineId)
    if (counts) line.shipped += hundredths
    if (delivered) line.delivered += hundredths
    world.sink.add('shipment_lines', {
      id: lineId,
      shipment_id: id,
      ...owner(order.account),
      order_id: order.id,
      order_line_id: line.id,
      quantity: hundredths / 100,
      unit: line.product.family.unit,
      // Only lists of what is in shipments to somebody else are read by these.
      ...(order.account.id === plan.consignee.id
        ? { elsewhere: 0, opened_at: 0, is_open: 0, expected_on: null }
        : {
            elsewhere: 1,
            opened_at: plan.openedAt,
            is_open: isOpenShipment(state.status) ? 1 : 0,
            expected_on: dayText(course.expected),
          }),
    })
  }
  if (plan.packages) addPackages(world, id, plan, ids, chance)
}

export const addReferences = ({ sink }: World, { id, number, plan }: Written, chance: Chance) => {
  const add = (type: string, value: string) =>
    sink.add('reference_numbers', {
      id: sink.id('reference_numbers'),
      ...owner(plan.consignee),
      order_id: null,
      shipment_id: id,
      type,
      value,
    })
  for (const [type, value] of plan.references ?? []) add(type, value)
  if (plan.references) return
  if (plan.packages || plan.way.legs.length > 0) add('delivery_note', `DN-${number.slice(3)}`)
  if (plan.way.mode === 'sea' || plan.way.mode === 'rail') {
    add('booking', `BK${chance.digits(8)}`)
    add('container', `MRL${chance.pick(['U', 'J'])}${chance.digits(7)}`)
    add('bill_of_lading', `${plan.way.carrier.slice(0, 3).toUpperCase()}${chance.digits(9)}`)
  } else if (plan.way.mode === 'air') add('air_waybill', `${chance.digits(3)}-${chance.digits(8)}`)
}
