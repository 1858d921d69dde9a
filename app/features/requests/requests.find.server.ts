import { likeText } from '~/features/accounts/accounts.queries.server'
import type { Finder, Found, Reads } from '~/features/registry.types'

/** Requests for the palette: by the beginning of their number. */
async function find(scope: Reads, text: string, limit: number): Promise<Found[]> {
  const rows = await scope.rows
    .selectFrom('requests as r')
    .leftJoin('accounts as a', 'a.id', 'r.account_id')
    .select(['r.number', 'r.subject', 'a.name'])
    .where('r.number', 'like', `${likeText(text.toUpperCase())}%`)
    .orderBy('r.number', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    kind: 'request',
    title: row.number,
    detail: [row.subject, ...(scope.audience === 'staff' ? [row.name] : [])].filter(Boolean).join(' · '),
    path: `requests/${encodeURIComponent(row.number)}`,
  }))
}

export const requestFinder: Finder = { kind: 'request', audience: 'both', list: 'requests', find }
