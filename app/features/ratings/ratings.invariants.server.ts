import type { Invariant } from '~/features/registry.types'

const enough = 20

/** What was decided says by whom and when, and what was not says neither; a bad one has somebody who calls back. */
export const ratingDecided: Invariant = {
  name: 'ratings.decided',
  async check(scope) {
    const rows = await scope.rows
      .selectFrom('ratings as v')
      .innerJoin('requests as r', 'r.id', 'v.request_id')
      .select('r.number')
      .where((eb) =>
        eb.or([
          eb.and([eb('v.state', '=', 'waiting'), eb('v.decided_at', 'is not', null)]),
          eb.and([eb('v.state', '<>', 'waiting'), eb.or([eb('v.decided_at', 'is', null), eb('v.decided_by', 'is', null)])]),
          eb.and([eb('v.score', '<=', 2), eb('v.follow_up_id', 'is', null)]),
        ]),
      )
      .limit(enough)
      .execute()
    return rows.map((row) => `the rating of ${row.number} is not decided as its state says, or nobody calls back`)
  },
}
