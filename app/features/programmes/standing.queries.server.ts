import { sql } from 'kysely'
import type { Scope } from '~/access/scope.server'
import type { At, Direction, Page, Position } from '~/database/keyset.server'
import { readPage } from '~/database/keyset.server'
import type { Id } from '~/database/tables'
import { sumAmounts } from '~/values/money'
import type { Agreement } from './agreements.server'
import { agreements, ruledProgrammes } from './agreements.server'
import type { Settled, Terms, Totals } from './evaluation'
import { settle } from './evaluation'
import type { Forecast, NextTier } from './outlook'
import { forecast, nextTier } from './outlook'
import type { Period } from './periods'
import { activeDays, monthsIn } from './periods'
import type { Ruling } from './programme'
import { rulingOn } from './programme'
import type { Rules } from './rule-words'

type Reads = Scope<'distributor' | 'staff', 'programmes.read'>

export type Month = { on: string; reached: string }
/** Where a distributor stands in a programme today. */
export type Standing = {
  programme: { code: string; name: string; localName: string | null }
  account: { code: string; name: string }
  tree: boolean
  territory: string[]
  version: number
  rules: Rules
  period: Period
  joinedOn: string
  today: string
  totals: Pick<Totals, 'reached' | 'earning' | 'flagged' | 'unrated'>
  settled: Settled
  next: NextTier | null
  forecast: Forecast | null
  months: Month[]
}

/**
 * Each agreement in reach, as it stands in the period of today. Read from what each document brings, never from lines; what other
 * distributors brought is not in reach.
 */
export async function standings(scope: Reads): Promise<Standing[]> {
  const own = await agreements(scope, {})
  const ids = [...new Set(own.map((one) => one.programmeId))]
  const ruled = await ruledProgrammes(scope, ids)
  const programmes = await scope.rows
    .selectFrom('programmes')
    .select(['id', 'code', 'name', 'local_name'])
    .where('id', 'in', ids)
    .execute()
  const today = scope.now.toISOString().slice(0, 10)
  const found: Standing[] = []
  for (const agreement of own) {
    const programme = programmes.find((row) => row.id === agreement.programmeId)
    const ruling = rulingOn(ruled.get(agreement.programmeId)?.versions ?? [], today)
    if (!programme || !ruling || activeDays(ruling.period, agreement.joinedOn, agreement.endedOn) === 0) continue
    found.push({
      programme: { code: programme.code, name: programme.name, localName: programme.local_name },
      ...(await standingOf(scope, agreement, ruling, today)),
    })
  }
  return found
}

async function standingOf(scope: Reads, agreement: Agreement, { version, period }: Ruling, today: string) {
  const { rules } = version
  const months = await sumsByMonth(scope, agreement.id, period)
  const add = (field: 'reached' | 'earning' | 'flagged') => sumAmounts(months.map((row) => row[field]))
  const totals = {
    reached: add('reached'),
    earning: add('earning'),
    flagged: add('flagged'),
    unrated: months.reduce((sum, row) => sum + Number(row.unrated), 0),
  }
  const terms: Terms = {
    territory: agreement.territory,
    activeDays: activeDays(period, agreement.joinedOn, agreement.endedOn),
    periodDays: period.days,
  }
  const byMonth = new Map(months.map((row) => [row.month, row.reached]))
  return {
    account: agreement.account,
    tree: agreement.tree,
    territory: agreement.territory,
    version: version.number,
    rules,
    period,
    joinedOn: agreement.joinedOn,
    today,
    totals,
    settled: settle(rules, terms, totals),
    next: nextTier(rules, terms, totals),
    forecast: forecast(rules, terms, totals, { period, joinedOn: agreement.joinedOn, today }),
    months: monthsIn(period).map((on) => ({ on, reached: byMonth.get(on.slice(0, 7)) ?? '0' })),
  }
}

const sumsByMonth = (scope: Reads, agreementId: Id, { startsOn, endsOn }: Period) =>
  scope.rows
    .selectFrom('rebate_documents')
    .select([
      sql<string>`date_format(counts_on, '%Y-%m')`.as('month'),
      sql<string>`sum(reached)`.as('reached'),
      sql<string>`sum(earning)`.as('earning'),
      sql<string>`sum(flagged)`.as('flagged'),
      sql<string>`sum(unrated)`.as('unrated'),
    ])
    .where('agreement_id', '=', agreementId)
    .where('counts_on', '>=', startsOn)
    .where('counts_on', '<=', endsOn)
    .groupBy('month')
    .execute()

export type StatementRow = {
  number: string
  programme: { code: string; name: string; localName: string | null }
  account: { code: string; name: string }
  key: string
  startsOn: string
  endsOn: string
  state: string
  currency: string
  reached: string
  amount: string
  sentAt: Date | null
  byValue: boolean
}

const rowsQuery = (scope: Reads) =>
  scope.rows
    .selectFrom('rebate_statements as s')
    .innerJoin('programmes as p', 'p.id', 's.programme_id')
    .innerJoin('programme_versions as v', 'v.id', 's.version_id')
    .innerJoin('accounts as a', 'a.id', 's.account_id')
    .select(['s.id', 's.number', 's.starts_on', 's.ends_on', 's.state', 's.currency', 's.reached', 's.amount', 's.sent_at'])
    .select(['v.rules', 'p.code', 'p.name', 'p.local_name', 'a.code as account_code', 'a.name as account_name'])
type Read = Awaited<ReturnType<ReturnType<typeof rowsQuery>['execute']>>[number]

const latest = 24

/** The latest statements in reach, newest period first: of all programmes, or of one, or of one agreement. */
export async function statementRows(
  scope: Reads,
  { programmeId, agreementId }: { programmeId?: Id; agreementId?: Id } = {},
): Promise<StatementRow[]> {
  const rows = await rowsQuery(scope)
    .$if(programmeId !== undefined, (query) => query.where('s.programme_id', '=', programmeId ?? ''))
    .$if(agreementId !== undefined, (query) => query.where('s.agreement_id', '=', agreementId ?? ''))
    .orderBy('s.starts_on', 'desc')
    .orderBy('s.id', 'desc')
    .limit(latest)
    .execute()
  return rows.map(asRow)
}

export const pageSize = 25

/** A page of the statements of a closed period, in the order in which they were made, which is that of its file. */
export async function listStatements(scope: Reads, periodId: Id, at: At, size = pageSize): Promise<Page<StatementRow>> {
  const page = await readPage<Read>(
    {
      name: `statements ${periodId}`,
      direction: 'asc',
      positionOf: (row) => ({ at: '', id: row.id }),
      read: async (place, direction, limit) =>
        await rowsQuery(scope)
          .where('s.id', 'in', await idsOf(scope, periodId, place, direction, limit))
          .orderBy('s.id', direction)
          .execute(),
    },
    at,
    size,
  )
  return { ...page, rows: page.rows.map(asRow) }
}

/** Looked up first, since joined to what they name the engine would read the whole period. */
async function idsOf(scope: Reads, periodId: Id, place: Position | null, direction: Direction, limit: number): Promise<Id[]> {
  const rows = await scope.rows
    .selectFrom('rebate_statements')
    .select('id')
    .where('period_id', '=', periodId)
    .$if(place !== null, (query) => query.where('id', direction === 'asc' ? '>' : '<', place?.id ?? '0'))
    .orderBy('id', direction)
    .limit(limit)
    .execute()
  return rows.map((row) => row.id)
}

const asRow = (row: Read): StatementRow => ({
  number: row.number,
  programme: { code: row.code, name: row.name, localName: row.local_name },
  account: { code: row.account_code, name: row.account_name },
  key: row.starts_on.slice(0, 7),
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  state: row.state,
  currency: row.currency,
  reached: row.reached,
  amount: row.amount,
  sentAt: row.sent_at,
  byValue: (JSON.parse(row.rules) as Rules).measure === 'value',
})
