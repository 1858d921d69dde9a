import type { Slice } from '~/access/scope.server'
import { newestIn } from '~/features/orders/recent.server'
import type { Reads, Subject, TimelineEntry, TimelineSource } from '~/features/registry.types'

/** What was asked about an order or shipment, and what of all requests is new. Kinds are 'requests.…'. */

const most = 100

async function of(scope: Reads, subject: Subject): Promise<TimelineEntry[]> {
  const rows = await scope.rows
    .selectFrom('requests as r')
    .leftJoin('persons as by', 'by.id', 'r.requester_id')
    .select(['r.number', 'r.subject', 'r.opened_at', 'r.solved_at', 'by.name as actor'])
    .where((eb) => ('order' in subject ? eb('r.order_id', '=', subject.order) : eb('r.shipment_id', '=', subject.shipment)))
    .where('r.visibility', '<>', 'staff')
    .orderBy('r.id', 'desc')
    .limit(most)
    .execute()
  return rows.flatMap((row) => {
    const raised = entryOf('raised', row.number, row.opened_at, row.subject, row.actor)
    if (!row.solved_at) return [raised]
    return [raised, { ...entryOf('solved', row.number, row.solved_at, row.subject, null), tone: 'positive' as const }]
  })
}

function entryOf(name: string, number: string, at: Date, subject: string, actor: string | null): TimelineEntry {
  return {
    id: `requests.${name}.${number}.${at.getTime()}`,
    kind: `requests.${name}`,
    at,
    actor,
    facts: { number, subject },
    group: 'talk',
    link: { number, to: 'requests' },
  }
}

export const newMessagesQuery = (scope: Reads, slice: Slice, since: Date, limit: number) =>
  scope.rows
    .selectFrom('request_messages as m')
    .innerJoin('requests as r', 'r.id', 'm.request_id')
    .leftJoin('persons as by', 'by.id', 'm.author_id')
    .select(['r.number', 'r.subject', 'm.side', 'm.created_at', 'by.name as actor'])
    .where('m.created_at', '>', since)
    .where('m.side', '=', scope.audience === 'staff' ? 'customer' : 'staff')
    .$if(slice !== null, (query) => query.where(`m.${slice?.column ?? 'account_id'}`, '=', slice?.id ?? ''))
    .orderBy('m.created_at', 'desc')
    .orderBy('m.id', 'desc')
    .limit(limit)

/** What the other side said. */
const recent = (scope: Reads, since: Date, limit: number): Promise<TimelineEntry[]> =>
  newestIn(scope, limit, async (slice) => {
    const rows = await newMessagesQuery(scope, slice, since, limit).execute()
    return rows.map((row) =>
      entryOf(row.side === 'staff' ? 'answered' : 'wrote', row.number, row.created_at, row.subject, row.actor),
    )
  })

export const requestsTimeline: TimelineSource = { name: 'requests', of, recent }
