import type { At } from '~/database/keyset.server'
import type { Id } from '~/database/tables'
import { lookersByNumber, lookersOf } from './looks.server'
import type { RequestFilter } from './request-filter'
import { listRequests } from './requests.queries.server'
import type { Desk } from './requests.reach'

// What the pages of the desk compare themselves with while they are open: little, read often, and never what anybody wrote.

/** How far a request is, and who else looks at it. */
export async function requestNow(scope: Desk, id: Id) {
  const [row, looking] = await Promise.all([progressQuery(scope, id).executeTakeFirst(), lookersOf(scope, id)])
  return {
    version: row?.version ?? 0,
    messages: Number(row?.messages ?? 0),
    notes: Number(row?.notes ?? 0),
    looking,
  }
}
export type RequestNow = Awaited<ReturnType<typeof requestNow>>

const progressQuery = (scope: Desk, id: Id) =>
  scope.rows
    .selectFrom('requests as r')
    .select('r.version')
    .select((eb) => [
      eb
        .selectFrom('request_messages as m')
        .select((one) => one.fn.countAll<number>().as('n'))
        .whereRef('m.request_id', '=', 'r.id')
        .as('messages'),
      eb
        .selectFrom('request_notes as n')
        .select((one) => one.fn.countAll<number>().as('n'))
        .whereRef('n.request_id', '=', 'r.id')
        .as('notes'),
    ])
    .where('r.id', '=', id)

/** How far each request of a page of the queue is, and who else looks at which; `at` is when that was so. */
export async function queueNow(scope: Desk, filter: RequestFilter, at: At) {
  const own = filter.view === 'mine' ? scope.who.personId : ''
  const { rows, looks, read } = await shared(JSON.stringify([filter, at, own]), async () => {
    const [page, looks] = await Promise.all([listRequests(scope, filter, at), lookersByNumber(scope)])
    return { rows: page.rows.map((row) => [row.number, row.version] as const), looks, read: new Date() }
  })
  return { at: read, rows: Object.fromEntries(rows), looking: lookingAt(looks, scope.who.personId) }
}
export type QueueNow = Omit<Awaited<ReturnType<typeof queueNow>>, 'at'> & { at: Date | string }

/** Names by request, without one's own. */
function lookingAt(looks: Awaited<ReturnType<typeof lookersByNumber>>, personId: Id): Record<string, string[]> {
  const found: Record<string, string[]> = {}
  for (const one of looks) {
    if (one.personId === personId) continue
    const names = new Set(found[one.number])
    found[one.number] = [...names.add(one.name)]
  }
  return found
}

/** Who else looks at which request of a list, as the page is written. */
export const lookingNow = async (scope: Desk) => lookingAt(await lookersByNumber(scope), scope.who.personId)

type Read = { rows: (readonly [string, number])[]; looks: Awaited<ReturnType<typeof lookersByNumber>>; read: Date }
const fresh = 1_500
const known = new Map<string, { until: number; answer: Promise<Read> }>()

/** A hundred desks that look at the same page of the queue read it once. All staff see the same requests. */
function shared(key: string, read: () => Promise<Read>): Promise<Read> {
  const now = Date.now()
  for (const [old, { until }] of known) if (until < now) known.delete(old)
  const answer = known.get(key)?.answer ?? read()
  if (!known.has(key)) known.set(key, { until: now + fresh, answer })
  answer.catch(() => known.delete(key))
  return answer
}
