import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'

/** So many lines of a statement are in memory at a time. */
const most = 2000

/** The lines of one statement. They are stored by statement, account and position; the account is that of the statement. */
export const linesOf = (scope: Scope<'distributor' | 'staff', 'programmes.read'>, statementId: Id) =>
  scope.rows
    .selectFrom('rebate_lines')
    .where('statement_id', '=', statementId)
    .where('account_id', '=', (eb) => eb.selectFrom('rebate_statements').select('account_id').where('id', '=', statementId))

/** The lines of a statement as they are stored and as its digest says them, in order, some at a time. */
export async function* storedLines(scope: Scope<'staff', 'programmes.read'>, statementId: Id) {
  for (let after = 0; ; ) {
    const lines = await linesOf(scope, statementId)
      .select(['position', 'kind', 'document_id', 'document', 'line_no', 'dated', 'sku', 'description', 'category', 'ship_to'])
      .select(['currency', 'net', 'rate', 'quantity', 'unit', 'reaches', 'earns', 'flagged', 'left_out', 'amount'])
      .where('position', '>', after)
      .orderBy('position')
      .limit(most)
      .execute()
    const last = lines.at(-1)
    if (!last) return
    yield lines
    after = last.position
  }
}
