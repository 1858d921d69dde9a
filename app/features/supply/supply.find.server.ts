import { likeText } from '~/features/accounts/accounts.queries.server'
import type { Finder, Found, SupplyReads } from '~/features/registry.types'

const beginning = (text: string) => `${likeText(text)}%`

/** Proposals for the palette, by the beginning of their number; for staff those that were handed in. */
async function findProposals(scope: SupplyReads, text: string, limit: number): Promise<Found[]> {
  const staff = scope.audience === 'staff'
  const rows = await scope.rows
    .selectFrom('proposals as p')
    .innerJoin('accounts as a', 'a.id', 'p.account_id')
    .select(['p.number', 'p.note', 'a.name'])
    .where('p.number', 'like', beginning(text.toUpperCase()))
    .$if(staff, (query) => query.where('p.submitted_at', 'is not', null))
    .orderBy('p.number')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    kind: 'proposal',
    title: row.number,
    detail: [row.note, ...(staff ? [row.name] : [])].filter(Boolean).join(' · '),
    path: `${staff ? 'moderation/proposals' : 'proposals'}/${encodeURIComponent(row.number)}`,
  }))
}

/** Items, by the beginning of their number: a supplier’s own, to staff everyone’s with their company. */
async function findItems(scope: SupplyReads, text: string, limit: number): Promise<Found[]> {
  const staff = scope.audience === 'staff'
  const rows = await scope.rows
    .selectFrom('catalog_items as i')
    .innerJoin('accounts as a', 'a.id', 'i.account_id')
    .select(['i.sku', 'i.title_en', 'i.title_zh', 'a.code', 'a.name'])
    .where('i.sku', 'like', beginning(text))
    .orderBy('i.sku')
    .orderBy('i.id')
    .limit(limit)
    .execute()
  const many = staff || new Set(rows.map((row) => row.code)).size > 1
  return rows.map((row) => ({
    kind: 'item',
    title: row.sku,
    detail: [row.title_en ?? row.title_zh, ...(staff ? [row.name] : [])].filter(Boolean).join(' · '),
    path: `catalog/${encodeURIComponent(row.sku)}${many ? `?account=${encodeURIComponent(row.code)}` : ''}`,
  }))
}

export const proposalFinder: Finder<SupplyReads> = {
  kind: 'proposal',
  audience: 'both',
  list: (audience) => (audience === 'staff' ? 'moderation' : 'proposals'),
  find: findProposals,
}
export const itemFinder: Finder<SupplyReads> = { kind: 'item', audience: 'both', list: 'catalog?discontinued=1', find: findItems }
