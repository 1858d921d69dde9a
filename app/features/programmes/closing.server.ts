import { createHash } from 'node:crypto'
import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import type { Refusal } from '~/values/outcome'
import { isRefusal, notFound, refuse } from '~/values/outcome'
import type { Agreement, Ruled } from './agreements.server'
import { agreements, ruledProgrammes } from './agreements.server'
import type { Billed } from './billed.server'
import { billedBetween } from './billed.server'
import { lockAgreement, recountTopic } from './counted.server'
import type { Counted } from './counting'
import type { Evaluated } from './evaluation'
import { Evaluation } from './evaluation'
import { activeDays, earlierOf, laterOf } from './periods'
import type { Ruling } from './programme'
import { openPeriod } from './programme'
import { ratesInto } from './rates.server'
import { digestRows } from './statement-digest'

type Closing = Scope<'staff', 'programmes.read' | 'programmes.change' | 'invoices.read'>
type Programme = { id: Id; code: string; version: number }
type Kept = { line: Billed; counted: Counted }

const chunk = 500

export type Closed = { startsOn: string; statements: number }

/**
 * Closes the next open period of a programme: computes what each distributor is owed from the lines that no statement has yet, and
 * writes it down with every line. Refuses a period that is not over, and one with lines whose rate of exchange is not known. What
 * arrives later counts in the period after.
 */
export async function closePeriod(scope: Closing, code: string, startsOn: string): Promise<Closed | Refusal> {
  return await scope.transaction(async (inner) => {
    const programme = await lockProgramme(inner, code)
    const ruled = (await ruledProgrammes(inner, [programme.id])).get(programme.id)
    const ruling = ruled && openPeriod(ruled.versions, ruled.closedUntil)
    if (!ruled || !ruling || ruling.period.startsOn !== startsOn) return refuse('', 'programmes:close.notNext')
    if (ruling.period.endsOn >= inner.now.toISOString().slice(0, 10)) return refuse('', 'programmes:close.notOver')
    const statements = await stateAll(inner, programme, ruled, ruling)
    if (isRefusal(statements)) return statements
    await inner.queue({ topic: recountTopic, payload: { programmeId: programme.id } })
    await inner.audit({
      action: 'programmes.close',
      subject: { type: 'programme', id: programme.code },
      accountId: null,
      after: { period: startsOn, statements, version: ruling.version.number },
    })
    return { startsOn, statements }
  })
}

/** Writes the period and a statement for everyone who took part in it; answers how many. */
async function stateAll(scope: Closing, programme: Programme, ruled: Ruled, ruling: Ruling): Promise<number | Refusal> {
  const period_id = await scope.addLoose('programme_periods', {
    programme_id: programme.id,
    version_id: ruling.version.id,
    starts_on: ruling.period.startsOn,
    ends_on: ruling.period.endsOn,
    closed_at: scope.now,
    closed_by: scope.who.personId === '0' ? null : scope.who.personId,
  })
  let statements = 0
  for (const agreement of await agreements(scope, { programmes: [programme.id] })) {
    const unrated = await stateOne(scope, programme, { period_id, ruled, ruling }, agreement)
    if (unrated === null) continue
    if (unrated.length > 0) return refuse('', 'programmes:close.unrated', { documents: unrated.slice(0, 5).join(', ') })
    statements += 1
  }
  return statements
}

export async function lockProgramme(
  scope: Scope<'staff', 'programmes.read' | 'programmes.change'>,
  code: string,
): Promise<Programme> {
  const row = await scope.rows
    .selectFrom('programmes')
    .select(['id', 'code', 'version'])
    .where('code', '=', code)
    .forUpdate()
    .executeTakeFirst()
  return row ?? notFound()
}

type Within = { period_id: Id; ruled: Ruled; ruling: Ruling }

/** One distributor's statement; answers the documents without a rate, or null where they took no part. */
async function stateOne(scope: Closing, programme: Programme, within: Within, agreement: Agreement): Promise<string[] | null> {
  const { ruling, ruled } = within
  const { period, version } = ruling
  const active = activeDays(period, agreement.joinedOn, agreement.endedOn)
  if (active === 0) return null
  await lockAgreement(scope, agreement.id)
  const first = ruled.versions[0]?.appliesFrom ?? period.startsOn
  const from = laterOf(first, agreement.joinedOn)
  const to = earlierOf(agreement.endedOn ?? period.endsOn, period.endsOn)
  const { currency } = version.rules
  const rateOn = await ratesInto(scope, currency, from, to)
  const evaluation = new Evaluation(version.rules, {
    territory: agreement.territory,
    activeDays: active,
    periodDays: period.days,
  })
  const kept: Kept[] = []
  for await (const lines of billedBetween(scope, agreement, { from, to }, { currency, rateOn }, { unstated: true }))
    for (const line of lines) kept.push({ line, counted: evaluation.add(line) })
  const unrated = kept.filter(({ counted }) => counted.left === 'rate').map(({ line }) => line.document)
  if (unrated.length > 0) return [...new Set(unrated)]
  await writeStatement(scope, programme, within, { agreement, active, kept, settled: evaluation.settle() })
  await scope.rows
    .deleteFrom('rebate_documents')
    .where('agreement_id', '=', agreement.id)
    .where('counts_on', '<=', period.endsOn)
    .execute()
  return []
}

type Stated = { agreement: Agreement; active: number; kept: readonly Kept[]; settled: Evaluated }

async function writeStatement(scope: Closing, programme: Programme, { period_id, ruling }: Within, stated: Stated) {
  const { agreement, active, kept, settled } = stated
  const { period, version } = ruling
  const head = {
    number: `RS-${programme.code}-${period.key}-${agreement.account.code}`,
    starts_on: period.startsOn,
    ends_on: period.endsOn,
    active_days: active,
    period_days: period.days,
    territory: agreement.territory.join(','),
    currency: version.rules.currency,
    reached: settled.totals.reached,
    earning: settled.totals.earning,
    flagged: settled.totals.flagged,
    band: settled.band,
    exact: settled.exact,
    minimum: settled.minimum,
    amount: settled.amount,
    lines_count: kept.length,
  }
  const lines = kept.map(({ line, counted }, index) => ({
    agreement_id: agreement.id,
    position: index + 1,
    kind: line.kind,
    document_id: line.documentId,
    document: line.document,
    line_no: line.lineNo,
    dated: line.day,
    sku: line.sku,
    description: line.description,
    category: line.category,
    ship_to: line.shipTo,
    currency: line.currency,
    net: line.net,
    rate: line.rate,
    quantity: line.quantity,
    unit: line.unit,
    reaches: counted.reaches.toFixed(),
    earns: counted.earns.toFixed(),
    flagged: counted.flagged ? 1 : 0,
    left_out: counted.left,
    amount: settled.shares[index] ?? '0',
  }))
  const statement_id = await scope.add('rebate_statements', agreement, {
    ...head,
    programme_id: programme.id,
    agreement_id: agreement.id,
    version_id: version.id,
    period_id,
    digest: digestRows(createHash('sha256'), { ...head, version: version.number }, lines),
    state: 'calculated',
    calculated_at: scope.now,
  })
  for (let at = 0; at < lines.length; at += chunk)
    await scope.add(
      'rebate_lines',
      agreement,
      lines.slice(at, at + chunk).map((line) => ({ ...line, statement_id })),
    )
}
