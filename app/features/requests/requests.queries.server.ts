import type { At, Direction, Page, Position } from '~/database/keyset.server'
import { mergedPieces, readPage } from '~/database/keyset.server'
import type { Id } from '~/database/tables'
import { likeText } from '~/features/accounts/accounts.queries.server'
import { rangesOf } from '~/features/orders/order-reach.server'
import { never } from './clock'
import type { Priority, RequestKind, RequestStatus } from './request'
import type { RequestFilter } from './request-filter'
import { isQueue } from './request-filter'
import type { Eb, RequestList } from './request-pieces.server'
import { piecesOf } from './request-pieces.server'
import type { Reads } from './requests.reach'

export type RequestRow = {
  number: string
  subject: string
  kind: RequestKind
  status: RequestStatus
  priority: Priority
  /** Seen by whoever asked and by watchers alone. */
  private: boolean
  account: { code: string; name: string }
  requester: string | null
  assignee: string | null
  openedAt: Date
  updatedAt: Date
  version: number
  /** What is due next, and when; null while nothing is. */
  due: { what: 'response' | 'solution'; at: Date } | null
}
export type RequestPage = Page<RequestRow> & { account: { code: string; name: string } | null }

export const pageSize = 25

/** One page of the requests that the filter shows. Refuses (404) an account out of reach. */
export async function listRequests(scope: Reads, filter: RequestFilter, at: At, size = pageSize): Promise<RequestPage> {
  return await pageOf(scope, await openList(scope, filter), at, size)
}

/** Looks up what the filter names: account, and what the search means. */
export async function openList(scope: Reads, filter: RequestFilter): Promise<RequestList> {
  const { ranges, account } = await rangesOf(scope, filter.account)
  const shared = filter.account === null ? sharedTrees(scope) : []
  return { filter, ranges, account, shared, found: await foundBy(scope, filter.q), personId: scope.who.personId }
}

/** Trees in which the reader has single accounts: what is shown to the whole tree is theirs to see as well. */
function sharedTrees(scope: Reads): Id[] {
  const trees = scope.slices.flatMap((slice) => (slice?.column === 'root_account_id' ? [slice.id] : []))
  const single = scope.slices.flatMap((slice) => (slice?.column === 'account_id' ? [slice.id] : []))
  const roots = scope.who.grants.filter((one) => one.accountIds.some((id) => single.includes(id))).map((one) => one.rootAccountId)
  return [...new Set(roots)].filter((id) => !trees.includes(id))
}

const mostFound = 300

/** Requests by the beginning of their number, or by an order or shipment that they are about. */
async function foundBy(scope: Reads, q: string): Promise<Id[] | null> {
  if (q === '') return null
  const [numbered, ordered, shipped] = await Promise.all([
    scope.rows
      .selectFrom('requests')
      .select('id')
      .where('number', 'like', `${likeText(q.toUpperCase())}%`)
      .orderBy('number', 'desc')
      .limit(mostFound)
      .execute(),
    scope.rows
      .selectFrom('requests as r')
      .innerJoin('orders as o', 'o.id', 'r.order_id')
      .select('r.id')
      .where('o.number', '=', q)
      .limit(mostFound)
      .execute(),
    scope.rows
      .selectFrom('requests as r')
      .innerJoin('shipments as s', 's.id', 'r.shipment_id')
      .select('r.id')
      .where('s.number', '=', q)
      .limit(mostFound)
      .execute(),
  ])
  return [...new Set([...numbered, ...ordered, ...shipped].map((row) => row.id))]
}

/** A page of a list that was opened: for the page, and for the file of all pages. */
export async function pageOf(scope: Reads, list: RequestList, at: At, size: number): Promise<RequestPage> {
  const queue = isQueue(list.filter)
  const page = await readPage<Row>(
    {
      name: `requests ${list.filter.view} ${queue ? 'due' : 'opened'}`,
      direction: queue ? 'asc' : 'desc',
      positionOf: (row) => ({ at: (queue ? row.due_at : row.opened_at).toISOString(), id: row.id }),
      read: (place, direction, limit) => {
        const position = place && { at: new Date(place.at), id: place.id }
        return list.found?.length === 0 ? Promise.resolve([]) : pageQuery(scope, list, position, direction, limit).execute()
      },
    },
    at,
    size,
  )
  return { ...page, rows: page.rows.map(asRow), account: list.account }
}

export const pageQuery = (scope: Reads, list: RequestList, place: Position | null, direction: Direction, size: number) =>
  scope.rows
    .selectFrom((eb: Eb) =>
      mergedPieces<Date>(piecesOf(eb, list, place, direction, size), direction, size, list.shared.length > 0).as('page'),
    )
    .innerJoin('requests as r', 'r.id', 'page.id')
    .leftJoin('accounts as a', 'a.id', 'r.account_id')
    .leftJoin('persons as by', 'by.id', 'r.requester_id')
    .leftJoin('persons as at_desk', 'at_desk.id', 'r.assignee_id')
    .select(['r.id', 'r.number', 'r.subject', 'r.kind', 'r.status', 'r.priority', 'r.visibility', 'r.opened_at', 'r.updated_at'])
    .select([
      'r.version',
      'r.due_at',
      'r.response_due_at',
      'a.code',
      'a.name',
      'by.name as requester',
      'at_desk.name as assignee',
    ])
    .orderBy('page.at', direction)
    .orderBy('page.id', direction)
type Row = Awaited<ReturnType<ReturnType<typeof pageQuery>['execute']>>[number]

function asRow(row: Row): RequestRow {
  const response = row.response_due_at?.getTime() === row.due_at.getTime()
  return {
    number: row.number,
    subject: row.subject,
    kind: row.kind as RequestKind,
    status: row.status as RequestStatus,
    priority: row.priority as Priority,
    private: row.visibility === 'me',
    account: { code: row.code ?? '', name: row.name ?? '' },
    requester: row.requester,
    assignee: row.assignee,
    openedAt: row.opened_at,
    updatedAt: row.updated_at,
    version: row.version,
    due: row.due_at >= never ? null : { what: response ? 'response' : 'solution', at: row.due_at },
  }
}
