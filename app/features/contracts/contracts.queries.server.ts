import type { ExpressionBuilder } from 'kysely'
import type { Scope } from '~/access/scope.server'
import type { SeenBy } from '~/access/visibility'
import type { At, Direction, Page, Position } from '~/database/keyset.server'
import { beyond, mergedPieces, readPage } from '~/database/keyset.server'
import type { Id } from '~/database/tables'
import { likeText } from '~/features/accounts/accounts.queries.server'
import type { Range } from '~/features/orders/order-reach.server'
import { rangesOf } from '~/features/orders/order-reach.server'
import type { LocalDate } from '~/values/local-date'
import { dayIn } from '~/values/local-date'
import type { ContractStatus } from './contract'
import type { ContractFilter } from './contract-filter'
import { isSoonestFirst } from './contract-filter'
import { never, standingOn } from './terms'

export type Reads = Scope<'portal' | 'staff', 'orders.read' | 'contracts.read'>

export type ContractRow = {
  number: string
  /** Code of the company of the host that it is with. */
  entity: string
  title: string
  status: ContractStatus
  incomplete: boolean
  startsOn: LocalDate | null
  /** The last day of the running term, or of the last one; null where there is none or nobody knows it. */
  termEndsOn: LocalDate | null
  /** Renewed again and again by a period, or so many times. */
  renewal: string | null
  noticeOn: LocalDate | null
  account: { code: string; name: string }
}
export type ContractPage = Page<ContractRow> & { account: { code: string; name: string } | null }

/** Everything about a list that is the same on each of its pages. */
export type ContractList = {
  filter: ContractFilter
  ranges: readonly Range[]
  account: { code: string; name: string } | null
  found: readonly Id[] | null
}

export const pageSize = 25
/** A search that fits more than these shows some of them. */
const mostFound = 200

/** One page of the contracts that the filter shows. Refuses (404) an account out of reach. */
export async function listContracts(scope: Reads, filter: ContractFilter, at: At, size = pageSize): Promise<ContractPage> {
  const list = await openContractList(scope, filter)
  return { ...(await pageOfContracts(scope, list, at, size)), account: list.account }
}

export async function openContractList(scope: Reads, filter: ContractFilter): Promise<ContractList> {
  const { ranges, account } = await rangesOf(scope, filter.account)
  const found = filter.q === '' ? null : (await findQuery(scope, filter.q).execute()).map((row) => row.id)
  return { filter, ranges, account, found }
}

export async function pageOfContracts(scope: Reads, list: ContractList, at: At, size: number): Promise<Page<ContractRow>> {
  const soonest = isSoonestFirst(list.filter.view)
  const page = await readPage(
    {
      name: `contracts ${soonest ? 'next' : 'back'}`,
      direction: soonest ? ('asc' as const) : ('desc' as const),
      positionOf: (row: Row) => ({ at: row.next_on, id: row.id }),
      read: async (place, direction, limit) =>
        list.found?.length === 0 ? [] : await pageQuery(scope, list, place, direction, limit).execute(),
    },
    at,
    size,
  )
  return { ...page, rows: page.rows.map((row) => asRow(row, scope.now)) }
}

/** Contracts by the beginning of their number or title. */
export const findQuery = (scope: Pick<Reads, 'rows'>, q: string, limit = mostFound) =>
  scope.rows
    .selectFrom('contracts as c')
    .select('c.id')
    .where('c.number', 'like', `${likeText(q)}%`)
    .limit(limit)
    .union((eb) =>
      eb.parens(
        eb
          .selectFrom('contracts as c')
          .select('c.id')
          .where('c.title', 'like', `${likeText(q)}%`)
          .limit(limit),
      ),
    )

type Eb = ExpressionBuilder<SeenBy<'portal' | 'staff'>, never>

/** Each range of the reach reads one index in the order of the list, and stops when the page is full. */
export function pageQuery(scope: Reads, list: ContractList, place: Position | null, direction: Direction, limit: number) {
  return scope.rows
    .selectFrom((eb: Eb) =>
      mergedPieces<LocalDate>(
        list.ranges.map((range) => pieceOf(eb, list, range, place, direction, limit)),
        direction,
        limit,
      ).as('page'),
    )
    .innerJoin('contracts as c', 'c.id', 'page.id')
    .innerJoin('accounts as a', 'a.id', 'c.account_id')
    .innerJoin('legal_entities as h', 'h.id', 'c.legal_entity_id')
    .select([
      'c.id',
      'c.number',
      'c.title',
      'c.starts_on',
      'c.ends_on',
      'c.open_ended',
      'c.renewal',
      'c.renewal_text',
      'c.notice',
    ])
    .select(['c.terminated_on', 'c.is_incomplete', 'c.next_on', 'a.code', 'a.name', 'a.time_zone', 'h.code as entity'])
    .orderBy('page.at', direction)
    .orderBy('page.id', direction)
}
type Row = Awaited<ReturnType<ReturnType<typeof pageQuery>['execute']>>[number]

function pieceOf(eb: Eb, list: ContractList, range: Range, place: Position | null, direction: Direction, limit: number) {
  const { filter, found } = list
  const { view, from, to } = filter
  return eb
    .selectFrom('contracts as c')
    .select(['c.id', 'c.next_on as at'])
    .$if(range !== null, (query) => query.where(`c.${range?.column ?? 'account_id'}`, '=', range?.id ?? ''))
    .$if(Boolean(range?.only), (query) => query.where('c.account_id', 'in', range?.only ?? []))
    .$if(view === 'open' || view === 'ended', (query) => query.where('c.is_open', '=', view === 'open' ? 1 : 0))
    .$if(view === 'notice', (query) => query.where('c.status', '=', 'notice'))
    .$if(view === 'incomplete', (query) => query.where('c.is_incomplete', '=', 1))
    .$if(found !== null, (query) => query.where('c.id', 'in', found ?? []))
    .$if(from !== null, (query) => query.where('c.next_on', '>=', from ?? ''))
    .$if(to !== null, (query) => query.where('c.next_on', '<=', to ?? never))
    .$if(place !== null, (query) =>
      query.where(() => beyond(eb.ref('c.next_on' as never), eb.ref('c.id' as never), place ?? { at: '', id: '0' }, direction)),
    )
    .orderBy('c.next_on', direction)
    .orderBy('c.id', direction)
    .limit(limit)
}

/** How it stands is of this moment, in the account's zone; what is stored only puts it into a view. */
function asRow(row: Row, now: Date): ContractRow {
  const { status, term_ends_on, notice_on } = standingOn(row, dayIn(now, row.time_zone))
  return {
    number: row.number,
    entity: row.entity,
    title: row.title,
    status,
    incomplete: row.is_incomplete === 1,
    startsOn: row.starts_on,
    termEndsOn: term_ends_on,
    renewal: row.renewal,
    noticeOn: notice_on,
    account: { code: row.code, name: row.name },
  }
}

/** Contracts whose last day for notice comes soon, soonest first. Nothing for who may read none. */
export async function noticeSoon(
  scope: Scope<'portal' | 'staff', 'orders.read'>,
  account: string | null,
  most: number,
): Promise<ContractRow[]> {
  if (scope.may('contracts.read') === 'nowhere') return []
  const filter: ContractFilter = { q: '', view: 'notice', from: null, to: null, account }
  return (await listContracts(scope as Reads, filter, { after: null, before: null }, most)).rows
}
