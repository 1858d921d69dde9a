import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import type { SystemScope } from '~/work/jobs'

/**
 * How features meet: what each may put into the registry, one line per kind in `registry.server.ts`. A feature never imports a
 * later one; pages and jobs that need "all of them" read the registry instead.
 */

export type Reads = Scope<'portal' | 'staff', 'orders.read' | 'shipments.read'>

/** What a timeline belongs to. */
export type Subject = { order: Id } | { shipment: Id }

/** A record that an entry names: one of a list of the portal's and the staff's, or at a path below the reader's own prefix. */
export type TimelineLink =
  | { number: string; to: 'orders' | 'shipments' | 'invoices' | 'contracts' | 'requests' }
  | { number: string; path: string }

/** One line of a timeline. Its text is `<feature>:timeline.<name>` for the kind '<feature>.<name>', filled with the facts. */
export type TimelineEntry = {
  id: string
  kind: string
  at: Date
  /** Of the place where it happened; the reader's own where it is left out. */
  timeZone?: string | null
  actor: string | null
  facts: Record<string, string | number | null>
  /** Solid is actual, outlined is planned. */
  planned?: boolean
  tone?: 'positive' | 'caution' | 'critical' | null
  group: 'goods' | 'money' | 'talk'
  link?: TimelineLink | null
}

export type TimelineSource = {
  name: string
  /** Everything of one record, in any order. */
  of(scope: Reads, subject: Subject): Promise<TimelineEntry[]>
  /** What is new since an instant in everything that the scope reaches, newest first, each with its record. */
  recent(scope: Reads, since: Date, limit: number): Promise<TimelineEntry[]>
}

/** One hit of the palette. `path` is below the audience's prefix: 'orders/SO-48102'. */
export type Found = { kind: string; title: string; detail: string; path: string }

/** Finds records by their numbers and references, exactly or by beginning; each query reads an index. */
export type Finder<S = Reads> = {
  kind: string
  audience: 'portal' | 'distributor' | 'supplier' | 'staff' | 'both'
  /**
   * The list that shows the rest of them, at an address below the audience's prefix: its `q` finds at least what `find` does, and whoever
   * finds something may open it. A function where audiences have other lists, or a list knows not all texts (null).
   */
  list?: string | ((audience: string, text: string) => string | null)
  find(scope: S, text: string, limit: number): Promise<Found[]>
}
/** Whoever looks for what suppliers offer, propose and answer. */
export type SupplyReads = Scope<'supplier' | 'staff', 'catalog.read' | 'purchases.read'>
/** Whoever looks for programmes, what they came to, and whom a distributor serves. */
export type RebateReads = Scope<'distributor' | 'staff', 'accounts.read'>

export type { JobContext, JobHandler, Scheduled, Subscriber, SystemScope } from '~/work/jobs'

/** A rule that must always hold. Each answers the records that break it, in words, at most 20. */
export type Invariant = { name: string; check(scope: SystemScope): Promise<string[]> }

/** A field of the audit that the page shows with a name of the languages. */
export type AuditField = { field: string; label: string }
/** Something that the audit knows was done, as 'noun.verb', with what the page calls it. */
export type AuditAction = { action: string; label: string }

export type {
  Draft,
  ImportBatch,
  ImportEntity,
  ImportRow,
  Projection,
  RecordChange,
  RowRefusal,
  Settled,
  Values,
} from './import.types'
