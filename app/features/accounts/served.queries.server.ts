import type { Scope } from '~/access/scope.server'
import type { At, Page } from '~/database/keyset.server'
import { beyond, readPage } from '~/database/keyset.server'
import { likeText } from './accounts.queries.server'

export type ServedRow = { code: string; name: string; city: string | null; country: string | null; since: string; by: string }

const pageSize = 25

/**
 * The accounts that a distributor serves today, by name, each with the first day and the own account that serves it. `sought` is
 * part of a code, a name or a city. Nothing of what they order is shown here.
 */
export async function listServed(scope: Scope<'distributor', 'accounts.read'>, sought: string, at: At): Promise<Page<ServedRow>> {
  const query = servedQuery(scope, sought)
  const page = await readPage<Read>(
    {
      name: 'served',
      direction: 'asc',
      positionOf: (row) => ({ at: row.name, id: row.id }),
      read: (place, direction, limit) =>
        query
          .$if(place !== null, (rows) =>
            rows.where((eb) => beyond(eb.ref('o.name'), eb.ref('l.id'), place ?? { at: '', id: '0' }, direction)),
          )
          .orderBy('o.name', direction)
          .orderBy('l.id', direction)
          .limit(limit)
          .execute(),
    },
    at,
    pageSize,
  )
  return { ...page, rows: page.rows.map(({ id: _, ...row }) => row) }
}

function servedQuery(scope: Scope<'distributor', 'accounts.read'>, sought: string) {
  const today = scope.now.toISOString().slice(0, 10)
  const like = `%${likeText(sought)}%`
  return scope.rows
    .selectFrom('account_links as l')
    .innerJoin('accounts as own', 'own.id', 'l.from_account_id')
    .innerJoin('accounts as o', 'o.id', 'l.to_account_id')
    .select(['l.id', 'o.code', 'o.name', 'o.city', 'o.country', 'l.valid_from as since', 'own.name as by'])
    .where('l.kind', '=', 'serves')
    .where('l.valid_from', '<=', today)
    .where((row) => row.or([row('l.valid_to', 'is', null), row('l.valid_to', '>=', today)]))
    .where('o.active', '=', 1)
    .$if(sought !== '', (rows) =>
      rows.where((row) => row.or([row('o.code', 'like', like), row('o.name', 'like', like), row('o.city', 'like', like)])),
    )
}
type Read = Awaited<ReturnType<ReturnType<typeof servedQuery>['execute']>>[number]
