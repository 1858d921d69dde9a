import type { Id } from '~/database/tables'
import { priced } from './order-prices.server'
import type { Reads } from './order-reach.server'

/** One order, and what hangs on it. */

/**
 * Numbers are unique within a legal entity. Where two have the same one, the younger order is meant, or the one of the entity whose
 * code is given.
 */
export const orderQuery = (scope: Reads, number: string) =>
  scope.rows
    .selectFrom('orders as o')
    .innerJoin('legal_entities as seller', 'seller.id', 'o.legal_entity_id')
    .innerJoin('accounts as a', 'a.id', 'o.account_id')
    .leftJoin('addresses as place', 'place.id', 'o.ship_to_id')
    .leftJoin('addresses as payer', 'payer.id', 'o.bill_to_id')
    .select(['o.id', 'o.account_id', 'o.root_account_id', 'o.number', 'o.kind', 'o.status', 'o.is_open', 'o.late', 'o.days_late'])
    .select(['o.po_number', 'o.ordered_by', 'o.currency', 'o.placed_at', 'o.confirmed_at', 'o.packed_at', 'o.shipped_at'])
    .select(['o.delivered_at', 'o.cancelled_at', 'o.held_at', 'o.hold_reason', 'o.requested_on', 'o.first_promised_on'])
    .select(['o.promised_on', 'o.promise_cause', 'o.promise_of', 'o.lines_count', 'o.contents', 'o.version'])
    .select(['seller.code as seller_code', 'seller.name as seller_name', 'a.code as account_code', 'a.name as account_name'])
    .select(['a.time_zone as account_zone', 'place.name as to_name', 'place.street as to_street', 'place.city as to_city'])
    .select(['place.region as to_region', 'place.postal_code as to_postal_code', 'place.country as to_country'])
    .select(['place.time_zone as to_zone', 'payer.name as payer_name', 'payer.street as payer_street'])
    .select(['payer.city as payer_city', 'payer.region as payer_region', 'payer.postal_code as payer_postal_code'])
    .select('payer.country as payer_country')
    .select([priced(scope, 'o', 'goods_total'), priced(scope, 'o', 'discount_total'), priced(scope, 'o', 'freight_total')])
    .select([priced(scope, 'o', 'tax_total'), priced(scope, 'o', 'total')])
    .where('o.number', '=', number)
    .orderBy('o.id', 'desc')
    .limit(5)

/** Nobody reads more lines on one page. */
const mostLines = 2000

export const linesQuery = (scope: Reads, order: Id) =>
  scope.rows
    .selectFrom('order_lines as l')
    .select(['l.id', 'l.line_no', 'l.po_line_number', 'l.sku', 'l.customer_sku', 'l.description', 'l.unit', 'l.price_base'])
    .select(['l.quantity', 'l.shipped_quantity', 'l.delivered_quantity', 'l.backordered_quantity', 'l.cancelled_quantity'])
    .select('l.promised_on')
    .select([priced(scope, 'l', 'unit_price'), priced(scope, 'l', 'discount'), priced(scope, 'l', 'net')])
    .select(priced(scope, 'l', 'tax_rate'))
    .where('l.order_id', '=', order)
    .orderBy('l.line_no')
    .limit(mostLines)

/** The order's part of each shipment, a row per line. */
export const shipmentsQuery = (scope: Reads, order: Id) =>
  scope.rows
    .selectFrom('shipment_lines as part')
    .innerJoin('shipments as s', 's.id', 'part.shipment_id')
    .innerJoin('order_lines as l', 'l.id', 'part.order_line_id')
    .leftJoin('addresses as place', 'place.id', 's.ship_to_id')
    .select(['part.id as part_id', 'part.order_line_id', 'part.quantity', 'part.unit', 'l.description', 'l.line_no'])
    .select(['s.id', 's.number', 's.status', 's.is_open', 's.late', 's.carrier', 's.service', 's.mode', 's.tracking_number'])
    .select(['s.shipped_at', 's.first_expected_on', 's.expected_on', 's.delivered_at', 's.signed_by', 's.weight_kg'])
    .select(['s.packages_count', 's.opened_at', 's.ships_from', 'place.city', 'place.time_zone'])
    .where('part.order_id', '=', order)
    .orderBy('s.opened_at')
    .orderBy('s.id')
    .orderBy('l.line_no')
    .limit(mostLines)

/** The packages that lines of this order went in, a row per line, lot and serial number. */
export const packagesQuery = (scope: Reads, order: Id) =>
  scope.rows
    .selectFrom('shipment_lines as part')
    .innerJoin('package_lines as content', 'content.shipment_line_id', 'part.id')
    .innerJoin('packages as p', 'p.id', 'content.package_id')
    .innerJoin('order_lines as l', 'l.id', 'part.order_line_id')
    .select(['part.order_line_id', 'p.shipment_id', 'p.number', 'p.kind', 'p.tracking_number', 'p.weight_kg'])
    .select(['content.quantity', 'content.lot', 'content.serial', 'part.unit', 'l.description', 'l.line_no'])
    .where('part.order_id', '=', order)
    .orderBy('p.shipment_id')
    .orderBy('p.number')
    .orderBy('l.line_no')
    .limit(mostLines)

/** Where its shipments were seen last, newest first. */
export const sightingsQuery = (scope: Reads, order: Id) =>
  scope.rows
    .selectFrom('tracking_events as e')
    .select(['e.shipment_id', 'e.package_number', 'e.status', 'e.place', 'e.happened_at', 'e.utc_offset'])
    .where('e.shipment_id', 'in', (eb) =>
      eb.selectFrom('shipment_lines as part').select('part.shipment_id').distinct().where('part.order_id', '=', order),
    )
    .where('e.classifier', '=', 'actual')
    .where('e.retracted_at', 'is', null)
    .orderBy('e.happened_at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(200)

export const promisesQuery = (scope: Reads, order: Id) =>
  scope.rows
    .selectFrom('promise_changes as c')
    .leftJoin('persons as by', 'by.id', 'c.given_by')
    .select(['c.previous_on', 'c.promised_on', 'c.cause', 'c.explanation', 'c.given_at', 'c.source', 'by.name as given_by'])
    .where('c.order_id', '=', order)
    .orderBy('c.id')
    .limit(200)

export const referencesQuery = (scope: Reads, order: Id) =>
  scope.rows
    .selectFrom('reference_numbers')
    .select(['type', 'value'])
    .where('order_id', '=', order)
    .orderBy('type')
    .orderBy('value')
    .limit(200)

export type OrderRow = NonNullable<Awaited<ReturnType<ReturnType<typeof orderQuery>['executeTakeFirst']>>>
type RowsOf<Q extends (...given: never[]) => { execute(): Promise<unknown[]> }> = Awaited<
  ReturnType<ReturnType<Q>['execute']>
>[number]
export type LineRow = RowsOf<typeof linesQuery>
export type ShipmentPartRow = RowsOf<typeof shipmentsQuery>
export type PackageRow = RowsOf<typeof packagesQuery>
export type SightingRow = RowsOf<typeof sightingsQuery>
export type PromiseRow = RowsOf<typeof promisesQuery>
export type ReferenceRow = RowsOf<typeof referencesQuery>
