import type { Id } from '~/database/tables'
import { notFound } from '~/values/outcome'
import {
  linesQuery,
  orderQuery,
  packagesQuery,
  promisesQuery,
  referencesQuery,
  shipmentsQuery,
  sightingsQuery,
} from './order-parts.server'
import type { Reads } from './order-reach.server'
import { addressOf, consignmentsOf, lineOf, orderOf, placeOfParcels } from './order-record'
import type { ShownOrder } from './standing'
import { standingOf } from './standing'

/** The row of an order, for whoever needs its ids: its timeline, a command. Refuses (404) one that is not in reach. */
export async function findOrder(scope: Reads, number: string, entity: string | null = null) {
  const rows = await orderQuery(scope, number).execute()
  const row = entity === null ? rows[0] : rows.find((one) => one.seller_code === entity)
  if (!row) return notFound()
  const others = rows.filter((one) => one.id !== row.id).map((one) => ({ code: one.seller_code, name: one.seller_name }))
  return { row, others }
}

/** Everything that an order's page says, without an id in it. Prices are null where the reader's role sees none. */
export async function getOrder(
  scope: Reads,
  number: string,
  entity: string | null = null,
): Promise<{ id: Id; order: ShownOrder }> {
  const { row, others } = await findOrder(scope, number, entity)
  const [lines, shipments, packages, sightings, promises, references] = await Promise.all([
    linesQuery(scope, row.id).execute(),
    shipmentsQuery(scope, row.id).execute(),
    packagesQuery(scope, row.id).execute(),
    sightingsQuery(scope, row.id).execute(),
    promisesQuery(scope, row.id).execute(),
    referencesQuery(scope, row.id).execute(),
  ])
  const consignments = consignmentsOf(shipments, packages, sightings)
  const parcels = placeOfParcels(consignments, packages, shipments)
  const order = orderOf(row, {
    now: scope.now,
    others,
    shipTo: addressOf(row, 'to'),
    billTo: addressOf(row, 'payer'),
    lines: lines.map((line) => lineOf(line, parcels.get(line.id) ?? [])),
    consignments,
    promises,
    references,
  })
  return { id: row.id, order: { ...order, standing: standingOf(order, scope.audience) } }
}
