import type { Scope, Slice } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import { notFound } from '~/values/outcome'
import { asTree, branchIds } from './tree'

/** Whoever sees accounts at all; which ones, the scope says. */
type Sees = Scope<'portal' | 'supplier' | 'staff', never>

export type AccountChoice = { code: string; name: string; city: string | null; depth: number }

/** The accounts that the switcher offers, and whether there are more than it shows. */
export type Choices = { accounts: AccountChoice[]; more: boolean }

const mostChoices = 100

/**
 * The accounts in reach as a tree, for the switcher of a member; at most 100, found by code, name or city where `sought` is
 * given. Ended and merged accounts are left out.
 */
export async function switcherAccounts(scope: Scope<'portal' | 'supplier', never>, sought = ''): Promise<Choices> {
  const like = `%${likeText(sought)}%`
  const rows = await scope.rows
    .selectFrom('accounts as a')
    .select(['a.id', 'a.parent_id', 'a.code', 'a.name', 'a.city'])
    .where('a.active', '=', 1)
    .$if(sought !== '', (query) =>
      query.where((row) => row.or([row('a.code', 'like', like), row('a.name', 'like', like), row('a.city', 'like', like)])),
    )
    .orderBy('a.name')
    .orderBy('a.id')
    .limit(mostChoices + 1)
    .execute()
  const accounts = asTree(rows.slice(0, mostChoices)).map(({ code, name, city, depth }) => ({ code, name, city, depth }))
  return { accounts, more: rows.length > mostChoices }
}

/** Text for LIKE, in which only the caller's own % and _ mean anything. */
export const likeText = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

export type Branch = {
  account: { id: Id; root_account_id: Id; code: string; name: string }
  /** The account and everything below it, as far as the reader reaches. */
  ids: Id[]
  /** The same for a list: one piece for each range of an index (see `Scope.slices`). */
  slices: readonly Exclude<Slice, null>[]
}

/**
 * The account with this code and its branch of the ownership tree, within reach. A member is refused (404) a code that is not in reach; the
 * staff, who reach all, have mistyped it: their list stays and holds nothing.
 */
export async function branchOf(scope: Sees, code: string): Promise<Branch> {
  const account = await scope.rows
    .selectFrom('accounts')
    .select(['id', 'root_account_id', 'code', 'name'])
    .where('code', '=', code)
    .executeTakeFirst()
  if (!account) return scope.audience === 'staff' ? nowhere(code) : notFound()
  const tree = await scope.rows
    .selectFrom('accounts')
    .select(['id', 'parent_id'])
    .where('root_account_id', '=', account.root_account_id)
    .execute()
  const ids = branchIds(tree, account.id)
  return { account, ids, slices: slicesOf(scope, account, ids) }
}

/** No account has this id: the branch of a code that the staff have mistyped holds nothing. */
export const nobody: Id = '0'
const nowhere = (code: string): Branch => ({
  account: { id: nobody, root_account_id: nobody, code, name: code },
  ids: [nobody],
  slices: [{ column: 'account_id', id: nobody }],
})

/** The ids of `?account=CODE`: the account and everything below it, within reach. Refuses (404) a code that is not in reach. */
export const accountsBelow = async (scope: Sees, code: string): Promise<Id[]> => (await branchOf(scope, code)).ids

function slicesOf(scope: Sees, account: Branch['account'], ids: readonly Id[]): Branch['slices'] {
  const root = account.root_account_id
  const whole = scope.slices.some((one) => one === null || (one.column === 'root_account_id' && one.id === root))
  if (whole && account.id === root) return [{ column: 'root_account_id', id: root }]
  return ids.map((id) => ({ column: 'account_id', id }))
}
