import { sql } from 'kysely'
import type { Invariant } from '~/features/registry.types'
import { outcomeOf } from './deciding'
import type { Decision } from './proposal'

/** What must always hold of proposals; each answers at most 20 records in words. */

const enough = 20

/** The counts and the state of a proposal are what its fields make them. */
const counted: Invariant = {
  name: 'supply.proposals-counted',
  async check(scope) {
    const rows = await scope.rows
      .selectFrom('proposals as p')
      .leftJoin('proposal_fields as f', 'f.proposal_id', 'p.id')
      .select(['p.number', 'p.state', 'p.fields_count', 'p.open_count', 'p.closed_at'])
      .select(({ fn }) => [
        fn.count('f.id').as('fields'),
        fn.count('f.decision').as('decided'),
        sql<string | null>`sum(f.decision = 'approved')`.as('approved'),
      ])
      .groupBy(['p.id', 'p.number', 'p.state', 'p.fields_count', 'p.open_count', 'p.closed_at'])
      .execute()
    const broken = rows.filter((row) => {
      const [fields, decided, approved] = [Number(row.fields), Number(row.decided), Number(row.approved ?? 0)]
      if (row.fields_count !== fields || row.open_count !== fields - decided) return true
      const all: (Decision | null)[] = [
        ...Array<Decision>(approved).fill('approved'),
        ...Array<Decision>(decided - approved).fill('refused'),
        ...Array<null>(fields - decided).fill(null),
      ]
      const outcome = outcomeOf(all)
      if (row.state === 'draft' || row.state === 'withdrawn') return decided > 0
      return row.state !== (outcome ?? 'submitted') || (outcome !== null && row.closed_at === null)
    })
    return broken.slice(0, enough).map((row) => `${row.number} is ${row.state} with ${row.decided} of ${row.fields} decided`)
  },
}

/** Each decision has one who took it and when, a refusal its reason, and a second person is not the first one. */
const signed: Invariant = {
  name: 'supply.decisions-signed',
  async check(scope) {
    const rows = await scope.rows
      .selectFrom('proposal_fields as f')
      .innerJoin('proposals as p', 'p.id', 'f.proposal_id')
      .select(['p.number', 'f.position'])
      .where((eb) =>
        eb.or([
          eb(sql<number>`(f.decision is null)`, '<>', sql<number>`(f.decided_at is null)`),
          eb(sql<number>`(f.decision is null)`, '<>', sql<number>`(f.decided_by is null)`),
          eb.and([eb('f.decision', '=', 'refused'), eb('f.reason', 'is', null)]),
          eb.and([eb('f.decision', '=', 'approved'), eb('f.first_approved_by', '=', eb.ref('f.decided_by'))]),
        ]),
      )
      .limit(enough)
      .execute()
    return rows.map((row) => `${row.number}, field ${row.position}`)
  },
}

/** What was approved of a price is a price, from the day that the decision says. */
const priced: Invariant = {
  name: 'supply.prices-approved',
  async check(scope) {
    const rows = await scope.rows
      .selectFrom('proposal_fields as f')
      .innerJoin('proposals as p', 'p.id', 'f.proposal_id')
      .leftJoin('item_prices as price', (join) =>
        join.onRef('price.catalog_item_id', '=', 'f.catalog_item_id').onRef('price.valid_from', '=', 'f.effective_from'),
      )
      .select(['p.number', 'f.position'])
      .where('f.field', '=', 'price')
      .where('f.decision', '=', 'approved')
      .where('price.id', 'is', null)
      .limit(enough)
      .execute()
    return rows.map((row) => `${row.number}, field ${row.position} has no price`)
  },
}

/** A price that ends does so after it began. */
const ended: Invariant = {
  name: 'supply.prices-end',
  async check(scope) {
    const rows = await scope.rows
      .selectFrom('item_prices as price')
      .innerJoin('catalog_items as i', 'i.id', 'price.catalog_item_id')
      .select(['i.sku', 'price.valid_from'])
      .whereRef('price.ends_on', '<=', 'price.valid_from')
      .limit(enough)
      .execute()
    return rows.map((row) => `${row.sku} from ${row.valid_from}`)
  },
}

export const supplyInvariants: Invariant[] = [counted, signed, priced, ended]
