import type { Bulk } from '~/database/bulk.server'
import type { Id } from '~/database/tables'
import type { Values } from '~/features/import.types'

/** What the source's ids mean here, and what it last said of them. */

export type Known = { record: Id; digest: Buffer | null }

/** Which records these ids of a source mean. */
export async function refsOf(bulk: Bulk, entity: string, source: string, ids: readonly string[]): Promise<Map<string, Known>> {
  const by = { column: 'external_id', values: ids, also: { entity, source } }
  const rows = await bulk.find<{ external_id: string; record_id: Id; digest: Buffer | null }>(
    'external_refs',
    ['external_id', 'record_id', 'digest'],
    by,
  )
  return new Map(rows.map((row) => [row.external_id, { record: row.record_id, digest: row.digest }]))
}

/** What the source last said of these records, by its ids. */
export async function saidOf(bulk: Bulk, entity: string, source: string, ids: readonly string[]): Promise<Map<string, Values>> {
  const by = { column: 'external_id', values: ids, also: { entity, source } }
  const rows = await bulk.find<{ external_id: string; imported_values: string | null }>(
    'external_refs',
    ['external_id', 'imported_values'],
    by,
  )
  return new Map(rows.map((row) => [row.external_id, JSON.parse(row.imported_values ?? '{}') as Values]))
}

/** What a source calls these records. */
export async function namesOf(bulk: Bulk, entity: string, source: string, records: readonly Id[]): Promise<Map<Id, string>> {
  const by = { column: 'record_id', values: records.map(BigInt), also: { entity, source } }
  const rows = await bulk.find<{ external_id: string; record_id: Id }>('external_refs', ['external_id', 'record_id'], by)
  return new Map(rows.map((row) => [row.record_id, row.external_id]))
}

export type RefRow = {
  entity: string
  source: string
  external_id: string
  record_id: Id
  account_id: Id | null
  digest: Buffer
  imported_values: string
  run_id: Id
}

export async function keepRefs(bulk: Bulk, rows: readonly RefRow[]): Promise<void> {
  if (rows.length > 0)
    await bulk.insert('external_refs', rows, ['record_id', 'account_id', 'digest', 'imported_values', 'run_id'])
}
