import type { Scope } from '~/access/scope.server'
import { likeText } from '~/features/accounts/accounts.queries.server'
import type { Finder, Reads } from '~/features/registry.types'

/** Programmes for the palette of the staff: by the beginning of their code or of a name. A host has dozens. */
export const programmeFinder: Finder = {
  kind: 'programme',
  audience: 'staff',
  async find(scope: Reads, text, limit) {
    if (scope.may('programmes.read') === 'nowhere') return []
    const start = `${likeText(text)}%`
    const rows = await (scope as unknown as Scope<'staff', 'programmes.read'>).rows
      .selectFrom('programmes')
      .select(['code', 'name', 'local_name'])
      .where((eb) => eb.or([eb('code', 'like', start.toUpperCase()), eb('name', 'like', start), eb('local_name', 'like', start)]))
      .orderBy('code')
      .limit(limit)
      .execute()
    return rows.map((row) => ({
      kind: 'programme',
      title: row.code,
      detail: scope.who.language === 'zh-CN' ? (row.local_name ?? row.name) : row.name,
      path: `programmes/${encodeURIComponent(row.code)}`,
    }))
  },
}
