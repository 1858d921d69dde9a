import type { Owner, TimelineNote } from '~/access/scope.server'
import type { ImportBatch, ImportRow } from '~/features/import.types'
import type { SystemScope } from '~/work/jobs'
import type { Loading } from './loading'
import { saidText } from './merge'
import { spokenCode } from './spoken-code'

/** What rows leave behind for people: lines in timelines, and changes that staff have to decide. */

export type Note = { owner: Owner; note: TimelineNote }
export type Clash = Parameters<ImportBatch['clash']>[1] & { row: ImportRow }

/** Lines of timelines. */
export async function writeNotes(scope: SystemScope, notes: readonly Note[]): Promise<void> {
  const rows = notes.map(({ owner, note }) => ({
    account_id: owner.account_id,
    root_account_id: owner.root_account_id,
    order_id: note.order_id ?? null,
    shipment_id: note.shipment_id ?? null,
    kind: note.kind,
    at: scope.now,
    actor_id: null,
    facts: JSON.stringify(note.facts),
  }))
  if (rows.length > 0) await scope.bulk.insert('timeline_entries', rows)
}

/** An open clash about the same field gets what the source says now; settled ones stay as they were. */
export async function writeClashes(scope: SystemScope, { runId, entity }: Loading, clashes: readonly Clash[]): Promise<void> {
  for (const { row, recordId, accountId, field, was, incoming, live } of clashes) {
    const said = { incoming: saidText(incoming), live: saidText(live), run_id: runId }
    const open = await scope.bulk.rows
      .updateTable('import_clashes')
      .set(said)
      .where('entity', '=', entity.name)
      .where('record_id', '=', recordId)
      .where('field', '=', field)
      .where('external_id', '=', row.id)
      .where('state', '=', 'open')
      .executeTakeFirst()
    if (open.numUpdatedRows > 0n) continue
    await scope.bulk.insert('import_clashes', [
      {
        ...said,
        code: spokenCode('CL'),
        account_id: accountId,
        record_id: recordId,
        entity: entity.name,
        external_id: row.id,
        field,
        last_imported: saidText(was),
        state: 'open',
        created_at: scope.now,
      },
    ])
  }
}
