import type { Finder, RebateReads } from '~/features/registry.types'
import { likeText } from './accounts.queries.server'

/** Accounts that a distributor serves today, by the beginning of their code or name. Read from its own links. */
export const servedQuery = (scope: RebateReads, text: string, limit: number) => {
  const today = scope.now.toISOString().slice(0, 10)
  const start = `${likeText(text)}%`
  return scope.rows
    .selectFrom('account_links as l')
    .innerJoin('accounts as own', 'own.id', 'l.from_account_id')
    .innerJoin('accounts as o', 'o.id', 'l.to_account_id')
    .select(['o.code', 'o.name', 'o.city', 'own.name as by'])
    .where('l.kind', '=', 'serves')
    .where('l.valid_from', '<=', today)
    .where((row) => row.or([row('l.valid_to', 'is', null), row('l.valid_to', '>=', today)]))
    .where('o.active', '=', 1)
    .where((row) => row.or([row('o.code', 'like', start), row('o.name', 'like', start), row('o.name', 'like', `% ${start}`)]))
    .orderBy('o.name')
    .orderBy('l.id')
    .limit(limit)
}

/** They have no page of their own: the hit leads to the list, narrowed to them. */
export const servedFinder: Finder<RebateReads> = {
  kind: 'served',
  audience: 'distributor',
  list: 'served',
  async find(scope, text, limit) {
    const rows = await servedQuery(scope, text, limit).execute()
    return rows.map((row) => ({
      kind: 'served',
      title: row.name,
      detail: [row.code, row.city].filter(Boolean).join(' · '),
      path: `served?q=${encodeURIComponent(row.code)}`,
    }))
  },
}
