import type { Slice } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import { entriesOf, noonOf } from '~/features/history/entry'
import { newestIn } from '~/features/orders/recent.server'
import type { Reads as AnyReads, TimelineEntry, TimelineSource } from '~/features/registry.types'
import type { FoundContract } from './contract.queries.server'
import type { Reads } from './contracts.queries.server'
import type { Standing } from './terms'
import { renewedOn } from './terms'

/** What happened to a contract and what is to come, and as news what is new. Nothing of it reaches who may read no contracts. */

const asEntry = entriesOf('contracts', 'talk')

/** What happened to one contract, newest first, after what is still to come. */
export async function contractTimeline(
  scope: Reads,
  row: FoundContract,
  standing: Standing,
  today: string,
): Promise<TimelineEntry[]> {
  const [documents, reminders] = await Promise.all([documentsAdded(scope, row.id), remindersSent(scope, row.id)])
  // A day that has passed is among the facts; here is what happened at a time, and what is still to come.
  const day = (name: string, on: string | null) =>
    on === null || on > '9999' || on < today ? [] : [asEntry(name, row.number, noonOf(on), { on }, { planned: true })]
  const added = documents.map((one) =>
    asEntry('document', `${row.number}.${one.id}`, one.created_at, { title: one.title }, { actor: one.actor }),
  )
  const renewed = renewedOn(row, today)
  const all = [
    ...(renewed ? day('renewed', renewed) : day(row.terminated_on ? 'terminated' : 'ends', standing.term_ends_on)),
    ...day('notice', standing.notice_on),
    ...day('starts', row.starts_on),
    ...reminderEntries(scope, row.number, reminders),
    ...added,
    asEntry('known', row.number, row.created_at, {}),
  ]
  return all.sort((a, b) => Number(b.planned ?? false) - Number(a.planned ?? false) || b.at.getTime() - a.at.getTime())
}

const documentsAdded = (scope: Reads, contract: Id) =>
  scope.rows
    .selectFrom('contract_documents as d')
    .innerJoin('files as f', 'f.contract_document_id', 'd.id')
    .leftJoin('persons as by', 'by.id', 'f.created_by')
    .select(['d.title', 'f.id', 'f.created_at', 'by.name as actor'])
    .where('d.contract_id', '=', contract)
    .orderBy('f.id', 'desc')
    .limit(100)
    .execute()

/** Letters that went; whom the reader may not know of has no name here. */
const remindersSent = (scope: Reads, contract: Id) =>
  scope.rows
    .selectFrom('contract_reminders as r')
    .leftJoin('persons as p', 'p.id', 'r.person_id')
    .select(['r.notice_on', 'r.days', 'r.sent_at', 'p.name'])
    .where('r.contract_id', '=', contract)
    .where('r.sent_at', 'is not', null)
    .orderBy('r.id', 'desc')
    .limit(100)
    .execute()
type Sent = Awaited<ReturnType<typeof remindersSent>>

/** One entry for each day and step, with everybody who was written to. */
function reminderEntries(scope: Reads, number: string, sent: Sent): TimelineEntry[] {
  const steps = new Map<string, Sent>()
  for (const one of sent) {
    const step = `${one.notice_on}.${one.days}`
    steps.set(step, [...(steps.get(step) ?? []), one])
  }
  const list = new Intl.ListFormat(scope.who.language)
  return [...steps].map(([step, letters]) => {
    const names = letters.flatMap((one) => one.name ?? []).sort()
    const at = new Date(Math.min(...letters.map((one) => one.sent_at?.getTime() ?? 0)))
    const on = letters[0]?.notice_on ?? ''
    return names.length === 0
      ? asEntry('reminded-others', `${number}.${step}`, at, { on })
      : asEntry('reminded', `${number}.${step}`, at, { on, people: list.format(names) })
  })
}

export const newContractsQuery = (scope: AnyReads, slice: Slice, since: Date, limit: number) =>
  scope.rows
    .selectFrom('contracts as c')
    .select(['c.number', 'c.title', 'c.created_at'])
    .where('c.created_at', '>', since)
    .$if(slice !== null, (query) => query.where(`c.${slice?.column ?? 'account_id'}`, '=', slice?.id ?? ''))
    .orderBy('c.created_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(limit)

const recent = (scope: AnyReads, since: Date, limit: number): Promise<TimelineEntry[]> =>
  newestIn(scope, limit, async (slice) =>
    (await newContractsQuery(scope, slice, since, limit).execute()).map((row) =>
      asEntry(
        'new',
        row.number,
        row.created_at,
        { number: row.number, title: row.title },
        {
          link: { number: row.number, to: 'contracts' },
        },
      ),
    ),
  )

export const contractsTimeline: TimelineSource = { name: 'contracts', of: async () => [], recent }
