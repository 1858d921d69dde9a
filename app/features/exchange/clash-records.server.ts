import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import type { ImportEntity, Values } from '~/features/import.types'
import { importEntities } from '~/features/registry.server'
import { saidText } from './merge'

/** The records that clashes are about, of whatever entity: what they are called, and what they say now. */

type Reads = Scope<'staff', 'imports.read'>
export type About = { entity: string; recordId: Id; accountId: Id | null; field: string; externalId: string }
export type Recorded = { name: string; path: string | null; live: string | null; there: boolean }

export const entityOf = (name: string): ImportEntity | undefined => importEntities.find((one) => one.name === name)

/** What each of these records says now, in their order. One query for each entity. */
export async function recordsOf(scope: Reads, clashes: readonly About[]): Promise<Recorded[]> {
  const rows = new Map<string, Map<Id, Values>>()
  for (const name of new Set(clashes.map((one) => one.entity))) {
    const entity = entityOf(name)
    const own = clashes.filter((one) => one.entity === name)
    if (entity) rows.set(name, await rowsOf(scope, entity, own))
  }
  return await Promise.all(clashes.map((one) => recorded(scope, one, rows.get(one.entity)?.get(one.recordId))))
}

async function rowsOf(scope: Reads, entity: ImportEntity, clashes: readonly About[]): Promise<Map<Id, Values>> {
  const fields = clashes.map((one) => one.field).filter((field) => !entity.elsewhere?.[field])
  const columns = [...new Set(['id', ...(entity.shown ? [entity.shown.name] : []), ...fields])]
  // Which table and columns is known only here: every entity's table is asked in the same words.
  const found = await scope.rows
    .selectFrom(entity.table as 'orders')
    .select(columns as 'id'[])
    .where('id', 'in', [...new Set(clashes.map((one) => one.recordId))])
    .execute()
  return new Map(found.map((row) => [String(row.id), row as Values]))
}

async function recorded(scope: Reads, about: About, row: Values | undefined): Promise<Recorded> {
  const entity = entityOf(about.entity)
  if (!entity || !row) return { name: about.externalId, path: null, live: null, there: false }
  const { shown, elsewhere } = entity
  const live = elsewhere?.[about.field] ? await elsewhere[about.field]?.live(scope, about) : row[about.field]
  return {
    name: shown ? String(row[shown.name] ?? about.externalId) : about.externalId,
    path: shown?.path ? `/staff/${shown.path(row)}` : null,
    live: saidText(live),
    there: true,
  }
}
