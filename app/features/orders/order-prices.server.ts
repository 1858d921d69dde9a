import { sql } from 'kysely'
import type { Reads } from './order-reach.server'

/** A price column under its own name: null wherever the reader's role sees no prices. */
export const priced = <C extends string>(scope: Reads, table: string, column: C) =>
  sql<string | null>`${scope.priced(table, column)}`.as(column)
