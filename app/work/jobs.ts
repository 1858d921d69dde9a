import type { StaffAbility } from '~/access/abilities'
import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'

/** What happens after the response. The worker knows these shapes; features fill them and put them into the registry. */

export type SystemScope = Scope<'staff', StaffAbility>

export type JobContext = {
  /** In nobody's name; reaches everything. */
  scope: SystemScope
  jobId: Id
  /** 1 at the first try. */
  attempt: number
  /** Aborted when the process stops or the lease was lost. */
  signal: AbortSignal
}

/** Does the work of one topic. It may run more than once: what it does outside the database carries the job's id. */
export type JobHandler = { topic: string; run(payload: unknown, context: JobContext): Promise<void> }

export type HeardEvent = { name: string; facts: Record<string, unknown>; at: string; personId: Id }

/** Hears of domain events by name, after they are committed, at least once, in a job of its own per subscriber. */
export type Subscriber = { event: string; name: string; hear(event: HeardEvent, context: JobContext): Promise<void> }

/** Runs about every so often, on one process of the cluster at a time. */
export type Scheduled = {
  name: string
  everySeconds: number
  run(context: { scope: SystemScope; signal: AbortSignal }): Promise<void>
}

export type Work = { handlers: readonly JobHandler[]; subscribers: readonly Subscriber[]; scheduled: readonly Scheduled[] }
