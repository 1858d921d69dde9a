import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import type { Scheduled } from '~/features/registry.types'
import type { LocalDate } from '~/values/local-date'
import { dayIn } from '~/values/local-date'

const batchSize = 500
type Marking = Scope<'staff', 'shipments.read'>
type Place = { on: LocalDate; id: Id }

/** Open shipments that are not marked yet and whose expected day has passed somewhere on earth, the oldest first. */
export const overdueQuery = (scope: Marking, before: LocalDate, after: Place | null) =>
  scope.rows
    .selectFrom('shipments as s')
    .innerJoin('accounts as a', 'a.id', 's.account_id')
    .leftJoin('addresses as place', 'place.id', 's.ship_to_id')
    .select(['s.id', 's.expected_on', 'place.time_zone', 'a.time_zone as account_zone'])
    .where('s.is_open', '=', 1)
    .where('s.late', '=', 0)
    .where('s.expected_on', '<', before)
    .$if(after !== null, (query) =>
      query.where((eb) =>
        eb.or([
          eb('s.expected_on', '>', after?.on ?? ''),
          eb.and([eb('s.expected_on', '=', after?.on ?? ''), eb('s.id', '>', after?.id ?? '0')]),
        ]),
      ),
    )
    .orderBy('s.expected_on')
    .orderBy('s.id')
    .limit(batchSize)

/**
 * Shipments become late as days pass, with nothing else happening: marks those whose expected day is over where they go to.
 * Answers how many. In batches, each a statement of its own, so that a kill in between loses nothing.
 */
export async function markLateShipments(scope: Marking, signal?: AbortSignal): Promise<number> {
  // The day begins first fourteen hours ahead of UTC.
  const latest = dayIn(scope.now, 'Pacific/Kiritimati')
  let marked = 0
  let after: Place | null = null
  for (;;) {
    const rows = await overdueQuery(scope, latest, after).execute()
    const passed = rows.filter((row) => row.expected_on && row.expected_on < dayIn(scope.now, row.time_zone ?? row.account_zone))
    if (passed.length > 0) marked += await mark(scope, passed)
    const last = rows.at(-1)
    if (rows.length < batchSize || !last?.expected_on || signal?.aborted) return marked
    after = { on: last.expected_on, id: last.id }
  }
}

/** Checked once more by writing: a shipment may have arrived, or got another day, meanwhile. */
async function mark(scope: Marking, rows: readonly { id: Id; expected_on: LocalDate | null }[]): Promise<number> {
  let marked = 0
  for (const day of new Set(rows.flatMap((row) => row.expected_on ?? []))) {
    const ids = rows.filter((row) => row.expected_on === day).map((row) => row.id)
    const done = await scope.rows
      .updateTable('shipments')
      .set({ late: 1 })
      .where('id', 'in', ids)
      .where('expected_on', '=', day)
      .where('is_open', '=', 1)
      .where('late', '=', 0)
      .executeTakeFirst()
    marked += Number(done.numUpdatedRows)
  }
  return marked
}

export const lateShipments: Scheduled = {
  name: 'shipments.mark-late',
  everySeconds: 300,
  async run({ scope, signal }) {
    await markLateShipments(scope, signal)
  },
}
