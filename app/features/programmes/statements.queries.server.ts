import type { Scope } from '~/access/scope.server'
import type { At, Page } from '~/database/keyset.server'
import { readPage } from '~/database/keyset.server'
import type { Id } from '~/database/tables'
import { notFound } from '~/values/outcome'
import { trimQuantity } from '~/values/quantity'
import { rulesFrom } from './agreements.server'
import type { Terms } from './evaluation'
import { stepsOf } from './ladder'
import { territoryOf } from './programme'
import type { ReceiptHead, ReceiptLine, ReceiptSums } from './receipt.server'
import type { Rules } from './rule-words'
import { linesOf } from './stated.server'
import type { StatementState } from './statement-states'

type Reads = Scope<'distributor' | 'staff', 'programmes.read'>

/** A statement with everything that it was computed from but its lines. */
export type Statement = {
  number: string
  programme: { code: string; name: string; localName: string | null }
  account: { code: string; name: string }
  key: string
  startsOn: string
  endsOn: string
  state: StatementState
  version: number
  versionNumber: number
  rules: Rules
  terms: Terms
  /** Thresholds as they held for this distributor. */
  from: string[]
  reached: string
  earning: string
  flagged: string
  band: number
  exact: string
  minimum: string
  amount: string
  lines: number
  sentAt: Date | null
  answeredAt: Date | null
  answeredBy: string | null
  disputeReason: string | null
  /** The request in which a dispute is talked about, where the reader may see it. */
  request: string | null
}

/** The statement of a programme's period, of this account where several in reach have one. 404 where there is none to be seen. */
export async function getStatement(
  scope: Reads,
  { code, key, account }: { code: string; key: string; account: string | null },
): Promise<{ id: Id; statement: Statement }> {
  if (!/^\d{4}-\d{2}$/.test(key)) return notFound()
  const row = await scope.rows
    .selectFrom('rebate_statements as s')
    .innerJoin('programmes as p', 'p.id', 's.programme_id')
    .innerJoin('programme_versions as v', 'v.id', 's.version_id')
    .innerJoin('accounts as a', 'a.id', 's.account_id')
    .leftJoin('persons as answerer', 'answerer.id', 's.answered_by')
    .leftJoin('requests as q', 'q.id', 's.request_id')
    .select(['s.id', 's.number', 's.starts_on', 's.ends_on', 's.active_days', 's.period_days', 's.territory', 's.currency'])
    .select(['s.reached', 's.earning', 's.flagged', 's.band', 's.exact', 's.minimum', 's.amount', 's.lines_count', 's.state'])
    .select(['s.sent_at', 's.answered_at', 's.dispute_reason', 's.version', 'v.rules', 'v.number as version_number'])
    .select(['p.code', 'p.name', 'p.local_name', 'a.code as account_code', 'a.name as account_name', 'answerer.name as answerer'])
    .select('q.number as request_number')
    .where('p.code', '=', code)
    .where('s.starts_on', '=', `${key}-01`)
    .$if(account !== null, (query) => query.where('a.code', '=', account ?? ''))
    .orderBy('a.name')
    .orderBy('s.id')
    .executeTakeFirst()
  return row ? { id: row.id, statement: asStatement(row) } : notFound()
}

type Read = {
  number: string
  starts_on: string
  ends_on: string
  active_days: number
  period_days: number
  territory: string
  reached: string
  earning: string
  flagged: string
  band: number
  exact: string
  minimum: string
  amount: string
  lines_count: number
  state: string
  sent_at: Date | null
  answered_at: Date | null
  dispute_reason: string | null
  version: number
  rules: string
  version_number: number
  code: string
  name: string
  local_name: string | null
  account_code: string
  account_name: string
  answerer: string | null
  request_number: string | null
}

function asStatement(row: Read): Statement {
  const rules = rulesFrom(row.rules)
  const terms = { territory: territoryOf(row.territory), activeDays: row.active_days, periodDays: row.period_days }
  return {
    number: row.number,
    programme: { code: row.code, name: row.name, localName: row.local_name },
    account: { code: row.account_code, name: row.account_name },
    key: row.starts_on.slice(0, 7),
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    state: row.state as StatementState,
    version: row.version,
    versionNumber: row.version_number,
    rules,
    terms,
    from: stepsOf(rules, terms.activeDays, terms.periodDays).map((step) => step.from.toFixed()),
    reached: trimQuantity(row.reached),
    earning: trimQuantity(row.earning),
    flagged: trimQuantity(row.flagged),
    band: row.band,
    exact: row.exact,
    minimum: row.minimum,
    amount: row.amount,
    lines: row.lines_count,
    sentAt: row.sent_at,
    answeredAt: row.answered_at,
    answeredBy: row.answerer,
    disputeReason: row.dispute_reason,
    request: row.request_number,
  }
}

export type StatementLine = ReceiptLine & { kind: string; description: string; position: number }

const linesQuery = (scope: Reads, statementId: Id) =>
  linesOf(scope, statementId)
    .select(['position', 'kind', 'document', 'line_no', 'dated', 'sku', 'description', 'category', 'ship_to', 'currency'])
    .select(['net', 'rate', 'quantity', 'unit', 'reaches', 'earns', 'flagged', 'left_out', 'amount'])
type LineRead = Awaited<ReturnType<ReturnType<typeof linesQuery>['execute']>>[number]

const asLine = (row: LineRead): StatementLine => ({
  position: row.position,
  kind: row.kind,
  document: row.document,
  lineNo: row.line_no,
  day: row.dated,
  sku: row.sku,
  description: row.description,
  category: row.category,
  shipTo: row.ship_to,
  currency: row.currency,
  net: trimQuantity(row.net),
  rate: row.rate === null ? null : trimQuantity(row.rate),
  quantity: trimQuantity(row.quantity),
  unit: row.unit,
  reaches: trimQuantity(row.reaches),
  earns: trimQuantity(row.earns),
  flagged: row.flagged === 1,
  left: row.left_out,
  amount: row.amount,
})

const pageSize = 25

/** A page of a statement's lines, in the order in which they were counted. */
export async function statementLines(scope: Reads, statementId: Id, at: At): Promise<Page<StatementLine>> {
  const page = await readPage<LineRead>(
    {
      name: `statement ${statementId}`,
      direction: 'asc',
      positionOf: (row) => ({ at: String(row.position), id: statementId }),
      read: (place, direction, limit) =>
        linesQuery(scope, statementId)
          .$if(place !== null, (query) => query.where('position', direction === 'asc' ? '>' : '<', Number(place?.at)))
          .orderBy('position', direction)
          .limit(limit)
          .execute(),
    },
    at,
    pageSize,
  )
  return { ...page, rows: page.rows.map(asLine) }
}

/** All lines of a statement in pieces, as they were counted. */
export async function* everyLine(scope: Reads, statementId: Id): AsyncGenerator<StatementLine[]> {
  for (let after = 0; ; ) {
    const rows = await linesQuery(scope, statementId).where('position', '>', after).orderBy('position').limit(1000).execute()
    const last = rows.at(-1)
    if (!last) return
    yield rows.map(asLine)
    after = last.position
  }
}

/** What the receipt of a statement says before and after its lines. */
export function receiptOf(statement: Statement): { head: ReceiptHead; sums: ReceiptSums } {
  const { number, programme, versionNumber, account, startsOn, endsOn, rules, terms } = statement
  return {
    head: {
      statement: number,
      programme: { code: programme.code, name: programme.name },
      version: versionNumber,
      distributor: account,
      period: { startsOn, endsOn },
      rules,
      terms,
    },
    sums: {
      reached: statement.reached,
      earning: statement.earning,
      band: statement.band,
      exact: statement.exact,
      minimum: statement.minimum,
      amount: statement.amount,
    },
  }
}
