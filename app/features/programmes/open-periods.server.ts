import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import type { LocalDate } from '~/values/local-date'
import { addDays } from '~/values/local-date'
import type { Agreement, Ruled } from './agreements.server'
import { agreements, ruledProgrammes } from './agreements.server'
import { settle } from './evaluation'
import { activeDays } from './periods'
import type { Ruling } from './programme'
import { rulingOn } from './programme'
import type { Rules } from './rule-words'

type Reads = Scope<'distributor', 'programmes.read'>

/** A period without a statement: the one of today, or one that is over and whose statement has not come yet. */
export type OpenPeriod = {
  programme: { code: string; name: string; localName: string | null }
  account: { code: string; name: string }
  startsOn: LocalDate
  endsOn: LocalDate
  state: 'running' | 'awaited'
  /** What the tiers measure, and in what is paid. */
  counts: Pick<Rules, 'currency' | 'measure' | 'unit'>
  /** So far; null where a statement is about to say it. */
  reached: string | null
  amount: string | null
}

/** Nobody waits longer for a statement than so many periods. */
const longest = 12

/** What is open of each of these agreements, the newest period first. */
export async function openPeriodsOf(scope: Reads, ids: readonly Id[]): Promise<Map<Id, OpenPeriod[]>> {
  if (ids.length === 0) return new Map()
  const own = await agreements(scope, { ids })
  const programmeIds = [...new Set(own.map((one) => one.programmeId))]
  const [ruled, programmes, sent] = await Promise.all([
    ruledProgrammes(scope, programmeIds),
    scope.rows.selectFrom('programmes').select(['id', 'code', 'name', 'local_name']).where('id', 'in', programmeIds).execute(),
    sentUntil(scope, programmeIds),
  ])
  const today = scope.now.toISOString().slice(0, 10)
  const found = new Map<Id, OpenPeriod[]>()
  for (const { id: programmeId, code, name, local_name: localName } of programmes) {
    const taking = own.filter((one) => one.programmeId === programmeId)
    const rules = ruled.get(programmeId) ?? { versions: [], closedUntil: null }
    const running = rulingOn(rules.versions, today)
    const sums = running ? await sumsOf(scope, taking, running) : new Map()
    for (const agreement of taking) {
      const periods = openRulings(agreement, rules, sent.get(programmeId) ?? null, today)
      const { account } = agreement
      found.set(
        agreement.id,
        periods.map((one) => ({
          programme: { code, name, localName },
          account,
          startsOn: one.period.startsOn,
          endsOn: one.period.endsOn,
          ...asOpen(one, agreement, today, sums.get(agreement.id) ?? { reached: '0', earning: '0' }),
        })),
      )
    }
  }
  return found
}

async function sentUntil(scope: Reads, programmeIds: readonly Id[]): Promise<Map<Id, LocalDate | null>> {
  const rows = await scope.rows
    .selectFrom('programme_periods')
    .select(['programme_id', (eb) => eb.fn.max('ends_on').as('until')])
    .where('programme_id', 'in', programmeIds)
    .where('sent_at', 'is not', null)
    .groupBy('programme_id')
    .execute()
  return new Map(rows.map((row) => [row.programme_id, row.until]))
}

/** From the period of today back to the last one whose statements were sent, those in which somebody took part. */
function openRulings(agreement: Agreement, { versions }: Ruled, sent: LocalDate | null, today: LocalDate): Ruling[] {
  const open: Ruling[] = []
  let ruling = rulingOn(versions, today)
  for (let steps = 0; ruling && steps < longest; steps += 1) {
    const { period } = ruling
    if ((sent !== null && period.endsOn <= sent) || period.endsOn < agreement.joinedOn) break
    if (activeDays(period, agreement.joinedOn, agreement.endedOn) > 0) open.push(ruling)
    ruling = rulingOn(versions, addDays(period.startsOn, -1))
  }
  return open
}

type Sums = { reached: string; earning: string }

async function sumsOf(scope: Reads, taking: readonly Agreement[], { period }: Ruling): Promise<Map<Id, Sums>> {
  const rows = await scope.rows
    .selectFrom('rebate_documents')
    .select(['agreement_id', (eb) => eb.fn.sum<string>('reached').as('reached')])
    .select((eb) => eb.fn.sum<string>('earning').as('earning'))
    .where(
      'agreement_id',
      'in',
      taking.map((one) => one.id),
    )
    .where('counts_on', '>=', period.startsOn)
    .where('counts_on', '<=', period.endsOn)
    .groupBy('agreement_id')
    .execute()
  return new Map(rows.map((row) => [row.agreement_id, { reached: row.reached, earning: row.earning }]))
}

function asOpen({ version, period }: Ruling, agreement: Agreement, today: LocalDate, sums: Sums) {
  const { currency, measure, unit } = version.rules
  const counts = { currency, measure, unit }
  if (period.endsOn < today) return { state: 'awaited' as const, counts, reached: null, amount: null }
  const terms = {
    territory: agreement.territory,
    activeDays: activeDays(period, agreement.joinedOn, agreement.endedOn),
    periodDays: period.days,
  }
  return { state: 'running' as const, counts, reached: sums.reached, amount: settle(version.rules, terms, sums).amount }
}
