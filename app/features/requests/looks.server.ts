import { sql } from 'kysely'
import type { Id } from '~/database/tables'
import type { Desk } from './requests.reach'

// Who of the staff has a request open now. It is in the database, since their pages may be served by different processes.

/** What a browser calls one page that shows a request. */
export const lookKey = /^[\w-]{8,36}$/

/** A page that has gone without a word is forgotten after this; one that is open says so more often. */
const until = sql<Date>`date_add(now(3), interval 20 second)`
const now = sql<Date>`now(3)`

/** Says that somebody looks. With `again` only a look that was not ended meanwhile goes on. */
export async function look(scope: Desk, requestId: Id, key: string, again = false): Promise<void> {
  const { numUpdatedRows } = await scope.rows
    .updateTable('request_looks')
    .set({ until_at: until })
    .where('look_key', '=', key)
    .where('request_id', '=', requestId)
    .where('person_id', '=', scope.who.personId)
    .executeTakeFirst()
  if (numUpdatedRows > 0n || again) return
  await scope.addLoose('request_looks', {
    request_id: requestId,
    person_id: scope.who.personId,
    look_key: key,
    until_at: until as never,
  })
}

/** Ends a look of one's own, and forgets those that ended without a word. */
export async function leave(scope: Desk, key: string): Promise<void> {
  await scope.rows
    .deleteFrom('request_looks')
    .where((eb) =>
      eb.or([
        eb.and([eb('look_key', '=', key), eb('person_id', '=', scope.who.personId)]),
        eb('until_at', '<', sql<Date>`date_sub(now(3), interval 1 minute)`),
      ]),
    )
    .execute()
}

/** Who else looks at a request. */
export async function lookersOf(scope: Desk, requestId: Id): Promise<string[]> {
  const rows = await looks(scope).where('l.request_id', '=', requestId).where('p.id', '<>', scope.who.personId).execute()
  return [...new Set(rows.map((row) => row.name))]
}

/** Who looks at which request, by its number; all of it, since few are looked at in one moment. */
export async function lookersByNumber(scope: Desk): Promise<{ number: string; personId: Id; name: string }[]> {
  const rows = await looks(scope).innerJoin('requests as r', 'r.id', 'l.request_id').select('r.number').execute()
  return rows.map(({ number, id, name }) => ({ number, personId: id, name }))
}

const looks = (scope: Desk) =>
  scope.rows
    .selectFrom('request_looks as l')
    .innerJoin('persons as p', 'p.id', 'l.person_id')
    .select(['p.id', 'p.name'])
    .where('l.until_at', '>', now)
    .orderBy('l.id')
    .limit(500)
