import type { Finder, Found, Reads } from '~/features/registry.types'
import { everyOrder } from './order-filter'
import { listOrders } from './orders.queries.server'

/** Orders for the palette: by any of their numbers and references, by product. The newest come first, an exact number before them. */
async function find(scope: Reads, text: string, limit: number): Promise<Found[]> {
  const [numbered, bought] = await Promise.all([exactly(scope, 'number', text, limit), exactly(scope, 'po_number', text, limit)])
  const exact = [...numbered, ...bought.filter((row) => row.number.toLowerCase() !== text.toLowerCase())]
  const page =
    exact.length >= limit ? [] : (await listOrders(scope, { ...everyOrder, q: text }, { after: null, before: null }, limit)).rows
  const listed = page.map((row) => ({
    number: row.number,
    po_number: row.poNumber,
    contents: row.contents,
    name: row.account.name,
  }))
  const known = new Set(exact.map((row) => row.number))
  return [...exact, ...listed.filter((row) => !known.has(row.number))].slice(0, limit).map((row) => ({
    kind: 'order',
    title: row.number,
    detail: [row.po_number, row.contents, ...(scope.audience === 'staff' ? [row.name] : [])].filter(Boolean).join(' · '),
    path: `orders/${encodeURIComponent(row.number)}`,
  }))
}

const exactly = (scope: Reads, column: 'number' | 'po_number', text: string, limit: number) =>
  scope.rows
    .selectFrom('orders as o')
    .innerJoin('accounts as a', 'a.id', 'o.account_id')
    .select(['o.number', 'o.po_number', 'o.contents', 'a.name'])
    .where(`o.${column}`, '=', text)
    .orderBy('o.id', 'desc')
    .limit(limit)
    .execute()

export const orderFinder: Finder = { kind: 'order', audience: 'both', list: 'orders', find }
