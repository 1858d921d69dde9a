import type { Bulk } from '~/database/bulk.server'
import type { Id } from '~/database/tables'
import type { Draft, ImportEntity, ImportRow, RecordChange, Values } from '~/features/import.types'
import type { SystemScope } from '~/work/jobs'
import type { Loading } from './loading'
import { plainOf } from './merge'

/** Reading and writing the records of any entity, many at a time, by what the entity says about its table. */

// The engines compare these without regard to letters' case; days and times come as they are stored, decimals with idle zeros.
const part = (value: unknown): string | null =>
  value === null || value === undefined ? null : value instanceof Date ? value.toISOString() : String(value).toLowerCase()

/** What is unique about a record, as one text; null where it lacks the column that it is looked for in. */
export function keyOf(entity: ImportEntity, record: Values): string | null {
  if (part(record[entity.unique.by]) === null) return null
  const text = (field: string) => (entity.decimals.includes(field) ? plainOf(record[field], true) : part(record[field]))
  return entity.unique.key.map((field) => text(field) ?? '').join('\u0001')
}

/** A record to be, with what is unique about it. */
export type Keyed = { record: Values; key: string | null }

/** The records that have the keys of these, by key. */
export async function findByKey(bulk: Bulk, entity: ImportEntity, wanted: readonly Keyed[]): Promise<Map<string, Id>> {
  const { by, key } = entity.unique
  const keys = new Set(wanted.map((one) => one.key))
  const values = [...new Set(wanted.flatMap(({ record }) => record[by] ?? []))]
  if (values.length === 0) return new Map()
  const rows = await bulk.find<Values>(entity.table, ['id', ...key], { column: by, values })
  const found = new Map<string, Id>()
  for (const row of rows) {
    const one = keyOf(entity, row)
    if (one !== null && keys.has(one)) found.set(one, String(row.id))
  }
  return found
}

/** Writes new records, all of one shape at a time, and answers their ids in the same order. */
export async function addRecords(scope: SystemScope, entity: ImportEntity, added: readonly Keyed[]): Promise<Id[]> {
  const shapes = new Map<string, Values[]>()
  const stamps = entity.versioned ? { created_at: scope.now, updated_at: scope.now } : null
  for (const { record } of added) {
    if (stamps) Object.assign(record, stamps)
    const shape = Object.keys(record).join()
    const alike = shapes.get(shape)
    if (alike) alike.push(record)
    else shapes.set(shape, [record])
  }
  for (const alike of shapes.values()) await scope.bulk.insert(entity.table, alike)
  // Read back by what is unique, since ids of one statement need not follow each other on a cluster.
  const ids = await findByKey(scope.bulk, entity, added)
  return added.map(({ key }) => {
    const id = ids.get(key ?? '')
    if (id === undefined) throw new Error(`a new record of ${entity.name} cannot be found`)
    return id
  })
}

/** The records as they are, locked in the order of their ids. */
export async function liveRecords(
  bulk: Bulk,
  entity: ImportEntity,
  existing: readonly { id: Id; draft: Draft }[],
): Promise<Map<Id, Values>> {
  const fields = existing.flatMap(({ draft }) => [...Object.keys(draft.values), ...Object.keys(draft.fixed)])
  const columns = [...new Set(['id', ...fields, ...(entity.reads ?? [])])]
  const ids = [...new Set(existing.map((one) => one.id))].map(BigInt)
  const rows = await bulk.find<Values>(entity.table, columns, { column: 'id', values: ids }, true)
  return new Map(rows.map((row) => [String(row.id), row]))
}

/** Writes changes; answers, for records that may only be written anew, which new one stands for which. */
export async function changeRecords(
  scope: SystemScope,
  loading: Pick<Loading, 'entity' | 'source'>,
  changes: readonly RecordChange[],
  draftOf: (row: ImportRow) => Keyed & { draft: Draft },
): Promise<Map<Id, Id>> {
  const { entity, source } = loading
  if (changes.length === 0) return new Map()
  if (entity.appendOnly) return await renew(scope, entity, changes, draftOf, source)
  const next = changes.map((change) => {
    const set = Object.fromEntries(change.changes.map(({ field, to }) => [field, to]))
    const derived = draftOf(change.row).draft.derive?.({ ...change.live, ...set }) ?? {}
    return { ...change, set: { ...set, ...derived } as Values }
  })
  const columns = [...new Set(next.flatMap(({ set }) => Object.keys(set)))]
  const rows = next.map(({ id, live, set }) => ({
    id,
    ...Object.fromEntries(columns.map((column) => [column, column in set ? (set[column] ?? null) : (live[column] ?? null)])),
  }))
  const besides = entity.versioned ? ['t.version = t.version + 1', `t.updated_at = '${sqlTime(scope.now)}'`] : []
  await scope.bulk.update(entity.table, rows, besides)
  return new Map()
}

const sqlTime = (at: Date) => at.toISOString().replace('T', ' ').replace('Z', '')

/** What was said wrongly stays, retracted, and what is said now comes beside it. */
async function renew(
  scope: SystemScope,
  entity: ImportEntity,
  changes: readonly RecordChange[],
  draftOf: (row: ImportRow) => Keyed & { draft: Draft },
  source: string,
): Promise<Map<Id, Id>> {
  const retracted = changes.map(({ id }) => ({ id, retracted_at: scope.now, retract_reason: source }))
  await scope.bulk.update(entity.table, retracted)
  const records = changes.map(({ row }) => draftOf(row))
  const there = await findByKey(scope.bulk, entity, records)
  const missing = records.filter(({ key }) => !there.has(key ?? ''))
  if (missing.length > 0) await addRecords(scope, entity, missing)
  const ids = await findByKey(scope.bulk, entity, records)
  return new Map(changes.map(({ id }, index) => [id, ids.get(records[index]?.key ?? '') as Id]))
}
