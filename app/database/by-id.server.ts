import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Id } from './tables'

/**
 * How many ids one list may have so that both engines still look into the index for each of them (eq_range_index_dive_limit, 200).
 * Beyond, they guess from statistics, which of a table that has just been filled say to read the whole.
 */
export const idsAtOnce = 190

/**
 * For one `update` of many records by `id`, each with a value of its own: values that several share are written once, since the
 * database goes through a `case` for each record from the top.
 */
export function byId<V>(values: ReadonlyMap<Id, V>): RawBuilder<V> {
  const sharing = new Map<unknown, { value: V; ids: bigint[] }>()
  for (const [id, value] of values) {
    const known = value instanceof Date ? value.getTime() : value
    const one = sharing.get(known) ?? { value, ids: [] }
    one.ids.push(BigInt(id))
    sharing.set(known, one)
  }
  // The last group needs no list: what is in no other has its value.
  const groups = [...sharing.values()].sort((a, b) => a.ids.length - b.ids.length)
  const most = groups.pop()
  if (!most) throw new Error('no record to write')
  if (groups.length === 0) return sql<V>`${most.value}`
  const cases = groups.map(({ value, ids }) => sql`when id in (${sql.join(ids)}) then ${value}`)
  return sql<V>`case ${sql.join(cases, sql` `)} else ${most.value} end`
}
