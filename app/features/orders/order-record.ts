import type { Id } from '~/database/tables'
import type { LocalDate } from '~/values/local-date'
import { dayIn } from '~/values/local-date'
import type { Quantity } from '~/values/quantity'
import { addQuantities } from '~/values/quantity'
import type { OrderStatus, PromiseCause, PromiseOf } from './order'
import { daysLate } from './order'
import type { LineRow, OrderRow, PackageRow, PromiseRow, ReferenceRow, ShipmentPartRow, SightingRow } from './order-parts.server'

/** One order as its page says it: everything hanging on it put together, without an id. No I/O. */

export type Address = {
  name: string
  street: string
  city: string
  region: string | null
  postalCode: string | null
  country: string
}

/** Where a quantity of a line went: which consignment of the order (counted from 1), and which of its packages. */
export type Parcel = { consignment: number; package: number | null; shipment: string; quantity: Quantity }

export type OrderLine = {
  lineNo: number
  poLineNumber: string | null
  sku: string
  customerSku: string | null
  description: string
  unit: string
  ordered: Quantity
  shipped: Quantity
  delivered: Quantity
  backordered: Quantity
  cancelled: Quantity
  promisedOn: LocalDate | null
  /** Null where the reader's role sees no prices; so are those that follow. */
  unitPrice: string | null
  priceBase: string
  discount: string | null
  taxRate: string | null
  net: string | null
  parcels: Parcel[]
}

export type Content = { description: string; quantity: Quantity; unit: string }
export type ConsignedPackage = {
  number: number
  kind: string | null
  trackingNumber: string | null
  weightKg: string | null
  contents: Content[]
}
/** A shipment as far as it concerns the order. */
export type Consignment = {
  number: string
  status: string
  open: boolean
  late: boolean
  carrier: string | null
  service: string | null
  mode: string | null
  trackingNumber: string | null
  shippedAt: Date | null
  expectedOn: LocalDate | null
  deliveredAt: Date | null
  signedBy: string | null
  weightKg: string | null
  packagesCount: number | null
  city: string | null
  timeZone: string | null
  contents: Content[]
  /** Those that are known to hold something of the order. */
  packages: ConsignedPackage[]
  /** What the carrier saw last. */
  seen: { status: string; place: string | null; at: Date; package: number | null } | null
}

export type PromiseChange = {
  previousOn: LocalDate | null
  promisedOn: LocalDate
  cause: PromiseCause
  explanation: string | null
  givenAt: Date
  givenBy: string | null
}

export type OrderRecord = ReturnType<typeof orderOf>

export function orderOf(
  row: OrderRow,
  parts: {
    now: Date
    others: { code: string; name: string }[]
    shipTo: Address | null
    billTo: Address | null
    lines: OrderLine[]
    consignments: Consignment[]
    promises: readonly PromiseRow[]
    references: readonly ReferenceRow[]
  },
) {
  const open = row.is_open === 1
  const late = row.late === 1
  const timeZone = row.to_zone ?? row.account_zone
  const today = dayIn(parts.now, timeZone)
  const promise = { firstPromisedOn: row.first_promised_on, promisedOn: row.promised_on }
  const { lines, consignments, shipTo, billTo, others } = parts
  return {
    number: row.number,
    version: row.version,
    entity: { code: row.seller_code, name: row.seller_name },
    /** Other legal entities that have an order of this number in reach. */
    others,
    account: { code: row.account_code, name: row.account_name },
    kind: row.kind,
    status: row.status as OrderStatus,
    open,
    late,
    daysLate: open ? (late ? daysLate(promise, null, today) : 0) : (row.days_late ?? 0),
    poNumber: row.po_number,
    orderedBy: row.ordered_by,
    placedAt: row.placed_at,
    confirmedAt: row.confirmed_at,
    packedAt: row.packed_at,
    shippedAt: row.shipped_at,
    deliveredAt: row.delivered_at,
    cancelledAt: row.cancelled_at,
    heldAt: row.held_at,
    holdReason: row.hold_reason,
    requestedOn: row.requested_on,
    ...promise,
    promiseCause: row.promise_cause,
    promiseOf: row.promise_of as PromiseOf,
    timeZone,
    today,
    shipTo,
    billTo,
    currency: row.currency,
    contents: row.contents,
    totals: totalsIn(row),
    lines,
    consignments,
    promises: parts.promises.map(promiseChange),
    references: parts.references.map(({ type, value }) => ({ type, value })),
  }
}

function totalsIn(row: OrderRow) {
  const { goods_total: goods, discount_total: discount, freight_total: freight, tax_total: tax, total } = row
  if (goods === null || discount === null || freight === null || tax === null || total === null) return null
  return { goods, discount, freight, tax, total }
}

const promiseChange = (row: PromiseRow): PromiseChange => ({
  previousOn: row.previous_on,
  promisedOn: row.promised_on,
  cause: row.cause as PromiseCause,
  explanation: row.explanation,
  givenAt: row.given_at,
  givenBy: row.given_by,
})

export function addressOf(row: OrderRow, which: 'to' | 'payer'): Address | null {
  const name = row[`${which}_name`]
  const street = row[`${which}_street`]
  const city = row[`${which}_city`]
  const country = row[`${which}_country`]
  if (name === null || street === null || city === null || country === null) return null
  return { name, street, city, country, region: row[`${which}_region`], postalCode: row[`${which}_postal_code`] }
}

export const lineOf = (row: LineRow, parcels: Parcel[]): OrderLine => ({
  lineNo: row.line_no,
  poLineNumber: row.po_line_number,
  sku: row.sku,
  customerSku: row.customer_sku,
  description: row.description,
  unit: row.unit,
  ordered: row.quantity,
  shipped: row.shipped_quantity,
  delivered: row.delivered_quantity,
  backordered: row.backordered_quantity,
  cancelled: row.cancelled_quantity,
  promisedOn: row.promised_on,
  unitPrice: row.unit_price,
  priceBase: row.price_base,
  discount: row.discount,
  taxRate: row.tax_rate,
  net: row.net,
  parcels,
})

/** The shipments of an order in the order in which they were opened. */
export function consignmentsOf(
  parts: readonly ShipmentPartRow[],
  packages: readonly PackageRow[],
  sightings: readonly SightingRow[],
): Consignment[] {
  const ids = [...new Set(parts.map((part) => part.id))]
  return ids.flatMap((id) => {
    const own = parts.filter((part) => part.id === id)
    const [first] = own
    if (!first) return []
    const seen = sightings.find((one) => one.shipment_id === id)
    return [
      {
        number: first.number,
        status: first.status,
        open: first.is_open === 1,
        late: first.late === 1,
        carrier: first.carrier,
        service: first.service,
        mode: first.mode,
        trackingNumber: first.tracking_number,
        shippedAt: first.shipped_at,
        expectedOn: first.expected_on,
        deliveredAt: first.delivered_at,
        signedBy: first.signed_by,
        weightKg: first.weight_kg,
        packagesCount: first.packages_count,
        city: first.city,
        timeZone: first.time_zone,
        contents: own.map(({ description, quantity, unit }) => ({ description, quantity, unit })),
        packages: packagesIn(packages.filter((one) => one.shipment_id === id)),
        seen: seen ? { status: seen.status, place: seen.place, at: seen.happened_at, package: seen.package_number } : null,
      },
    ]
  })
}

function packagesIn(rows: readonly PackageRow[]): ConsignedPackage[] {
  const numbers = [...new Set(rows.map((row) => row.number))]
  return numbers.flatMap((number) => {
    const own = rows.filter((row) => row.number === number)
    const [first] = own
    if (!first) return []
    const { kind, tracking_number: trackingNumber, weight_kg: weightKg } = first
    return [{ number, kind, trackingNumber, weightKg, contents: contentsIn(own) }]
  })
}

/** Lots and serial numbers of one line put together. */
function contentsIn(rows: readonly PackageRow[]): Content[] {
  const lines = [...new Set(rows.map((row) => row.order_line_id))]
  return lines.flatMap((line) => {
    const own = rows.filter((row) => row.order_line_id === line)
    const [first] = own
    if (!first) return []
    return [{ description: first.description, unit: first.unit, quantity: addQuantities(own.map((row) => row.quantity)) }]
  })
}

/** For each line by its id: where its quantities went. What no package holds went with the shipment. */
export function placeOfParcels(
  consignments: readonly Consignment[],
  packages: readonly PackageRow[],
  parts: readonly ShipmentPartRow[],
): Map<Id, Parcel[]> {
  const parcels = new Map<Id, Parcel[]>()
  for (const part of parts) {
    const consignment = consignments.findIndex((one) => one.number === part.number) + 1
    const inside = packages.filter((one) => one.shipment_id === part.id && one.order_line_id === part.order_line_id)
    const numbers = [...new Set(inside.map((one) => one.number))]
    const packed = numbers.map((number) => ({
      consignment,
      package: number,
      shipment: part.number,
      quantity: addQuantities(inside.filter((one) => one.number === number).map((one) => one.quantity)),
    }))
    const whole = { consignment, package: null, shipment: part.number, quantity: part.quantity }
    parcels.set(part.order_line_id, [...(parcels.get(part.order_line_id) ?? []), ...(packed.length > 0 ? packed : [whole])])
  }
  return parcels
}
