import { sql } from 'kysely'
import type { Id } from '~/database/tables'
import type { Invariant } from '~/features/registry.types'
import { driftIn, purchaseDrifts } from './projection.server'

/** What must always hold of purchase orders and their answers; each answers at most 20 records in words. */

const enough = 20

/** State, sums and each line's shares are what lines and standing answers make them. */
const projected: Invariant = {
  name: 'purchases.projected',
  async check(scope) {
    const broken: string[] = []
    for (let after: Id = '0'; broken.length < enough; ) {
      const page = scope.rows.selectFrom('purchase_orders').select('id').where('id', '>', after).orderBy('id').limit(500)
      const ids = (await page.execute()).map((one) => one.id)
      const last = ids.at(-1)
      if (last === undefined) break
      for (const drift of await purchaseDrifts(scope, ids)) {
        const columns = driftIn(drift)
        if (columns.length > 0) broken.push(`${drift.number}: ${columns.join(', ')}`)
        const lines = drift.lines.filter((line) => driftIn(line).length > 0)
        broken.push(...lines.map((line) => `${drift.number}, line ${line.lineNo}: ${driftIn(line).join(', ')}`))
      }
      after = last
    }
    return broken.slice(0, enough)
  },
}

/** Of one order one answer waits for the host at most. */
const oneWaits: Invariant = {
  name: 'purchases.one-waits',
  async check(scope) {
    const rows = await scope.rows
      .selectFrom('acknowledgements as a')
      .innerJoin('purchase_orders as p', 'p.id', 'a.purchase_order_id')
      .select('p.number')
      .where('a.state', '=', 'waiting')
      .groupBy(['p.id', 'p.number'])
      .having((eb) => eb(eb.fn.countAll(), '>', 1))
      .limit(enough)
      .execute()
    return rows.map((row) => `${row.number} has several answers that wait`)
  },
}

/** Lines of an accepted answer stand, all or some; those of any other do not. */
const standing: Invariant = {
  name: 'purchases.standing',
  async check(scope) {
    const rows = await scope.rows
      .selectFrom('acknowledgements as a')
      .innerJoin('purchase_orders as p', 'p.id', 'a.purchase_order_id')
      .leftJoin('acknowledgement_lines as l', 'l.acknowledgement_id', 'a.id')
      .select(['p.number', 'a.number as answer', 'a.state'])
      .groupBy(['p.number', 'a.id', 'a.number', 'a.state'])
      .having((eb) => eb(sql`(count(l.standing) > 0)`, '<>', sql`(a.state = 'accepted')`))
      .limit(enough)
      .execute()
    return rows.map((row) => `${row.number}, answer ${row.answer} is ${row.state}`)
  },
}

/** A part has a quantity, and a day unless it is refused, which has a reason; what the host has decided is signed. */
const said: Invariant = {
  name: 'purchases.said',
  async check(scope) {
    const parts = await scope.rows
      .selectFrom('acknowledgement_parts as part')
      .innerJoin('acknowledgement_lines as l', 'l.id', 'part.acknowledgement_line_id')
      .innerJoin('acknowledgements as a', 'a.id', 'l.acknowledgement_id')
      .innerJoin('purchase_orders as p', 'p.id', 'a.purchase_order_id')
      .select(['p.number', 'a.number as answer', 'part.position'])
      .where((eb) =>
        eb.or([
          eb('part.quantity', '<=', '0'),
          eb(sql<number>`(part.due_on is null)`, '<>', sql<number>`(part.kind = 'refused')`),
          eb.and([eb('part.kind', '=', 'refused'), eb('l.reason', 'is', null)]),
        ]),
      )
      .limit(enough)
      .execute()
    const signed = await scope.rows
      .selectFrom('acknowledgements as a')
      .innerJoin('purchase_orders as p', 'p.id', 'a.purchase_order_id')
      .select(['p.number', 'a.number as answer'])
      .where((eb) =>
        eb.or([
          eb(sql<number>`(a.decided_at is null)`, '<>', sql<number>`(a.decided_by is null)`),
          eb.and([eb('a.state', '=', 'waiting'), eb('a.decided_at', 'is not', null)]),
          eb.and([eb('a.state', '=', 'rejected'), eb.or([eb('a.decided_at', 'is', null), eb('a.reason', 'is', null)])]),
        ]),
      )
      .limit(enough)
      .execute()
    return [
      ...parts.map((row) => `${row.number}, answer ${row.answer}, part ${row.position}`),
      ...signed.map((row) => `${row.number}, answer ${row.answer} is not signed`),
    ].slice(0, enough)
  },
}

export const purchaseInvariants: Invariant[] = [projected, oneWaits, standing, said]
