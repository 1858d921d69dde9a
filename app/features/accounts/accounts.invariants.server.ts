import type { Invariant } from '../registry.types'

/** Whoever reads a tree by its root reads all of it: an account without a parent is its own root, any other has its parent's. */
export const rootIsTop: Invariant = {
  name: 'the root is the top of the tree',
  async check(scope) {
    const rows = await scope.rows
      .selectFrom('accounts as a')
      .leftJoin('accounts as parent', 'parent.id', 'a.parent_id')
      .select('a.code')
      .where((row) =>
        row.or([
          row.and([row('a.parent_id', 'is', null), row('a.root_account_id', '!=', row.ref('a.id'))]),
          row.and([row('a.parent_id', 'is not', null), row('a.root_account_id', '!=', row.ref('parent.root_account_id'))]),
        ]),
      )
      .limit(20)
      .execute()
    return rows.map((row) => `account ${row.code}`)
  },
}

/** What hangs on an account names the same root as the account, in every small list that carries both. */
export const rootOfAccount: Invariant = {
  name: 'what belongs to an account has the root of the account',
  async check(scope) {
    const tables = ['memberships', 'account_team', 'addresses'] as const
    const wrong = await Promise.all(
      tables.map(async (table) => {
        // One shape stands for all three: account_id and root_account_id.
        const rows = await scope.rows
          .selectFrom(`${table as 'memberships'} as one`)
          .innerJoin('accounts as a', 'a.id', 'one.account_id')
          .select(['one.id', 'a.code'])
          .where('one.root_account_id', '!=', (row) => row.ref('a.root_account_id'))
          .limit(20)
          .execute()
        return rows.map((row) => `${table} ${row.id} of account ${row.code}`)
      }),
    )
    return wrong.flat()
  },
}
