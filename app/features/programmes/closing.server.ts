import { sql } from 'kysely'
import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import type { Refusal } from '~/values/outcome'
import { notFound, refuse } from '~/values/outcome'
import { isZero } from '~/values/zero'
import type { Agreement, Ruled } from './agreements.server'
import { agreements, ruledProgrammes } from './agreements.server'
import { billedBetween } from './billed.server'
import { lockAgreement, recountTopic } from './counted.server'
import { Evaluation } from './evaluation'
import { activeDays, earlierOf, laterOf } from './periods'
import type { Ruling } from './programme'
import { openPeriod } from './programme'
import { ratesInto } from './rates.server'
import { StatementDigest } from './statement-digest'
import { statedHead, statedLine } from './statement-lines'

type Closing = Scope<'staff', 'programmes.read' | 'programmes.change' | 'invoices.read'>
type Programme = { id: Id; code: string; version: number }

const chunk = 2000

export type Closed = { startsOn: string; statements: number }

/** Documents whose lines have no rate of exchange: nothing of the period stays written. */
class Unvalued extends Error {
  readonly documents: readonly string[]
  constructor(documents: readonly string[]) {
    super('lines without a rate of exchange')
    this.documents = documents
  }
}

/**
 * Closes the next open period of a programme: computes what each distributor is owed from the lines that no statement has yet, and
 * writes it down with every line. Refuses a period that is not over, and one with lines whose rate of exchange is not known. What
 * arrives later counts in the period after.
 */
export async function closePeriod(scope: Closing, code: string, startsOn: string): Promise<Closed | Refusal> {
  try {
    return await scope.transaction((inner) => close(inner, code, startsOn))
  } catch (error) {
    if (!(error instanceof Unvalued)) throw error
    return refuse('', 'programmes:close.unrated', { documents: error.documents.slice(0, 5).join(', ') })
  }
}

async function close(scope: Closing, code: string, startsOn: string): Promise<Closed | Refusal> {
  const programme = await lockProgramme(scope, code)
  const ruled = (await ruledProgrammes(scope, [programme.id])).get(programme.id)
  const ruling = ruled && openPeriod(ruled.versions, ruled.closedUntil)
  if (!ruled || !ruling || ruling.period.startsOn !== startsOn) return refuse('', 'programmes:close.notNext')
  if (ruling.period.endsOn >= scope.now.toISOString().slice(0, 10)) return refuse('', 'programmes:close.notOver')
  const statements = await stateAll(scope, programme, ruled, ruling)
  await scope.queue({ topic: recountTopic, payload: { programmeId: programme.id } })
  await scope.audit({
    action: 'programmes.close',
    subject: { type: 'programme', id: programme.code },
    accountId: null,
    after: { period: startsOn, statements, version: ruling.version.number },
  })
  return { startsOn, statements }
}

/** Writes the period and a statement for everyone who took part in it; answers how many. */
async function stateAll(scope: Closing, programme: Programme, ruled: Ruled, ruling: Ruling): Promise<number> {
  const period_id = await scope.addLoose('programme_periods', {
    programme_id: programme.id,
    version_id: ruling.version.id,
    starts_on: ruling.period.startsOn,
    ends_on: ruling.period.endsOn,
    closed_at: scope.now,
    closed_by: scope.who.personId === '0' ? null : scope.who.personId,
  })
  let statements = 0
  for (const agreement of await agreements(scope, { programmes: [programme.id] }))
    if (await stateOne(scope, programme, { period_id, ruled, ruling }, agreement)) statements += 1
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

/**
 * One distributor's statement; false where they took no part. Its lines are written as they are read, so that a period may have more of
 * them than fit into memory; what each earned is written once all are known.
 */
async function stateOne(scope: Closing, programme: Programme, within: Within, agreement: Agreement): Promise<boolean> {
  const { period, version } = within.ruling
  const active = activeDays(period, agreement.joinedOn, agreement.endedOn)
  if (active === 0) return false
  await lockAgreement(scope, agreement.id)
  const { territory } = agreement
  const evaluation = new Evaluation(version.rules, { territory, activeDays: active, periodDays: period.days })
  const about = {
    programme: programme.code,
    account: agreement.account.code,
    period,
    activeDays: active,
    territory,
    currency: version.rules.currency,
  }
  const statementId = await scope.add('rebate_statements', agreement, {
    ...statedHead(about, evaluation.settle()),
    programme_id: programme.id,
    agreement_id: agreement.id,
    version_id: version.id,
    period_id: within.period_id,
    digest: '',
    state: 'calculated',
    calculated_at: scope.now,
  })
  const digest = await writeLines(scope, within, agreement, evaluation, statementId)
  const settled = evaluation.settle()
  const head = statedHead(about, settled)
  await writeShares(scope, { statementId, accountId: agreement.account_id }, settled.shares, digest)
  await scope.rows
    .updateTable('rebate_statements')
    .set({ ...head, digest: digest.of({ ...head, version: version.number }) })
    .where('id', '=', statementId)
    .execute()
  await scope.rows
    .deleteFrom('rebate_documents')
    .where('agreement_id', '=', agreement.id)
    .where('counts_on', '<=', period.endsOn)
    .execute()
  return true
}

/** Writes what was billed and no statement has yet, and answers the digest of that. Throws where some of it has no rate, with every such document. */
async function writeLines(
  scope: Closing,
  { ruled, ruling }: Within,
  agreement: Agreement,
  evaluation: Evaluation,
  statement_id: Id,
): Promise<StatementDigest> {
  const { period, version } = ruling
  const from = laterOf(ruled.versions[0]?.appliesFrom ?? period.startsOn, agreement.joinedOn)
  const to = earlierOf(agreement.endedOn ?? period.endsOn, period.endsOn)
  const { currency } = version.rules
  const rateOn = await ratesInto(scope, currency, from, to)
  const unrated = new Set<string>()
  const digest = new StatementDigest()
  // A million lines are written as an import writes them; they are of the agreement's account, which was read through the scope.
  const { bulk } = scope.asSystem()
  // Numbers as numbers, which spares the database the reading of a text for each of them.
  const owner = {
    account_id: BigInt(agreement.account_id),
    root_account_id: BigInt(agreement.root_account_id),
    agreement_id: BigInt(agreement.id),
    statement_id: BigInt(statement_id),
    amount: 0,
  }
  let position = 0
  let written = Promise.resolve()
  for await (const lines of billedBetween(scope, agreement, { from, to }, { currency, rateOn }, ruled)) {
    const rows = lines.map((line) => {
      const counted = evaluation.add(line)
      if (counted.left === 'rate') unrated.add(line.document)
      position += 1
      return Object.assign(statedLine(line, counted, position), owner)
    })
    if (unrated.size > 0) continue
    digest.lines(rows)
    // The database writes these while the next ones are counted.
    await written
    written = bulk.insert('rebate_lines', rows)
    written.catch(() => {})
  }
  await written
  if (unrated.size > 0) throw new Unvalued([...unrated])
  return digest
}

/** Writes what each line earned, by its position. */
async function writeShares(
  scope: Closing,
  { statementId, accountId }: { statementId: Id; accountId: Id },
  shares: readonly string[],
  digest: StatementDigest,
): Promise<void> {
  for (let at = 0; at < shares.length; at += chunk) {
    const some = shares.slice(at, at + chunk)
    digest.amounts(some)
    if (some.every((share) => isZero(share))) continue
    await scope.rows
      .updateTable('rebate_lines')
      .set({ amount: sql<string>`elt(position - ${at}, ${sql.join(some)})` })
      .where('statement_id', '=', statementId)
      .where('account_id', '=', accountId)
      .where('position', '>', at)
      .where('position', '<=', at + some.length)
      .execute()
  }
}
