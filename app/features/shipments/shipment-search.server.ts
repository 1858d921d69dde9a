import type { ExpressionBuilder, OperationNodeSource } from 'kysely'
import { sql } from 'kysely'
import type { SeenBy } from '~/access/visibility'
import type { Id } from '~/database/tables'
import { likeText } from '~/features/accounts/accounts.queries.server'
import type { Range } from '~/features/orders/order-reach.server'
import { inRanges } from '~/features/orders/order-reach.server'
import type { Reads } from '~/features/registry.types'

/** What one search looks at, at most. */
export const mostFound = 1000

type Eb = ExpressionBuilder<SeenBy<'portal' | 'staff'>, never>

/**
 * The shipments that a text may mean among those in the ranges, and whether more fit than were looked at: their number and
 * tracking number by the beginning; packages (tracking number, SSCC), references, and orders by number or PO exactly. Every part
 * reads an index and stops at its bound, however many shipments there are.
 */
export async function findShipments(
  scope: Reads,
  ranges: readonly Range[],
  text: string,
): Promise<{ shipments: Id[]; cut: boolean }> {
  const values = printed(text)
  const [spoken, named, packed, ordered] = await Promise.all([
    byBeginning(scope, ranges, text, values),
    byReference(scope, values),
    byPackage(scope, values),
    byOrder(scope, values),
  ])
  const indirect = await among(scope, ranges, [...new Set([...named, ...packed, ...ordered])])
  const all = [...new Set([...indirect, ...spoken])]
  return { shipments: all.slice(0, mostFound), cut: all.length > mostFound }
}

/** As typed, and without the blanks that carriers print between groups of figures. */
const printed = (text: string): string[] => [...new Set([text, text.replace(/[\s.-]/g, '')])].filter((one) => one !== '')

async function byBeginning(scope: Reads, ranges: readonly Range[], text: string, values: readonly string[]): Promise<Id[]> {
  const numbers = /^\d+$/.test(text) ? [text, ...(await withUsualBeginning(scope, text))] : [text]
  const [begin, exact] = await Promise.all([
    scope.rows
      .selectFrom((eb: Eb) => {
        const pieces = ranges.flatMap((range) => [
          ...numbers.map((number) => beginning(eb, range, 'number', number)),
          ...values.map((value) => beginning(eb, range, 'tracking_number', value)),
        ])
        return sql<{ id: Id }>`(${sql.join(pieces.map(inUnion), sql` union `)})`.as('found')
      })
      .select('found.id')
      .limit(mostFound + 1)
      .execute(),
    // Those to somebody else are in no range: they are found by the whole number.
    scope.rows
      .selectFrom('shipments as s')
      .select('s.id')
      .where((eb) => eb.or([eb('s.number', 'in', numbers), eb('s.tracking_number', 'in', values)]))
      .limit(mostFound)
      .execute(),
  ])
  const whole = await among(
    scope,
    ranges,
    exact.map((row) => row.id),
  )
  return [...new Set([...whole, ...begin.map((row) => row.id)])]
}

const inUnion = (piece: OperationNodeSource, index: number) => sql`select id from ${piece} as ${sql.ref(`piece_${index}`)}`

const beginning = (eb: Eb, range: Range, column: 'number' | 'tracking_number', text: string) =>
  eb
    .selectFrom('shipments as s')
    .select('s.id')
    .$if(range !== null, (query) => query.where(`s.${range?.column ?? 'account_id'}`, '=', range?.id ?? ''))
    .$if(Boolean(range?.only), (query) => query.where('s.account_id', 'in', range?.only ?? []))
    .where(`s.${column}`, 'like', `${likeText(text)}%`)
    .orderBy(`s.${column}`, 'desc')
    .limit(mostFound + 1)

/** People say "90377" for SH-90377: figures are also looked for behind the letters that the newest shipment has. */
async function withUsualBeginning(scope: Reads, figures: string): Promise<string[]> {
  const [slice] = scope.slices
  if (slice === undefined) return []
  const newest = await scope.rows
    .selectFrom('shipments as s')
    .select('s.number')
    .$if(slice !== null, (query) => query.where(`s.${slice?.column ?? 'account_id'}`, '=', slice?.id ?? ''))
    .orderBy('s.opened_at', 'desc')
    .orderBy('s.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const letters = newest?.number.replace(/\d+$/, '') ?? ''
  return letters === '' || letters === newest?.number ? [] : [letters + figures]
}

async function byReference(scope: Reads, values: readonly string[]): Promise<Id[]> {
  const rows = await scope.rows
    .selectFrom('reference_numbers')
    .select(['shipment_id', 'order_id'])
    .where('value', 'in', values)
    .limit(mostFound)
    .execute()
  const orders = rows.flatMap((row) => row.order_id ?? [])
  return [...rows.flatMap((row) => row.shipment_id ?? []), ...(await carrying(scope, orders))]
}

async function byPackage(scope: Reads, values: readonly string[]): Promise<Id[]> {
  const rows = await scope.rows
    .selectFrom('packages')
    .select('shipment_id')
    .where((eb) => eb.or([eb('tracking_number', 'in', values), eb('sscc', 'in', values)]))
    .limit(mostFound)
    .execute()
  return rows.map((row) => row.shipment_id)
}

async function byOrder(scope: Reads, values: readonly string[]): Promise<Id[]> {
  const rows = await scope.rows
    .selectFrom('orders')
    .select('id')
    .where((eb) => eb.or([eb('number', 'in', values), eb('po_number', 'in', values)]))
    .limit(mostFound)
    .execute()
  return await carrying(
    scope,
    rows.map((row) => row.id),
  )
}

async function carrying(scope: Reads, orders: readonly Id[]): Promise<Id[]> {
  if (orders.length === 0) return []
  const rows = await scope.rows
    .selectFrom('shipment_lines')
    .select('shipment_id')
    .distinct()
    .where('order_id', 'in', orders)
    .limit(mostFound)
    .execute()
  return rows.map((row) => row.shipment_id)
}

/** Those of the shipments that go to the ranges or carry lines of theirs; the reach itself is seen to by the scope. */
async function among(scope: Reads, ranges: readonly Range[], shipments: readonly Id[]): Promise<Id[]> {
  if (shipments.length === 0 || ranges.includes(null)) return [...shipments]
  const [theirs, carried] = await Promise.all([
    scope.rows.selectFrom('shipments').select(['id', 'account_id', 'root_account_id']).where('id', 'in', shipments).execute(),
    scope.rows
      .selectFrom('shipment_lines')
      .select(['shipment_id', 'account_id', 'root_account_id'])
      .where('shipment_id', 'in', shipments)
      .where('elsewhere', '=', 1)
      .execute(),
  ])
  const own = theirs.filter((row) => inRanges(row, ranges)).map((row) => row.id)
  const lines = carried.filter((row) => inRanges(row, ranges)).map((row) => row.shipment_id)
  return [...new Set([...own, ...lines])]
}
