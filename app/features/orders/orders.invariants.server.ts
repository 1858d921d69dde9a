import { sql } from 'kysely'
import type { Id } from '~/database/tables'
import type { Invariant } from '~/features/registry.types'
import { driftedOrders } from './projection.server'

/** What must always hold of orders; each answers at most 20 records in words. */

const enough = 20

/** Status, sums, contents and lateness are what lines, shipments and promise make them. */
const projected: Invariant = {
  name: 'orders.projected',
  async check(scope) {
    const broken: string[] = []
    for (let after: Id = '0'; broken.length < enough; ) {
      const { last, drifted } = await driftedOrders(scope, after, 500)
      broken.push(...drifted.map((one) => `${one.number}: ${one.columns.join(', ')}`))
      if (last === null) break
      after = last
    }
    return broken.slice(0, enough)
  },
}

/** Nothing is owed twice: what is backordered is ordered, wanted and has not left. */
const backlog: Invariant = {
  name: 'orders.backlog',
  async check(scope) {
    const rows = await scope.rows
      .selectFrom('order_lines as l')
      .innerJoin('orders as o', 'o.id', 'l.order_id')
      .select(['o.number', 'l.line_no'])
      .where((eb) =>
        eb.or([
          eb('l.backordered_quantity', '<', '0'),
          eb('l.cancelled_quantity', '<', '0'),
          eb('l.cancelled_quantity', '>', eb.ref('l.quantity')),
          eb(sql`l.backordered_quantity + l.shipped_quantity`, '>', sql`l.quantity * (1 + l.over_tolerance)`),
        ]),
      )
      .limit(enough)
      .execute()
    return rows.map((row) => `${row.number}, line ${row.line_no}`)
  },
}

/** A first promise stands beside every promise, and every change begins where the one before it ended. */
const promises: Invariant = {
  name: 'orders.promises',
  async check(scope) {
    const missing = await scope.rows
      .selectFrom('orders')
      .select('number')
      .where('promised_on', 'is not', null)
      .where('first_promised_on', 'is', null)
      .limit(enough)
      .execute()
    const last = await scope.rows
      .selectFrom('promise_changes as c')
      .innerJoin('orders as o', 'o.id', 'c.order_id')
      .select('o.number')
      .whereRef('c.promised_on', '<>', 'o.promised_on')
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('promise_changes as next')
              .select('next.id')
              .whereRef('next.order_id', '=', 'c.order_id')
              .whereRef('next.id', '>', 'c.id'),
          ),
        ),
      )
      .limit(enough)
      .execute()
    return [
      ...missing.map((row) => `${row.number} has a promise and no first one`),
      ...last.map((row) => `${row.number} promises another day than its last change`),
    ].slice(0, enough)
  },
}

/** A line is placed when its order is, since lists of a product are read in the order of lines. */
const placed: Invariant = {
  name: 'orders.lines-placed',
  async check(scope) {
    const rows = await scope.rows
      .selectFrom('order_lines as l')
      .innerJoin('orders as o', 'o.id', 'l.order_id')
      .select(['o.number', 'l.line_no'])
      .whereRef('l.placed_at', '<>', 'o.placed_at')
      .limit(enough)
      .execute()
    return rows.map((row) => `${row.number}, line ${row.line_no}`)
  },
}

export const orderInvariants: Invariant[] = [projected, backlog, promises, placed]
