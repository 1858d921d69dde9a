import { sql } from 'kysely'
import type { Scope } from '~/access/scope.server'
import { idsAtOnce } from '~/database/by-id.server'
import type { Id } from '~/database/tables'
import { compareAmounts, sumAmounts } from '~/values/money'
import { addQuantities, isNothing } from '~/values/quantity'
import type { AnswerPart } from './acknowledgement'
import { purchaseState, shareOf } from './acknowledgement'

type Projecting = Scope<'supplier' | 'staff', 'purchases.read'>
type Values = Record<string, string | number | null>
type Kept = { id: Id; stored: Values; next: Values }
/** A purchase order and its lines as stored, and what the answers that stand make of them. */
export type Drift = Kept & { number: string; lines: (Kept & { lineNo: number })[] }

const inOrder = (ids: readonly Id[]): Id[] => [...new Set(ids)].sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
const decimals = new Set(['total', 'open_quantity', 'confirmed_quantity', 'backordered_quantity', 'refused_quantity'])
const isSame = (column: string, a: Values[string], b: Values[string]) =>
  a !== null && b !== null && decimals.has(column) ? compareAmounts(String(a), String(b)) === 0 : String(a) === String(b)

/** The columns that are not as they should be. */
export const driftIn = ({ stored, next }: Kept): string[] =>
  Object.keys(next).filter((column) => !isSame(column, stored[column] ?? null, next[column] ?? null))

/**
 * Computes anew what these purchase orders and their lines have because of lines and answers: the shares of a line, what is open,
 * the state. Locks orders in the order of their ids and writes only what differs; an order of which anything did has a new version,
 * so that nobody answers or decides what they have not seen. Each batch is a transaction, unless it is called inside one.
 */
export async function projectPurchases(scope: Projecting, ids: readonly Id[]): Promise<void> {
  const sorted = inOrder(ids)
  for (let from = 0; from < sorted.length; from += idsAtOnce) {
    const batch = sorted.slice(from, from + idsAtOnce)
    await scope.transaction(async (inner) => {
      for (const drift of await purchaseDrifts(inner, batch, true)) await write(inner, drift)
    })
  }
}

async function write(scope: Projecting, drift: Drift): Promise<void> {
  const changed = drift.lines.filter((line) => driftIn(line).length > 0)
  for (const line of changed)
    await scope.rows
      .updateTable('purchase_order_lines')
      .set(line.next as never)
      .where('id', '=', line.id)
      .execute()
  if (changed.length === 0 && driftIn(drift).length === 0) return
  await scope.rows
    .updateTable('purchase_orders')
    .set((eb) => ({ ...(drift.next as object), version: eb('version', '+', 1), updated_at: scope.now }))
    .where('id', '=', drift.id)
    .execute()
}

/** How these purchase orders are stored, and how they should be. */
export async function purchaseDrifts(scope: Projecting, ids: readonly Id[], lock = false): Promise<Drift[]> {
  const orders = await scope.rows
    .selectFrom('purchase_orders')
    .select(['id', 'number', 'cancelled_at', 'state', 'wanted_on', 'lines_count', 'open_lines', 'unit', 'open_quantity', 'total'])
    .where('id', 'in', ids)
    .orderBy('id')
    .$if(lock, (query) => query.forUpdate())
    .execute()
  const [lines, parts, waiting] = await Promise.all([linesOf(scope, ids), partsOf(scope, ids), waitingOf(scope, ids)])
  return orders.map(({ id, number, cancelled_at, ...stored }) => {
    const own = lines
      .filter((line) => line.purchase_order_id === id)
      .map((line) => ({ line, share: shareOf(line.quantity, parts.get(line.id) ?? []) }))
    const facts = own.map(({ line, share }) => ({ ...line, open: share.open }))
    const next = headOf(facts, { waiting: waiting.has(id), cancelled: cancelled_at !== null })
    return { id, number, stored, next, lines: own.map(keptLine) }
  })
}

type Line = Awaited<ReturnType<typeof linesOf>>[number]

const keptLine = ({ line, share }: { line: Line; share: ReturnType<typeof shareOf> }) => {
  const { confirmed_quantity, backordered_quantity, refused_quantity, open_quantity } = line
  return {
    id: line.id,
    lineNo: line.line_no,
    stored: { confirmed_quantity, backordered_quantity, refused_quantity, open_quantity },
    next: {
      confirmed_quantity: share.confirmed,
      backordered_quantity: share.backordered,
      refused_quantity: share.refused,
      open_quantity: share.open,
    },
  }
}

/** Quantities are added up only where all lines have one unit. */
function headOf(lines: readonly (Line & { open: string })[], more: { waiting: boolean; cancelled: boolean }): Values {
  const units = new Set(lines.map((line) => line.unit))
  const [unit = null] = units.size === 1 ? units : []
  return {
    state: purchaseState(lines, more),
    wanted_on: lines.map((line) => line.wanted_on).sort()[0] ?? null,
    lines_count: lines.length,
    open_lines: lines.filter((line) => !isNothing(line.open)).length,
    unit,
    open_quantity: unit === null ? null : addQuantities(lines.map((line) => line.open)),
    total: sumAmounts(lines.map((line) => line.net)),
  }
}

const linesOf = (scope: Projecting, ids: readonly Id[]) =>
  scope.rows
    .selectFrom('purchase_order_lines')
    .select(['id', 'purchase_order_id', 'line_no', 'quantity', 'unit', 'net', 'wanted_on'])
    .select(['confirmed_quantity', 'backordered_quantity', 'refused_quantity', 'open_quantity'])
    .where('purchase_order_id', 'in', ids)
    .orderBy('id')
    .execute()

/** The parts of the answers that stand, by line. */
async function partsOf(scope: Projecting, ids: readonly Id[]): Promise<Map<Id, AnswerPart[]>> {
  const rows = await scope.rows
    .selectFrom('purchase_order_lines as l')
    .innerJoin('acknowledgement_lines as a', (join) =>
      join.onRef('a.purchase_order_line_id', '=', 'l.id').on('a.standing', '=', 1),
    )
    .innerJoin('acknowledgement_parts as part', 'part.acknowledgement_line_id', 'a.id')
    .select(['l.id', 'part.kind', 'part.quantity', 'part.due_on as on'])
    .where('l.purchase_order_id', 'in', ids)
    .execute()
  const byLine = new Map<Id, AnswerPart[]>()
  for (const { id, ...part } of rows) byLine.set(id, [...(byLine.get(id) ?? []), part as AnswerPart])
  return byLine
}

async function waitingOf(scope: Projecting, ids: readonly Id[]): Promise<Set<Id>> {
  const rows = await scope.rows
    .selectFrom('acknowledgements')
    .select(['purchase_order_id', sql<string>`count(*)`.as('count')])
    .where('purchase_order_id', 'in', ids)
    .where('state', '=', 'waiting')
    .groupBy('purchase_order_id')
    .execute()
  return new Set(rows.map((row) => row.purchase_order_id))
}
