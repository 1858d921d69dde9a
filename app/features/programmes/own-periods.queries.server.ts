import type { ExpressionBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Scope, Slice } from '~/access/scope.server'
import type { SeenBy } from '~/access/visibility'
import type { At, Direction, Page, Position } from '~/database/keyset.server'
import { beyond, mergedPieces, reading, readPage } from '~/database/keyset.server'
import type { Id } from '~/database/tables'
import { likeText } from '~/features/accounts/accounts.queries.server'
import type { LocalDate } from '~/values/local-date'
import type { OpenPeriod } from './open-periods.server'
import { openPeriodsOf } from './open-periods.server'
import type { OwnPeriodFilter } from './own-period-filter'
import type { Rules } from './rule-words'
import type { StatementState } from './statement-states'

type Reads = Scope<'distributor', 'programmes.read'>
type Eb = ExpressionBuilder<SeenBy<'distributor'>, never>

/** A period of a programme that a distributor takes part in: one that runs, one whose statement is awaited, or a statement. */
export type OwnPeriod = Omit<OpenPeriod, 'state'> & {
  /** Of its statement; null while there is none. */
  number: string | null
  state: OpenPeriod['state'] | StatementState
}

export const pageSize = 25
/** Later than any statement, so that agreements, with what is open of them, come before all of those. */
const open = sql<LocalDate>`cast('9999-12-31' as date)`
const openAt = '9999-12-31'

/** What the filter names, as ids; null where it does not narrow. */
export type Named = { programmes: readonly Id[] | null; number: string | null }

/** The periods of the own programmes: first those that are open, then each statement, the newest period first. */
export async function listOwnPeriods(scope: Reads, filter: OwnPeriodFilter, at: At, size = pageSize): Promise<Page<OwnPeriod>> {
  return await pageOfOwnPeriods(scope, filter, await namedBy(scope, filter), at, size)
}

/** A few programmes at most: the own ones. */
export async function namedBy(scope: Reads, { q, programme }: OwnPeriodFilter): Promise<Named> {
  if (q === '' && programme === null) return { programmes: null, number: null }
  const start = `${likeText(q)}%`
  const rows = await scope.rows
    .selectFrom('programmes')
    .select('id')
    .$if(programme !== null, (query) => query.where('code', '=', programme ?? ''))
    .$if(q !== '', (query) =>
      query.where((eb) => eb.or([eb('code', 'like', start), eb('name', 'like', start), eb('local_name', 'like', start)])),
    )
    .execute()
  return { programmes: rows.map((row) => row.id), number: q === '' || programme !== null ? null : start.toUpperCase() }
}

export async function pageOfOwnPeriods(
  scope: Reads,
  filter: OwnPeriodFilter,
  named: Named,
  at: At,
  size: number,
): Promise<Page<OwnPeriod>> {
  const page = await readPage<Placed>(
    {
      name: 'own periods',
      direction: 'desc',
      positionOf: (row) => ({ at: row.at, id: row.id }),
      read: (place, direction, limit) => placesQuery(scope, { filter, named }, place, direction, limit).execute(),
    },
    at,
    size,
  )
  const idsOf = (isOpen: boolean) => page.rows.filter((row) => (row.at === openAt) === isOpen).map((row) => row.id)
  const [agreed, stated] = [await openPeriodsOf(scope, idsOf(true)), await statementsOf(scope, idsOf(false))]
  const rows = page.rows.flatMap((row) => (row.at === openAt ? asOpen(agreed.get(row.id) ?? []) : (stated.get(row.id) ?? [])))
  return { ...page, rows: filter.year === null ? rows : rows.filter((row) => row.startsOn.startsWith(`${filter.year}-`)) }
}

const asOpen = (periods: readonly OpenPeriod[]): OwnPeriod[] => periods.map((row) => ({ ...row, number: null }))

type Placed = { id: Id; at: LocalDate }
type Wanted = { filter: OwnPeriodFilter; named: Named }

/** Each slice of the reach reads its agreements, which are few, and one index of its statements in the order of the list. */
export function placesQuery(scope: Reads, wanted: Wanted, place: Position | null, direction: Direction, limit: number) {
  const { view } = wanted.filter
  return scope.rows
    .selectFrom((eb: Eb) =>
      mergedPieces<LocalDate>(
        scope.slices.flatMap((slice) => [
          ...(view === 'all' || view === 'open' ? [agreedPiece(eb, slice, wanted, place, direction, limit)] : []),
          ...(view === 'open' ? [] : [statedPiece(eb, slice, wanted, place, direction, limit)]),
        ]),
        direction,
        limit,
      ).as('page'),
    )
    .select(['page.id', 'page.at'])
    .orderBy('page.at', direction)
    .orderBy('page.id', direction)
}

function agreedPiece(eb: Eb, slice: Slice, { named }: Wanted, place: Position | null, direction: Direction, limit: number) {
  return eb
    .selectFrom('programme_agreements as g')
    .select(['g.id', open.as('at')])
    .$if(slice !== null, (query) => query.where(`g.${slice?.column ?? 'account_id'}`, '=', slice?.id ?? ''))
    .$if(named.programmes !== null, (query) => query.where('g.programme_id', 'in', named.programmes ?? []))
    .$if(place !== null, (query) => query.where((row) => beyond(open, row.ref('g.id'), place ?? { at: '', id: '0' }, direction)))
    .orderBy('g.id', direction)
    .limit(limit)
}

function indexOf(slice: Slice, byState: boolean): string {
  const own = slice?.column === 'root_account_id' ? 'rebate_statement_tree' : 'rebate_statement_account'
  return byState ? `${own}_state` : own
}

function statedPiece(
  eb: Eb,
  slice: Slice,
  { filter: { view, year }, named }: Wanted,
  place: Position | null,
  direction: Direction,
  limit: number,
) {
  return eb
    .selectFrom('rebate_statements as s')
    .modifyFront(reading('s', indexOf(slice, view !== 'all')))
    .select(['s.id', 's.starts_on as at'])
    .$if(slice !== null, (query) => query.where(`s.${slice?.column ?? 'account_id'}`, '=', slice?.id ?? ''))
    .$if(view !== 'all', (query) => query.where('s.state', '=', view))
    .$if(year !== null, (query) => query.where('s.starts_on', '>=', `${year}-01-01`).where('s.starts_on', '<=', `${year}-12-31`))
    .$if(named.programmes !== null, (query) =>
      query.where((row) =>
        row.or([
          row('s.programme_id', 'in', named.programmes ?? []),
          ...(named.number === null ? [] : [row('s.number', 'like', named.number)]),
        ]),
      ),
    )
    .$if(place !== null, (query) =>
      query.where((row) => beyond(row.ref('s.starts_on'), row.ref('s.id'), place ?? { at: '', id: '0' }, direction)),
    )
    .orderBy('s.starts_on', direction)
    .orderBy('s.id', direction)
    .limit(limit)
}

async function statementsOf(scope: Reads, ids: readonly Id[]): Promise<Map<Id, OwnPeriod>> {
  const rows = await scope.rows
    .selectFrom('rebate_statements as s')
    .innerJoin('programmes as p', 'p.id', 's.programme_id')
    .innerJoin('programme_versions as v', 'v.id', 's.version_id')
    .innerJoin('accounts as a', 'a.id', 's.account_id')
    .select(['s.id', 's.number', 's.starts_on', 's.ends_on', 's.state', 's.reached', 's.amount', 'v.rules'])
    .select(['p.code', 'p.name', 'p.local_name', 'a.code as account_code', 'a.name as account_name'])
    .where('s.id', 'in', ids)
    .execute()
  return new Map(
    rows.map((row) => {
      const { currency, measure, unit } = JSON.parse(row.rules) as Rules
      return [
        row.id,
        {
          number: row.number,
          programme: { code: row.code, name: row.name, localName: row.local_name },
          account: { code: row.account_code, name: row.account_name },
          startsOn: row.starts_on,
          endsOn: row.ends_on,
          state: row.state as StatementState,
          counts: { currency, measure, unit },
          reached: row.reached,
          amount: row.amount,
        },
      ]
    }),
  )
}

/** The years in which the own statements begin, newest first, for the filter. */
export async function yearsOf(scope: Reads): Promise<string[]> {
  const rows = await scope.rows
    .selectFrom('programme_periods')
    .select(sql<number>`year(starts_on)`.as('year'))
    .distinct()
    .execute()
  const running = Number(scope.now.toISOString().slice(0, 4))
  return [...new Set([running, ...rows.map((row) => Number(row.year))])].sort((a, b) => b - a).map(String)
}
