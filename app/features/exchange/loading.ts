import type { Id } from '~/database/tables'
import type { HostEntity, ImportEntity, RowRefusal } from '~/features/import.types'

/** What is handed about while rows are loaded. */

/** A row as it was read and parsed, before anything of it is looked up. */
export type Parsed = { id: string; columns: Record<string, unknown>; digest: Buffer; place: number; line: number }

/** What holds for a whole run, for everything that loads rows. */
export type Loading = {
  runId: Id
  entity: ImportEntity
  source: string
  /** The system whose ids the parents are named by. */
  parentSource: string
  hosts: { byCode: ReadonlyMap<string, HostEntity>; usual: HostEntity | null }
  memory: Map<string, Map<string, unknown>>
  /** Where the files are, and what rows name lies beside them. */
  folder: string
}

export type Refused = RowRefusal & { row: Parsed }
export type Outcome = {
  created: number
  updated: number
  unchanged: number
  clashes: number
  refused: Refused[]
  /** Rows whose parent of the same entity may still come. */
  waiting: Refused[]
}

export const noOutcome = (): Outcome => ({ created: 0, updated: 0, unchanged: 0, clashes: 0, refused: [], waiting: [] })

/** What became of two parts of rows. */
export const together = (one: Outcome, other: Outcome): Outcome => ({
  created: one.created + other.created,
  updated: one.updated + other.updated,
  unchanged: one.unchanged + other.unchanged,
  clashes: one.clashes + other.clashes,
  refused: [...one.refused, ...other.refused],
  waiting: [...one.waiting, ...other.waiting],
})
