import type { Scope } from '~/access/scope.server'
import type { At, Page } from '~/database/keyset.server'
import { beyond, readPage } from '~/database/keyset.server'
import type { AccountFilter, Does } from './account'
import { likeText } from './accounts.queries.server'

type Reads = Scope<'staff', 'accounts.read'>

export type AccountRow = Does & {
  code: string
  name: string
  localName: string | null
  city: string | null
  country: string | null
  class: string | null
  stage: string
  active: boolean
  /** The top of its tree, where that is another account. */
  group: { code: string; name: string } | null
}

export const pageSize = 25

/**
 * Accounts by name or code, found by any part of code, name, name in the own script, or city. A host has thousands of accounts,
 * not millions, so a search reads the index of names in order and stops when the page is full.
 */
export async function listAccounts(scope: Reads, filter: AccountFilter, at: At, size = pageSize): Promise<Page<AccountRow>> {
  const page = await readPage<Read>(
    {
      name: `accounts ${filter.sort}`,
      direction: 'asc',
      positionOf: (row) => ({ at: row[filter.sort], id: row.id }),
      read: (place, direction, limit) =>
        accountsQuery(scope, filter)
          .$if(place !== null, (query) =>
            query.where((eb) => beyond(eb.ref(`a.${filter.sort}`), eb.ref('a.id'), place ?? { at: '', id: '0' }, direction)),
          )
          .orderBy(`a.${filter.sort}`, direction)
          .orderBy('a.id', direction)
          .limit(limit)
          .execute(),
    },
    at,
    size,
  )
  return { ...page, rows: page.rows.map(asRow) }
}

function accountsQuery(scope: Reads, filter: AccountFilter) {
  const like = `%${likeText(filter.q)}%`
  return scope.rows
    .selectFrom('accounts as a')
    .innerJoin('accounts as root', 'root.id', 'a.root_account_id')
    .select(['a.id', 'a.code', 'a.name', 'a.local_name', 'a.city', 'a.country', 'a.class', 'a.stage', 'a.active'])
    .select(['a.buys', 'a.distributes', 'a.supplies', 'root.id as root_id', 'root.code as root_code', 'root.name as root_name'])
    .where('a.merged_into_id', 'is', null)
    .$if(!filter.ended, (query) => query.where('a.active', '=', 1))
    .$if(filter.does !== null, (query) => query.where(`a.${filter.does ?? 'buys'}`, '=', 1))
    .$if(filter.class !== null, (query) => query.where('a.class', '=', filter.class))
    .$if(filter.stage !== null, (query) => query.where('a.stage', '=', filter.stage ?? ''))
    .$if(filter.q !== '', (query) =>
      query.where((row) =>
        row.or([
          row('a.code', 'like', like),
          row('a.name', 'like', like),
          row('a.local_name', 'like', like),
          row('a.city', 'like', like),
        ]),
      ),
    )
}

type Read = Awaited<ReturnType<ReturnType<typeof accountsQuery>['execute']>>[number]

const asRow = (row: Read): AccountRow => ({
  code: row.code,
  name: row.name,
  localName: row.local_name,
  city: row.city,
  country: row.country,
  class: row.class,
  stage: row.stage,
  active: row.active === 1,
  buys: row.buys,
  distributes: row.distributes,
  supplies: row.supplies,
  group: row.root_id === row.id ? null : { code: row.root_code, name: row.root_name },
})

/** All accounts that the filter shows, in pieces of 1,000, for an export of exactly the list. */
export async function* everyAccount(scope: Reads, filter: AccountFilter): AsyncGenerator<AccountRow[]> {
  for (let after: string | null = null, first = true; first || after !== null; first = false) {
    const page: Page<AccountRow> = await listAccounts(scope, filter, { after, before: null }, 1000)
    yield page.rows
    after = page.after
  }
}
