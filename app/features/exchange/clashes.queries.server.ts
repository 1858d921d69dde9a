import { hash } from 'node:crypto'
import type { Scope } from '~/access/scope.server'
import type { At, Direction, Page, Position } from '~/database/keyset.server'
import { readPage } from '~/database/keyset.server'
import type { Id } from '~/database/tables'
import { notFound } from '~/values/outcome'
import { recordsOf } from './clash-records.server'
import type { ClashState } from './import-run'
import { runCode } from './import-run'

type Reads = Scope<'staff', 'imports.read'>
export type ClashFilter = { state: ClashState; run: string | null }

const pageSize = 25

export const clashQuery = (scope: Reads) =>
  scope.rows
    .selectFrom('import_clashes as c')
    .innerJoin('import_runs as r', 'r.id', 'c.run_id')
    .leftJoin('accounts as a', 'a.id', 'c.account_id')
    .leftJoin('persons as by', 'by.id', 'c.settled_by')
    .select(['c.id', 'c.code', 'c.record_id', 'c.account_id', 'c.entity', 'c.external_id', 'c.field', 'c.state'])
    .select(['c.last_imported', 'c.incoming', 'c.live', 'c.created_at', 'c.settled_at'])
    .select(['r.code as run', 'r.source', 'a.name as account', 'by.name as settled_by_name'])
type Row = Awaited<ReturnType<ReturnType<typeof clashQuery>['execute']>>[number]

/**
 * Fields that people changed here and the source changed as well, newest first, of one state, of all runs or of one. Each with what
 * the record says now. Refuses (404) a run that is not there.
 */
export async function listClashes(scope: Reads, filter: ClashFilter, at: At, size = pageSize) {
  const run = filter.run === null ? null : await runIdOf(scope, filter.run)
  const read = (place: Position | null, direction: Direction, limit: number) =>
    clashQuery(scope)
      .where('c.state', '=', filter.state)
      .$if(run !== null, (query) => query.where('c.run_id', '=', run ?? '0'))
      .$if(place !== null, (query) => query.where('c.id', direction === 'desc' ? '<' : '>', place?.id ?? '0'))
      .orderBy('c.id', direction)
      .limit(limit)
      .execute()
  const name = `clashes ${filter.state} ${filter.run ?? ''}`
  const page: Page<Row> = await readPage({ name, direction: 'desc', positionOf: ({ id }) => ({ at: id, id }), read }, at, size)
  const records = await recordsOf(scope, page.rows.map(aboutOf))
  return { ...page, rows: page.rows.map((row, index) => shown(row, records[index] as (typeof records)[number])) }
}

async function runIdOf(scope: Reads, code: string): Promise<Id> {
  if (!runCode.test(code)) return notFound()
  const row = await scope.rows.selectFrom('import_runs').select('id').where('code', '=', code).executeTakeFirst()
  return row?.id ?? notFound()
}

export const aboutOf = (row: Row) => ({
  entity: row.entity,
  recordId: row.record_id ?? '0',
  accountId: row.account_id,
  field: row.field,
  externalId: row.external_id,
})

/** How many are open, counted up to a hundred. */
export async function openClashCount(scope: Reads): Promise<number> {
  const rows = await scope.rows.selectFrom('import_clashes').select('id').where('state', '=', 'open').limit(100).execute()
  return rows.length
}

/** Stands for what somebody saw when deciding: what the source says, and what is here. */
export const stampOf = (incoming: string | null, live: string | null): string =>
  hash('sha256', JSON.stringify([incoming, live]), 'hex').slice(0, 16)

function shown(row: Row, record: Awaited<ReturnType<typeof recordsOf>>[number]) {
  const open = row.state === 'open'
  const live = open ? record.live : row.live
  return {
    code: row.code ?? '',
    entity: row.entity,
    field: row.field,
    name: record.name,
    path: record.path,
    account: row.account,
    lastImported: row.last_imported,
    incoming: row.incoming,
    live,
    there: record.there,
    state: row.state as ClashState,
    at: row.created_at,
    settledAt: row.settled_at,
    settledBy: row.settled_by_name,
    run: row.run ?? '',
    source: row.source,
    seen: stampOf(row.incoming, live),
  }
}
export type ShownClash = ReturnType<typeof shown>
