import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import { branchOf } from '~/features/accounts/accounts.queries.server'

export type Reads = Scope<'portal' | 'staff', 'orders.read'>

/**
 * One range of an index that a list reads: a tree, an account, or (null) everything. Where a branch has too many accounts to read
 * each on its own, the tree is read instead and `only` says which of its accounts count: they are then a good part of it.
 */
export type Range = { column: 'root_account_id' | 'account_id'; id: Id; only: readonly Id[] | null } | null

/** What a range is called in the names of indexes. */
export const reachOf = (range: Range) => (range === null ? 'all' : range.column === 'root_account_id' ? 'tree' : 'account')

const mostPieces = 40

/** How a list over the reader's reach, or over one account's branch of it, is cut. Refuses a member (404) a code that is not in reach. */
export async function rangesOf(
  scope: Reads,
  account: string | null,
): Promise<{ ranges: Range[]; account: { code: string; name: string } | null }> {
  const branch = account === null ? null : await branchOf(scope, account)
  const slices = branch?.slices ?? scope.slices
  const named = branch && { code: branch.account.code, name: branch.account.name }
  const single = slices.flatMap((slice) => (slice?.column === 'account_id' ? [slice.id] : []))
  if (single.length <= mostPieces) return { ranges: slices.map((slice) => slice && { ...slice, only: null }), account: named }
  const trees = await scope.rows.selectFrom('accounts').select(['id', 'root_account_id']).where('id', 'in', single).execute()
  const roots = [...new Set(trees.map((one) => one.root_account_id))]
  const whole = slices.flatMap((slice) => (slice?.column === 'root_account_id' ? [{ ...slice, only: null }] : []))
  const parts = roots.map((id) => {
    const only = trees.filter((one) => one.root_account_id === id).map((one) => one.id)
    return { column: 'root_account_id' as const, id, only }
  })
  return { ranges: [...whole, ...parts], account: named }
}

/** Whether a row that was read is in one of the ranges. */
export const inRanges = (row: { account_id: Id; root_account_id: Id }, ranges: readonly Range[]): boolean =>
  ranges.some((range) => !range || (row[range.column] === range.id && (!range.only || range.only.includes(row.account_id))))
