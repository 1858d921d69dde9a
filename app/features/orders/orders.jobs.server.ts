import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import type { Scheduled } from '~/features/registry.types'
import type { LocalDate } from '~/values/local-date'
import { addDays, dayIn } from '~/values/local-date'

const batchSize = 500
type Marking = Scope<'staff', 'orders.read'>

/** Open orders whose promised day has passed somewhere on earth, oldest promise first. */
export const dueQuery = (scope: Marking, before: LocalDate, after: { on: LocalDate; id: Id } | null) =>
  scope.rows
    .selectFrom('orders as o')
    .innerJoin('accounts as a', 'a.id', 'o.account_id')
    .leftJoin('addresses as place', 'place.id', 'o.ship_to_id')
    .select(['o.id', 'o.promised_on', 'place.time_zone', 'a.time_zone as account_zone'])
    .where('o.is_open', '=', 1)
    .where('o.late', '=', 0)
    .where('o.promised_on', '<', before)
    .$if(after !== null, (query) =>
      query.where((eb) =>
        eb.or([
          eb('o.promised_on', '>', after?.on ?? ''),
          eb.and([eb('o.promised_on', '=', after?.on ?? ''), eb('o.id', '>', after?.id ?? '0')]),
        ]),
      ),
    )
    .orderBy('o.promised_on')
    .orderBy('o.id')
    .limit(batchSize)

/**
 * Orders become late as days pass, with nothing else happening: marks those whose promised day is over where they go to. Answers
 * how many. In batches, each a statement of its own, so that a kill in between loses nothing.
 */
export async function markLate(scope: Marking, signal?: AbortSignal): Promise<number> {
  // The day begins first fourteen hours ahead of UTC.
  const latest = addDays(dayIn(scope.now, 'Pacific/Kiritimati'), 0)
  let marked = 0
  let after: { on: LocalDate; id: Id } | null = null
  for (;;) {
    const rows = await dueQuery(scope, latest, after).execute()
    const passed = rows.filter((row) => (row.promised_on ?? '9999') < dayIn(scope.now, row.time_zone ?? row.account_zone))
    if (passed.length > 0) marked += await mark(scope, passed)
    const last = rows.at(-1)
    if (rows.length < batchSize || !last?.promised_on || signal?.aborted) return marked
    after = { on: last.promised_on, id: last.id }
  }
}

/** Once more checked by writing: an order may have got another promise meanwhile. */
async function mark(scope: Marking, rows: readonly { id: Id; promised_on: LocalDate | null }[]): Promise<number> {
  const days = [...new Set(rows.flatMap((row) => row.promised_on ?? []))]
  let marked = 0
  for (const day of days) {
    const done = await scope.rows
      .updateTable('orders')
      .set({ late: 1 })
      .where(
        'id',
        'in',
        rows.filter((row) => row.promised_on === day).map((row) => row.id),
      )
      .where('promised_on', '=', day)
      .where('is_open', '=', 1)
      .where('late', '=', 0)
      .executeTakeFirst()
    marked += Number(done.numUpdatedRows)
  }
  return marked
}

export const lateOrders: Scheduled = {
  name: 'orders.mark-late',
  everySeconds: 300,
  async run({ scope, signal }) {
    await markLate(scope, signal)
  },
}
