import { sql } from 'kysely'
import type { Id } from '~/database/tables'
import type { ImportEntity, Projection } from '~/features/import.types'
import type { SystemScope } from '~/work/jobs'
import type { Run } from './run.server'
import { IdSet } from './seen'

const pageSize = 500

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
  const done = new Map(run.order.projections.map((one) => [one.name, new IdSet()]))
  let count = 0
  for (const projection of run.order.projections)
    for (const entity of run.order.entities) {
      if (entity.touches?.projection !== projection.name) continue
      for await (const records of touched(run.scope, entity, runs)) {
        count += await project(run, projection, entity, records, done)
        run.order.progress?.({ phase: 'finish', read: count, refused: 0, share: null })
      }
    }
  await run.scope.bulk.rows
    .updateTable('import_runs')
    .set({ state: 'resumed' })
    .where(
      'id',
      'in',
      runs.filter((one) => one.id !== run.id).map((one) => one.id),
    )
    .execute()
}

async function project(
  run: Run,
  projection: Projection,
  entity: ImportEntity,
  records: readonly Id[],
  done: ReadonlyMap<string, IdSet>,
): Promise<number> {
  const ids = done.get(projection.name)?.take(await subjects(run.scope, entity, records)) ?? []
  if (ids.length === 0) return 0
  // Each in transactions of its own; the lease is renewed beside, since what they write anybody may compute again.
  await projection.project(run.scope, ids)
  await run.lease?.renew(run.scope)
  const besides = await projection.besides?.(run.scope, ids)
  if (besides) done.get(besides.projection)?.take(besides.ids)
  return ids.length
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
