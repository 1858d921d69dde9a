import type { Finder } from '../registry.types'
import { likeText } from './accounts.queries.server'

/** Accounts for the palette of the staff: by code exactly or by its beginning, by the beginning of a name, by a word within it. */
export const accountFinder: Finder = {
  kind: 'account',
  audience: 'staff',
  list: 'accounts',
  async find(scope, text, limit) {
    const start = `${likeText(text)}%`
    const rows = await scope.rows
      .selectFrom('accounts')
      .select(['code', 'name', 'local_name', 'city'])
      .where('merged_into_id', 'is', null)
      .where('active', '=', 1)
      .where((row) =>
        row.or([
          row('code', 'like', start),
          row('name', 'like', start),
          row('name', 'like', `% ${start}`),
          row('local_name', 'like', `%${start}`),
        ]),
      )
      .orderBy('name')
      .orderBy('id')
      .limit(limit)
      .execute()
    return rows.map((row) => ({
      kind: 'account',
      title: row.name,
      detail: [row.code, row.local_name, row.city].filter(Boolean).join(' · '),
      path: `accounts/${encodeURIComponent(row.code)}`,
    }))
  },
}
