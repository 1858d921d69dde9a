import { sql } from 'kysely'
import type { Id } from '~/database/tables'
import type { ImportEntity, Projection } from '~/features/import.types'
import type { SystemScope } from '~/work/jobs'
import type { Run } from './run.server'
import { IdSet } from './seen'

const pageSize = 500
const batchSize = 200

/**
 * What follows from the rows, once all are in: statuses, sums, trees. Which records it concerns is asked of the database, by the
 * runs that wrote them: this one, and those that died before they came this far.
 */
export async function finish(run: Run): Promise<void> {
  const runs = await openRuns(run)
  for (const entity of run.order.entities) {
    if (!entity.finish) continue
    for await (const ids of touched(run.scope, entity, runs)) {
      run.order.progress?.({ phase: entity.name, read: 0, refused: 0, share: null })
      await entity.finish(run.scope, ids)
    }
  }
  const projecting = new Projecting(run)
  for (const projection of run.order.projections)
    for (const entity of run.order.entities)
      if (entity.touches?.projection === projection.name) await projecting.follow(projection, entity, runs)
  const dead = runs.flatMap(({ id }) => (id === run.id ? [] : [id]))
  await run.scope.bulk.rows.updateTable('import_runs').set({ state: 'resumed' }).where('id', 'in', dead).execute()
}

/** Statuses and sums, each record once. */
class Projecting {
  readonly #run: Run
  readonly #done: ReadonlyMap<string, IdSet>
  #count = 0

  constructor(run: Run) {
    this.#run = run
    this.#done = new Map(run.order.projections.map((one) => [one.name, new IdSet()]))
  }

  async follow(projection: Projection, entity: ImportEntity, runs: readonly OpenRun[]): Promise<void> {
    const { scope, lease, order } = this.#run
    // While the database works on one batch, the next one is computed. In a dry run there is one connection for all.
    const turns = new Turns(lease ? 2 : 1)
    for await (const records of touched(scope, entity, runs)) {
      const ids = this.#done.get(projection.name)?.take(await subjects(scope, entity, records)) ?? []
      for (let from = 0; from < ids.length; from += batchSize) {
        const batch = ids.slice(from, from + batchSize)
        await turns.take(() => this.#project(projection, batch))
      }
      await lease?.renew(scope)
      this.#count += ids.length
      order.progress?.({ phase: 'finish', read: this.#count, refused: 0, share: null })
    }
    await turns.end()
  }

  /** In transactions of its own; what it writes anybody may compute again, so it needs no proof of the lease. */
  async #project(projection: Projection, ids: readonly Id[]): Promise<void> {
    await projection.project(this.#run.scope, ids)
    const besides = await projection.besides?.(this.#run.scope, ids)
    if (besides) this.#done.get(besides.projection)?.take(besides.ids)
  }
}

/** Lets so many pieces of work go on at once; whoever comes later waits for a place. After a failure nothing new begins. */
class Turns {
  readonly #places: number
  readonly #working = new Set<Promise<void>>()
  #failure: { error: unknown } | null = null

  constructor(places: number) {
    this.#places = places
  }

  async take(work: () => Promise<void>): Promise<void> {
    while (this.#working.size >= this.#places) await Promise.race(this.#working)
    this.#throwFailure()
    const working: Promise<void> = work()
      .catch((error: unknown) => {
        this.#failure ??= { error }
      })
      .finally(() => this.#working.delete(working))
    this.#working.add(working)
  }

  async end(): Promise<void> {
    await Promise.all(this.#working)
    this.#throwFailure()
  }

  #throwFailure(): void {
    if (this.#failure) throw this.#failure.error
  }
}

/** The records that a projection is about: an order line's order. */
async function subjects(scope: SystemScope, entity: ImportEntity, records: readonly Id[]): Promise<Id[]> {
  const column = entity.touches?.column ?? 'id'
  if (column === 'id') return [...records]
  const rows = await scope.bulk.rows
    .selectFrom(entity.table as 'order_lines')
    .select(sql.ref<Id | null>(column).as('subject'))
    .distinct()
    .where('id', 'in', records)
    .execute()
  return rows.flatMap((row) => row.subject ?? [])
}

type OpenRun = { id: Id; source: string }

const openRuns = async (run: Run): Promise<OpenRun[]> => {
  const dead = await run.scope.bulk.rows
    .selectFrom('import_runs')
    .select(['id', 'source'])
    .where('state', 'in', ['interrupted', 'failed'])
    .execute()
  return [...dead, { id: run.id, source: run.order.plan.source }]
}

/** The records of an entity that these runs wrote, in pieces. */
async function* touched(scope: SystemScope, entity: ImportEntity, runs: readonly OpenRun[]): AsyncGenerator<Id[]> {
  for (const { id, source } of runs)
    for (let after = ''; ; ) {
      const rows = await scope.bulk.rows
        .selectFrom('external_refs')
        .select(['external_id', 'record_id'])
        .where('entity', '=', entity.name)
        .where('source', '=', source)
        .where('run_id', '=', id)
        .where('external_id', '>', after)
        .orderBy('external_id')
        .limit(pageSize)
        .execute()
      const last = rows.at(-1)
      if (!last) break
      yield [...new Set(rows.map((row) => row.record_id))]
      after = last.external_id
    }
}
