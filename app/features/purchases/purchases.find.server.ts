import type { Finder, Found, SupplyReads } from '~/features/registry.types'
import { sayDate } from '~/ui/when-text'
import { findQuery } from './purchases.queries.server'

/** Purchase orders for the palette: by their number, or the number of an item in either company's words. Newest first. */
async function find(scope: SupplyReads, text: string, limit: number): Promise<Found[]> {
  const ids = (await findQuery(scope, text, limit).execute()).map((row) => row.id)
  const rows = await scope.rows
    .selectFrom('purchase_orders as p')
    .innerJoin('accounts as a', 'a.id', 'p.account_id')
    .select(['p.number', 'p.ordered_on', 'a.name'])
    .where('p.id', 'in', ids)
    .orderBy('p.ordered_on', 'desc')
    .orderBy('p.id', 'desc')
    .limit(limit)
    .execute()
  const said = (day: string) => sayDate(scope.who.language, day, scope.now, scope.who.timeZone)
  return rows.map((row) => ({
    kind: 'purchase',
    title: row.number,
    detail: [said(row.ordered_on), ...(scope.audience === 'staff' ? [row.name] : [])].join(' · '),
    path: `purchase-orders/${encodeURIComponent(row.number)}`,
  }))
}

export const purchaseFinder: Finder<SupplyReads> = { kind: 'purchase', audience: 'both', list: 'purchase-orders', find }
