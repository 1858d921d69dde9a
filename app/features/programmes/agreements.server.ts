import type { Scope } from '~/access/scope.server'
import type { At, Page } from '~/database/keyset.server'
import { beyond, readPage } from '~/database/keyset.server'
import type { Id } from '~/database/tables'
import type { LocalDate } from '~/values/local-date'
import type { Version } from './programme'
import { territoryOf } from './programme'
import type { Rules } from './rule-words'

type Reads = Scope<'distributor' | 'staff', 'programmes.read'>

export type Agreement = {
  id: Id
  account_id: Id
  root_account_id: Id
  programmeId: Id
  account: { code: string; name: string }
  /** Whether the branches below count together with the account. */
  tree: boolean
  territory: string[]
  joinedOn: LocalDate
  endedOn: LocalDate | null
}

const agreementsQuery = (scope: Reads) =>
  scope.rows
    .selectFrom('programme_agreements as g')
    .innerJoin('accounts as a', 'a.id', 'g.account_id')
    .select(['g.id', 'g.account_id', 'g.root_account_id', 'g.programme_id', 'g.covers', 'g.territory'])
    .select(['g.joined_on', 'g.ended_on', 'a.code', 'a.name'])
type Read = Awaited<ReturnType<ReturnType<typeof agreementsQuery>['execute']>>[number]

/** Agreements of programmes, of accounts, or these; those in reach, by the name of the account. */
export async function agreements(
  scope: Reads,
  of: { programmes?: readonly Id[]; ids?: readonly Id[]; accounts?: { ids: readonly Id[]; roots: readonly Id[] } },
): Promise<Agreement[]> {
  const { programmes, ids, accounts } = of
  const rows = await agreementsQuery(scope)
    .$if(programmes !== undefined, (query) => query.where('g.programme_id', 'in', programmes ?? []))
    .$if(ids !== undefined, (query) => query.where('g.id', 'in', ids ?? []))
    .$if(accounts !== undefined, (query) =>
      query.where((eb) =>
        eb.or([
          eb('g.account_id', 'in', accounts?.ids ?? []),
          eb.and([eb('g.covers', '=', 'tree'), eb('g.root_account_id', 'in', accounts?.roots ?? [])]),
        ]),
      ),
    )
    .orderBy('a.name')
    .orderBy('g.id')
    .execute()
  return rows.map(asAgreement)
}

export const pageSize = 25

/**
 * A page of who takes part in a programme, by name. Also the first page has a place to begin at, so that the engine weighs the index
 * of names against the few agreements of a small programme; of a large one it reads the former, and stops when the page is full.
 */
export async function listAgreements(scope: Reads, programmeId: Id, at: At, size = pageSize): Promise<Page<Agreement>> {
  const page = await readPage<Read>(
    {
      name: `agreements ${programmeId}`,
      direction: 'asc',
      positionOf: (row) => ({ at: row.name, id: row.account_id }),
      read: (place, direction, limit) =>
        agreementsQuery(scope)
          .where('g.programme_id', '=', programmeId)
          .where((eb) => beyond(eb.ref('a.name'), eb.ref('a.id'), place ?? { at: '', id: '0' }, direction))
          .orderBy('a.name', direction)
          .orderBy('a.id', direction)
          .limit(limit)
          .execute(),
    },
    at,
    size,
  )
  return { ...page, rows: page.rows.map(asAgreement) }
}

const asAgreement = (row: Read): Agreement => ({
  id: row.id,
  account_id: row.account_id,
  root_account_id: row.root_account_id,
  programmeId: row.programme_id,
  account: { code: row.code, name: row.name },
  tree: row.covers === 'tree',
  territory: territoryOf(row.territory),
  joinedOn: row.joined_on,
  endedOn: row.ended_on,
})

export type Ruled = { versions: Version[]; closedUntil: LocalDate | null }

/** The published versions of programmes, and until when their periods are closed. */
export async function ruledProgrammes(scope: Reads, ids: readonly Id[]): Promise<Map<Id, Ruled>> {
  const versions = await scope.rows
    .selectFrom('programme_versions')
    .select(['id', 'programme_id', 'number', 'applies_from', 'rules'])
    .where('programme_id', 'in', ids)
    .where('published_at', 'is not', null)
    .orderBy('applies_from')
    .orderBy('number')
    .execute()
  const closed = await scope.rows
    .selectFrom('programme_periods')
    .select(['programme_id', (eb) => eb.fn.max('ends_on').as('until')])
    .where('programme_id', 'in', ids)
    .groupBy('programme_id')
    .execute()
  const until = new Map(closed.map((row) => [row.programme_id, row.until]))
  return new Map(
    ids.map((id) => {
      const own = versions.filter((row) => row.programme_id === id)
      return [id, { versions: own.map(asVersion), closedUntil: until.get(id) ?? null }]
    }),
  )
}

const asVersion = (row: { id: Id; number: number; applies_from: string | null; rules: string }): Version => ({
  id: row.id,
  number: row.number,
  appliesFrom: row.applies_from ?? '9999-12-31',
  rules: rulesFrom(row.rules),
})

/** Rules as a version keeps them; they were checked when it was written. */
export const rulesFrom = (text: string): Rules => JSON.parse(text) as Rules
