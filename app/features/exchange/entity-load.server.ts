import type { Carrier, ImportEntity } from '~/features/import.types'
import { reason } from '~/values/columns'
import { pagesOf } from './csv.server'
import { listGone } from './gone.server'
import type { Ahead } from './load.server'
import { load, loadAhead, lookAhead } from './load.server'
import type { Loading, Outcome, Parsed } from './loading'
import { noOutcome, together } from './loading'
import type { PlannedFeed } from './plan.server'
import { Spool } from './reports.server'
import type { Plain, Problem } from './rows.server'
import { parseRow, placeIn, plainRow } from './rows.server'
import type { EntityCounts, Gone, Run } from './run.server'
import { Seen } from './seen'

/** A row on its way, with what a refusal must name. */
type Row = { parsed: Parsed; plain: Plain; cells: readonly string[] | null; feed: PlannedFeed | null; file: string }
type Waiting = { plain: Plain; feed: number; line: number; column: string; reason: string }
type Carried = Carrier & { file: string; line: number }

const chunkSize = 800
/** One is written, one waits for its turn. */
const chunksOnTheWay = 2
const carriersAtOnce = 200

// What the server says of a single value, whatever was checked before: too long, out of range, not unique, no such record.
const dataErrors = new Set([1048, 1062, 1264, 1265, 1292, 1366, 1406, 1452, 3819, 4025])
const isDataError = (error: unknown) => dataErrors.has((error as { errno?: number }).errno ?? 0)

/** Brings one entity: its files, then rows that waited for others of it, then those that other rows carried. */
export class EntityLoad {
  readonly #run: Run
  readonly #entity: ImportEntity
  readonly #feeds: readonly PlannedFeed[]
  readonly #seen = new Seen()
  readonly #memory = new Map<string, Map<string, unknown>>()
  // Of its own, since what is kept is emptied when it has grown, maybe while the other is read.
  readonly #aheadMemory = new Map<string, Map<string, unknown>>()
  readonly carried = new Spool<Carried>()
  readonly counts: EntityCounts
  clashes = 0
  gone: Gone | null = null
  #waiting = new Spool<Waiting>()
  #share: number | null = null
  #inFlight: Promise<void> = Promise.resolve()
  #queued: Promise<void>[] = []
  #looking: Promise<Ahead | null> = Promise.resolve(null)
  #misses = 0

  constructor(run: Run, entity: ImportEntity) {
    this.#run = run
    this.#entity = entity
    this.#feeds = run.order.plan.feeds.filter((feed) => feed.entity.name === entity.name)
    this.counts = { entity: entity.name, read: 0, created: 0, updated: 0, unchanged: 0, refused: 0 }
  }

  /** `others` are the loads of all entities, since a shipment may carry its lines. */
  async run(others: ReadonlyMap<string, EntityLoad>): Promise<void> {
    try {
      for (const feed of this.#feeds) await this.#readFeed(feed)
      await this.#goOnWaiting()
      for (const other of others.values())
        if (other.#entity.carries?.entity === this.#entity.name) await this.#takeCarried(other.#entity, other.carried)
      if (this.#run.order.full?.includes(this.#entity.name)) this.gone = await listGone(this.#run, this.#entity.name, this.#seen)
    } finally {
      await this.#inFlight.catch(() => {})
      await this.#looking
      await this.#waiting.remove()
      this.#memory.clear()
      this.#aheadMemory.clear()
    }
  }

  async #readFeed(feed: PlannedFeed): Promise<void> {
    let chunk: Row[] = []
    for await (const page of pagesOf(feed.path, feed.scanned))
      for (const { line, cells, bytes } of page) {
        if (!feed.wanted(cells)) continue
        const row = this.#rowOf(feed, line, cells)
        if (Array.isArray(row)) await this.#refuseRead(feed, line, row)
        else chunk.push(row)
        if (chunk.length < chunkSize) continue
        this.#share = bytes / feed.scanned.bytes
        await this.#hand(chunk)
        chunk = []
      }
    this.#share = null
    await this.#hand(chunk)
    await this.#inFlight
  }

  /** A row of the file, or what is wrong with it. */
  #rowOf(feed: PlannedFeed, line: number, cells: string[]): Row | Problem[] {
    this.counts.read++
    const plain = plainRow(feed, { line, cells, bytes: 0 })
    if (Array.isArray(plain)) return plain
    const parsed = parseRow(this.#entity, plain, { place: this.#feeds.indexOf(feed), line })
    const inFile = (column: string, why: string) => ({ ...placeIn(feed, cells, column, plain), reason: why })
    if (Array.isArray(parsed)) return parsed.map((one) => inFile(one.column, one.reason))
    if (!this.#seen.add(parsed.id)) return [inFile('id', reason('duplicate'))]
    return { parsed, plain, cells, feed, file: feed.file }
  }

  async #refuseRead(feed: PlannedFeed, line: number, problems: readonly Problem[]): Promise<void> {
    this.counts.refused++
    for (const one of problems) await this.#tell(feed.file, line, one)
  }

  async #tell(file: string, line: number, problem: Problem): Promise<void> {
    await this.#run.refusals.add({ entity: this.#entity.name, file, line, ...problem })
  }

  /**
   * Gives rows to the database while the next ones are read and looked at. One chunk is written at a time, in the order of the
   * files; one more may wait for its turn, so that there is something to do whenever the database is asked.
   */
  async #hand(rows: Row[]): Promise<void> {
    if (rows.length === 0) return
    const ahead = this.#lookAhead(rows)
    this.#inFlight = this.#inFlight.then(() => this.#write(rows, ahead))
    // It is awaited with a later chunk; until then its failure is nobody's surprise.
    this.#inFlight.catch(() => {})
    this.#queued.push(this.#inFlight)
    if (this.#queued.length > chunksOnTheWay) await this.#queued.shift()
  }

  /**
   * What becomes of rows, on a connection of its own; one chunk at a time, and no more after three in a row had to wait for their turn.
   * Whatever fails here fails again then.
   */
  #lookAhead(rows: readonly Row[]): Promise<Ahead | null> {
    if (!this.#entity.ahead || !this.#run.lease || rows.length === 0 || this.#misses >= 3) return Promise.resolve(null)
    const loading = { ...this.#loading(rows), memory: this.#aheadMemory }
    const parsed = rows.map((row) => row.parsed)
    const look = () => this.#run.scope.reading((scope) => lookAhead(scope, loading, parsed)).catch(() => null)
    this.#looking = this.#looking.then(look)
    return this.#looking
  }

  async #write(rows: Row[], looking: Promise<Ahead | null>): Promise<void> {
    const ahead = await looking
    this.#misses = ahead ? 0 : this.#misses + 1
    const outcome = (ahead && (await this.#loadAhead(rows, ahead))) ?? (await this.#loadSafely(rows))
    this.counts.created += outcome.created
    this.counts.updated += outcome.updated
    this.counts.unchanged += outcome.unchanged
    this.clashes += outcome.clashes
    this.counts.refused += new Set(outcome.refused.map(({ row }) => row.id)).size
    const byId = new Map(rows.map((row) => [row.parsed.id, row]))
    for (const { row, column, reason: why } of outcome.refused) await this.#refuse(byId.get(row.id) as Row, column, why)
    for (const { row, column, reason: why } of outcome.waiting) {
      const { plain } = byId.get(row.id) as Row
      await this.#waiting.add({ plain, feed: row.place, line: row.line, column, reason: why })
    }
    await this.#spoolCarriers(rows, outcome)
    const { read, refused } = this.counts
    this.#run.order.progress?.({ phase: this.#entity.name, read, refused, share: this.#share })
  }

  async #refuse(row: Row, column: string, why: string): Promise<void> {
    const place = row.feed ? placeIn(row.feed, row.cells, column, row.plain) : { column, value: row.plain[column] ?? '' }
    await this.#tell(row.file, row.parsed.line, { ...place, reason: why })
  }

  /** Null where the database refuses what was found ahead. */
  async #loadAhead(rows: readonly Row[], ahead: Ahead): Promise<Outcome | null> {
    try {
      return await this.#run.transaction((scope) => loadAhead(scope, this.#loading(rows), ahead))
    } catch (error) {
      if (!isDataError(error)) throw error
      return null
    }
  }

  /** Where the database refuses a value, halves find the row that it is in. */
  async #loadSafely(rows: Row[]): Promise<Outcome> {
    try {
      return await this.#run.transaction((scope) =>
        load(
          scope,
          this.#loading(rows),
          rows.map((row) => row.parsed),
        ),
      )
    } catch (error) {
      if (!isDataError(error)) throw error
      const [only, second] = rows
      if (only && !second)
        return {
          ...noOutcome(),
          refused: [{ row: only.parsed, column: '', reason: reason('database', { message: messageOf(error) }) }],
        }
      const middle = rows.length >> 1
      const [one, other] = [await this.#loadSafely(rows.slice(0, middle)), await this.#loadSafely(rows.slice(middle))]
      return together(one, other)
    }
  }

  #loading(rows: readonly Row[]): Loading {
    const { id: runId, hosts, order } = this.#run
    const parentSource = rows[0]?.feed?.parentSource ?? order.plan.source
    return {
      runId,
      entity: this.#entity,
      source: order.plan.source,
      parentSource,
      hosts,
      memory: this.#memory,
      folder: order.plan.folder,
    }
  }

  async #spoolCarriers(rows: readonly Row[], outcome: Outcome): Promise<void> {
    const column = this.#entity.carries?.column
    if (!column) return
    const left = new Set([...outcome.refused, ...outcome.waiting].map(({ row }) => row.id))
    for (const { parsed, file } of rows) {
      const names = parsed.columns[column]
      if (typeof names === 'string' && !left.has(parsed.id))
        await this.carried.add({ id: parsed.id, names, file, line: parsed.line })
    }
  }

  /** Rows whose parent came after them, as often as that brings any further; what is left has no parent, or is its own. */
  async #goOnWaiting(): Promise<void> {
    for (let before = -1; this.#waiting.count > 0 && this.#waiting.count !== before; ) {
      const spool = this.#waiting
      before = spool.count
      this.#waiting = new Spool<Waiting>()
      let chunk: Row[] = []
      for await (const one of spool.take()) {
        const row = this.#again(one)
        // Of one feed at a time: it says whose ids the parents have.
        if (chunk.length === chunkSize || (chunk[0] && chunk[0].feed !== row.feed)) {
          await this.#hand(chunk)
          chunk = []
        }
        chunk.push(row)
      }
      await this.#hand(chunk)
      await this.#inFlight
    }
    for await (const one of this.#waiting.take()) {
      this.counts.refused++
      const row = this.#again(one)
      await this.#refuse(row, one.column, one.reason)
    }
  }

  #again({ plain, feed: place, line }: Waiting): Row {
    const feed = this.#feeds[place] as PlannedFeed
    return { parsed: parseRow(this.#entity, plain, { place, line }) as Parsed, plain, cells: null, feed, file: feed.file }
  }

  async #takeCarried(carrier: ImportEntity, spool: Spool<Carried>): Promise<void> {
    let batch: Carried[] = []
    let chunk: Row[] = []
    const flush = async (all: boolean) => {
      chunk.push(...(await this.#carriedRows(carrier, batch)))
      batch = []
      while (chunk.length >= chunkSize || (all && chunk.length > 0)) await this.#hand(chunk.splice(0, chunkSize))
    }
    for await (const one of spool.take()) {
      batch.push(one)
      if (batch.length === carriersAtOnce) await flush(false)
    }
    await flush(true)
    await this.#inFlight
    chunk = []
  }

  async #carriedRows(entity: ImportEntity, carriers: readonly Carried[]): Promise<Row[]> {
    if (carriers.length === 0) return []
    await this.#inFlight
    const { source } = this.#run.order.plan
    const made = (await entity.carries?.rows(this.#run.scope, source, carriers)) ?? []
    const from = new Map(carriers.map((one) => [one.id, one]))
    return made.flatMap(({ carrier, columns }) => {
      const { file = '', line = 0 } = from.get(carrier) ?? {}
      const parsed = parseRow(this.#entity, columns, { place: -1, line })
      // A file of its own has said it already.
      if (Array.isArray(parsed) || !this.#seen.add(parsed.id)) return []
      this.counts.read++
      return [{ parsed, plain: columns, cells: null, feed: null, file }]
    })
  }
}

const messageOf = (error: unknown) =>
  String((error as { sqlMessage?: string }).sqlMessage ?? (error as Error).message).slice(0, 200)
