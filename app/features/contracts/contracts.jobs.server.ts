import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import type { Scheduled } from '~/features/registry.types'
import type { LocalDate } from '~/values/local-date'
import { dayIn } from '~/values/local-date'
import { projectContracts } from './projection.server'

const batchSize = 500
type Turning = Scope<'staff', 'contracts.read'>

/** Contracts that stand otherwise from a day on that has begun somewhere on earth. */
export const turningQuery = (scope: Turning, today: LocalDate, after: { on: LocalDate; id: Id } | null) =>
  scope.rows
    .selectFrom('contracts')
    .select(['id', 'turns_on'])
    .where('turns_on', '<=', today)
    .$if(after !== null, (query) =>
      query.where((eb) =>
        eb.or([
          eb('turns_on', '>', after?.on ?? ''),
          eb.and([eb('turns_on', '=', after?.on ?? ''), eb('id', '>', after?.id ?? '0')]),
        ]),
      ),
    )
    .orderBy('turns_on')
    .orderBy('id')
    .limit(batchSize)

/**
 * Contracts begin, come to their last day for notice, are renewed and end as days pass, with nothing else happening. Answers how many
 * turned. In batches, each a transaction, so that a kill in between loses nothing.
 */
export async function turnContracts(scope: Turning, signal?: AbortSignal): Promise<number> {
  // The day begins first fourteen hours ahead of UTC.
  const today = dayIn(scope.now, 'Pacific/Kiritimati')
  let turned = 0
  for (let after: { on: LocalDate; id: Id } | null = null; ; ) {
    const rows: { id: Id; turns_on: LocalDate | null }[] = await turningQuery(scope, today, after).execute()
    turned += await projectContracts(
      scope,
      rows.map((row) => row.id),
    )
    const last = rows.at(-1)
    if (rows.length < batchSize || !last?.turns_on || signal?.aborted) return turned
    after = { on: last.turns_on, id: last.id }
  }
}

export const turningContracts: Scheduled = {
  name: 'contracts.turn',
  everySeconds: 300,
  async run({ scope, signal }) {
    await turnContracts(scope, signal)
  },
}
