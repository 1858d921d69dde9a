import type { Finder, Found, Reads } from '~/features/registry.types'
import { findQuery } from './invoices.queries.server'

/** Invoices for the palette: by their number, the customer's own, or the number of their order. Nothing where no invoice may be read. */
async function find(scope: Reads, text: string, limit: number): Promise<Found[]> {
  const ids = (await findQuery(scope, text, limit).execute()).map((row) => row.id)
  const rows = await scope.rows
    .selectFrom('invoices as i')
    .innerJoin('accounts as a', 'a.id', 'i.account_id')
    .select(['i.number', 'i.po_number', 'i.due_on', 'i.is_open', 'a.name'])
    .where('i.id', 'in', ids)
    .orderBy('i.issued_on', 'desc')
    .orderBy('i.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    kind: 'invoice',
    title: row.number,
    detail: [row.po_number, scope.audience === 'staff' ? row.name : null].filter(Boolean).join(' · '),
    path: `invoices/${encodeURIComponent(row.number)}`,
  }))
}

export const invoiceFinder: Finder = { kind: 'invoice', audience: 'both', list: 'invoices', find }
