import { env } from '~/env.server'
import type { Reads } from '~/features/registry.types'
import type { Language } from '~/languages/settings'
import { texts } from '~/languages/texts.server'
import { drawMap } from '~/ui/map.server'
import { atPlace, dayAndMonth } from '~/ui/when-text'
import { dayIn } from '~/values/local-date'
import type { Situation } from './headline'
import { daysBehind, explanationOf, headlineOf } from './headline'
import { nextOf } from './next'
import { isOpenShipment } from './shipment'
import type { ShipmentRecord } from './shipment.queries.server'
import { getShipment } from './shipment.queries.server'
import { packageOf } from './shipment-filter'
import { storyOf } from './tracking'
import type { DrawnStop, DrawnWay, Ends, StopNote, Way } from './way'
import { drawnWay, wayOf, waysApart } from './way'

export type Asked = { language: Language; host: string; entity: string | null; packageNumber: number | null }

/** What the page is asked for, from its URL. */
export const askedOf = (url: URL, language: Language): Asked => ({
  language,
  host: env.HOST_NAME,
  entity: url.searchParams.get('entity'),
  packageNumber: packageOf(url.searchParams),
})

/**
 * Everything that the page of a shipment shows, worked out: where it is, its way drawn as a map, its story, what is in it. Without any
 * id of the database but the one beside it, for what else belongs to the page. Refuses (404) a shipment out of reach. `packageNumber` narrows the story to one package.
 */
export async function shipmentPage(scope: Reads, number: string, asked: Asked) {
  const record = await getShipment(scope, number, asked.entity)
  const { shipment, zone, today, lines, packages, legs, events, references, files } = record
  const { way, apart } = waysOf(record, scope.now)
  const situation = situationOf(record, way)
  const story = storyOf(events, scope.now, chosen(record, asked.packageNumber))
  const { id: _id, account_id: _account, root_account_id: _root, ...shown } = shipment
  const { destination } = situation
  const next = nextOf({ ...situation, story: storyOf(events, scope.now), carrier: shipment.carrier })
  const page = {
    ...shown,
    others: record.others,
    open: isOpenShipment(shipment.status),
    daysBehind: daysBehind(situation),
    zone,
    today,
    host: asked.host,
    headline: headlineOf(situation),
    explanation: explanationOf(situation),
    /** The company that gets the goods; where that is somebody else, the reader's own that ordered them. */
    company: shipment.account_name ?? lines[0]?.account_name ?? null,
    elsewhere: shipment.account_name === null,
    next,
    map: await mapOf(scope, record, { way, apart }, asked.language),
    story,
    packageNumber: chosen(record, asked.packageNumber),
    packages,
    lines,
    orders: [...new Set(lines.map((line) => line.order_number))],
    legs: legs.map(({ mode, carrier, vehicle, voyage }) => ({ mode, carrier, vehicle, voyage })),
    references,
    files,
    destination,
  }
  return { id: shipment.id, shipment: page }
}
export type ShipmentShown = Awaited<ReturnType<typeof shipmentPage>>['shipment']

type Ways = { way: Way; apart: DrawnWay | null }

/** Where some packages have arrived before the rest, the way is that of the rest, and theirs are drawn beside it. */
function waysOf({ shipment, legs, events, packages }: ShipmentRecord, now: Date): Ways {
  const came =
    shipment.status === 'part_delivered' ? packages.filter((one) => one.status === 'delivered').map((one) => one.number) : []
  const rest = events.filter((event) => event.packageNumber === null || !came.includes(event.packageNumber))
  return { way: wayOf(legs, rest, now), apart: came.length > 0 ? waysApart(events, came) : null }
}

const chosen = ({ packages }: ShipmentRecord, number: number | null): number | null =>
  packages.length > 1 && packages.some((one) => one.number === number) ? number : null

function situationOf({ shipment, zone, today, events, packages }: ShipmentRecord, way: Way): Situation {
  return {
    status: shipment.status,
    events,
    way,
    packageNumbers: packages.map((one) => one.number),
    packagesCount: shipment.packages_count,
    origin: shipment.from_city,
    destination: shipment.to_city ?? way.stops.at(-1)?.place.name ?? null,
    mode: shipment.mode,
    firstExpectedOn: shipment.first_expected_on,
    expectedOn: shipment.expected_on,
    deliveredOn: shipment.delivered_at && dayIn(shipment.delivered_at, zone),
    signedBy: shipment.signed_by,
    cause: shipment.cause,
    today,
  }
}

const pointOf = (latitude: string | null, longitude: string | null) =>
  latitude === null || longitude === null ? null : ([Number(longitude), Number(latitude)] as const)

/** The map, with its names and days in the reader's language; null where too little is known to draw one. */
async function mapOf(scope: Reads, { shipment, events }: ShipmentRecord, { way, apart }: Ways, language: Language) {
  const ends: Ends = {
    origin: shipment.from_city
      ? { name: shipment.from_city, at: pointOf(shipment.from_latitude, shipment.from_longitude) }
      : null,
    destination: shipment.to_city ? { name: shipment.to_city, at: pointOf(shipment.to_latitude, shipment.to_longitude) } : null,
    mode: shipment.mode,
  }
  const drawn = drawnWay(way, events, ends, shipment.status)
  if (!drawn) return null
  const t = texts[language].getFixedT(language, 'shipments')
  const note = (given: StopNote): string | undefined => {
    if (!given) return undefined
    if (given.kind === 'lost') return t('map.lost', { count: given.days })
    const { date, time } = atPlace(given.at, given.utcOffset)
    const today = date === atPlace(scope.now, given.utcOffset).date
    const day = dayAndMonth(language, date)
    return t(`map.${given.kind}`, { day: given.kind === 'position' && today ? time : day })
  }
  const stop = ({ note: given, name, ...rest }: DrawnStop) => ({ ...rest, name: name ?? t('map.about'), note: note(given) })
  const drawing = await drawMap({ legs: [...drawn.legs, ...(apart?.legs ?? [])], stops: drawn.stops.map(stop) })
  const names = drawn.stops.flatMap((one) => one.name ?? [])
  return { drawing, places: [...new Set(names)] }
}
