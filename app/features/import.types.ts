import type { z } from 'zod'
import type { Owner, TimelineNote } from '~/access/scope.server'
import type { Id, Tables } from '~/database/tables'
import type { SystemScope } from '~/work/jobs'

/**
 * What a feature says about its records so that the import can bring them: their columns, how one is found again, and what a
 * row means. Reading files, finding what changed, clashes, refusals and counting are the import's own.
 */

/** A value as a column of a table takes it. Decimals are text. */
export type ImportedValue = string | number | Date | null
export type Values = Record<string, ImportedValue>

/** A row whose columns are parsed and whose parents are there. A column that the file does not feed is undefined, a blank one null. */
export type ImportRow<C = Record<string, unknown>> = {
  /** What the source calls the record. */
  id: string
  columns: C
  /** The records that columns name, by column. */
  parents: { readonly [column: string]: Id | undefined }
  /** The record that the id means already. */
  known: Id | null
}

/** A file of the import's directory; 'gone' where there is none of that name, 'large' where it is too large to be kept. */
export type Beside = Uint8Array | 'gone' | 'large'

export type HostEntity = { id: Id; code: string; currency: string; time_zone: string }

/** Rows of one entity that are written in one transaction; what holds for them goes through here. */
export type ImportBatch<C = Record<string, unknown>> = {
  /** The scope of the transaction. */
  scope: SystemScope
  source: string
  rows: readonly ImportRow<C>[]
  /** The legal entity with this code, or without one that of the mapping; null where there is none of that code. */
  host(code: string | null | undefined): HostEntity | null
  /** A file that a row names, from the import's directory. */
  beside(name: string, mostBytes: number): Promise<Beside>
  /** Remembered for the rest of the run; only what earlier transactions have committed. */
  memory<V>(name: string): Map<string, V>
  /** A line in the timeline of a record that has changed. */
  tell(owner: Owner, note: TimelineNote): void
  /** A change that is not made, because people changed the field here; staff decide. */
  clash(
    row: ImportRow,
    clash: {
      recordId: Id
      accountId: Id | null
      field: string
      was: ImportedValue
      incoming: ImportedValue
      live: ImportedValue
    },
  ): void
}

/** What a row makes of its record. */
export type Draft = {
  /** From the source. Later imports change a field only when the source has changed it. */
  values: Values
  /** For a new record besides; never touched again. */
  initially: Values
  /** What a record is made with and stays: a row that says otherwise is refused. By record's column: the value and the file's column. */
  fixed: Record<string, { value: ImportedValue; column: string }>
  /** What the import keeps in mind beside the record's own fields, for `settled`. */
  beside?: Values
  /** Fields that follow from others, from the whole record as it will be. */
  derive?(record: Values): Values
}
export type RowRefusal = { column: string; reason: string }

/** A record that is about to change, as it is and what will be different. */
export type RecordChange<C = Record<string, unknown>> = {
  row: ImportRow<C>
  id: Id
  live: Values
  changes: { field: string; from: ImportedValue; to: ImportedValue }[]
}
/** A row that was taken: the record is there and as it should be. */
export type Settled<C = Record<string, unknown>> = {
  row: ImportRow<C>
  id: Id
  created: boolean
  /** Whether anything of it was written. */
  written: boolean
  draft: Draft
  besideBefore: Values
}

export type ImportEntity<S extends z.ZodObject = z.ZodObject> = {
  name: string
  /** After these, whose records it refers to. */
  after: readonly string[]
  /** The columns, each with what it means, its kind and an example: the help, the mapping's check and the types come from here. */
  schema: S
  table: keyof Tables & string
  /** Columns that hold another record's id in the source, and of which entity. */
  parents: { readonly [column: string]: string }
  /** The unique key of the table that a row can be found by without its id, and the column of it to look in. */
  unique: { by: string; key: readonly string[] }
  /** Several ids may mean one record: a person who belongs to two accounts, an event that two systems report. */
  shared?: true
  /** A changed record is retracted and written anew. */
  appendOnly?: true
  /** `prepare` reads nothing that loading rows of this entity changes, so that it may look at rows before the ones ahead are in. */
  ahead?: true
  /** The table has version and updated_at. */
  versioned: boolean
  /** Columns of the record that are decimals: 14 is the same as 14.000000. */
  decimals: readonly string[]
  /** What a field is where the source says nothing of it, as text or number. */
  usual: Values
  /** Fields that the import alone writes, so that nobody can have changed them here. */
  mastered?: readonly string[]
  /** Columns that `derive`, `changed` or `settled` need to see of a record. */
  reads?: readonly string[]
  /** What follows from it, and for which record: its own ('id'), or the one that a column of it names. */
  touches?: { projection: string; column: string }
  /** The source's id of a row whose file has none. */
  idOf?(columns: z.output<S>): string
  /** Reads what the rows need, all at once, and answers what each row means. */
  prepare(batch: ImportBatch<z.output<S>>): Promise<(row: ImportRow<z.output<S>>) => Draft | RowRefusal>
  /** May refuse changes, or add what they entail, before they are written; answers a refusal by the row's id. */
  changing?(batch: ImportBatch<z.output<S>>, changes: readonly RecordChange<z.output<S>>[]): Promise<Map<string, RowRefusal>>
  /** What hangs on the records: memberships, addresses, customers' product numbers. */
  settled?(batch: ImportBatch<z.output<S>>, rows: readonly Settled<z.output<S>>[]): Promise<void>
  /** How staff find the record that a clash is about: the column with its spoken name, and its page below `/staff`. */
  shown?: { name: string; path?: (record: Values) => string }
  /** The columns of a row whose values were remembered, where fields of the record are named otherwise. */
  columnsOf?(said: Values): Values
  /** What `derive` of a draft does, for a record of which staff take the source's value without its row. */
  deriving?(scope: SystemScope, record: Values): Promise<(record: Values) => Values>
  /** Fields that are kept in another table than the record, and may clash there. */
  elsewhere?: Record<string, FieldElsewhere>
  /** Rows of a later entity that a row stands for: the lines of a shipment that carries a whole order. */
  carries?: {
    entity: string
    column: string
    rows(scope: SystemScope, source: string, carriers: readonly Carrier[]): Promise<CarriedRow[]>
  }
}

/** A field of another table that an import writes as well: the role of a person in an account. */
export type FieldElsewhere = {
  live(scope: Pick<SystemScope, 'rows'>, of: { recordId: Id; accountId: Id | null }): Promise<string | null>
  take(scope: SystemScope, of: { recordId: Id; accountId: Id | null }, value: string): Promise<void>
}

/** A row that carries rows of another entity: what the source calls it, and the record that its column names. */
export type Carrier = { id: string; names: string }
export type CarriedRow = { carrier: string; columns: Record<string, string | null> }

/** What follows from imported rows, computed anew for these records in transactions of its own: statuses, sums, roots of trees. */
export type Projection = {
  name: string
  project(scope: SystemScope, ids: readonly Id[]): Promise<unknown>
  /** What it has brought up to date besides. */
  besides?(scope: SystemScope, ids: readonly Id[]): Promise<{ projection: string; ids: Id[] }>
  /**
   * Once everything of a run is brought up to date: what others are to be told of it. It runs again after a run that died before or within
   * it, so it tells what is noted and not told yet, in a transaction.
   */
  ended?(scope: SystemScope): Promise<void>
}
