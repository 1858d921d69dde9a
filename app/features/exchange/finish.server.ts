import { idsAtOnce } from '~/database/by-id.server'
import type { Id } from '~/database/tables'
import type { Projection } from '~/features/import.types'
import type { SystemScope } from '~/work/jobs'
import type { Run } from './run.server'

/**
 * What follows from the rows, once all are in: trees, statuses, sums. Which records it concerns was written down with the rows, so
 * that an import that died before it came this far is finished by the next one.
 */
export async function finish(run: Run): Promise<void> {
  let count = 0
  for (const projection of run.order.projections) {
    // While the database works on one batch, the next one is computed. In a dry run there is one connection for all.
    const turns = new Turns(run.lease ? 2 : 1)
    for (let after: Id = '0'; ; ) {
      const ids = await touched(run.scope, projection.name, after)
      const last = ids.at(-1)
      if (last === undefined) break
      after = last
      await turns.take(() => follow(run, projection, ids))
      count += ids.length
      run.order.progress?.({ phase: 'finish', read: count, refused: 0, share: null })
    }
    await turns.end()
  }
  for (const projection of run.order.projections) {
    await run.lease?.renew(run.scope)
    await projection.ended?.(run.scope)
  }
}

async function touched(scope: SystemScope, projection: string, after: Id): Promise<Id[]> {
  const rows = await scope.bulk.rows
    .selectFrom('import_touched')
    .select('record_id')
    .where('projection', '=', projection)
    .where('record_id', '>', after)
    .orderBy('record_id')
    .limit(idsAtOnce)
    .execute()
  return rows.map((row) => row.record_id)
}

/** In transactions of its own; killed before it is crossed out, it is done again, which changes nothing. */
async function follow({ scope, lease }: Run, projection: Projection, ids: readonly Id[]): Promise<void> {
  await lease?.renew(scope)
  await projection.project(scope, ids)
  const besides = await projection.besides?.(scope, ids)
  await crossOut(scope, projection.name, ids)
  if (besides && besides.ids.length > 0) await crossOut(scope, besides.projection, besides.ids)
}

const crossOut = (scope: SystemScope, projection: string, ids: readonly Id[]) =>
  scope.bulk.rows.deleteFrom('import_touched').where('projection', '=', projection).where('record_id', 'in', ids).execute()

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
