import type { Id } from '~/database/tables'
import type { Range, Reads } from './order-reach.server'
import { inRanges, rangesOf } from './order-reach.server'

/** Ship-to addresses as a filter: by a key that says nothing, since an id never shows in an address of a page. */

const keyLength = 16
/** More than this nobody chooses from. */
const mostPlaces = 60

/** Addresses by their key, within the ranges: the same place may belong to several accounts. */
export async function placesOf(scope: Reads, ranges: readonly Range[], key: string): Promise<Id[]> {
  const rows = await scope.rows
    .selectFrom('addresses')
    .select(['id', 'account_id', 'root_account_id'])
    .where('fingerprint', 'like', `${key}%`)
    .limit(50)
    .execute()
  return rows.filter((row) => inRanges(row, ranges)).map((row) => row.id)
}

/** The addresses that a reader may choose from, by city; none where there are too many, as for staff without an account chosen. */
export async function placesToChoose(
  scope: Reads,
  account: string | null,
): Promise<{ key: string; street: string; city: string }[]> {
  if (account === null && scope.audience === 'staff') return []
  const { ranges } = await rangesOf(scope, account)
  const rows = await placesQuery(scope, ranges).execute()
  if (rows.length > mostPlaces) return []
  // The same place may be an address of several accounts.
  const places = new Map(
    rows.map(({ fingerprint, street, city }) => [fingerprint, { key: fingerprint.slice(0, keyLength), street, city }]),
  )
  return [...places.values()]
}

export const placesQuery = (scope: Reads, ranges: readonly Range[]) =>
  scope.rows
    .selectFrom('addresses')
    .select(['fingerprint', 'street', 'city'])
    .where((eb) => {
      const parts = ranges.flatMap((range) => (range ? [eb(range.column, '=', range.id)] : []))
      return parts.length === 0 ? eb.lit(true) : eb.or(parts)
    })
    .orderBy('city')
    .orderBy('street')
    .limit(mostPlaces + 1)
