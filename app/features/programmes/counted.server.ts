import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import type { JobHandler, Projection } from '~/features/registry.types'
import type { LocalDate } from '~/values/local-date'
import { addDays } from '~/values/local-date'
import type { Agreement, Ruled } from './agreements.server'
import { agreements, ruledProgrammes } from './agreements.server'
import type { Billed, DocumentKind } from './billed.server'
import { billedBetween, linesOf } from './billed.server'
import { count } from './counting'
import { Exact } from './exact'
import { laterOf } from './periods'
import { rulingOn } from './programme'
import { ratesInto } from './rates.server'

/** Keeps what each document brings to each agreement, so that a page reads sums and never the lines. */

type Counting = Scope<'staff', 'programmes.read' | 'invoices.read'>
const chunk = 500
const farthest = '9999-12-31'

/** What the lines of one document bring under the version that rules its day; null where it brings nothing to this agreement. */
function broughtBy(agreement: Agreement, { versions, closedUntil }: Ruled, lines: readonly Billed[]) {
  const [first] = lines
  if (!first || first.day < agreement.joinedOn || (agreement.endedOn !== null && first.day > agreement.endedOn)) return null
  if (!rulingOn(versions, first.day)) return null
  const late = closedUntil !== null && first.day <= closedUntil
  const countsOn = late ? addDays(closedUntil, 1) : first.day
  const ruling = rulingOn(versions, countsOn)
  if (!ruling) return null
  const { rules } = ruling.version
  const sums = { reached: new Exact(0), earning: new Exact(0), flagged: new Exact(0), unrated: 0 }
  for (const line of lines) {
    const { reaches, earns, flagged, left } = count(rules, agreement.territory, line)
    sums.reached = sums.reached.plus(reaches)
    sums.earning = sums.earning.plus(earns)
    if (flagged) sums.flagged = sums.flagged.plus(reaches)
    if (left === 'rate') sums.unrated += 1
  }
  return {
    agreement_id: agreement.id,
    kind: first.kind,
    document_id: first.documentId,
    version_id: ruling.version.id,
    counts_on: countsOn,
    reached: sums.reached.toFixed(),
    earning: sums.earning.toFixed(),
    flagged: sums.flagged.toFixed(),
    unrated: sums.unrated,
    lines_count: lines.length,
  }
}

const currencyOf = ({ versions }: Ruled): string => versions[0]?.rules.currency ?? ''

/** Counts some documents anew for every agreement that they concern. One document costs its own lines, whatever the turnover. */
export async function countDocuments(scope: Counting, kind: DocumentKind, ids: readonly Id[]): Promise<void> {
  const table = kind === 'invoice' ? 'invoices' : 'credit_notes'
  const found = await scope.rows
    .selectFrom(table)
    .select(['id', 'account_id', 'root_account_id', 'issued_on'])
    .where('id', 'in', ids)
    .execute()
  if (found.length === 0) return
  const accounts = { ids: found.map((row) => row.account_id), roots: found.map((row) => row.root_account_id) }
  const concerned = await agreements(scope, { accounts })
  const ruled = await ruledProgrammes(scope, [...new Set(concerned.map((one) => one.programmeId))])
  const days = found.map((row) => row.issued_on).sort()
  for (const agreement of concerned) {
    const own = found.filter((row) =>
      agreement.tree ? row.root_account_id === agreement.root_account_id : row.account_id === agreement.account_id,
    )
    const rules = ruled.get(agreement.programmeId)
    if (own.length === 0 || !rules || rules.versions.length === 0) continue
    const currency = currencyOf(rules)
    const rateOn = await ratesInto(scope, currency, days[0] ?? '', days.at(-1) ?? '')
    const ids = own.map((row) => row.id)
    await scope.transaction(async (inner) => {
      await lockAgreement(inner, agreement.id)
      await forget(inner, agreement, kind, ids)
      const lines = await linesOf(inner, kind, ids, { currency, rateOn }, agreement.id)
      const rows = byDocument(lines).flatMap((one) => broughtBy(agreement, rules, one) ?? [])
      if (rows.length > 0) await inner.add('rebate_documents', agreement, rows)
    })
  }
}

const forget = (scope: Counting, agreement: Agreement, kind: DocumentKind, ids: readonly Id[]) =>
  scope.rows
    .deleteFrom('rebate_documents')
    .where('agreement_id', '=', agreement.id)
    .where('kind', '=', kind)
    .where('document_id', 'in', ids)
    .execute()

/** The agreement's row is the arbiter between counting, counting anew and closing. */
export async function lockAgreement(scope: Counting, id: Id): Promise<void> {
  await scope.rows.selectFrom('programme_agreements').select('id').where('id', '=', id).forUpdate().execute()
}

function byDocument(lines: readonly Billed[]): Billed[][] {
  const groups = new Map<string, Billed[]>()
  for (const line of lines) {
    const key = `${line.kind} ${line.documentId}`
    const group = groups.get(key)
    if (group) group.push(line)
    else groups.set(key, [line])
  }
  return [...groups.values()]
}

/** Counts everything anew that no statement has yet: after a version was published, an agreement made, or a period closed. */
export async function recount(scope: Counting, agreement: Agreement): Promise<void> {
  const ruled = (await ruledProgrammes(scope, [agreement.programmeId])).get(agreement.programmeId)
  await scope.transaction(async (inner) => {
    await lockAgreement(inner, agreement.id)
    await inner.rows.deleteFrom('rebate_documents').where('agreement_id', '=', agreement.id).execute()
    const first = ruled?.versions[0]?.appliesFrom
    if (!ruled || first === undefined) return
    const from = laterOf(first, agreement.joinedOn)
    const to = agreement.endedOn ?? lastDay(inner.now)
    const currency = currencyOf(ruled)
    const rateOn = await ratesInto(inner, currency, from, farthest)
    for await (const lines of billedBetween(inner, agreement, { from, to }, { currency, rateOn }, ruled)) {
      const rows = byDocument(lines).flatMap((own) => broughtBy(agreement, ruled, own) ?? [])
      for (let at = 0; at < rows.length; at += chunk) await inner.add('rebate_documents', agreement, rows.slice(at, at + chunk))
    }
  })
}

/** Invoices may be dated ahead, but not by years. */
const lastDay = (now: Date): LocalDate => addDays(now.toISOString().slice(0, 10), 366)

export const recountTopic = 'programmes.recount'

/** Counts the agreements of a programme anew after the answer. */
export const recounter: JobHandler = {
  topic: recountTopic,
  async run(payload, { scope }) {
    const { programmeId } = payload as { programmeId: Id }
    for (const agreement of await agreements(scope, { programmes: [programmeId] })) await recount(scope, agreement)
  },
}

/** A projection of documents after which they are counted as well: what an import brings is counted with it. */
export const counting = (kind: DocumentKind, projection: Projection): Projection => ({
  ...projection,
  async project(scope, ids) {
    await projection.project(scope, ids)
    await countDocuments(scope, kind, ids)
  },
})
