import { z } from 'zod'
import type { Owner, Scope, TimelineNote } from '~/access/scope.server'
import type {
  Draft,
  ImportBatch,
  ImportEntity,
  ImportedValue,
  ImportRow,
  RecordChange,
  RowRefusal,
  Values,
} from '~/features/import.types'
import { projections } from '~/features/registry.server'
import { reasonParts } from '~/values/columns'
import type { Refusal } from '~/values/outcome'
import { Conflict, isRefusal, notFound, refuse } from '~/values/outcome'
import type { SystemScope } from '~/work/jobs'
import { entityOf, recordsOf } from './clash-records.server'
import { aboutOf, clashQuery, stampOf } from './clashes.queries.server'
import { clashCode } from './import-run'
import { plainOf, saidText } from './merge'
import { changeRecords } from './records.server'

type Settles = Scope<'staff', 'imports.read' | 'imports.settle'>
type Found = Awaited<ReturnType<typeof findClash>>
type Note = { owner: Owner; note: TimelineNote }

export const settleForm = z.object({
  clash: z.string().regex(clashCode),
  take: z.enum(['ours', 'theirs'], 'exchange:clash.choose'),
  seen: z.string().regex(/^[\da-f]{16}$/),
})
export type SettleForm = z.output<typeof settleForm>

/**
 * Settles a clash between what people changed here and what the source says: ours stays, or theirs is written as an import would have
 * written it, with what follows from it and a line in the record's timeline. A later import asks again only when the source changes
 * the field once more. A conflict where either value is no longer what was seen, or somebody has settled it.
 */
export async function settleClash(scope: Settles, form: SettleForm): Promise<{ settled: string; took: string } | Refusal> {
  return await scope.transaction(async (inner) => {
    const system = inner.asSystem()
    const found = await lockClash(inner, system, form)
    if (isRefusal(found)) return found
    const refused = form.take === 'theirs' ? await take(inner, system, found) : null
    if (refused) return refused
    await close(inner, found.clash, form, found)
    if (form.take === 'theirs') await closeAlike(inner, system, found)
    return { settled: form.clash, took: form.take }
  })
}

type Taking = { clash: Found; entity: ImportEntity; record: Values; live: string | null; name: string }

/** Locks the record before the clash is read, in the order in which an import does it; refuses what cannot be settled any more. */
async function lockClash(scope: Settles, system: SystemScope, form: SettleForm): Promise<Taking | Refusal> {
  const { entity: name, ...asked } = await findClash(scope, form.clash)
  const entity = entityOf(name)
  if (name === 'people' && scope.may('people.manage') === 'nowhere') return refuse('', 'exchange:clash.people')
  const record = entity && (await lockRecord(system, entity, asked))
  if (!record) return refuse('', 'exchange:clash.gone')
  const clash = await findClash(scope, form.clash)
  const [shown] = await recordsOf(scope, [aboutOf(clash)])
  const live = shown?.live ?? null
  if (clash.state !== 'open') throw new Conflict({ state: clash.state })
  if (stampOf(clash.incoming, live) !== form.seen) throw new Conflict({ incoming: clash.incoming ?? '', live: live ?? '' })
  return { clash, entity, record, live, name: shown?.name ?? clash.external_id }
}

async function findClash(scope: Settles, code: string) {
  const row = await clashQuery(scope).where('c.code', '=', code).executeTakeFirst()
  return row ?? notFound()
}

type Meant = Pick<Found, 'record_id' | 'field'>

async function lockRecord(system: SystemScope, entity: ImportEntity, clash: Meant): Promise<Values | undefined> {
  const field = entity.elsewhere?.[clash.field] ? [] : [clash.field]
  const touched = entity.touches && entity.touches.column !== 'id' ? [entity.touches.column] : []
  const columns = [...new Set(['id', ...field, ...touched, ...(entity.reads ?? [])])]
  const by = { column: 'id', values: [BigInt(clash.record_id ?? '0')] }
  const [row] = await system.bulk.find<Values>(entity.table, columns, by, true)
  return row
}

/** Writes the source's value, with all that an import writes beside it. */
async function take(scope: Settles, system: SystemScope, { clash, entity, record }: Taking): Promise<Refusal | null> {
  const of = { recordId: String(record.id), accountId: clash.account_id }
  const place = entity.elsewhere?.[clash.field]
  if (place) {
    if (clash.incoming === null || (await place.live(system, of)) === null) return refuse('', 'exchange:clash.gone')
    await place.take(system, of, clash.incoming)
    return null
  }
  // What was reported stays as it was reported; only the source takes it back.
  if (entity.appendOnly) return refuse('', 'exchange:clash.gone')
  const row = await rowOf(system, entity, clash)
  const change: RecordChange = {
    row,
    id: of.recordId,
    live: record,
    changes: [{ field: clash.field, from: record[clash.field] ?? null, to: incomingOf(entity, clash.field, clash.incoming) }],
  }
  const notes: Note[] = []
  const refusals = await entity.changing?.(batchOf(system, clash, row, notes), [change])
  const refused = refusals?.get(row.id)
  if (refused) return reasonOf(refused)
  const derive = await entity.deriving?.(system, record)
  const draft = { values: {}, initially: {}, fixed: {}, ...(derive && { derive }) } satisfies Draft
  await changeRecords(system, { entity, source: clash.source }, [change], () => ({ record: {}, key: null, draft }))
  for (const { owner, note } of notes) await scope.tell(owner, note)
  await follow(system, entity, record)
  return null
}

/** The row as the source said it last. */
async function rowOf(system: SystemScope, entity: ImportEntity, clash: Found): Promise<ImportRow> {
  const ref = await system.bulk.rows
    .selectFrom('external_refs')
    .select('imported_values')
    .where('entity', '=', entity.name)
    .where('source', '=', clash.source)
    .where('external_id', '=', clash.external_id)
    .executeTakeFirst()
  const said = JSON.parse(ref?.imported_values ?? '{}') as Values
  return { id: clash.external_id, columns: entity.columnsOf?.(said) ?? said, parents: {}, known: clash.record_id }
}

const batchOf = (scope: SystemScope, clash: Found, row: ImportRow, notes: Note[]): ImportBatch => ({
  scope,
  source: clash.source,
  rows: [row],
  host: () => null,
  beside: async () => 'gone' as const,
  memory: () => new Map(),
  tell: (owner, note) => void notes.push({ owner, note }),
  clash: () => {},
})

/** Clashes keep values as text; of those only an instant is not text to the database. */
function incomingOf(entity: ImportEntity, field: string, text: string | null): ImportedValue {
  const isInstant = entity.schema.shape[field]?.meta()?.kind === 'instant'
  return isInstant && text !== null ? new Date(text) : text
}

function reasonOf({ reason }: RowRefusal): Refusal {
  const { key, values } = reasonParts(reason)
  return refuse('', `exchange:reasons.${key}`, values)
}

async function follow(system: SystemScope, entity: ImportEntity, record: Values): Promise<void> {
  if (!entity.touches) return
  const { projection, column } = entity.touches
  const ids = [String(record[column])]
  const own = projections.find((one) => one.name === projection)
  await own?.project(system, ids)
  const besides = await own?.besides?.(system, ids)
  if (besides) await projections.find((one) => one.name === besides.projection)?.project(system, besides.ids)
  await own?.ended?.(system)
}

type Closing = { live: string | null; name: string }

async function close(scope: Settles, clash: Found, form: Pick<SettleForm, 'take'>, { live, name }: Closing): Promise<void> {
  const state = form.take === 'ours' ? 'kept' : 'taken'
  const done = await scope.rows
    .updateTable('import_clashes')
    .set({ state, live, settled_at: scope.now, settled_by: scope.who.personId })
    .where('id', '=', clash.id)
    .where('state', '=', 'open')
    .executeTakeFirst()
  if (done.numUpdatedRows === 0n) throw new Conflict({ state })
  await scope.audit({
    action: 'imports.settle',
    subject: { type: clash.entity, id: name },
    accountId: clash.account_id,
    before: { [clash.field]: live },
    after: { [clash.field]: form.take === 'ours' ? live : clash.incoming, clash: clash.code, settled: state },
  })
}

/** One change may bring several fields along: a promise its explanation. What says the same on both sides now is settled with it. */
async function closeAlike(scope: Settles, system: SystemScope, { entity, clash, name }: Taking): Promise<void> {
  const others = await clashQuery(scope)
    .where('c.entity', '=', clash.entity)
    .where('c.record_id', '=', clash.record_id)
    .where('c.state', '=', 'open')
    .execute()
  for (const other of others) {
    const record = entity.elsewhere?.[other.field] ? undefined : await lockRecord(system, entity, other)
    const plain = (value: string | null) => plainOf(value, entity.decimals.includes(other.field))
    const live = saidText(record?.[other.field])
    if (record && plain(live) === plain(other.incoming)) await close(scope, other, { take: 'theirs' }, { live, name })
  }
}
