import type { SystemScope } from '~/work/jobs'
import type { Loading, Outcome, Parsed } from './loading'
import { noOutcome } from './loading'
import type { Drafted } from './pass.server'
import { Pass } from './pass.server'
import type { Known } from './refs.server'
import { refsOf } from './refs.server'

/** Writes up to 1,000 rows of one entity in the transaction of `scope`. Every id is there once. */
export async function load(scope: SystemScope, loading: Loading, rows: readonly Parsed[]): Promise<Outcome> {
  const outcome = noOutcome()
  const known = await knownOf(scope, loading, rows)
  let todo = rows.filter((row) => !isUnchanged(row, known))
  outcome.unchanged = rows.length - todo.length
  while (todo.length > 0) {
    const again = await new Pass(scope, loading, outcome).run(todo, (id) => known.get(id)?.record ?? null)
    if (again.length === todo.length) {
      outcome.waiting.push(...again)
      break
    }
    todo = again.map(({ row }) => row)
  }
  return outcome
}

/** Rows that were looked at before their turn: all that are not unchanged or refused become new records. */
export type Ahead = Pick<Outcome, 'unchanged' | 'refused'> & { fresh: readonly Drafted[] }

/**
 * What `load` would do with these rows, found out while the rows before them are written; `scope` only reads. Null where that
 * depends on what those bring, so that they have to wait for their turn.
 */
export async function lookAhead(scope: SystemScope, loading: Loading, rows: readonly Parsed[]): Promise<Ahead | null> {
  const outcome = noOutcome()
  const known = await knownOf(scope, loading, rows)
  const todo = rows.filter((row) => !isUnchanged(row, known))
  if (todo.some((row) => known.has(row.id))) return null
  const fresh = await new Pass(scope, loading, outcome).ahead(todo)
  return fresh && { unchanged: rows.length - todo.length, refused: outcome.refused, fresh }
}

/** As `load`, with what was found ahead. Fails (1062) where that does not hold any more. */
export async function loadAhead(scope: SystemScope, loading: Loading, ahead: Ahead): Promise<Outcome> {
  const outcome = { ...noOutcome(), unchanged: ahead.unchanged, refused: [...ahead.refused] }
  if (ahead.fresh.length > 0) await new Pass(scope, loading, outcome).create(ahead.fresh)
  return outcome
}

const knownOf = ({ bulk }: SystemScope, { entity, source }: Loading, rows: readonly Parsed[]) =>
  refsOf(
    bulk,
    entity.name,
    source,
    rows.map((row) => row.id),
  )
const isUnchanged = (row: Parsed, known: ReadonlyMap<string, Known>) => known.get(row.id)?.digest?.equals(row.digest) === true
