import { z } from 'zod'
import type { Id } from '~/database/tables'
import type { ImportEntity, Projection, SystemScope } from '~/features/registry.types'
import { currency, day, exchangeRate } from '~/values/columns'
import { recountTopic } from './counted.server'

const columns = z.object({
  from: currency('Currency of the invoice'),
  to: currency('Currency of the programme'),
  valid_on: day('Day of the rate; it stands in for up to seven days without one', '2026-06-26'),
  rate: exchangeRate('What one unit of the first is in the second', '0.0877'),
})

/** Rates of exchange, by which lines in other currencies count. What a closed period was computed with stays in its lines. */
export const exchangeRateImport: ImportEntity<typeof columns> = {
  name: 'exchange_rates',
  after: [],
  schema: columns,
  table: 'exchange_rates',
  parents: {},
  unique: { by: 'from_currency', key: ['to_currency', 'from_currency', 'valid_on'] },
  versioned: false,
  decimals: ['rate'],
  usual: {},
  mastered: ['rate'],
  touches: { projection: 'exchange_rates', column: 'id' },
  idOf: ({ from, to, valid_on }) => `${from}/${to}/${valid_on}`,
  async prepare() {
    return ({ columns: row }) => {
      if (row.from === row.to) return { column: 'to', reason: 'sameCurrency' }
      return {
        values: { rate: row.rate },
        initially: {},
        fixed: {
          from_currency: { value: row.from, column: 'from' },
          to_currency: { value: row.to, column: 'to' },
          valid_on: { value: row.valid_on, column: 'valid_on' },
        },
      }
    }
  },
}

/** What counts in the currencies of rates that came is counted anew after the import. */
export const exchangeRateProjection: Projection = {
  name: 'exchange_rates',
  async project(scope: SystemScope, ids: readonly Id[]) {
    const programmes = await scope.rows
      .selectFrom('programmes as p')
      .innerJoin('exchange_rates as r', 'r.to_currency', 'p.currency')
      .select('p.id')
      .distinct()
      .where('r.id', 'in', ids)
      .execute()
    await scope.transaction(async (inner) => {
      for (const { id } of programmes) await inner.queue({ topic: recountTopic, payload: { programmeId: id } })
    })
  },
}
