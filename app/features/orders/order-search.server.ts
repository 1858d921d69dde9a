import type { ExpressionBuilder, OperationNodeSource } from 'kysely'
import { sql } from 'kysely'
import type { SeenBy } from '~/access/visibility'
import type { Id } from '~/database/tables'
import { likeText } from '~/features/accounts/accounts.queries.server'
import { orderedProducts } from '~/features/catalog/products.queries.server'
import type { Range, Reads } from './order-reach.server'
import { inRanges } from './order-reach.server'
import { mostFound } from './order-search'

/** What a text means among the orders in reach: these orders by their numbers, and every order of these products. */
export type Found = {
  orders: readonly Id[]
  products: readonly Id[]
  /** More numbers begin like this than are looked at. */
  numbersCut: boolean
  /** More products fit than are looked at. */
  productsCut: boolean
}

export const { numbers: mostNumbers, products: mostProducts } = mostFound

type Tables = SeenBy<'portal' | 'staff'>
type Eb = ExpressionBuilder<Tables, never>

/** What a text may mean. Every part of it reads an index and stops at its bound, however many orders there are. */
export async function findOrders(scope: Reads, ranges: readonly Range[], text: string): Promise<Found> {
  const [spoken, carried, products] = await Promise.all([
    byNumbers(scope, ranges, text),
    byGoods(scope, ranges, text),
    orderedProducts(scope, ranges, text, mostProducts),
  ])
  const orders = [...new Set([...carried, ...spoken])]
  return {
    orders: orders.slice(0, mostNumbers),
    products: products.ids,
    numbersCut: orders.length > mostNumbers,
    productsCut: products.more,
  }
}

async function byNumbers(scope: Reads, ranges: readonly Range[], text: string): Promise<Id[]> {
  const numbers = /^\d+$/.test(text) ? [text, ...(await withUsualBeginning(scope, ranges, text))] : [text]
  const rows = await numbersQuery(scope, ranges, numbers, text).execute()
  return rows.map((row) => row.id)
}

/** Our number and the customer's, exactly and by their beginning, highest first. */
export const numbersQuery = (scope: Reads, ranges: readonly Range[], numbers: readonly string[], text: string) =>
  scope.rows
    .selectFrom((eb: Eb) => {
      const pieces = ranges.flatMap((range) => [
        exactly(eb, range, 'number', numbers),
        exactly(eb, range, 'po_number', [text]),
        ...numbers.map((number) => beginning(eb, range, 'number', number)),
        beginning(eb, range, 'po_number', text),
      ])
      return sql<{ id: Id }>`(${sql.join(pieces.map(inUnion), sql` union `)})`.as('found')
    })
    .select('found.id')
    .limit(mostNumbers + 1)

const inUnion = (piece: OperationNodeSource, index: number) => sql`select id from ${piece} as ${sql.ref(`piece_${index}`)}`

const within = (eb: Eb, range: Range) =>
  eb
    .selectFrom('orders as o')
    .select('o.id')
    .$if(range !== null, (query) => query.where(`o.${range?.column ?? 'account_id'}`, '=', range?.id ?? ''))
    .$if(Boolean(range?.only), (query) => query.where('o.account_id', 'in', range?.only ?? []))

type Spoken = 'number' | 'po_number'
const exactly = (eb: Eb, range: Range, column: Spoken, texts: readonly string[]) =>
  within(eb, range)
    .where(`o.${column}`, 'in', texts)
    .limit(mostNumbers + 1)
const beginning = (eb: Eb, range: Range, column: Spoken, text: string) =>
  within(eb, range)
    .where(`o.${column}`, 'like', `${likeText(text)}%`)
    .orderBy(`o.${column}`, 'desc')
    .limit(mostNumbers + 1)

/** People say "48102" for SO-48102: figures are also looked for behind the letters that the newest order has. */
async function withUsualBeginning(scope: Reads, ranges: readonly Range[], figures: string): Promise<string[]> {
  const [range] = ranges
  if (range === undefined) return []
  const newest = await scope.rows
    .selectFrom('orders as o')
    .select('o.number')
    .$if(range !== null, (query) => query.where(`o.${range?.column ?? 'account_id'}`, '=', range?.id ?? ''))
    .orderBy('o.placed_at', 'desc')
    .orderBy('o.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const letters = newest?.number.replace(/\d+$/, '') ?? ''
  return letters === '' || letters === newest?.number ? [] : [letters + figures]
}

/** As typed, and without the blanks that carriers print between groups of figures. */
const printed = (text: string): string[] => [...new Set([text, text.replace(/[\s.-]/g, '')])].filter((one) => one !== '')

/** References, tracking numbers and numbers of shipments, exactly: they are pasted and scanned, not remembered. */
async function byGoods(scope: Reads, ranges: readonly Range[], text: string): Promise<Id[]> {
  const values = printed(text)
  const [references, shipments, packages] = await Promise.all([
    scope.rows
      .selectFrom('reference_numbers')
      .select(['order_id', 'shipment_id'])
      .where('value', 'in', values)
      .limit(mostNumbers)
      .execute(),
    scope.rows
      .selectFrom('shipments as s')
      .select('s.id')
      .where((eb) => eb.or([eb('s.tracking_number', 'in', values), eb('s.number', 'in', values)]))
      .limit(mostNumbers)
      .execute(),
    scope.rows.selectFrom('packages').select('shipment_id').where('tracking_number', 'in', values).limit(mostNumbers).execute(),
  ])
  const carriers = new Set([
    ...references.flatMap((row) => row.shipment_id ?? []),
    ...shipments.map((row) => row.id),
    ...packages.map((row) => row.shipment_id),
  ])
  const direct = references.flatMap((row) => row.order_id ?? [])
  const carried = carriers.size === 0 ? [] : await ordersIn(scope, [...carriers])
  return await among(scope, ranges, [...new Set([...direct, ...carried])])
}

async function ordersIn(scope: Reads, shipments: readonly Id[]): Promise<Id[]> {
  const rows = await scope.rows
    .selectFrom('shipment_lines')
    .select('order_id')
    .distinct()
    .where('shipment_id', 'in', shipments)
    .limit(mostNumbers)
    .execute()
  return rows.map((row) => row.order_id)
}

/** Those of the orders that are in the ranges: the reach itself is seen to by the scope. */
async function among(scope: Reads, ranges: readonly Range[], orders: readonly Id[]): Promise<Id[]> {
  if (orders.length === 0) return []
  const rows = await scope.rows
    .selectFrom('orders')
    .select(['id', 'account_id', 'root_account_id'])
    .where('id', 'in', orders)
    .execute()
  return rows.filter((row) => inRanges(row, ranges)).map((row) => row.id)
}
