import { sql } from 'kysely'
import type { Id } from '~/database/tables'
import type { Invariant, SystemScope } from '~/features/registry.types'
import { storedLines } from './stated.server'
import { StatementDigest } from './statement-digest'

/** What must always hold of programmes; each answers at most 20 records in words. */
const enough = 20

/** A closed period is what it was when it was closed: every figure of every statement and line. */
const closed: Invariant = {
  name: 'programmes.closed',
  async check(scope) {
    const broken: string[] = []
    for (let after: Id = '0'; broken.length < enough; ) {
      const rows = await statements(scope, after)
      for (const row of rows) if ((await digestOf(scope, row)) !== row.digest) broken.push(row.number)
      const last = rows.at(-1)
      if (!last) break
      after = last.id
    }
    return broken.slice(0, enough)
  },
}

const statements = (scope: SystemScope, after: Id) =>
  scope.rows
    .selectFrom('rebate_statements as s')
    .innerJoin('programme_versions as v', 'v.id', 's.version_id')
    .select(['s.id', 's.number', 's.starts_on', 's.ends_on', 's.active_days', 's.period_days', 's.territory', 's.currency'])
    .select(['s.reached', 's.earning', 's.flagged', 's.band', 's.exact', 's.minimum', 's.amount', 's.lines_count', 's.digest'])
    .select('v.number as version')
    .where('s.id', '>', after)
    .orderBy('s.id')
    .limit(100)
    .execute()

async function digestOf(scope: SystemScope, row: Awaited<ReturnType<typeof statements>>[number]): Promise<string> {
  const digest = new StatementDigest()
  for await (const lines of storedLines(scope, row.id)) {
    digest.lines(lines)
    digest.amounts(lines.map((line) => line.amount))
  }
  return digest.of(row)
}

/** What the lines earned, with the least that none has earned, is the statement. */
const summed: Invariant = {
  name: 'programmes.statement-is-its-lines',
  async check(scope) {
    const rows = await scope.rows
      .selectFrom('rebate_statements as s')
      .leftJoin('rebate_lines as l', 'l.statement_id', 's.id')
      .select('s.number')
      .groupBy(['s.id', 's.number', 's.amount', 's.minimum', 's.reached', 's.lines_count'])
      .having(
        sql<boolean>`coalesce(sum(l.amount), 0) + s.minimum <> s.amount or coalesce(sum(l.reaches), 0) <> s.reached
          or count(l.position) <> s.lines_count`,
      )
      .limit(enough)
      .execute()
    return rows.map((row) => row.number)
  },
}

/** What a distributor has not been sent says no time of sending, and no draft says when it applies. */
const told: Invariant = {
  name: 'programmes.told',
  async check(scope) {
    const statements = await scope.rows
      .selectFrom('rebate_statements')
      .select('number')
      .where((eb) => eb(eb.parens('state', '=', 'calculated'), '<>', eb.parens('sent_at', 'is', null)))
      .limit(enough)
      .execute()
    const versions = await scope.rows
      .selectFrom('programme_versions as v')
      .innerJoin('programmes as p', 'p.id', 'v.programme_id')
      .select(['p.code', 'v.number'])
      .where((eb) => eb(eb.parens('v.applies_from', 'is', null), '<>', eb.parens('v.published_at', 'is', null)))
      .limit(enough)
      .execute()
    return [...statements.map((row) => row.number), ...versions.map((row) => `${row.code} version ${row.number}`)].slice(
      0,
      enough,
    )
  },
}

export const programmeInvariants: Invariant[] = [closed, summed, told]
