import type { EventStatus } from '../../app/features/shipments/shipment.ts'
import type { Address } from './accounts.ts'
import type { Chance } from './chance.ts'
import type { Warehouse } from './companies.ts'
import { warehouses } from './companies.ts'
import type { Place } from './places.ts'
import { placeOf } from './places.ts'
import type { SeaWay, Stop } from './stops.ts'
import { gatewayOf, partOfWorld, seaWays, stopOf } from './stops.ts'

export type Mode = 'parcel' | 'road' | 'rail' | 'sea' | 'air'

/** Something a carrier reports on the way: so many days after the goods were collected, at a time of the place's clock. */
export type Checkpoint = { day: number; minute: number; stop: Stop; status: EventStatus; code: string; text: string }
export type WayLeg = {
  mode: 'road' | 'rail' | 'sea' | 'air'
  carrier: string
  from: Stop
  to: Stop
  leaves: number
  arrives: number
}
export type Way = {
  mode: Mode
  carrier: string
  service: string
  from: Place
  /** The last one is the delivery. */
  checkpoints: readonly Checkpoint[]
  legs: readonly WayLeg[]
  days: number
}

export const vessels = ['Sanderling', 'Turnstone', 'Oystercatcher', 'Whimbrel', 'Grey Plover', 'Avocet', 'Curlew', 'Greenshank']

const landRegions: Record<string, string> = {
  NL: 'west',
  BE: 'west',
  DE: 'west',
  FR: 'west',
  SE: 'europe',
  GB: 'europe',
  IT: 'europe',
  ES: 'europe',
  PL: 'europe',
  CH: 'europe',
  AT: 'europe',
  CN: 'china',
  US: 'america',
  CA: 'america',
  MX: 'america',
}
const landOf = (country: string) => (landRegions[country] === 'west' ? 'europe' : landRegions[country])

const parcelCarriers: Record<string, readonly string[]> = {
  europe: ['Greyhook Parcel', 'Lowland Express'],
  america: ['Sandpiper Express', 'Bluestem Parcel'],
  china: ['海雁快运 Haiyan Express'],
}
const roadCarriers: Record<string, readonly string[]> = {
  europe: ['Lowland Freight', 'Van der Ster Transport'],
  america: ['Big Bend Trucking', 'Lakes Freight Lines'],
  china: ['江达物流 Jiangda Logistics'],
}
const seaCarriers = ['Marlin Line', 'Blue Anchor Shipping', 'Halcyon Lines']
const airCarriers = ['Petrel Air Cargo', 'Swift Wing Freight']
const hubs: Record<string, readonly string[]> = {
  europe: ['venlo', 'kassel'],
  america: ['memphis', 'louisville'],
  china: ['hangzhou', 'wuhan'],
}

const asStop = (place: Place): Stop => ({
  name: place.city,
  country: place.country,
  zone: place.zone,
  latitude: place.latitude,
  longitude: place.longitude,
})

const known = new Map<string, Way>()

/** The way from a place of the host, or of a supplier, to a customer's door, as this carrier goes it. Made once and shared. */
export const wayTo = (origin: Warehouse | Place, to: Address, kilograms: number, urgent: boolean, chance: Chance): Way => {
  const warehouse = typeof origin === 'string' ? origin : null
  const from = typeof origin === 'string' ? placeOf(warehouses[origin].place) : origin
  const mode = modeFor(from, to, kilograms, urgent, chance)
  const carrier = carrierFor(mode, landOf(from.country) ?? 'europe', chance)
  return wayBy(mode, carrier, warehouse, from, to)
}

export const wayBy = (mode: Mode, carrier: string, warehouse: Warehouse | null, from: Place, to: Address): Way => {
  const key = `${mode} ${carrier} ${from.city} ${to.town}`
  let way = known.get(key)
  if (!way) {
    way = makeWay(mode, carrier, warehouse ?? nearestWarehouse(from), from, to.town)
    known.set(key, way)
  }
  return way
}

const nearestWarehouse = (from: Place): Warehouse =>
  landOf(from.country) === 'china' ? 'ningbo' : landOf(from.country) === 'america' ? 'houston' : 'rotterdam'

const modeFor = (from: Place, to: Address, kilograms: number, urgent: boolean, chance: Chance): Mode => {
  const land = landOf(from.country)
  if (land === landOf(to.country) && land !== undefined) return kilograms <= 30 ? 'parcel' : 'road'
  if (kilograms <= 120 || urgent) return 'air'
  if (land === 'china' && landOf(to.country) === 'europe' && chance.is(0.25)) return 'rail'
  return 'sea'
}

const carrierFor = (mode: Mode, land: string, chance: Chance): string =>
  mode === 'sea'
    ? chance.pick(seaCarriers)
    : mode === 'air'
      ? chance.pick(airCarriers)
      : mode === 'rail'
        ? 'Steppe Rail'
        : chance.pick((mode === 'parcel' ? parcelCarriers : roadCarriers)[land] ?? ['Lowland Freight'])

const makeWay = (mode: Mode, carrier: string, warehouse: Warehouse, from: Place, town: string): Way => {
  const to = placeOf(town)
  const made =
    mode === 'sea'
      ? bySea(carrier, warehouse, from, to, town)
      : mode === 'air'
        ? byAir(carrier, warehouse, from, to, town)
        : mode === 'rail'
          ? byRail(carrier, from, to)
          : byLand(mode, from, to, town)
  const days = made.checkpoints.at(-1)?.day ?? 1
  return { mode, carrier, from, days, ...made }
}

type Made = { service: string; checkpoints: Checkpoint[]; legs: WayLeg[] }

const delivery = (to: Place, day: number, minute: number, chinese = false): Checkpoint[] => {
  const stop = asStop(to)
  return [
    { day, minute: 425, stop, status: 'out_for_delivery', code: 'OC', text: chinese ? '快件派送中' : 'Out for delivery' },
    { day, minute, stop, status: 'delivered', code: 'DL', text: chinese ? '已签收' : 'Delivered' },
  ]
}

const byLand = (mode: 'parcel' | 'road', from: Place, to: Place, town: string): Made => {
  const chinese = from.country === 'CN'
  const days = from.city === to.city ? 1 : from.country === to.country ? 1 + distanceDays(from, to) : 2 + distanceDays(from, to)
  const hubNames = hubs[landOf(from.country) ?? 'europe'] ?? ['venlo']
  const hub = stopOf(hubNames[town.length % hubNames.length] ?? 'venlo')
  const pick = chinese ? '已揽收' : mode === 'parcel' ? 'Collected from sender' : 'Loaded at sender'
  const checkpoints: Checkpoint[] = [
    { day: 0, minute: 1035, stop: asStop(from), status: 'picked_up', code: 'PU', text: pick },
    ...(days > 1 ? [hubScan(hub, chinese)] : []),
    ...delivery(to, days, mode === 'parcel' ? 640 : 585, chinese),
  ]
  return { service: mode === 'parcel' ? 'Standard parcel' : days <= 1 ? 'Next day pallet' : 'Groupage', checkpoints, legs: [] }
}

const hubScan = (stop: Stop, chinese: boolean): Checkpoint => {
  const text = chinese ? `到达${stop.name === 'Wuhan sorting centre' ? '武汉' : '杭州'}转运中心` : 'Arrived at sorting hub'
  return { day: 1, minute: 155, stop, status: 'arrived', code: 'AR', text }
}

/** About 900 km a day, after the first. */
const distanceDays = (from: Place, to: Place): number => {
  const north = (from.latitude - to.latitude) * 111
  const east = (from.longitude - to.longitude) * 111 * Math.cos((from.latitude * Math.PI) / 180)
  return Math.min(5, Math.floor(Math.hypot(north, east) / 900))
}

const byAir = (carrier: string, warehouse: Warehouse, from: Place, to: Place, town: string): Made => {
  const out = stopOf(warehouses[warehouse].airport)
  const into = stopOf(gatewayOf(town, to.country)[1])
  const checkpoints: Checkpoint[] = [
    { day: 0, minute: 930, stop: asStop(from), status: 'picked_up', code: 'PUP', text: 'Collected from shipper' },
    { day: 1, minute: 1325, stop: out, status: 'departed', code: 'DEP', text: `Departed ${out.name}` },
    { day: 2, minute: 1010, stop: into, status: 'arrived', code: 'ARR', text: `Arrived at ${into.name}` },
    { day: 3, minute: 560, stop: into, status: 'customs', code: 'CCD', text: 'Presented to customs' },
    { day: 3, minute: 975, stop: into, status: 'departed', code: 'RCF', text: 'Cleared and handed over' },
    ...delivery(to, 5, 690),
  ]
  const legs: WayLeg[] = [
    { mode: 'road', carrier, from: asStop(from), to: out, leaves: 0, arrives: 1 },
    { mode: 'air', carrier, from: out, to: into, leaves: 1, arrives: 2 },
    { mode: 'road', carrier, from: into, to: asStop(to), leaves: 4, arrives: 6 },
  ]
  return { service: 'Air consolidation', checkpoints, legs }
}

const byRail = (carrier: string, from: Place, to: Place): Made => {
  const [start, border, end] = [stopOf('xian'), stopOf('malaszewicze'), stopOf('duisburgrail')]
  const checkpoints: Checkpoint[] = [
    { day: 0, minute: 960, stop: asStop(from), status: 'picked_up', code: 'PU', text: 'Container loaded' },
    { day: 3, minute: 610, stop: start, status: 'departed', code: 'TD', text: `Train departed ${start.name}` },
    { day: 13, minute: 230, stop: border, status: 'in_transit', code: 'TR', text: 'Reloaded to standard gauge' },
    { day: 16, minute: 1130, stop: end, status: 'arrived', code: 'TA', text: `Train arrived ${end.name}` },
    { day: 17, minute: 840, stop: end, status: 'departed', code: 'GO', text: 'Left the terminal by road' },
    ...delivery(to, 19, 620),
  ]
  const legs: WayLeg[] = [
    { mode: 'road', carrier, from: asStop(from), to: start, leaves: 0, arrives: 1 },
    { mode: 'rail', carrier, from: start, to: border, leaves: 1, arrives: 2 },
    { mode: 'rail', carrier, from: border, to: end, leaves: 2, arrives: 3 },
    { mode: 'road', carrier, from: end, to: asStop(to), leaves: 4, arrives: 6 },
  ]
  return { service: 'Block train', checkpoints, legs }
}

const portOf: Record<Warehouse, 'ningbo' | 'rotterdam' | 'houston'> = {
  ningbo: 'ningbo',
  shanghai: 'ningbo',
  rotterdam: 'rotterdam',
  houston: 'houston',
}
const passages = ['suez', 'balboa']

const bySea = (carrier: string, warehouse: Warehouse, from: Place, to: Place, town: string): Made => {
  const out = stopOf(warehouses[warehouse].port)
  const into = stopOf(gatewayOf(town, to.country)[0])
  const sea: SeaWay = seaWays[portOf[warehouse]][partOfWorld(to.country, to.longitude)] ?? { days: 30, via: [] }
  const sailed = 3
  const landed = sailed + sea.days
  const checkpoints: Checkpoint[] = [
    { day: 0, minute: 900, stop: asStop(from), status: 'picked_up', code: 'PU', text: 'Container loaded at shipper' },
    { day: 1, minute: 700, stop: out, status: 'arrived', code: 'GTIN', text: `Gate in ${out.name}` },
    { day: sailed, minute: 1110, stop: out, status: 'departed', code: 'DEPA', text: `Vessel departed ${out.name}` },
  ]
  const legs: WayLeg[] = [{ mode: 'road', carrier, from: asStop(from), to: out, leaves: 0, arrives: 1 }]
  let [last, leaves]: [Stop, number] = [out, 2]
  for (const [key, day] of sea.via) {
    const stop = stopOf(key)
    const passage = passages.includes(key)
    const text = passage ? `Passed ${stop.name}` : `Vessel arrived ${stop.name}`
    checkpoints.push({
      day: sailed + day,
      minute: 265,
      stop,
      status: passage ? 'in_transit' : 'arrived',
      code: passage ? 'PASS' : 'ARRI',
      text,
    })
    legs.push({ mode: 'sea', carrier, from: last, to: stop, leaves, arrives: checkpoints.length - 1 })
    if (!passage) checkpoints.push(sailAgain(stop, sailed + day + 2))
    last = stop
    leaves = checkpoints.length - 1
  }
  legs.push({ mode: 'sea', carrier, from: last, to: into, leaves, arrives: checkpoints.length })
  checkpoints.push(
    { day: landed, minute: 340, stop: into, status: 'arrived', code: 'ARRI', text: `Vessel arrived ${into.name}` },
    { day: landed + 1, minute: 615, stop: into, status: 'customs', code: 'CUSS', text: 'Presented to customs' },
    { day: landed + 2, minute: 820, stop: into, status: 'departed', code: 'GTOT', text: `Gate out ${into.name}` },
  )
  legs.push({
    mode: 'road',
    carrier,
    from: into,
    to: asStop(to),
    leaves: checkpoints.length - 1,
    arrives: checkpoints.length + 1,
  })
  checkpoints.push(...delivery(to, landed + 4, 520))
  return { service: 'Shared container', checkpoints, legs }
}

const sailAgain = (stop: Stop, day: number): Checkpoint => ({
  day,
  minute: 1285,
  stop,
  status: 'departed',
  code: 'DEPA',
  text: `Vessel departed ${stop.name}`,
})
