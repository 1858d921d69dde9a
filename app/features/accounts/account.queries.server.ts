import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import { notFound } from '~/values/outcome'
import type { TreeNode } from './tree'
import { asTree } from './tree'

type Sees = Scope<'portal' | 'supplier' | 'staff', 'accounts.read'>

/** One account with what it is. Refuses (404) a code that is not in reach; a merged account answers with the one it went into. */
export async function getAccount(scope: Sees, code: string) {
  const account = await scope.rows
    .selectFrom('accounts')
    .select(['id', 'root_account_id', 'parent_id', 'code', 'name', 'local_name', 'buys', 'distributes', 'supplies', 'class'])
    .select(['stage', 'currency', 'language', 'time_zone', 'city', 'country', 'phone', 'website', 'tax_number', 'active'])
    .select(['merged_into_id', 'created_at'])
    .where('code', '=', code)
    .executeTakeFirst()
  return account ?? notFound()
}
export type Account = Awaited<ReturnType<typeof getAccount>>

/** The code of the account that another was merged into, or null. */
export async function mergedInto(scope: Sees, account: Pick<Account, 'merged_into_id'>): Promise<string | null> {
  if (account.merged_into_id === null) return null
  const row = await scope.rows.selectFrom('accounts').select('code').where('id', '=', account.merged_into_id).executeTakeFirst()
  return row?.code ?? null
}

export type Branch = { code: string; name: string; city: string | null; depth: number; current: boolean; active: boolean }

const mostBranches = 40

/**
 * The ownership tree around an account: all of it where it is small, else the way up, the account itself and what is directly
 * below it, at most 40 with the rest counted.
 */
export async function treeAround(
  scope: Sees,
  account: Pick<Account, 'id' | 'root_account_id'>,
): Promise<{ branches: Branch[]; left: number }> {
  const rows = await scope.rows
    .selectFrom('accounts')
    .select(['id', 'parent_id', 'code', 'name', 'city', 'active'])
    .where('root_account_id', '=', account.root_account_id)
    .where('merged_into_id', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .limit(5000)
    .execute()
  const all = asTree(rows)
  const near = all.length <= mostBranches ? all : around(all, account.id)
  const branches = near.slice(0, mostBranches).map(({ id, code, name, city, depth, active }) => ({
    code,
    name,
    city,
    depth,
    current: id === account.id,
    active: active === 1,
  }))
  return { branches, left: all.length - branches.length }
}

function around<N extends TreeNode>(all: readonly N[], id: Id): N[] {
  const byId = new Map(all.map((one) => [one.id, one]))
  const way = new Set<Id>()
  for (let one = byId.get(id); one && !way.has(one.id); one = one.parent_id ? byId.get(one.parent_id) : undefined) way.add(one.id)
  return all.filter((one) => way.has(one.id) || one.parent_id === id)
}

export type Link = {
  kind: string
  from: boolean
  code: string
  name: string
  city: string | null
  since: string
  until: string | null
  over: boolean
}

/** The dated relations of an account that are no ownership, those of today first. `from` says that it is the one who serves. */
export async function linksOf(scope: Scope<'staff', 'accounts.read'>, accountId: Id): Promise<Link[]> {
  const side = (own: 'from_account_id' | 'to_account_id', other: 'from_account_id' | 'to_account_id') =>
    scope.rows
      .selectFrom('account_links as l')
      .innerJoin('accounts as o', 'o.id', `l.${other}`)
      .select(['l.kind', 'l.valid_from', 'l.valid_to', 'o.code', 'o.name', 'o.city'])
      .where(`l.${own}`, '=', accountId)
      .orderBy('o.name')
      .limit(200)
      .execute()
  const [outward, inward] = await Promise.all([
    side('from_account_id', 'to_account_id'),
    side('to_account_id', 'from_account_id'),
  ])
  const today = scope.now.toISOString().slice(0, 10)
  const named = (rows: typeof outward, from: boolean): Link[] =>
    rows.map(({ kind, code, name, city, valid_from, valid_to }) => {
      const over = valid_from > today || (valid_to !== null && valid_to < today)
      return { kind, from, code, name, city, since: valid_from, until: valid_to, over }
    })
  return [...named(outward, true), ...named(inward, false)].sort((a, b) => Number(a.over) - Number(b.over))
}

export type AddressRow = {
  name: string
  street: string
  city: string
  region: string | null
  postalCode: string | null
  country: string
}

/** The addresses of an account, by city; at most 100. */
export async function addressesOf(scope: Sees, accountId: Id): Promise<AddressRow[]> {
  const rows = await scope.rows
    .selectFrom('addresses')
    .select(['name', 'street', 'city', 'region', 'postal_code', 'country'])
    .where('account_id', '=', accountId)
    .orderBy('city')
    .orderBy('id')
    .limit(100)
    .execute()
  return rows.map(({ postal_code, ...row }) => ({ ...row, postalCode: postal_code }))
}

/** The code of the account at the top of what a member reaches: where several stand there, the first by name. */
export async function ownTop(scope: Scope<'portal' | 'supplier', 'accounts.read'>): Promise<string> {
  const ids = scope.slices.flatMap((slice) => (slice ? [slice.id] : []))
  const row = await scope.rows
    .selectFrom('accounts')
    .select('code')
    .where('id', 'in', ids)
    .where('active', '=', 1)
    .orderBy('name')
    .orderBy('id')
    .executeTakeFirst()
  return row?.code ?? notFound()
}
