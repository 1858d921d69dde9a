import type { Scope } from '~/access/scope.server'
import type { At, Page } from '~/database/keyset.server'
import { beyond, readPage } from '~/database/keyset.server'
import type { Id } from '~/database/tables'
import { likeText } from '~/features/accounts/accounts.queries.server'
import { addDays } from '~/values/local-date'
import { notFound } from '~/values/outcome'
import { ruledProgrammes, rulesFrom } from './agreements.server'
import { openPeriod, rulingOn } from './programme'
import type { ProgrammeFilter } from './programme-filter'
import type { Rules } from './rule-words'

type Reads = Scope<'staff', 'programmes.read'>

export type ProgrammeRow = {
  code: string
  name: string
  localName: string | null
  currency: string
  distributors: number
  version: number | null
  drafts: boolean
  /** The period of today, and the one that could be closed. */
  endsOn: string | null
  toClose: string | null
}

const pageSize = 25

/** Programmes by name. A host has dozens. */
export async function listProgrammes(
  scope: Reads,
  filter: ProgrammeFilter,
  at: At,
  size = pageSize,
): Promise<Page<ProgrammeRow>> {
  const page = await readPage<Read>(
    {
      name: 'programmes',
      direction: 'asc',
      positionOf: (row) => ({ at: row.name, id: row.id }),
      read: (place, direction, limit) =>
        programmesQuery(scope, filter)
          .$if(place !== null, (query) =>
            query.where((eb) => beyond(eb.ref('p.name'), eb.ref('p.id'), place ?? { at: '', id: '0' }, direction)),
          )
          .orderBy('p.name', direction)
          .orderBy('p.id', direction)
          .limit(limit)
          .execute(),
    },
    at,
    size,
  )
  const ruled = await ruledProgrammes(
    scope,
    page.rows.map((row) => row.id),
  )
  const today = scope.now.toISOString().slice(0, 10)
  return { ...page, rows: page.rows.map((row) => asRow(row, ruled.get(row.id), today)) }
}

const programmesQuery = (scope: Reads, { q }: ProgrammeFilter) =>
  scope.rows
    .selectFrom('programmes as p')
    .select(['p.id', 'p.code', 'p.name', 'p.local_name', 'p.currency'])
    .select((eb) => [
      eb
        .selectFrom('programme_agreements as g')
        .select((count) => count.fn.countAll<number | string>().as('count'))
        .whereRef('g.programme_id', '=', 'p.id')
        .as('distributors'),
      eb
        .selectFrom('programme_versions as v')
        .select((max) => max.fn.max('v.number').as('newest'))
        .whereRef('v.programme_id', '=', 'p.id')
        .as('newest'),
    ])
    .$if(q !== '', (query) =>
      query.where((eb) =>
        eb.or((['p.code', 'p.name', 'p.local_name'] as const).map((column) => eb(column, 'like', `${likeText(q)}%`))),
      ),
    )
type Read = Awaited<ReturnType<ReturnType<typeof programmesQuery>['execute']>>[number]

function asRow(
  row: Read,
  ruled: Awaited<ReturnType<typeof ruledProgrammes>> extends Map<Id, infer R> ? R | undefined : never,
  today: string,
): ProgrammeRow {
  const versions = ruled?.versions ?? []
  const ruling = rulingOn(versions, today)
  const open = openPeriod(versions, ruled?.closedUntil ?? null)
  return {
    code: row.code,
    name: row.name,
    localName: row.local_name,
    currency: row.currency,
    distributors: Number(row.distributors ?? 0),
    version: ruling?.version.number ?? null,
    drafts: Number(row.newest ?? 0) > Math.max(0, ...versions.map((one) => one.number)),
    endsOn: ruling?.period.endsOn ?? null,
    toClose: open && open.period.endsOn < today ? open.period.startsOn : null,
  }
}

export type VersionRow = {
  number: number
  rules: Rules
  note: string | null
  appliesFrom: string | null
  createdAt: Date
  createdBy: string | null
  publishedAt: Date | null
  publishedBy: string | null
  /** The newest draft is the one that can be published. */
  draft: boolean
}
export type PeriodRow = { key: string; startsOn: string; endsOn: string; closedAt: Date; sentAt: Date | null; version: number }
export type ProgrammeRecord = {
  code: string
  name: string
  localName: string | null
  currency: string
  version: number
  versions: VersionRow[]
  periods: PeriodRow[]
  /** The period that is closed next, and whether it is over. */
  open: { key: string; startsOn: string; endsOn: string; over: boolean } | null
  closedUntil: string | null
}

export async function findProgramme(
  scope: Reads,
  code: string,
): Promise<{ id: Id; code: string; currency: string; name: string; version: number; local_name: string | null }> {
  const row = await scope.rows
    .selectFrom('programmes')
    .select(['id', 'code', 'name', 'local_name', 'currency', 'version'])
    .where('code', '=', code)
    .executeTakeFirst()
  return row ?? notFound()
}

/** A programme with its versions and closed periods. 404 where there is none of this code. */
export async function getProgramme(scope: Reads, code: string): Promise<{ id: Id; programme: ProgrammeRecord }> {
  const row = await findProgramme(scope, code)
  const [versions, periods, ruled] = await Promise.all([
    versionRows(scope, row.id),
    periodRows(scope, row.id),
    ruledProgrammes(scope, [row.id]),
  ])
  const { versions: published, closedUntil } = ruled.get(row.id) ?? { versions: [], closedUntil: null }
  const open = openPeriod(published, closedUntil)
  const today = scope.now.toISOString().slice(0, 10)
  return {
    id: row.id,
    programme: {
      code: row.code,
      name: row.name,
      localName: row.local_name,
      currency: row.currency,
      version: row.version,
      versions,
      periods,
      open: open && { ...open.period, over: open.period.endsOn < today },
      closedUntil,
    },
  }
}

async function versionRows(scope: Reads, programmeId: Id): Promise<VersionRow[]> {
  const rows = await scope.rows
    .selectFrom('programme_versions as v')
    .leftJoin('persons as maker', 'maker.id', 'v.created_by')
    .leftJoin('persons as publisher', 'publisher.id', 'v.published_by')
    .select(['v.number', 'v.rules', 'v.note', 'v.applies_from', 'v.created_at', 'v.published_at'])
    .select(['maker.name as maker', 'publisher.name as publisher'])
    .where('v.programme_id', '=', programmeId)
    .orderBy('v.number', 'desc')
    .execute()
  return rows.map((row, index) => ({
    number: row.number,
    rules: rulesFrom(row.rules),
    note: row.note,
    appliesFrom: row.applies_from,
    createdAt: row.created_at,
    createdBy: row.maker,
    publishedAt: row.published_at,
    publishedBy: row.publisher,
    draft: index === 0 && row.published_at === null,
  }))
}

const periodsQuery = (scope: Reads, programmeId: Id) =>
  scope.rows
    .selectFrom('programme_periods as c')
    .innerJoin('programme_versions as v', 'v.id', 'c.version_id')
    .select(['c.id', 'c.starts_on', 'c.ends_on', 'c.closed_at', 'c.sent_at', 'v.number'])
    .where('c.programme_id', '=', programmeId)

const asPeriod = (row: Awaited<ReturnType<ReturnType<typeof periodsQuery>['execute']>>[number]): PeriodRow => ({
  key: row.starts_on.slice(0, 7),
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  closedAt: row.closed_at,
  sentAt: row.sent_at,
  version: row.number,
})

async function periodRows(scope: Reads, programmeId: Id): Promise<PeriodRow[]> {
  const rows = await periodsQuery(scope, programmeId).orderBy('c.starts_on', 'desc').execute()
  return rows.map(asPeriod)
}

/** A closed period of a programme by its first month, such as '2026-01'; 404 where none of it is closed. */
export async function findPeriod(scope: Reads, programmeId: Id, key: string): Promise<{ id: Id; period: PeriodRow }> {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(key)) return notFound()
  const row = await periodsQuery(scope, programmeId).where('c.starts_on', '=', `${key}-01`).executeTakeFirst()
  return row ? { id: row.id, period: asPeriod(row) } : notFound()
}

/** The rules of one version; 404 where there is none of this number. */
export async function findVersion(scope: Reads, programmeId: Id, number: number) {
  const row = await scope.rows
    .selectFrom('programme_versions')
    .select(['id', 'number', 'rules', 'published_at'])
    .where('programme_id', '=', programmeId)
    .where('number', '=', number)
    .executeTakeFirst()
  return row ? { id: row.id, number: row.number, rules: rulesFrom(row.rules), published: row.published_at !== null } : notFound()
}

/** The first day on which a next version could begin: where the period of today ends. */
export const firstFreeDay = (programme: ProgrammeRecord, today: string): string =>
  programme.open ? addDays(programme.open.endsOn, 1) : today
