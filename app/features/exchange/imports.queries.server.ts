import { createReadStream } from 'node:fs'
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify/sync'
import type { Scope } from '~/access/scope.server'
import type { At, Direction, Page, Position } from '~/database/keyset.server'
import { readPage } from '~/database/keyset.server'
import { env } from '~/env.server'
import type { Language } from '~/languages/settings'
import { notFound } from '~/values/outcome'
import type { RunState } from './import-run'
import { countsOf, refusalsOf, runCode, sumOf } from './import-run'
import { reportFolder } from './plan.server'
import { reasonText, refusalColumns } from './refusals.server'

type Reads = Scope<'staff', 'imports.read'>

const pageSize = 50
const columns = ['id', 'code', 'source', 'state', 'started_at', 'finished_at', 'counts', 'refusals', 'error'] as const

/** Runs of the import, newest first. Ids grow with time, so that the list is one range of the primary key. */
export async function listRuns(scope: Reads, at: At, size = pageSize) {
  const read = (place: Position | null, direction: Direction, limit: number) =>
    scope.rows
      .selectFrom('import_runs')
      .select(columns)
      .$if(place !== null, (query) => query.where('id', direction === 'desc' ? '<' : '>', place?.id ?? '0'))
      .orderBy('id', direction)
      .limit(limit)
      .execute()
  const list = { name: 'imports', direction: 'desc', positionOf: ({ id }: { id: string }) => ({ at: id, id }), read } as const
  const page: Page<Awaited<ReturnType<typeof read>>[number]> = await readPage(list, at, size)
  return { ...page, rows: page.rows.map(briefOf) }
}

type Row = {
  code: string | null
  source: string
  state: string
  started_at: Date
  finished_at: Date | null
  counts: string | null
}

function briefOf({ code, source, state, started_at, finished_at, counts: text }: Row) {
  const { entities, clashes } = countsOf(text)
  const seconds = finished_at ? Math.max(0, finished_at.getTime() - started_at.getTime()) / 1000 : null
  return {
    code: code ?? '',
    source,
    state: state as RunState,
    startedAt: started_at,
    seconds,
    sums: sumOf(entities),
    clashes,
  }
}
export type RunBrief = ReturnType<typeof briefOf>

async function findRun(scope: Reads, code: string) {
  if (!runCode.test(code)) return notFound()
  const row = await scope.rows.selectFrom('import_runs').select(columns).where('code', '=', code).executeTakeFirst()
  return row ?? notFound()
}

const mostOpen = 100

/**
 * One run: what it did with each entity, what its files no longer hold, and the first hundred rows that it refused, with reasons in
 * the reader's language. Open clashes are counted up to a hundred. Refuses (404) a code that no run has.
 */
export async function getRun(scope: Reads, code: string, language: Language) {
  const row = await findRun(scope, code)
  const { entities, gone } = countsOf(row.counts)
  const refused = refusalsOf(row.refusals)
  const open = await scope.rows
    .selectFrom('import_clashes')
    .select('id')
    .where('run_id', '=', row.id)
    .where('state', '=', 'open')
    .limit(mostOpen)
    .execute()
  return {
    ...briefOf(row),
    entities: entities.filter((one) => one.read > 0),
    gone,
    openClashes: open.length,
    error: row.error,
    refused: { count: refused.count, first: refused.first.map((one) => ({ ...one, reason: reasonText(one.reason, language) })) },
  }
}

/**
 * Everything that a run refused, as CSV. Where the file is on another machine, or was cleared away, the rows that the database has
 * kept stand for it as long as they are all. Refuses (404) a run that refused nothing.
 */
export async function refusedRows(scope: Reads, code: string) {
  const { refusals: text, code: name } = await findRun(scope, code)
  const { count, first } = refusalsOf(text)
  if (count === 0) return notFound()
  const path = join(reportFolder(env.FILES_FOLDER), `${name}-refused.csv`)
  const kept = await access(path).then(
    () => true,
    () => false,
  )
  if (!kept && count > first.length) return notFound()
  const content = kept ? createReadStream(path) : Readable.from([inWords(first)])
  return { name: `${name}-refused.csv`, content }
}

const inWords = (rows: ReturnType<typeof refusalsOf>['first']): string =>
  stringify(
    [
      refusalColumns,
      ...rows.map((one) => refusalColumns.map((column) => (column === 'reason' ? reasonText(one.reason) : one[column]))),
    ],
    { escape_formulas: true },
  )
