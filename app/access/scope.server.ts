import type { AliasableExpression, Kysely } from 'kysely'
import { expressionBuilder, sql } from 'kysely'
import { Bulk } from '~/database/bulk.server'
import { db, inReading, inTransaction } from '~/database/connection.server'
import type { Job } from '~/database/outbox.server'
import { enqueue } from '~/database/outbox.server'
import type { Id, NewRowOf, Tables, VisibleTables } from '~/database/tables'
import { notFound } from '~/values/outcome'
import type { Ability, AbilityOf, Audience, StaffAbility } from './abilities'
import type { AuditEntry } from './audit.server'
import { appendAudit } from './audit.server'
import type { AnyTables } from './filter.server'
import { filtered } from './filter.server'
import type { Reach, Who } from './reach'
import { reachOf, sameReach } from './reach'
import type { SeenBy } from './visibility'
import { rulesFor } from './visibility'
import { rowsWithin } from './visible'

/** A row that says whose it is; what hangs on it is written for the same account. */
export type Owner = { account_id: Id; root_account_id: Id }
type OwnedTable = { [T in keyof VisibleTables]: VisibleTables[T] extends Owner ? T : never }[keyof VisibleTables]
type LooseTable = Exclude<keyof VisibleTables, OwnedTable>

/** One piece of the reach that a list reads with one range of one index: a tree, an account, or (null) everything. */
export type Slice = { column: 'root_account_id' | 'account_id'; id: Id } | null

export type DomainEvent = { name: string; facts: Record<string, unknown> }
export type TimelineNote = { order_id?: Id | null; shipment_id?: Id | null; kind: string; facts: Record<string, unknown> }
type Origin = { ip: string | null; requestId: string | null }
type Handle = Kysely<Tables>

type Making = {
  who: Who
  reach: Reach
  may: readonly Ability[]
  now: Date
  origin: Origin
  handle: Handle
  within: boolean
}

/**
 * The proof that somebody is who they say and may do what is about to be done: the first parameter of every query and command.
 * Only a guard can make one. All reading and changing goes through `rows`, which shows only what the reader may see.
 */
export class Scope<A extends Audience, in Ab extends Ability> {
  declare private readonly proves: { audience: A; may: { [K in Ab]: true } }
  readonly audience: A
  readonly who: Who
  /** The time of the request, for everything that happens in it. */
  readonly now: Date
  /** Ordinary Kysely; every table already filtered in reads, joins, locks, updates and deletes. Inserts go through `add`. */
  readonly rows: Pick<Kysely<SeenBy<A>>, 'selectFrom' | 'selectNoFrom' | 'updateTable' | 'deleteFrom'>
  readonly #making: Making

  private constructor(audience: A, making: Making) {
    this.audience = audience
    this.who = making.who
    this.now = making.now
    this.#making = making
    const reader = { who: making.who, reach: making.reach, now: making.now }
    this.rows = making.handle.withPlugin(filtered(rulesFor(audience, reader))) as never
  }

  /** Null where the person reaches nothing as this audience with these abilities. */
  static prove<A extends Audience, Ab extends Ability>(
    audience: A,
    may: readonly Ab[],
    who: Who,
    more: { now?: Date; origin?: Origin; handle?: Handle } = {},
  ): Scope<A, Ab> | null {
    const reach = reachOf(who, audience, may)
    if (!reach) return null
    const origin = more.origin ?? { ip: null, requestId: null }
    return new Scope<A, Ab>(audience, {
      who,
      reach,
      may,
      now: more.now ?? new Date(),
      origin,
      handle: more.handle ?? db,
      within: false,
    })
  }

  /** The connection or transaction behind a scope, for the rest of this folder: what it writes belongs to no audience. */
  static connectionOf(scope: Scope<Audience, never>): Kysely<Tables> {
    return scope.#making.handle
  }

  /** How a list is cut so that each piece reads one index in order: [null] for staff, else one piece per tree or account. */
  get slices(): readonly Slice[] {
    const { reach } = this.#making
    if (reach.everything) return [null]
    const trees = reach.roots.map((id) => ({ column: 'root_account_id' as const, id }))
    return [...trees, ...reach.accounts.map((id) => ({ column: 'account_id' as const, id }))]
  }

  /** Where in the reach one more ability holds: a role may differ from account to account. */
  may(ability: Ability): 'everywhere' | 'somewhere' | 'nowhere' {
    const reach = this.#reachFor(ability)
    if (!reach) return 'nowhere'
    return sameReach(reach, this.#making.reach) ? 'everywhere' : 'somewhere'
  }

  /** This scope with one more ability, for a part of a page that not all its readers may see; null where it holds nowhere. */
  also<B extends AbilityOf<A>>(ability: B): Scope<A, Ab | B> | null {
    const reach = this.#reachFor(ability)
    return reach && new Scope<A, Ab | B>(this.audience, { ...this.#making, reach, may: [...this.#making.may, ability] })
  }

  /** A price column of a row with account_id and root_account_id: null wherever the reader's role sees no prices. */
  priced<T extends string | null = string>(table: string, column: string): AliasableExpression<T | null> {
    const eb = expressionBuilder<AnyTables, string>()
    const ref = (name: string) => eb.ref(`${table}.${name}` as never)
    const reach = this.#reachFor('prices.see')
    if (!reach) return sql<T | null>`null`
    if (sameReach(reach, this.#making.reach)) return ref(column) as AliasableExpression<T | null>
    return sql<T | null>`case when ${rowsWithin({ eb, ref }, reach)} then ${ref(column)} end`
  }

  #reachFor(ability: Ability): Reach | null {
    return reachOf(this.who, this.audience, [...this.#making.may, ability])
  }

  /** Writes rows that belong to the account of `owner`, a row that was read through this scope. Answers the first new id. */
  async add<T extends OwnedTable & keyof SeenBy<A>>(
    table: T,
    owner: Owner,
    values: Omit<NewRowOf<T>, keyof Owner> | Omit<NewRowOf<T>, keyof Owner>[],
  ): Promise<Id> {
    if (!this.#reaches(owner)) notFound()
    const rows = ([values].flat() as object[]).map((one) => ({
      ...one,
      account_id: owner.account_id,
      root_account_id: owner.root_account_id,
    }))
    return await this.#insert(table, rows)
  }

  /** Writes rows of a table that belongs to no account: staff only, but for a person's own saved views. */
  async addLoose<T extends LooseTable & keyof SeenBy<A>>(table: T, values: NewRowOf<T> | NewRowOf<T>[]): Promise<Id> {
    if (!this.#making.reach.everything && table !== 'saved_views')
      throw new Error(`${this.audience} may not add to ${String(table)}`)
    return await this.#insert(table, [values].flat() as object[])
  }

  async #insert(table: string, rows: readonly object[]): Promise<Id> {
    const done = await this.#making.handle
      .insertInto(table as never)
      .values(rows as never)
      .executeTakeFirstOrThrow()
    return String((done as { insertId?: bigint }).insertId ?? 0n)
  }

  #reaches(owner: Owner): boolean {
    const { reach } = this.#making
    return reach.everything === true || reach.roots.includes(owner.root_account_id) || reach.accounts.includes(owner.account_id)
  }

  /**
   * Runs `run` in a transaction with a scope of its own; this one is not used inside. Within a transaction it simply goes on in
   * it. The whole of `run` may run again after a deadlock, so it has no effects outside the database.
   */
  async transaction<R>(run: (scope: Scope<A, Ab>) => Promise<R>): Promise<R> {
    if (this.#making.within) return await run(this)
    return await inTransaction((handle) => run(new Scope<A, Ab>(this.audience, { ...this.#making, handle, within: true })))
  }

  /** As `transaction`, on a connection of its own, of which the database refuses (1792) whatever it would write. */
  async reading<R>(run: (scope: Scope<A, Ab>) => Promise<R>): Promise<R> {
    return await inReading((handle) => run(new Scope<A, Ab>(this.audience, { ...this.#making, handle, within: true })))
  }

  /**
   * As `transaction`, with the handle besides, for the guards: what they write belongs to no audience. `once` where `run` finds out
   * whether it was done already.
   */
  async transactionWith<R>(run: (scope: Scope<A, Ab>, handle: Handle) => Promise<R>, how: { once?: boolean } = {}): Promise<R> {
    return await inTransaction(
      (handle) => run(new Scope<A, Ab>(this.audience, { ...this.#making, handle, within: true }), handle),
      how,
    )
  }

  /**
   * The system's own scope in this same transaction, for what a decision of the staff brings about and has to be written as an import
   * would have written it. Nobody else has it.
   */
  asSystem(): Scope<'staff', StaffAbility> {
    const { reach, within } = this.#making
    if (this.audience !== 'staff' || !reach.everything || !within)
      throw new Error('the system’s scope is for staff, in a transaction')
    return new Scope<'staff', StaffAbility>('staff', { ...this.#making, who: system, may: [] })
  }

  /** Fast writing of thousands of rows past every rule: for what the system itself brings, and for nobody else. */
  get bulk(): Bulk {
    if (this.who.personId !== '0' || !this.#making.reach.everything) throw new Error('bulk is the system’s own')
    return new Bulk(this.#making.handle)
  }

  /** Tells later features what happened, once the transaction has committed. */
  async emit(event: DomainEvent): Promise<void> {
    await this.queue({ topic: 'event', payload: { ...event, at: this.now, personId: this.who.personId } })
  }

  /** Work for after the response, written in the same transaction: mail, calls to others, long jobs. */
  async queue(...jobs: Job[]): Promise<void> {
    await enqueue(this.#making.handle, this.now, jobs)
  }

  /** Who did what to which record, in the same transaction as the change. Secrets never go in here. */
  async audit(entry: AuditEntry): Promise<void> {
    if (!this.#making.within) throw new Error('audit inside the transaction of the change')
    await appendAudit(this.#making.handle, { ...entry, at: this.now, personId: this.who.personId, ...this.#making.origin })
  }

  /** A line in the record's timeline, seen by everyone who sees the record. */
  async tell(owner: Owner, note: TimelineNote): Promise<void> {
    const { order_id = null, shipment_id = null, kind, facts } = note
    const row = {
      ...owner,
      order_id,
      shipment_id,
      kind,
      at: this.now,
      actor_id: this.who.personId === '0' ? null : this.who.personId,
    }
    if (!this.#reaches(owner)) notFound()
    await this.#insert('timeline_entries', [{ ...row, account_id: owner.account_id, facts: JSON.stringify(facts) }])
  }
}

const system: Who = {
  personId: '0',
  name: 'Quayside',
  email: '',
  language: 'en',
  timeZone: 'UTC',
  staffRole: 'admin',
  grants: [],
  previousVisitAt: null,
}

/** The scope in which jobs and commands of the server itself run: everything, in nobody's name. */
export function systemScope<Ab extends Ability>(may: readonly Ab[], now = new Date(), handle: Handle = db): Scope<'staff', Ab> {
  return Scope.prove('staff', may, system, { now, handle }) as Scope<'staff', Ab>
}
