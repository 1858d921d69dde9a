import type { Finder, Found, Reads } from '~/features/registry.types'
import { findQuery } from './contracts.queries.server'

/** Contracts for the palette: by the beginning of their number or title. Nothing where no contract may be read. */
async function find(scope: Reads, text: string, limit: number): Promise<Found[]> {
  const ids = (await findQuery(scope, text, limit).execute()).map((row) => row.id)
  const rows = await scope.rows
    .selectFrom('contracts as c')
    .innerJoin('accounts as a', 'a.id', 'c.account_id')
    .select(['c.number', 'c.title', 'a.name'])
    .where('c.id', 'in', ids)
    .orderBy('c.is_open', 'desc')
    .orderBy('c.next_on')
    .orderBy('c.id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    kind: 'contract',
    title: row.number,
    detail: [row.title, scope.audience === 'staff' ? row.name : null].filter(Boolean).join(' · '),
    path: `contracts/${encodeURIComponent(row.number)}`,
  }))
}

export const contractFinder: Finder = { kind: 'contract', audience: 'both', list: 'contracts', find }
