import { sql } from 'kysely'
import type { Id } from '~/database/tables'
import type { LocalDate } from '~/values/local-date'
import { compareAmounts, subtractAmounts, sumAmounts } from '~/values/money'
import type { CommitmentSpan } from './contract'
import type { Reads } from './contracts.queries.server'
import type { Terms } from './terms'
import { commitmentPeriod } from './terms'

/** How much of a commitment was bought: what was billed for goods within its period and in its currency, less what was credited. */
export type Drawdown = {
  from: LocalDate
  /** Null where the commitment is for a term that has no end. */
  to: LocalDate | null
  drawn: string
  /** What is still to be bought; '0' where it is met. */
  left: string
  /** Each month or, over more than two years, each year of the period until today: what was drawn by its end. */
  steps: { on: LocalDate; by: 'month' | 'year'; added: string; total: string }[]
}

type Committed = Terms & { account_id: Id; commitment: string | null; commitment_currency: string; commitment_per: string }
type Asked = { account: Id; currency: string; from: LocalDate; to: LocalDate }

const month = (column: string) => sql<string>`date_format(${sql.ref(column)}, '%Y-%m')`

export const billedQuery = (scope: Reads, { account, currency, from, to }: Asked) =>
  scope.rows
    .selectFrom('invoice_lines as l')
    .select([month('l.invoiced_on').as('month'), sql<string>`sum(l.net)`.as('amount')])
    .where('l.account_id', '=', account)
    .where('l.kind', '=', 'goods')
    .where('l.currency', '=', currency)
    .where('l.invoiced_on', '>=', from)
    .where('l.invoiced_on', '<=', to)
    .groupBy(month('l.invoiced_on'))

export const creditedQuery = (scope: Reads, { account, currency, from, to }: Asked) =>
  scope.rows
    .selectFrom('credit_note_lines as l')
    .select([month('l.credited_on').as('month'), sql<string>`sum(l.net)`.as('amount')])
    .where('l.account_id', '=', account)
    .where('l.kind', '=', 'goods')
    .where('l.currency', '=', currency)
    .where('l.credited_on', '>=', from)
    .where('l.credited_on', '<=', to)
    .groupBy(month('l.credited_on'))

/** The drawdown of the commitment of a contract with its account, as of today; null where it has none, or no first day yet. */
export async function drawdownOf(scope: Reads, contract: Committed, today: LocalDate): Promise<Drawdown | null> {
  const period = commitmentPeriod(contract, contract.commitment_per as CommitmentSpan, today)
  if (contract.commitment === null || period === null) return null
  const until = period.to !== null && period.to < today ? period.to : today
  const asked = { account: contract.account_id, currency: contract.commitment_currency, from: period.from, to: until }
  const [billed, credited] = await Promise.all([billedQuery(scope, asked).execute(), creditedQuery(scope, asked).execute()])
  const minus = credited.map((row) => ({ ...row, amount: subtractAmounts('0', row.amount) }))
  const steps = stepsOf(asked, [...billed, ...minus])
  const drawn = steps.at(-1)?.total ?? '0'
  const left = subtractAmounts(contract.commitment, drawn)
  return { ...period, drawn, left: compareAmounts(left, '0') > 0 ? left : '0', steps }
}

/** Each month or year from first to last, those in which nothing was bought included. */
export function stepsOf(
  { from, to }: Pick<Asked, 'from' | 'to'>,
  amounts: readonly { month: string; amount: string }[],
): Drawdown['steps'] {
  if (to < from) return []
  const [first, last] = [monthNumber(from), monthNumber(to)]
  const by = last - first >= 24 ? ('year' as const) : ('month' as const)
  const length = by === 'year' ? 4 : 7
  const months = Array.from({ length: last - first + 1 }, (_, index) => monthText(first + index))
  const names = [...new Set(months.map((one) => one.slice(0, length)))]
  let total = '0'
  return names.map((name) => {
    const added = sumAmounts(amounts.filter((one) => one.month.startsWith(name)).map((one) => one.amount))
    total = sumAmounts([total, added])
    return { on: by === 'year' ? `${name}-01-01` : `${name}-01`, by, added, total }
  })
}

const monthNumber = (day: LocalDate) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
const monthText = (number: number) =>
  `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`
