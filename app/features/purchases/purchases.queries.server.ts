import type { ExpressionBuilder } from 'kysely'
import type { Scope, Slice } from '~/access/scope.server'
import type { SeenBy } from '~/access/visibility'
import type { At, Direction, Page, Position } from '~/database/keyset.server'
import { beyond, mergedPieces, reading, readPage } from '~/database/keyset.server'
import type { Id } from '~/database/tables'
import { likeText } from '~/features/accounts/accounts.queries.server'
import type { LocalDate } from '~/values/local-date'
import type { PurchaseState } from './acknowledgement'
import type { PurchaseFilter } from './purchase-filter'

export type Reads = Scope<'supplier' | 'staff', 'purchases.read'>
type Eb = ExpressionBuilder<SeenBy<'supplier' | 'staff'>, never>

export type PurchaseRow = {
  number: string
  /** Code of the company of the host that buys. */
  entity: string
  state: PurchaseState
  orderedOn: LocalDate
  wantedOn: LocalDate | null
  lines: number
  openLines: number
  /** What is open in the unit of its lines; null where they have several. */
  open: { quantity: string; unit: string } | null
  currency: string
  total: string
  account: { code: string; name: string }
}

export const pageSize = 25
/** A search that fits more than these shows so many of them. */
const mostFound = 200

/** Purchase orders in reach, newest first; what waits for the staff begins with the oldest. */
export async function listPurchases(scope: Reads, filter: PurchaseFilter, at: At, size = pageSize): Promise<Page<PurchaseRow>> {
  return await pageOfPurchases(scope, filter, await foundFor(scope, filter), at, size)
}

/** What a search finds; null where nothing is looked for. */
export async function foundFor(scope: Reads, { q }: PurchaseFilter): Promise<Id[] | null> {
  if (q === '') return null
  return (await findQuery(scope, q, mostFound).execute()).map((row) => row.id)
}

export async function pageOfPurchases(
  scope: Reads,
  filter: PurchaseFilter,
  found: readonly Id[] | null,
  at: At,
  size: number,
): Promise<Page<PurchaseRow>> {
  const direction = scope.audience === 'staff' && filter.state === 'waiting' ? 'asc' : 'desc'
  const page = await readPage<Read>(
    {
      name: `purchase orders ${direction}`,
      direction,
      positionOf: (row) => ({ at: row.ordered_on, id: row.id }),
      read: async (place, way, limit) =>
        found?.length === 0 ? [] : await purchasesQuery(scope, { ...filter, found }, place, way, limit).execute(),
    },
    at,
    size,
  )
  return { ...page, rows: page.rows.map(asRow) }
}

/** By the beginning of their number, or of the number of an item in either company's words. Each reads one index. */
export const findQuery = (scope: Pick<Reads, 'rows'>, q: string, limit: number) => {
  const start = `${likeText(q)}%`
  return scope.rows
    .selectFrom('purchase_orders as p')
    .select('p.id')
    .where('p.number', 'like', start)
    .limit(limit)
    .union((eb) => eb.parens(itemOf(eb as never, 'sku', start, limit)))
    .union((eb) => eb.parens(itemOf(eb as never, 'our_sku', start, limit)))
}

const itemOf = (eb: Eb, column: 'sku' | 'our_sku', start: string, limit: number) =>
  eb.selectFrom('purchase_order_lines as l').select('l.purchase_order_id as id').where(`l.${column}`, 'like', start).limit(limit)

type Wanted = PurchaseFilter & { found: readonly Id[] | null }

/** Each slice of the reach reads one index in the order of the list, and stops when the page is full. */
export function purchasesQuery(scope: Reads, wanted: Wanted, place: Position | null, direction: Direction, limit: number) {
  return scope.rows
    .selectFrom((eb: Eb) =>
      mergedPieces<LocalDate>(
        scope.slices.map((slice) => pieceOf(eb, slice, wanted, place, direction, limit)),
        direction,
        limit,
      ).as('page'),
    )
    .innerJoin('purchase_orders as p', 'p.id', 'page.id')
    .innerJoin('accounts as a', 'a.id', 'p.account_id')
    .innerJoin('legal_entities as h', 'h.id', 'p.legal_entity_id')
    .select(['p.id', 'p.number', 'p.state', 'p.ordered_on', 'p.wanted_on', 'p.lines_count', 'p.open_lines', 'p.unit'])
    .select(['p.open_quantity', 'p.currency', 'p.total', 'a.code', 'a.name', 'h.code as entity'])
    .orderBy('page.at', direction)
    .orderBy('page.id', direction)
}
type Read = Awaited<ReturnType<ReturnType<typeof purchasesQuery>['execute']>>[number]

function indexOf(slice: Slice, state: PurchaseState | null): string {
  if (slice === null) return state === null ? 'purchase_order_any' : 'purchase_order_state'
  const own = slice.column === 'root_account_id' ? 'purchase_order_tree' : 'purchase_order_own'
  return state === null ? own : `${own}_state`
}

function pieceOf(eb: Eb, slice: Slice, { state, found }: Wanted, place: Position | null, direction: Direction, limit: number) {
  return eb
    .selectFrom('purchase_orders as p')
    .$if(found === null, (query) => query.modifyFront(reading('p', indexOf(slice, state))))
    .select(['p.id', 'p.ordered_on as at'])
    .$if(slice !== null, (query) => query.where(`p.${slice?.column ?? 'account_id'}`, '=', slice?.id ?? ''))
    .$if(state !== null, (query) => query.where('p.state', '=', state ?? ''))
    .$if(found !== null, (query) => query.where('p.id', 'in', found ?? []))
    .$if(place !== null, (query) =>
      query.where((row) => beyond(row.ref('p.ordered_on'), row.ref('p.id'), place ?? { at: '', id: '0' }, direction)),
    )
    .orderBy('p.ordered_on', direction)
    .orderBy('p.id', direction)
    .limit(limit)
}

const asRow = (row: Read): PurchaseRow => ({
  number: row.number,
  entity: row.entity,
  state: row.state as PurchaseState,
  orderedOn: row.ordered_on,
  wantedOn: row.wanted_on,
  lines: row.lines_count,
  openLines: row.open_lines,
  open: row.unit !== null && row.open_quantity !== null ? { quantity: row.open_quantity, unit: row.unit } : null,
  currency: row.currency,
  total: row.total,
  account: { code: row.code, name: row.name },
})
