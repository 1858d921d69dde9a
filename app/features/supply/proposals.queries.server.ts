import type { ExpressionBuilder } from 'kysely'
import type { Scope, Slice } from '~/access/scope.server'
import type { SeenBy } from '~/access/visibility'
import type { At, Direction, Page, Position } from '~/database/keyset.server'
import { beyond, mergedPieces, reading, readPage } from '~/database/keyset.server'
import type { Id } from '~/database/tables'
import { likeText } from '~/features/accounts/accounts.queries.server'
import { notFound } from '~/values/outcome'
import type { ProposalState } from './proposal'
import { proposalStates } from './proposal'

export type Reads = Scope<'supplier' | 'staff', 'catalog.read'>
type Eb = ExpressionBuilder<SeenBy<'supplier' | 'staff'>, never>

export type ProposalRow = {
  number: string
  state: ProposalState
  held: boolean
  origin: 'form' | 'file' | 'full'
  items: number
  fields: number
  open: number
  note: string | null
  createdAt: Date
  submittedAt: Date | null
  closedAt: Date | null
  account: { code: string; name: string }
}

/** `q`: the beginning of its number, or of the number of an item that it changes. */
export type ProposalFilter = { state: ProposalState | null; q?: string }

const longest = 80
/** A search that fits more than these shows so many of them. */
const mostFound = 200

export function readProposalFilter(search: URLSearchParams, usual: ProposalState | null = null): ProposalFilter {
  const asked = search.get('state')
  const q = [...(search.get('q') ?? '').normalize('NFC').replace(/\s+/g, ' ').trim()].slice(0, longest).join('')
  const state = proposalStates.find((one) => one === asked) ?? null
  // Who looks for a number wants it whatever became of it.
  return { q, state: state ?? (asked === 'all' || q !== '' ? null : usual) }
}

/** The position at which a page of fields begins; the first one for anything that is none. */
export const readFrom = (search: URLSearchParams): number =>
  Math.max(1, Number(/^\d{1,9}$/.exec(search.get('from') ?? '')?.[0] ?? 1))

export const pageSize = 25

/**
 * Proposals in reach, newest first; what waits for the staff begins with the oldest. Staff do not see drafts: they are the
 * supplier's own until they are handed in.
 */
export async function listProposals(scope: Reads, filter: ProposalFilter, at: At, size = pageSize): Promise<Page<ProposalRow>> {
  return await pageOfProposals(scope, filter, await foundFor(scope, filter), at, size)
}

/** What a search finds; null where nothing is looked for. */
export const foundFor = async (scope: Reads, { q }: ProposalFilter): Promise<Id[] | null> =>
  q ? (await findQuery(scope, q).execute()).map((row) => row.id) : null

export async function pageOfProposals(
  scope: Reads,
  filter: ProposalFilter,
  found: readonly Id[] | null,
  at: At,
  size: number,
): Promise<Page<ProposalRow>> {
  const oldestFirst = scope.audience === 'staff' && filter.state === 'submitted'
  const page = await readPage<Read>(
    {
      name: `proposals ${filter.state ?? 'all'}`,
      direction: oldestFirst ? 'asc' : 'desc',
      positionOf: (row) => ({ at: row.created_at.toISOString(), id: row.id }),
      read: async (place, direction, limit) => {
        if (found?.length === 0) return []
        const from = place && { at: new Date(place.at), id: place.id }
        return await proposalsQuery(scope, { ...filter, found }, from, direction, limit).execute()
      },
    },
    at,
    size,
  )
  return { ...page, rows: page.rows.map(asRow) }
}

type Wanted = ProposalFilter & { found?: readonly Id[] | null }

/** Each reads one index. */
const findQuery = (scope: Reads, q: string) =>
  scope.rows
    .selectFrom('proposals as p')
    .select('p.id')
    .where('p.number', 'like', `${likeText(q)}%`)
    .limit(mostFound)
    .union((eb) =>
      eb.parens(
        eb
          .selectFrom('catalog_items as i')
          .innerJoin('proposal_fields as f', 'f.catalog_item_id', 'i.id')
          .select('f.proposal_id as id')
          .where('i.sku', 'like', `${likeText(q)}%`)
          .limit(mostFound),
      ),
    )

export function proposalsQuery(scope: Reads, filter: Wanted, place: Position | null, direction: Direction, limit: number) {
  const drafts = scope.audience !== 'staff'
  return scope.rows
    .selectFrom((eb: Eb) =>
      mergedPieces<Date>(
        scope.slices.map((slice) => pieceOf(eb, slice, { ...filter, drafts }, place, direction, limit)),
        direction,
        limit,
      ).as('page'),
    )
    .innerJoin('proposals as p', 'p.id', 'page.id')
    .innerJoin('accounts as a', 'a.id', 'p.account_id')
    .select(['p.id', 'p.number', 'p.state', 'p.held', 'p.origin', 'p.items_count', 'p.fields_count', 'p.open_count', 'p.note'])
    .select(['p.created_at', 'p.submitted_at', 'p.closed_at', 'a.code', 'a.name'])
    .orderBy('page.at', direction)
    .orderBy('page.id', direction)
}
type Read = Awaited<ReturnType<ReturnType<typeof proposalsQuery>['execute']>>[number]

function indexOf(slice: Slice, state: ProposalState | null): string {
  if (slice === null) return state === null ? 'proposal_any' : 'proposal_state'
  const own = slice.column === 'root_account_id' ? 'proposal_tree' : 'proposal_own'
  return state === null ? own : `${own}_state`
}

function pieceOf(
  eb: Eb,
  slice: Slice,
  { state, drafts, found = null }: Wanted & { drafts: boolean },
  place: Position | null,
  direction: Direction,
  limit: number,
) {
  return eb
    .selectFrom('proposals as p')
    .$if(found === null, (query) => query.modifyFront(reading('p', indexOf(slice, state))))
    .select(['p.id', 'p.created_at as at'])
    .$if(slice !== null, (query) => query.where(`p.${slice?.column ?? 'account_id'}`, '=', slice?.id ?? ''))
    .$if(state !== null, (query) => query.where('p.state', '=', state ?? ''))
    .$if(found !== null, (query) => query.where('p.id', 'in', found ?? []))
    .$if(!drafts, (query) => query.where('p.submitted_at', 'is not', null))
    .$if(place !== null, (query) =>
      query.where((row) => beyond(row.ref('p.created_at'), row.ref('p.id'), place ?? { at: '', id: '0' }, direction)),
    )
    .orderBy('p.created_at', direction)
    .orderBy('p.id', direction)
    .limit(limit)
}

const asRow = (row: Read): ProposalRow => ({
  number: row.number,
  state: row.state as ProposalState,
  held: row.held === 1,
  origin: row.origin as ProposalRow['origin'],
  items: row.items_count,
  fields: row.fields_count,
  open: row.open_count,
  note: row.note,
  createdAt: row.created_at,
  submittedAt: row.submitted_at,
  closedAt: row.closed_at,
  account: { code: row.code, name: row.name },
})

/** What is handed in for an item and, to its supplier, drafted: newest first, at most 20. */
export async function openProposalsOf(scope: Reads, item: Id): Promise<ProposalRow[]> {
  const rows = await scope.rows
    .selectFrom('proposals as p')
    .innerJoin('accounts as a', 'a.id', 'p.account_id')
    .select(['p.id', 'p.number', 'p.state', 'p.held', 'p.origin', 'p.items_count', 'p.fields_count', 'p.open_count', 'p.note'])
    .select(['p.created_at', 'p.submitted_at', 'p.closed_at', 'a.code', 'a.name'])
    .where('p.state', 'in', scope.audience === 'staff' ? ['submitted'] : ['draft', 'submitted'])
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('proposal_fields as f')
          .select('f.id')
          .whereRef('f.proposal_id', '=', 'p.id')
          .where('f.catalog_item_id', '=', item),
      ),
    )
    .orderBy('p.id', 'desc')
    .limit(20)
    .execute()
  return rows.map(asRow)
}

/** A proposal in reach by its number. Refuses (404) what is not there, not theirs, or to staff what was never handed in. */
export async function findProposal(scope: Reads, number: string) {
  const row = await scope.rows
    .selectFrom('proposals as p')
    .innerJoin('accounts as a', 'a.id', 'p.account_id')
    .leftJoin('persons as creator', 'creator.id', 'p.created_by')
    .leftJoin('persons as submitter', 'submitter.id', 'p.submitted_by')
    .select(['p.id', 'p.account_id', 'p.number', 'p.state', 'p.held', 'p.origin', 'p.items_count', 'p.fields_count'])
    .select(['p.open_count', 'p.missing_count', 'p.note', 'p.row_errors', 'p.version', 'p.created_at', 'p.submitted_at'])
    .select(['p.closed_at', 'a.code', 'a.name', 'creator.name as created_by_name', 'submitter.name as submitted_by_name'])
    .where('p.number', '=', number)
    .$if(scope.audience === 'staff', (query) => query.where('p.submitted_at', 'is not', null))
    .executeTakeFirst()
  return row ?? notFound()
}
