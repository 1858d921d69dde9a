import type { Id } from '~/database/tables'
import type {
  Draft,
  ImportBatch,
  ImportEntity,
  ImportRow,
  RecordChange,
  RowRefusal,
  Settled,
  Values,
} from '~/features/import.types'
import { reason } from '~/values/columns'
import type { SystemScope } from '~/work/jobs'
import { readBeside } from './beside.server'
import type { Loading, Outcome, Parsed, Refused } from './loading'
import { merge, plainOf } from './merge'
import { addRecords, changeRecords, findByKey, keyOf, liveRecords } from './records.server'
import type { RefRow } from './refs.server'
import { keepRefs, namesOf, refsOf, saidOf } from './refs.server'
import type { Clash, Note } from './told.server'
import { writeClashes, writeNotes } from './told.server'

type Row = ImportRow & { parsed: Parsed }
export type Drafted = { row: Row; draft: Draft; record: Values; key: string | null }
type Existing = Drafted & { id: Id }

/** One go over rows. What depends on a record that only this go makes comes again in the next. */
export class Pass {
  readonly #scope: SystemScope
  readonly #loading: Loading
  readonly #outcome: Outcome
  readonly #again: Refused[] = []
  readonly #notes: Note[] = []
  readonly #clashes: Clash[] = []

  constructor(scope: SystemScope, loading: Loading, outcome: Outcome) {
    this.#scope = scope
    this.#loading = loading
    this.#outcome = outcome
  }

  async run(todo: readonly Parsed[], known: (id: string) => Id | null): Promise<Refused[]> {
    const rows = await this.#withParents(todo, known)
    if (rows.length === 0) return this.#again
    const batch = this.#batch(rows)
    const drafted = await this.#drafted(batch, rows)
    const { fresh, existing } = await this.#sorted(drafted)
    await this.#settle(batch, [...(await this.#create(fresh)), ...(await this.#change(batch, existing))])
    return this.#again
  }

  /**
   * What these rows, of which the source has said nothing before, become: for the scope that only reads, while earlier rows of the
   * entity are still being written. Null unless all of it holds whatever those bring, but for what is unique about a record.
   */
  async ahead(todo: readonly Parsed[]): Promise<Drafted[] | null> {
    const rows = await this.#withParents(todo, () => null)
    const drafted = rows.length > 0 ? await this.#drafted(this.#batch(rows), rows) : []
    const keys = new Set(drafted.map((one) => one.key))
    const there = await findByKey(this.#scope.bulk, this.#loading.entity, drafted)
    const others = this.#again.length + this.#outcome.waiting.length + this.#notes.length + this.#clashes.length
    return others > 0 || there.size > 0 || keys.has(null) || keys.size < drafted.length ? null : drafted
  }

  /** Writes what `ahead` has found. The database refuses it (1062) where a record of the same key has come in between. */
  async create(fresh: readonly Drafted[]): Promise<void> {
    const batch = this.#batch(fresh.map(({ row }) => row))
    await this.#settle(batch, await this.#create(fresh))
  }

  async #settle(batch: ImportBatch, settled: readonly Settled[]): Promise<void> {
    await this.#loading.entity.settled?.(batch, settled)
    await this.#keep(settled)
    await this.#touch(settled)
  }

  #refuse(row: Row, refusal: RowRefusal): void {
    this.#outcome.refused.push({ ...refusal, row: row.parsed })
  }

  #batch(rows: readonly Row[]): ImportBatch {
    const { source, hosts, memory, folder } = this.#loading
    return {
      scope: this.#scope,
      source,
      rows,
      host: (code) => (code ? (hosts.byCode.get(code) ?? null) : hosts.usual),
      beside: (name, mostBytes) => readBeside(folder, name, mostBytes),
      memory: <V>(name: string) => {
        const kept = memory.get(name) ?? new Map<string, unknown>()
        memory.set(name, kept)
        return kept as Map<string, V>
      },
      tell: (owner, note) => void this.#notes.push({ owner, note }),
      clash: (row, clash) => void this.#clashes.push({ ...clash, row }),
    }
  }

  /** Finds the records that columns name. Where one is missing the row is refused, unless it may still come in this entity. */
  async #withParents(todo: readonly Parsed[], known: (id: string) => Id | null): Promise<Row[]> {
    const found = new Map<string, Map<string, Id>>()
    for (const [column, entity] of Object.entries(this.#loading.entity.parents)) {
      const ids = todo.flatMap(({ columns }) => (columns[column] as string | null | undefined) ?? [])
      found.set(column, await this.#parents(entity, [...new Set(ids)]))
    }
    const here = new Set(todo.map((row) => row.id))
    return todo.flatMap((parsed) => {
      const row: Row = { id: parsed.id, columns: parsed.columns, parents: {}, known: known(parsed.id), parsed }
      const missing = parentsInto(row, this.#loading.entity, found)
      if (!missing) return [row]
      const own = this.#loading.entity.parents[missing.column] === this.#loading.entity.name
      if (!own) this.#refuse(row, missing)
      else if (here.has(String(parsed.columns[missing.column]))) this.#again.push({ ...missing, row: parsed })
      else this.#outcome.waiting.push({ ...missing, row: parsed })
      return []
    })
  }

  async #parents(entity: string, ids: readonly string[]): Promise<Map<string, Id>> {
    const { memory, parentSource } = this.#loading
    const own = entity === this.#loading.entity.name
    const remembered = `parents ${entity} of ${parentSource}`
    const kept = (memory.get(remembered) ?? new Map()) as Map<string, Id>
    const unknown = own ? ids : ids.filter((id) => !kept.has(id))
    const looked = await refsOf(this.#scope.bulk, entity, parentSource, unknown)
    if (own) return new Map([...looked].map(([id, { record }]) => [id, record]))
    const found = new Map(ids.flatMap((id) => (kept.has(id) ? [[id, kept.get(id) as Id]] : [])))
    if (kept.size > 50_000) kept.clear()
    for (const [id, { record }] of looked) {
      found.set(id, record)
      kept.set(id, record)
    }
    memory.set(remembered, kept)
    return found
  }

  async #drafted(batch: ImportBatch, rows: readonly Row[]): Promise<Drafted[]> {
    const draftOf = await this.#loading.entity.prepare(batch)
    return rows.flatMap((row) => {
      const draft = draftOf(row)
      if ('values' in draft) {
        const record = recordOf(draft)
        return [{ row, draft, record, key: keyOf(this.#loading.entity, record) }]
      }
      this.#refuse(row, draft)
      return []
    })
  }

  /** Which rows are new records, and which mean one that is there: by their id, else by what is unique about it. */
  async #sorted(drafted: readonly Drafted[]): Promise<{ fresh: Drafted[]; existing: Existing[] }> {
    const { entity, source } = this.#loading
    const there = await findByKey(this.#scope.bulk, entity, drafted)
    const names = entity.shared ? null : await namesOf(this.#scope.bulk, entity.name, source, [...there.values()])
    const found = { fresh: [] as Drafted[], existing: [] as Existing[], taken: new Set<string>() }
    for (const one of drafted) {
      const record = one.key === null ? undefined : there.get(one.key)
      const other = record === undefined ? undefined : names?.get(record)
      if (other !== undefined && other !== one.row.id) this.#refuse(one.row, sameKey(one, entity, other))
      else this.#sortIn(one, record, found)
    }
    return found
  }

  #sortIn(one: Drafted, record: Id | undefined, found: { fresh: Drafted[]; existing: Existing[]; taken: Set<string> }): void {
    if (record !== undefined || one.row.known) this.#itsOwn(one, record, found.existing)
    else if (one.key !== null && found.taken.has(one.key))
      this.#again.push({ row: one.row.parsed, ...sameKey(one, this.#loading.entity, '') })
    else found.fresh.push(one)
    if (one.key !== null) found.taken.add(one.key)
  }

  /** The record that the id means, unless what is unique about it is another record's by now. */
  #itsOwn(one: Drafted, found: Id | undefined, existing: Existing[]): void {
    const { entity } = this.#loading
    const { known } = one.row
    if (known && found !== undefined && found !== known && !entity.appendOnly) this.#refuse(one.row, sameKey(one, entity, ''))
    else existing.push({ ...one, id: known ?? (found as Id) })
  }

  async #create(fresh: readonly Drafted[]): Promise<Settled[]> {
    if (fresh.length === 0) return []
    const ids = await addRecords(this.#scope, this.#loading.entity, fresh)
    this.#outcome.created += fresh.length
    return fresh.map((one, index) => ({ ...one, id: ids[index] as Id, created: true, written: true, besideBefore: {} }))
  }

  async #change(batch: ImportBatch, existing: readonly Existing[]): Promise<Settled[]> {
    if (existing.length === 0) return []
    const { entity, source } = this.#loading
    const ids = existing.map(({ row }) => row.id)
    const said = await saidOf(this.#scope.bulk, entity.name, source, ids)
    const live = await liveRecords(this.#scope.bulk, entity, existing)
    const taken = existing.flatMap((one) => {
      const record = live.get(one.id)
      const moved = record && movedField(one.draft, record, entity.decimals)
      if (record && !moved) return [{ ...one, live: record, was: said.get(one.row.id) ?? {} }]
      this.#refuse(one.row, moved ?? { column: 'id', reason: reason('gone') })
      return []
    })
    const changes: RecordChange[] = []
    for (const one of taken) {
      const merged = merge({ ...entity.usual, ...one.was }, one.draft.values, one.live, entity)
      changes.push({ row: one.row, id: one.id, live: one.live, changes: merged.changes })
      const account = (one.live.account_id ?? (entity.table === 'accounts' ? one.id : null)) as Id | null
      for (const clash of merged.clashes) this.#clashes.push({ ...clash, row: one.row, recordId: one.id, accountId: account })
    }
    const refusals = (await entity.changing?.(batch, changes.filter(isChange))) ?? new Map<string, RowRefusal>()
    for (const one of taken) {
      const refusal = refusals.get(one.row.id)
      if (refusal) this.#refuse(one.row, refusal)
    }
    const accepted = taken.filter((one) => !refusals.has(one.row.id))
    const written = changes.filter((one) => isChange(one) && !refusals.has(one.row.id))
    const drafts = new Map(accepted.map((one) => [one.row.id, one]))
    const renewed = await changeRecords(this.#scope, this.#loading, written, (row) => drafts.get(row.id) as Existing)
    const changed = new Set(written.map(({ row }) => row.id))
    this.#outcome.updated += written.length
    this.#outcome.unchanged += accepted.length - written.length
    return accepted.map(({ row, draft, id, was }) => ({
      row,
      draft,
      id: renewed.get(id) ?? id,
      created: false,
      written: changed.has(row.id),
      besideBefore: besideOf(was),
    }))
  }

  /** Writes down what follows from these rows; it is computed when all rows are in. */
  async #touch(settled: readonly Settled[]): Promise<void> {
    const { touches } = this.#loading.entity
    if (!touches) return
    const written = settled.filter(({ written: one }) => one)
    const ids = written.map(({ id, draft }) => (touches.column === 'id' ? id : String(draft.fixed[touches.column]?.value)))
    const rows = [...new Set(ids)].map((record_id) => ({ projection: touches.projection, record_id }))
    if (rows.length > 0) await this.#scope.bulk.insert('import_touched', rows, 'keep')
  }

  /** What the source said now, and what is to be told of it. */
  async #keep(settled: readonly Settled[]): Promise<void> {
    const { entity, source, runId } = this.#loading
    const rows = settled.map(({ row, id, draft }): RefRow => {
      const account = draft.fixed.account_id?.value ?? (entity.table === 'accounts' ? id : null)
      return {
        entity: entity.name,
        source,
        external_id: row.id,
        record_id: id,
        account_id: account as Id | null,
        digest: (row as Row).parsed.digest,
        imported_values: JSON.stringify(saying(draft, entity.usual)),
        run_id: runId,
      }
    })
    await keepRefs(this.#scope.bulk, rows)
    await writeNotes(this.#scope, this.#notes)
    const refused = new Set(this.#outcome.refused.map(({ row }) => row.id))
    const clashes = this.#clashes.filter(({ row }) => !refused.has(row.id))
    await writeClashes(this.#scope, this.#loading, clashes)
    this.#outcome.clashes += clashes.length
  }
}

const isChange = (one: RecordChange) => one.changes.length > 0

/** The record that a new row becomes. */
function recordOf({ initially, fixed, values, derive }: Draft): Values {
  const record = { ...initially, ...values }
  for (const field in fixed) record[field] = fixed[field]?.value ?? null
  return derive ? Object.assign(record, derive(record)) : record
}

/** Blanks and what is usual say nothing and take no room. What is remembered beside the record is told apart by its name. */
function saying({ values, beside }: Draft, usual: Values): Values {
  const said: Values = {}
  for (const field in values) {
    const value = values[field] ?? null
    if (value !== null && value !== usual[field]) said[field] = value
  }
  for (const field in beside) said[`+${field}`] = beside[field] ?? null
  return said
}
const besideOf = (said: Values): Values =>
  Object.fromEntries(Object.entries(said).flatMap(([key, value]) => (key.startsWith('+') ? [[key.slice(1), value]] : [])))

function parentsInto(row: Row, entity: ImportEntity, found: ReadonlyMap<string, ReadonlyMap<string, Id>>): RowRefusal | null {
  const parents: Record<string, Id> = {}
  for (const [column, of] of Object.entries(entity.parents)) {
    const id = row.columns[column] as string | null | undefined
    if (id === null || id === undefined) continue
    const record = found.get(column)?.get(id)
    if (record === undefined) return { column, reason: reason('missing', { entity: of, id }) }
    parents[column] = record
  }
  row.parents = parents
  return null
}

/** A field that must stay, and that the row wants otherwise. */
function movedField(draft: Draft, live: Values, decimals: readonly string[]): RowRefusal | null {
  const moved = Object.entries(draft.fixed).find(
    ([field, { value }]) => plainOf(live[field], decimals.includes(field)) !== plainOf(value, decimals.includes(field)),
  )
  return moved ? { column: moved[1].column, reason: reason('moved') } : null
}

function sameKey({ draft }: Drafted, entity: ImportEntity, other: string): RowRefusal {
  const field = entity.unique.key.at(-1) ?? ''
  const value = String(draft.values[field] ?? draft.fixed[field]?.value ?? '')
  return { column: field, reason: other ? reason('sameKeyAs', { value, id: other }) : reason('sameKey', { value }) }
}
