import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import { addDays } from '~/values/local-date'
import { subtractAmounts, sumAmounts } from '~/values/money'
import type { Agreement, Ruled } from './agreements.server'
import { agreements, ruledProgrammes } from './agreements.server'
import type { Billed } from './billed.server'
import { billedBetween } from './billed.server'
import { Evaluation } from './evaluation'
import type { Period } from './periods'
import { periodAt, previousPeriod } from './periods'
import type { RateOn } from './rates.server'
import { ratesInto } from './rates.server'
import type { Rules } from './rule-words'

type Simulating = Scope<'staff', 'programmes.read' | 'invoices.read' | 'accounts.read'>

export type SimulatedRow = {
  account: { code: string; name: string }
  /** What counted under the version, in its measure. */
  reached: string
  before: string
  after: string
  difference: string
  unrated: number
}
export type Simulation = {
  from: string
  to: string
  /** The published version that it is compared with; null where nothing was paid so far. */
  against: number | null
  /** Whether accounts that distribute stood in for agreements that are not made yet. */
  invited: boolean
  rows: SimulatedRow[]
  before: string
  after: string
  difference: string
  gaining: number
  losing: number
}

/** At most so many distributors at once: a simulation is read at a desk. */
const most = 200

/**
 * What a version would have paid on the real lines of the last full year of its periods, beside what the version published now
 * pays on the same lines: who gains, who loses, what it costs. Changes nothing.
 */
export async function simulate(scope: Simulating, programmeId: Id, rules: Rules): Promise<Simulation> {
  const periods = lastYear(rules, scope.now.toISOString().slice(0, 10))
  const [from, to] = [periods[0]?.startsOn ?? '', periods.at(-1)?.endsOn ?? '']
  const ruled = (await ruledProgrammes(scope, [programmeId])).get(programmeId) as Ruled
  const now = ruled.versions.at(-1) ?? null
  const own = await agreements(scope, { programmes: [programmeId] })
  const candidates = own.length > 0 ? own : await distributors(scope, programmeId, from)
  const rateOn = await ratesInto(scope, rules.currency, from, to)
  const rows: SimulatedRow[] = []
  for (const agreement of candidates)
    rows.push(await simulateOne(scope, agreement, { from, to }, rateOn, { rules, now: now?.rules ?? null }))
  const before = sumAmounts(rows.map((row) => row.before))
  const after = sumAmounts(rows.map((row) => row.after))
  return {
    from,
    to,
    against: now?.number ?? null,
    invited: own.length === 0,
    rows: rows.sort((a, b) => Number(b.difference) - Number(a.difference)),
    before,
    after,
    difference: subtractAmounts(after, before),
    gaining: rows.filter((row) => Number(row.difference) > 0).length,
    losing: rows.filter((row) => Number(row.difference) < 0).length,
  }
}

/** The periods that ended within the last year, oldest first; the last of them is over. */
function lastYear(rules: Rules, today: string): Period[] {
  const periods: Period[] = []
  const year = addDays(today, -366)
  for (
    let at = previousPeriod(rules, periodAt(rules, today));
    periods.length === 0 || at.startsOn >= year;
    at = previousPeriod(rules, at)
  )
    periods.unshift(at)
  return periods
}

async function simulateOne(
  scope: Simulating,
  agreement: Agreement,
  span: { from: string; to: string },
  rateOn: RateOn,
  { rules, now }: { rules: Rules; now: Rules | null },
): Promise<SimulatedRow> {
  const [after, before] = [new Years(rules, agreement), now && new Years(now, agreement)]
  for await (const lines of billedBetween(scope, agreement, span, { currency: rules.currency, rateOn }))
    for (const line of lines) {
      after.add(line)
      before?.add(line)
    }
  const [paid, was] = [after.paid(), before?.paid() ?? '0']
  return {
    account: agreement.account,
    reached: after.reached(),
    before: was,
    after: paid,
    difference: subtractAmounts(paid, was),
    unrated: after.unrated(),
  }
}

/** The periods of a version over some time, each evaluated by itself. */
class Years {
  readonly #rules: Rules
  readonly #territory: readonly string[]
  readonly #periods = new Map<string, Evaluation>()

  constructor(rules: Rules, { territory }: Agreement) {
    this.#rules = rules
    this.#territory = territory
  }

  add(line: Billed): void {
    const { key, days } = periodAt(this.#rules, line.day)
    let period = this.#periods.get(key)
    if (!period) {
      period = new Evaluation(this.#rules, { territory: this.#territory, activeDays: days, periodDays: days })
      this.#periods.set(key, period)
    }
    period.add(line)
  }

  #totals = () => [...this.#periods.values()].map((one) => one.totals)
  paid = (): string => sumAmounts([...this.#periods.values()].map((one) => one.settle().amount))
  reached = (): string => sumAmounts(this.#totals().map((one) => one.reached))
  unrated = (): number => this.#totals().reduce((sum, one) => sum + one.unrated, 0)
}

/** Who would take part in a programme that nobody has agreed to yet: everyone who distributes, each for itself. */
async function distributors(scope: Simulating, programmeId: Id, from: string): Promise<Agreement[]> {
  const rows = await scope.rows
    .selectFrom('accounts')
    .select(['id', 'root_account_id', 'code', 'name'])
    .where('distributes', '=', 1)
    .where('active', '=', 1)
    .orderBy('name')
    .limit(most)
    .execute()
  return rows.map((row) => ({
    id: '0',
    account_id: row.id,
    root_account_id: row.root_account_id,
    programmeId,
    account: { code: row.code, name: row.name },
    tree: false,
    territory: [],
    joinedOn: from,
    endedOn: null,
  }))
}
