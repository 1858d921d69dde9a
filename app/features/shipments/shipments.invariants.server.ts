import type { SqlBool } from 'kysely'
import { sql } from 'kysely'
import type { Id } from '~/database/tables'
import type { Invariant } from '~/features/registry.types'
import { driftedShipments } from './projection.server'

/** What must always hold of shipments; each answers at most 20 records in words. */

const enough = 20

/** Status, times and lateness are what the events make them. */
const replayed: Invariant = {
  name: 'shipments.replayed',
  async check(scope) {
    const broken: string[] = []
    for (let after: Id = '0'; broken.length < enough; ) {
      const { last, drifted } = await driftedShipments(scope, after, 500)
      broken.push(...drifted.map((one) => `${one.number}: ${one.columns.join(', ')}`))
      if (last === null) break
      after = last
    }
    return broken.slice(0, enough)
  },
}

/** No line ships more than was ordered and tolerated. */
const withinOrder: Invariant = {
  name: 'shipments.within-order',
  async check(scope) {
    const rows = await scope.rows
      .selectFrom('order_lines as l')
      .innerJoin('orders as o', 'o.id', 'l.order_id')
      .select(['o.number', 'l.line_no', 'l.shipped_quantity', 'l.quantity'])
      .where('l.shipped_quantity', '>', sql<string>`l.quantity * (1 + l.over_tolerance)`)
      .limit(enough)
      .execute()
    return rows.map((row) => `${row.number}, line ${row.line_no}: ${row.shipped_quantity} of ${row.quantity}`)
  },
}

/** No line's packages hold more than the shipment carries of it, and they are packages of that shipment. */
const withinShipment: Invariant = {
  name: 'shipments.within-packages',
  async check(scope) {
    const over = await scope.rows
      .selectFrom('package_lines as p')
      .innerJoin('shipment_lines as l', 'l.id', 'p.shipment_line_id')
      .innerJoin('shipments as s', 's.id', 'l.shipment_id')
      .select(['s.number', 'l.quantity'])
      .select(({ fn }) => fn.sum<string>('p.quantity').as('packed'))
      .groupBy(['l.id', 's.number', 'l.quantity'])
      .having(({ fn, eb }) => eb(fn.sum('p.quantity'), '>', eb.ref('l.quantity')))
      .limit(enough)
      .execute()
    const strange = await scope.rows
      .selectFrom('package_lines as p')
      .innerJoin('shipment_lines as l', 'l.id', 'p.shipment_line_id')
      .innerJoin('packages as box', 'box.id', 'p.package_id')
      .innerJoin('shipments as s', 's.id', 'l.shipment_id')
      .select(['s.number', 'box.number as package'])
      .whereRef('box.shipment_id', '<>', 'l.shipment_id')
      .limit(enough)
      .execute()
    return [
      ...over.map((row) => `${row.number}: ${row.packed} packed of ${row.quantity}`),
      ...strange.map((row) => `${row.number}: package ${row.package} is of another shipment`),
    ].slice(0, enough)
  },
}

/** What hangs on a shipment belongs to its account's tree; lines know whether theirs is another account, and stand in lists rightly. */
const owned: Invariant = {
  name: 'shipments.owned',
  async check(scope) {
    const wrong = (table: 'packages' | 'legs' | 'tracking_events') =>
      scope.rows
        .selectFrom(`${table as 'packages'} as child`)
        .innerJoin('shipments as s', 's.id', 'child.shipment_id')
        .select('s.number')
        .where((eb) =>
          eb.or([
            eb('child.account_id', '<>', eb.ref('s.account_id')),
            eb('child.root_account_id', '<>', eb.ref('s.root_account_id')),
          ]),
        )
        .limit(enough)
        .execute()
    const children = await Promise.all((['packages', 'legs', 'tracking_events'] as const).map(wrong))
    const lines = await scope.rows
      .selectFrom('shipment_lines as l')
      .innerJoin('shipments as s', 's.id', 'l.shipment_id')
      .innerJoin('order_lines as ordered', 'ordered.id', 'l.order_line_id')
      .select('s.number')
      .where((eb) =>
        eb.or([
          eb('l.elsewhere', '<>', sql<number>`(l.account_id <> s.account_id)`),
          eb('l.order_id', '<>', eb.ref('ordered.order_id')),
          eb('l.root_account_id', '<>', eb.ref('ordered.root_account_id')),
          eb.and([
            eb('l.elsewhere', '=', 1),
            sql<SqlBool>`not (l.opened_at = s.opened_at and l.is_open = s.is_open and l.expected_on <=> s.expected_on)`,
          ]),
        ]),
      )
      .limit(enough)
      .execute()
    return [
      ...children.flat().map((row) => `${row.number}: something on it belongs to another account`),
      ...lines.map((row) => `${row.number}: a line is not where it belongs`),
    ].slice(0, enough)
  },
}

export const shipmentInvariants: Invariant[] = [replayed, withinOrder, withinShipment, owned]
