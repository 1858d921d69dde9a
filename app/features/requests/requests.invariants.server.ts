import type { Id } from '~/database/tables'
import type { Invariant, SystemScope } from '~/features/registry.types'
import type { RequestStatus } from './request'
import { isOpenStatus } from './request'
import { dueOf } from './request-moves.server'

/** What must always hold of requests; each answers at most 20 records in words. */

const enough = 20

/** Segments follow each other without a gap, and the last one, which alone is open, is the status. */
const segments: Invariant = {
  name: 'requests.segments',
  async check(scope) {
    const open = await scope.rows
      .selectFrom('requests as r')
      .leftJoin('request_segments as s', (on) => on.onRef('s.request_id', '=', 'r.id').on('s.to_at', 'is', null))
      .select(['r.number'])
      .groupBy(['r.id', 'r.number', 'r.status'])
      .having((eb) => eb.or([eb(eb.fn.count('s.id'), '<>', 1), eb(eb.fn.max('s.status'), '<>', eb.ref('r.status'))]))
      .limit(enough)
      .execute()
    const gaps = await scope.rows
      .selectFrom('request_segments as s')
      .innerJoin('requests as r', 'r.id', 's.request_id')
      .select('r.number')
      .where('s.to_at', 'is not', null)
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('request_segments as next')
              .select('next.id')
              .whereRef('next.request_id', '=', 's.request_id')
              .whereRef('next.id', '>', 's.id')
              .whereRef('next.from_at', '=', 's.to_at'),
          ),
        ),
      )
      .limit(enough)
      .execute()
    return [
      ...open.map((row) => `${row.number} is not in the status of its only open segment`),
      ...gaps.map((row) => `${row.number} has a gap between its segments`),
    ].slice(0, enough)
  },
}

/** Each version has its line, and the row is at the last one. */
const versions: Invariant = {
  name: 'requests.versions',
  async check(scope) {
    const rows = await scope.rows
      .selectFrom('requests as r')
      .leftJoin('request_changes as c', 'c.request_id', 'r.id')
      .select('r.number')
      .groupBy(['r.id', 'r.number', 'r.version'])
      .having((eb) =>
        eb.or([eb(eb.fn.count('c.id'), '<>', eb.ref('r.version')), eb(eb.fn.max('c.version'), '<>', eb.ref('r.version'))]),
      )
      .limit(enough)
      .execute()
    return rows.map((row) => `${row.number} has not one line of history for each version`)
  },
}

/** What is stored of the clock is what the segments say. */
const reckoned: Invariant = {
  name: 'requests.reckoned',
  async check(scope) {
    const broken: string[] = []
    for (let after: Id = '0'; broken.length < enough; ) {
      const rows = await openAfter(scope, after)
      for (const row of rows) {
        const due = await dueOf(scope, row)
        const same = (a: Date | null, b: Date | null) => a?.getTime() === b?.getTime()
        const right =
          same(due.dueAt, row.due_at) &&
          same(due.responseDueAt, row.response_due_at) &&
          same(due.solutionDueAt, row.solution_due_at) &&
          (row.is_open === 1) === isOpenStatus(row.status as RequestStatus)
        if (!right) broken.push(`${row.number} is due at another time than its segments say`)
      }
      const last = rows.at(-1)
      if (!last) break
      after = last.id
    }
    return broken.slice(0, enough)
  },
}

const openAfter = (scope: SystemScope, after: Id) =>
  scope.rows
    .selectFrom('requests')
    .select(['id', 'number', 'status', 'is_open', 'calendar_id', 'response_minutes', 'solution_minutes', 'responded_at'])
    .select(['due_at', 'response_due_at', 'solution_due_at'])
    .where('id', '>', after)
    .where('is_open', '=', 1)
    .orderBy('id')
    .limit(500)
    .execute()

/** What hangs on a request is of its account. */
const owned: Invariant = {
  name: 'requests.owned',
  async check(scope) {
    const rows = await scope.rows
      .selectFrom('requests as r')
      .innerJoin('accounts as a', 'a.id', 'r.account_id')
      .select('r.number')
      .whereRef('r.root_account_id', '<>', 'a.root_account_id')
      .limit(enough)
      .execute()
    return rows.map((row) => `${row.number} is in another tree than its account`)
  },
}

export const requestInvariants: Invariant[] = [segments, versions, reckoned, owned]
