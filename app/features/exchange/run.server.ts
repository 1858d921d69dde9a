import { join } from 'node:path'
import type { Id } from '~/database/tables'
import type { HostEntity, ImportEntity, Projection } from '~/features/import.types'
import type { SystemScope } from '~/work/jobs'
import { EntityLoad } from './entity-load.server'
import { finish } from './finish.server'
import { Lease } from './lease.server'
import { WrongInput } from './mapping'
import type { Plan } from './plan.server'
import { inOrder, reportFolder } from './plan.server'
import type { Refusals } from './refusals.server'
import { refusalsIn } from './refusals.server'
import { spokenCode } from './spoken-code'

export type EntityCounts = {
  entity: string
  read: number
  created: number
  updated: number
  unchanged: number
  refused: number
}

export type Gone = { entity: string; count: number; path: string | null }

export type Report = {
  code: string
  entities: EntityCounts[]
  clashes: number
  refusals: string | null
  gone: Gone[]
  seconds: number
}

export type Progress = { phase: string; read: number; refused: number; share: number | null }

export type ImportOrder = {
  plan: Plan
  entities: readonly ImportEntity[]
  projections: readonly Projection[]
  /** Where uploaded files are kept; the reports go into a folder of it. */
  files: string
  dryRun?: boolean
  /** Entities whose files are complete: what they no longer hold is listed. */
  full?: readonly string[]
  /** Called between transactions; what it throws stops the run there. */
  progress?: (progress: Progress) => void
}

/** Ends a dry run: everything was done, and nothing of it stays. */
class Undone extends Error {}

/**
 * Brings the files of a plan into the database, in transactions of up to 1,000 rows. Ended in the middle, the next run does the
 * rest. A dry run is one transaction that is rolled back at the end; what it changes is locked meanwhile.
 */
export async function runImport(scope: SystemScope, order: ImportOrder): Promise<Report> {
  const lease = new Lease()
  await lease.take(scope)
  try {
    return order.dryRun ? await tried(scope, order) : await new Run(scope, order, lease).go()
  } finally {
    await lease.release(scope).catch(() => {})
  }
}

async function tried(scope: SystemScope, order: ImportOrder): Promise<Report> {
  let report: Report | undefined
  try {
    await scope.transaction(async (inner) => {
      report = await new Run(inner, order, null).go()
      throw new Undone()
    })
  } catch (error) {
    if (!(error instanceof Undone)) throw error
  }
  return report as Report
}

/** One import from its first transaction to its last. */
export class Run {
  readonly scope: SystemScope
  readonly order: ImportOrder
  /** Null in a dry run. */
  readonly lease: Lease | null
  readonly code = spokenCode('IM')
  readonly refusals: Refusals
  id: Id = '0'
  hosts: { byCode: Map<string, HostEntity>; usual: HostEntity | null } = { byCode: new Map(), usual: null }

  constructor(scope: SystemScope, order: ImportOrder, lease: Lease | null) {
    this.scope = scope
    this.order = order
    this.lease = lease
    this.refusals = refusalsIn(this.reportPath('refused'))
  }

  reportPath(what: string): string {
    return join(reportFolder(this.order.files), `${this.code}-${what}.csv`)
  }

  /** Runs a piece of work in a transaction of its own that proves the lease; in a dry run, in the one that there is. */
  async transaction<R>(work: (scope: SystemScope) => Promise<R>): Promise<R> {
    if (!this.lease) return await this.scope.bulk.attempt(() => work(this.scope))
    const lease = this.lease
    return await this.scope.transaction(async (inner) => {
      await lease.prove(inner)
      return await work(inner)
    })
  }

  async go(): Promise<Report> {
    const begun = performance.now()
    await this.#begin()
    try {
      const loads = new Map(this.order.entities.map((entity) => [entity.name, new EntityLoad(this, entity)]))
      for (const entity of inOrder(this.order.entities)) await loads.get(entity.name)?.run(loads)
      await finish(this)
      return await this.#end([...loads.values()], begun)
    } catch (error) {
      await this.#fail(error)
      throw error
    } finally {
      await this.refusals.end()
    }
  }

  async #begin(): Promise<void> {
    const { source, legalEntity } = this.order.plan
    await this.transaction(async (scope) => {
      // Whoever still says so has died: the lease is ours.
      await scope.bulk.rows.updateTable('import_runs').set({ state: 'interrupted' }).where('state', '=', 'running').execute()
      await scope.bulk.insert('import_runs', [{ code: this.code, source, state: 'running', started_at: scope.now }])
      const own = await scope.bulk.rows
        .selectFrom('import_runs')
        .select('id')
        .where('code', '=', this.code)
        .executeTakeFirstOrThrow()
      this.id = own.id
      if (legalEntity) {
        const { code, name, currency, country, timeZone } = legalEntity
        await scope.bulk.insert('legal_entities', [{ code, name, currency, country, time_zone: timeZone }], 'keep')
      }
      const hosts = await scope.bulk.rows
        .selectFrom('legal_entities')
        .select(['id', 'code', 'currency', 'time_zone'])
        .orderBy('id')
        .execute()
      const byCode = new Map(hosts.map((one) => [one.code, one]))
      this.hosts = { byCode, usual: (legalEntity ? byCode.get(legalEntity.code) : hosts[0]) ?? null }
      if (!this.hosts.usual) throw new WrongInput(['There is no legal entity yet: name one in the mapping, as legalEntity'])
    })
  }

  async #end(loads: readonly EntityLoad[], begun: number): Promise<Report> {
    await this.refusals.end()
    const report: Report = {
      code: this.code,
      entities: loads.map((one) => one.counts),
      clashes: loads.reduce((sum, one) => sum + one.clashes, 0),
      refusals: this.refusals.path,
      gone: loads.flatMap((one) => one.gone ?? []),
      seconds: Math.round(performance.now() - begun) / 1000,
    }
    await this.transaction(async (scope) => {
      await scope.bulk.rows
        .updateTable('import_runs')
        .set({ ...this.#story(report), state: 'finished', finished_at: new Date() })
        .where('id', '=', this.id)
        .execute()
    })
    return report
  }

  #story({ entities, clashes, gone }: Report) {
    const named = gone.map(({ entity, count, path }) => ({ entity, count, file: path !== null }))
    return {
      counts: JSON.stringify({ entities, clashes, gone: named }),
      refusals: this.refusals.count > 0 ? JSON.stringify({ count: this.refusals.count, first: this.refusals.first }) : null,
    }
  }

  async #fail(error: unknown): Promise<void> {
    if (!this.lease) return
    const told = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    await this.scope.bulk.rows
      .updateTable('import_runs')
      .set({ state: 'failed', finished_at: new Date(), error: told.slice(0, 4000) })
      .where('id', '=', this.id)
      .where('state', '=', 'running')
      .execute()
      .catch(() => {})
  }
}
