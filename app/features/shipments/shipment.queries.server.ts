import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import { dayIn } from '~/values/local-date'
import { notFound } from '~/values/outcome'
import type { Quantity } from '~/values/quantity'
import { addQuantities } from '~/values/quantity'
import type { Classifier, EventStatus, ShipmentStatus } from './shipment'
import { replay } from './shipment'
import type { TrackedEvent } from './tracking'
import type { Leg } from './way'

type Reads = Scope<'portal' | 'staff', 'shipments.read'>

/** The most events that a page shows: ships report their position every hour. */
const mostEvents = 600

/**
 * A shipment by its number. Numbers are unique within a legal entity of the host; where several have the same one, `entity` (a code)
 * says which, else it is the youngest, and `others` are the rest. Refuses (404) one out of reach.
 */
export async function findShipment(scope: Reads, number: string, entity: string | null = null) {
  const rows = await shipmentQuery(scope, number).execute()
  const row = entity === null ? rows[0] : rows.find((one) => one.seller_code === entity)
  if (!row) return notFound()
  const others = rows.filter((one) => one.id !== row.id).map((one) => ({ code: one.seller_code, name: one.seller }))
  return { row, others }
}

/** A shipment with everything that hangs on it and that this reader may see. Refuses (404) one out of reach. */
export async function getShipment(scope: Reads, number: string, entity: string | null = null) {
  const { row, others } = await findShipment(scope, number, entity)
  const [lines, packages, contents, legs, events, references, files] = await Promise.all([
    linesQuery(scope, row.id).execute(),
    packagesQuery(scope, row.id).execute(),
    contentsQuery(scope, row.id).execute(),
    legsQuery(scope, row.id).execute(),
    eventsQuery(scope, row.id).execute(),
    referencesQuery(scope, row.id).execute(),
    filesQuery(scope, row.id).execute(),
  ])
  const tracked = events.map(asEvent)
  const zone = row.to_time_zone ?? row.account_time_zone ?? 'UTC'
  return {
    shipment: { ...row, status: row.status as ShipmentStatus },
    others,
    zone,
    today: dayIn(scope.now, zone),
    lines,
    packages: packages.map(({ id, ...one }) => ({
      ...one,
      status: statusOfPackage(one.number, tracked),
      contents: contentsOf(contents.filter((content) => content.package_id === id)),
    })),
    legs: legs.map(asLeg),
    events: tracked,
    references,
    files,
  }
}
export type ShipmentRecord = Awaited<ReturnType<typeof getShipment>>
export type ShipmentPackage = ShipmentRecord['packages'][number]
export type ShipmentLine = ShipmentRecord['lines'][number]

/** Every shipment of this number, the youngest first. */
export const shipmentQuery = (scope: Reads, number: string) =>
  scope.rows
    .selectFrom('shipments as s')
    .innerJoin('legal_entities as seller', 'seller.id', 's.legal_entity_id')
    .leftJoin('accounts as a', 'a.id', 's.account_id')
    .leftJoin('accounts as shipper', 'shipper.id', 's.shipper_account_id')
    .leftJoin('addresses as place', 'place.id', 's.ship_to_id')
    .select(['s.id', 's.number', 's.kind', 's.status', 's.is_open', 's.late', 's.version', 's.account_id', 's.root_account_id'])
    .select(['s.ships_from', 's.from_city', 's.from_country', 's.from_latitude', 's.from_longitude', 's.carrier', 's.service'])
    .select(['s.mode', 's.tracking_number', 's.terms', 's.weight_kg', 's.packages_count', 's.opened_at', 's.shipped_at'])
    .select(['s.first_expected_on', 's.expected_on', 's.delivered_at', 's.signed_by', 's.last_event_at', 's.cause', 's.contents'])
    .select([
      'seller.code as seller_code',
      'seller.name as seller',
      'a.code as account_code',
      'a.name as account_name',
      'a.time_zone as account_time_zone',
    ])
    .select(['shipper.name as shipper', 'place.name as to_name', 'place.street as to_street', 'place.city as to_city'])
    .select(['place.region as to_region', 'place.postal_code as to_postal_code', 'place.country as to_country'])
    .select(['place.time_zone as to_time_zone', 'place.latitude as to_latitude', 'place.longitude as to_longitude'])
    .where('s.number', '=', number)
    .orderBy('s.id', 'desc')
    .limit(20)

/** Which quantity of which order line; a member sees those of the own accounts. */
export const linesQuery = (scope: Reads, shipment: Id) =>
  scope.rows
    .selectFrom('shipment_lines as l')
    .innerJoin('order_lines as ordered', 'ordered.id', 'l.order_line_id')
    .innerJoin('orders as o', 'o.id', 'l.order_id')
    .leftJoin('accounts as a', 'a.id', 'l.account_id')
    .select(['o.number as order_number', 'o.po_number', 'ordered.line_no', 'ordered.sku', 'ordered.customer_sku'])
    .select([
      'ordered.description',
      'l.quantity',
      'l.unit',
      'ordered.quantity as ordered_quantity',
      'ordered.unit as ordered_unit',
    ])
    .select(['ordered.backordered_quantity', 'l.elsewhere', 'a.name as account_name'])
    .where('l.shipment_id', '=', shipment)
    .orderBy('o.number')
    .orderBy('ordered.line_no')

export const packagesQuery = (scope: Reads, shipment: Id) =>
  scope.rows
    .selectFrom('packages')
    .select(['id', 'number', 'kind', 'tracking_number', 'sscc', 'weight_kg'])
    .where('shipment_id', '=', shipment)
    .orderBy('number')

export const contentsQuery = (scope: Reads, shipment: Id) =>
  scope.rows
    .selectFrom('shipment_lines as l')
    .innerJoin('package_lines as content', 'content.shipment_line_id', 'l.id')
    .innerJoin('order_lines as ordered', 'ordered.id', 'l.order_line_id')
    .innerJoin('orders as o', 'o.id', 'l.order_id')
    .select(['content.package_id', 'content.quantity', 'content.lot', 'content.serial', 'l.unit', 'l.quantity as line_quantity'])
    .select(['ordered.sku', 'ordered.description', 'ordered.line_no', 'o.number as order_number'])
    .where('l.shipment_id', '=', shipment)
    .orderBy('o.number')
    .orderBy('ordered.line_no')
    .orderBy('content.id')

export type PackageContent = {
  sku: string
  description: string
  unit: string
  quantity: Quantity
  /** How much of the line is in the whole shipment. */
  whole: Quantity
  lots: string[]
  serials: string[]
}

/** One entry for each line, however many lots and serial numbers it was packed in. */
function contentsOf(rows: readonly ContentRow[]): PackageContent[] {
  const entries = new Map<string, PackageContent>()
  for (const { order_number, line_no, quantity, lot, serial, line_quantity, ...rest } of rows) {
    const key = `${order_number} ${line_no}`
    const { sku, description, unit } = rest
    const entry = entries.get(key) ?? { sku, description, unit, quantity: '0', whole: line_quantity, lots: [], serials: [] }
    entry.quantity = addQuantities([entry.quantity, quantity])
    if (lot && !entry.lots.includes(lot)) entry.lots.push(lot)
    if (serial) entry.serials.push(serial)
    entries.set(key, entry)
  }
  return [...entries.values()]
}

export const legsQuery = (scope: Reads, shipment: Id) =>
  scope.rows
    .selectFrom('legs')
    .select(['mode', 'carrier', 'vehicle', 'voyage', 'departs_at', 'arrives_at'])
    .select(['from_place', 'from_latitude', 'from_longitude', 'to_place', 'to_latitude', 'to_longitude'])
    .where('shipment_id', '=', shipment)
    .orderBy('sequence')

/** The latest ones. Who retracted one is named where the reader may know of that person. */
export const eventsQuery = (scope: Reads, shipment: Id) =>
  scope.rows
    .selectFrom('tracking_events as e')
    .leftJoin('persons as by', 'by.id', 'e.retracted_by')
    .select(['e.fingerprint', 'e.package_number', 'e.status', 'e.classifier', 'e.raw_code', 'e.raw_text', 'e.place', 'e.country'])
    .select(['e.latitude', 'e.longitude', 'e.happened_at', 'e.utc_offset', 'e.recorded_at', 'e.source'])
    .select(['e.retracted_at', 'e.retract_reason', 'by.name as retracted_by'])
    .where('e.shipment_id', '=', shipment)
    .orderBy('e.happened_at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(mostEvents)

export const referencesQuery = (scope: Reads, shipment: Id) =>
  scope.rows
    .selectFrom('reference_numbers')
    .select(['type', 'value'])
    .where('shipment_id', '=', shipment)
    .orderBy('type')
    .orderBy('value')

export const filesQuery = (scope: Reads, shipment: Id) =>
  scope.rows
    .selectFrom('files')
    .select(['file_key', 'purpose', 'name', 'media_type', 'size', 'created_at'])
    .where('shipment_id', '=', shipment)
    .orderBy('id')

type EventRow = Awaited<ReturnType<ReturnType<typeof eventsQuery>['execute']>>[number]
type ContentRow = Awaited<ReturnType<ReturnType<typeof contentsQuery>['execute']>>[number]
type LegRow = Awaited<ReturnType<ReturnType<typeof legsQuery>['execute']>>[number]

/** How an event is named to the staff who may retract it; its id stays inside. */
const keyLength = 16
export const isEventKey = (text: string): boolean => text.length === keyLength && /^[0-9a-f]+$/.test(text)

const degrees = (value: string | null): number | null => (value === null ? null : Number(value))

function asEvent(row: EventRow): TrackedEvent {
  return {
    key: row.fingerprint.slice(0, keyLength),
    packageNumber: row.package_number,
    status: row.status as EventStatus,
    classifier: row.classifier as Classifier,
    rawText: row.raw_text,
    place: row.place,
    latitude: degrees(row.latitude),
    longitude: degrees(row.longitude),
    happenedAt: row.happened_at,
    utcOffset: row.utc_offset,
    recordedAt: row.recorded_at,
    source: row.source,
    retractedAt: row.retracted_at,
    retractReason: row.retract_reason,
    retractedBy: row.retracted_by,
  }
}

const pointOf = (latitude: string | null, longitude: string | null) =>
  latitude === null || longitude === null ? null : ([Number(longitude), Number(latitude)] as const)

function asLeg(row: LegRow): Leg {
  return {
    mode: row.mode,
    carrier: row.carrier,
    vehicle: row.vehicle,
    voyage: row.voyage,
    from: { name: row.from_place, at: pointOf(row.from_latitude, row.from_longitude) },
    to: { name: row.to_place, at: pointOf(row.to_latitude, row.to_longitude) },
    departsAt: row.departs_at,
    arrivesAt: row.arrives_at,
  }
}

function statusOfPackage(number: number, events: readonly TrackedEvent[]): ShipmentStatus {
  const own = events.filter((one) => one.packageNumber === null || one.packageNumber === number)
  return replay(
    own.map((one) => ({ ...one, retracted: one.retractedAt !== null })),
    1,
  ).status
}

type StaffReads = Scope<'staff', 'shipments.read'>

/** One report of a shipment, by its key. Refuses (404) one that is not of this shipment. */
export async function eventOfShipment(scope: StaffReads, number: string, entity: string | null, key: string) {
  const { row: shipment } = await findShipment(scope, number, entity)
  if (!isEventKey(key)) return notFound()
  const row = await scope.rows
    .selectFrom('tracking_events')
    .select(['status', 'place', 'happened_at', 'utc_offset', 'package_number'])
    .where('shipment_id', '=', shipment.id)
    .where('fingerprint', 'like', `${key}%`)
    .executeTakeFirst()
  if (!row) return notFound()
  const event = {
    status: row.status as EventStatus,
    place: row.place,
    at: row.happened_at,
    utcOffset: row.utc_offset,
    packageNumber: row.package_number,
  }
  return { number: shipment.number, event }
}

/** What a report by hand can be about: the packages, and the time zones of the way, that of the destination first. */
export async function placesOfShipment(scope: StaffReads, number: string, entity: string | null) {
  const { row: shipment } = await findShipment(scope, number, entity)
  const [packages, zones] = await Promise.all([
    packagesQuery(scope, shipment.id).execute(),
    scope.rows
      .selectFrom('tracking_events')
      .select('time_zone')
      .distinct()
      .where('shipment_id', '=', shipment.id)
      .limit(50)
      .execute(),
  ])
  const known = [shipment.to_time_zone, shipment.account_time_zone, ...zones.map((row) => row.time_zone), 'UTC']
  return {
    number: shipment.number,
    packages: packages.map((one) => one.number),
    zones: [...new Set(known.flatMap((zone) => zone ?? []))],
  }
}
