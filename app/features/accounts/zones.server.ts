import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'

type Projecting = Scope<'staff', never>
type Placed = { id: Id; account_id: Id; ship_to_id?: Id | null }

/** The time zone that the days of each of these records are judged in, by its id: of the place that it goes to, else of its account. */
export async function zonesOf(scope: Projecting, rows: readonly Placed[]): Promise<Map<Id, string>> {
  const places = await scope.rows
    .selectFrom('addresses')
    .select(['id', 'time_zone'])
    .where('id', 'in', [...new Set(rows.flatMap((row) => row.ship_to_id ?? []))])
    .execute()
  const accounts = await scope.rows
    .selectFrom('accounts')
    .select(['id', 'time_zone'])
    .where('id', 'in', [...new Set(rows.map((row) => row.account_id))])
    .execute()
  const ofPlace = new Map(places.map((one) => [one.id, one.time_zone]))
  const ofAccount = new Map(accounts.map((one) => [one.id, one.time_zone]))
  return new Map(rows.map((row) => [row.id, ofPlace.get(row.ship_to_id ?? '') ?? ofAccount.get(row.account_id) ?? 'UTC']))
}
