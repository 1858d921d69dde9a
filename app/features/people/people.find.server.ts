import { handleOf } from '~/access/seal.server'
import type { Finder } from '../registry.types'

/** People for the palette of the staff: by the beginning of an address, of a name or of a word within it. */
export const personFinder: Finder = {
  kind: 'person',
  audience: 'staff',
  list: 'people',
  async find(scope, text, limit) {
    const start = `${text.replace(/[\\%_]/g, '\\$&')}%`
    const rows = await scope.rows
      .selectFrom('persons')
      .select(['id', 'name', 'email', 'job_title'])
      .where((row) =>
        row.or([row('email', 'like', start.toLowerCase()), row('name', 'like', start), row('name', 'like', `% ${start}`)]),
      )
      .orderBy('name')
      .orderBy('id')
      .limit(limit)
      .execute()
    return rows.map((row) => ({
      kind: 'person',
      title: row.name,
      detail: [row.email, row.job_title].filter(Boolean).join(' · '),
      path: `people/${handleOf('person', row.id)}`,
    }))
  },
}
