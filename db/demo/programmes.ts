import type { Counted, Line } from '../../app/features/programmes/counting.ts'
import { count } from '../../app/features/programmes/counting.ts'
import { Evaluation } from '../../app/features/programmes/evaluation.ts'
import { Exact } from '../../app/features/programmes/exact.ts'
import type { Period } from '../../app/features/programmes/periods.ts'
import { periodAt, previousPeriod } from '../../app/features/programmes/periods.ts'
import type { Rules } from '../../app/features/programmes/rule-words.ts'
import { StatementDigest } from '../../app/features/programmes/statement-digest.ts'
import { statedHead, statedLine } from '../../app/features/programmes/statement-lines.ts'
import type { Account } from './accounts.ts'
import { dayOf, dayText, instantAt, weekday } from './days.ts'
import { groupBy } from './groups.ts'
import type { World } from './world.ts'

/** One programme for a distributor and the two that it serves: the last quarter closed and sent, this one running. */

/** A line as it was billed, with the document it is on. */
export type Billed = Omit<Line, 'rate'> & { kind: 'invoice' | 'credit_note'; documentId: number; description: string }

/** Who takes part, and in which countries. */
const parties: Record<string, string> = { TIDEWELL: '', KESSLER: 'DE,NL,BE', NORRVIK: 'SE,NO,DK,FI' }
export const takesPart = (account: Account): boolean => account.code in parties

type Rate = (currency: string, day: string) => string | null

export const addProgrammes = (world: World): void => {
  const running = periodAt({ period: 'quarter', yearStarts: 1 }, dayText(world.today))
  const closed = previousPeriod({ period: 'quarter', yearStarts: 1 }, running)
  const rateOn = addRates(world, closed)
  const partners = world.accounts.filter(takesPart)
  const rules = rulesFor(partners, closed, world)
  const ids = addProgramme(world, rules, closed)
  for (const account of partners) {
    const agreement = addAgreement(world, ids.programme, account, closed)
    const lines = linesOf(world, account, rateOn)
    const within = ({ startsOn, endsOn }: Period) => lines.filter((line) => line.day >= startsOn && line.day <= endsOn)
    addStatement(world, { ...ids, agreement, account, rules, closed }, within(closed))
    addDocuments(world, { ...ids, agreement, account, rules }, within(running))
  }
}

type Rated = Billed & { rate: string | null }
const linesOf = (world: World, account: Account, rateOn: Rate): Rated[] =>
  (world.billed.get(account.id) ?? [])
    .map((line) => ({ ...line, rate: line.currency === 'EUR' ? null : rateOn(line.currency, line.day) }))
    .sort((a, b) => compare(a.day, b.day) || compare(a.document, b.document) || compare(a.kind, b.kind) || a.lineNo - b.lineNo)
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** Crowns in euros, each Monday of both quarters. */
const addRates = (world: World, { startsOn }: Period): Rate => {
  const chance = world.chance.fork('rates of exchange')
  const rates = new Map<number, string>()
  for (let day = dayOf(startsOn) - 7; day <= world.today; day++) {
    if (weekday(day) !== 1) continue
    const rate = (0.0875 + chance.whole(0, 30) / 10_000).toFixed(4)
    rates.set(day, rate)
    world.sink.add('exchange_rates', {
      id: world.sink.id('exchange_rates'),
      from_currency: 'SEK',
      to_currency: 'EUR',
      valid_on: dayText(day),
      rate,
    })
  }
  return (currency, day) => {
    const on = dayOf(day)
    const monday = on - ((weekday(on) + 6) % 7)
    return currency === 'SEK' ? (rates.get(monday) ?? null) : null
  }
}

/** Thresholds that fit what the largest of them buys, so that the next tier is neither reached nor out of sight. */
const rulesFor = (partners: readonly Account[], { startsOn, endsOn }: Period, world: World): Rules => {
  const sums = partners.map((account) =>
    (world.billed.get(account.id) ?? [])
      .filter((line) => line.day >= startsOn && line.day <= endsOn && line.currency === 'EUR')
      .reduce((sum, line) => sum + Number(line.net), 0),
  )
  const step = Math.max(5000, Math.round(Math.max(...sums) / 4 / 5000) * 5000)
  return {
    currency: 'EUR',
    period: 'quarter',
    yearStarts: 1,
    ladder: 'retrospective',
    measure: 'value',
    reward: 'percent',
    unit: null,
    bands: [
      { from: '0', rate: '0' },
      { from: String(step), rate: '1' },
      { from: String(step * 2), rate: '2' },
      { from: String(step * 3), rate: '3' },
      { from: String(step * 6), rate: '4' },
    ],
    floor: null,
    cap: null,
    prorated: true,
    target: { skus: [], categories: [] },
    earning: null,
    outside: 'flag',
  }
}

const addProgramme = ({ sink, staff, now }: World, rules: Rules, closed: Period) => {
  const made = instantAt(dayOf(closed.startsOn) - 20, 600, 'Europe/Amsterdam')
  const closing = Math.min(instantAt(dayOf(closed.endsOn) + 1, 540, 'Europe/Amsterdam'), now)
  const programme = sink.id('programmes')
  const stamps = { version: 1, created_at: made, updated_at: made }
  const names = { code: 'GOLD', name: 'Gold programme', local_name: '金牌返利计划', currency: 'EUR' }
  sink.add('programmes', { id: programme, ...names, ...stamps })
  const version = sink.id('programme_versions')
  sink.add('programme_versions', {
    id: version,
    programme_id: programme,
    number: 1,
    rules: JSON.stringify(rules),
    note: null,
    applies_from: closed.startsOn,
    created_at: made,
    created_by: staff.manager ?? null,
    published_at: made,
    published_by: staff.manager ?? null,
  })
  const period = sink.id('programme_periods')
  sink.add('programme_periods', {
    id: period,
    programme_id: programme,
    version_id: version,
    starts_on: closed.startsOn,
    ends_on: closed.endsOn,
    closed_at: closing,
    closed_by: staff.finance ?? null,
    sent_at: closing,
    sent_by: staff.finance ?? null,
  })
  return { programme, version, period, closing, made }
}

const addAgreement = ({ sink, staff }: World, programme: number, account: Account, closed: Period): number => {
  const id = sink.id('programme_agreements')
  const made = instantAt(dayOf(closed.startsOn) - 10, 600, 'Europe/Amsterdam')
  sink.add('programme_agreements', {
    id,
    programme_id: programme,
    ...owner(account),
    covers: 'account',
    territory: parties[account.code] ?? '',
    joined_on: closed.startsOn,
    ended_on: null,
    created_by: staff.manager ?? null,
    version: 1,
    created_at: made,
    updated_at: made,
  })
  return id
}

const owner = (account: Account) => ({ account_id: account.id, root_account_id: account.root.id })
const territoryOf = (account: Account) => (parties[account.code] ?? '').split(',').filter(Boolean)

type Stating = {
  programme: number
  version: number
  period: number
  closing: number
  agreement: number
  account: Account
  rules: Rules
  closed: Period
}

const addStatement = (world: World, stating: Stating, lines: readonly Rated[]) => {
  const { account, closed, rules, agreement } = stating
  const terms = { territory: territoryOf(account), activeDays: closed.days, periodDays: closed.days }
  const evaluation = new Evaluation(rules, terms)
  const counted = lines.map((line) => evaluation.add(line))
  const settled = evaluation.settle()
  const rows = lines.map((line, index) => ({
    agreement_id: agreement,
    ...statedLine(line, counted[index] as Counted, index + 1),
    amount: settled.shares[index] ?? '0',
  }))
  const statement = world.sink.id('rebate_statements')
  const currency = rules.currency
  const { territory, activeDays } = terms
  const head = statedHead({ programme: 'GOLD', account: account.code, period: closed, activeDays, territory, currency }, settled)
  const digest = new StatementDigest()
  digest.lines(rows)
  digest.amounts(rows.map((row) => row.amount))
  world.sink.add('rebate_statements', {
    id: statement,
    ...owner(account),
    ...head,
    programme_id: stating.programme,
    agreement_id: agreement,
    version_id: stating.version,
    period_id: stating.period,
    digest: digest.of({ ...head, version: 1 }),
    state: 'sent',
    calculated_at: stating.closing,
    sent_at: stating.closing,
    answered_at: null,
    answered_by: null,
    dispute_reason: null,
    version: 2,
  })
  for (const row of rows) world.sink.add('rebate_lines', { statement_id: statement, ...owner(account), ...row })
}

type Counting = { version: number; agreement: number; account: Account; rules: Rules }

/** What each document of the running quarter brings. */
const addDocuments = (world: World, { version, agreement, account, rules }: Counting, lines: readonly Rated[]) => {
  const documents = groupBy(lines, (line) => `${line.kind} ${line.documentId}`)
  for (const own of documents.values()) {
    const [first] = own
    if (!first) continue
    const counted = own.map((line) => count(rules, territoryOf(account), line))
    const sum = (some: readonly Exact[]) => some.reduce((all, one) => all.plus(one), new Exact(0)).toFixed()
    world.sink.add('rebate_documents', {
      id: world.sink.id('rebate_documents'),
      agreement_id: agreement,
      ...owner(account),
      kind: first.kind,
      document_id: first.documentId,
      version_id: version,
      counts_on: first.day,
      reached: sum(counted.map((one) => one.reaches)),
      earning: sum(counted.map((one) => one.earns)),
      flagged: sum(counted.filter((one) => one.flagged).map((one) => one.reaches)),
      lines_count: own.length,
      unrated: counted.filter((one) => one.left === 'rate').length,
    })
  }
}

/** Keeps a billed line of an account that takes part, until everything has happened. */
export const keepBilled = (world: World, account: Account, line: Billed): void => {
  if (!takesPart(account)) return
  const kept = world.billed.get(account.id)
  if (kept) kept.push(line)
  else world.billed.set(account.id, [line])
}
