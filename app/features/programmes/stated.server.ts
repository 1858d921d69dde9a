import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'

/** So many lines of a statement are in memory at a time. */
const most = 2000

/** The lines of a statement as they are stored and as its digest says them, in order, some at a time. */
export async function* storedLines(scope: Scope<'staff', 'programmes.read'>, statementId: Id) {
  for (let after = 0; ; ) {
    const lines = await scope.rows
      .selectFrom('rebate_lines')
      .select(['position', 'kind', 'document_id', 'document', 'line_no', 'dated', 'sku', 'description', 'category', 'ship_to'])
      .select(['currency', 'net', 'rate', 'quantity', 'unit', 'reaches', 'earns', 'flagged', 'left_out', 'amount'])
      .where('statement_id', '=', statementId)
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
