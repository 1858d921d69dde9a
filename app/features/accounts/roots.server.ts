import { sql } from 'kysely'
import type { Id } from '~/database/tables'
import type { SystemScope } from '~/work/jobs'

const rowsAtOnce = 1000

/**
 * Gives these accounts, all below them, and everything that belongs to any of them the root that their parents say. The account
 * comes last, so that what is ended in the middle is still seen to be unfinished, and is done by the next call.
 */
export async function settleRoots(scope: SystemScope, ids: readonly Id[]): Promise<void> {
  const accounts = await scope.rows
    .selectFrom('accounts as a')
    .leftJoin('accounts as parent', 'parent.id', 'a.parent_id')
    .select(['a.id', 'a.parent_id', 'a.root_account_id', 'parent.root_account_id as parent_root'])
    .where('a.id', 'in', ids)
    .execute()
  const wrong = accounts.filter((one) => one.root_account_id !== (one.parent_id === null ? one.id : one.parent_root))
  for (const { id } of wrong) await moveBranch(scope, id)
}

async function moveBranch(scope: SystemScope, top: Id): Promise<void> {
  const root = await topOf(scope, top)
  const tables = await ownedTables(scope)
  for (let level: Id[] = [top]; level.length > 0; level = await childrenOf(scope, level)) {
    for (const account of level) {
      for (const table of tables) await moveRows(scope, table, account, root)
      await scope.rows.updateTable('accounts').set({ root_account_id: root }).where('id', '=', account).execute()
    }
  }
}

async function topOf(scope: SystemScope, id: Id): Promise<Id> {
  const row = await scope.rows.selectFrom('accounts').select('parent_id').where('id', '=', id).executeTakeFirstOrThrow()
  return row.parent_id === null ? id : await topOf(scope, row.parent_id)
}

const childrenOf = async (scope: SystemScope, parents: readonly Id[]): Promise<Id[]> => {
  const rows = await scope.rows.selectFrom('accounts').select('id').where('parent_id', 'in', parents).execute()
  return rows.map((row) => row.id)
}

/** Every table whose rows carry an account and its root, those of features that come later too. */
async function ownedTables(scope: SystemScope): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.columns
    where table_schema = database() and column_name in ('account_id', 'root_account_id')
    group by table_name having count(*) = 2 order by table_name`.execute(scope.bulk.rows)
  return rows.map((row) => row.name)
}

async function moveRows(scope: SystemScope, table: string, account: Id, root: Id): Promise<void> {
  for (;;) {
    const moved = await sql`
      update ${sql.table(table)} set root_account_id = ${root}
      where account_id = ${account} and root_account_id <> ${root} limit ${sql.lit(rowsAtOnce)}`.execute(scope.bulk.rows)
    if ((moved.numAffectedRows ?? 0n) < BigInt(rowsAtOnce)) return
  }
}
