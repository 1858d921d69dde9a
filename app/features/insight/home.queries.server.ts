import type { Scope } from '~/access/scope.server'
import { recentChanges } from '~/features/history/timeline.server'
import { everyOrder } from '~/features/orders/order-filter'
import { listOrders } from '~/features/orders/orders.queries.server'
import type { TimelineSource } from '~/features/registry.types'
import { everyShipment } from '~/features/shipments/shipment-filter'
import { listShipments } from '~/features/shipments/shipments.queries.server'
import type { LocalDate } from '~/values/local-date'
import { addDays, dayIn } from '~/values/local-date'
import { mostCounted } from './capped'

type Reads = Scope<'portal' | 'staff', 'orders.read' | 'shipments.read'>

const atStart = { after: null, before: null }
const mostArriving = 40
const perDay = 4
const fewDays = 7
/** Who has never been here before, or not for long, sees what is new in two weeks. */
const longestBack = 14 * 86_400_000

/** What is under way and expected within seven days from today, by day (of the place it goes to); at most 40, four of a day shown. */
export async function arriving(scope: Reads, account: string | null) {
  const today = dayIn(scope.now, scope.who.timeZone)
  const days = Array.from({ length: fewDays }, (_, index) => addDays(today, index))
  const filter = { ...everyShipment, account, view: 'open' as const, expectedFrom: today, expectedTo: days.at(-1) ?? today }
  const { rows } = await listShipments(scope, { ...filter, sort: 'expected', direction: 'asc' }, atStart, mostArriving)
  return days.map((date) => {
    const all = rows.filter((row) => row.expectedOn === date)
    return { date, shipments: all.slice(0, perDay), more: Math.max(0, all.length - perDay) }
  })
}

export type LateOrder = {
  number: string
  account: string
  contents: string
  cause: string | null
  placedOn: LocalDate
  promisedFirst: LocalDate
  expected: LocalDate
  daysLate: number
}

/** Open orders that are late, the oldest promise first, each with the cause that was given; at most `most`. */
export async function lateOrders(
  scope: Reads,
  account: string | null,
  most: number,
): Promise<{ orders: LateOrder[]; more: boolean }> {
  const filter = { ...everyOrder, account, view: 'late' as const, sort: 'promised' as const, direction: 'asc' as const }
  const { rows, after } = await listOrders(scope, filter, atStart, most)
  const numbers = rows.map((row) => row.number)
  const promises = await scope.rows
    .selectFrom('orders')
    .select(['number', 'first_promised_on', 'promised_on', 'promise_cause'])
    .where('number', 'in', numbers)
    .execute()
  const today = dayIn(scope.now, scope.who.timeZone)
  const orders = rows.flatMap((row) => {
    const promise = promises.find((one) => one.number === row.number && one.promised_on === row.promisedOn)
    if (!promise?.promised_on) return []
    const { number, account, contents, daysLate } = row
    const expected = [promise.promised_on, today].sort().at(-1) ?? today
    const promisedFirst = promise.first_promised_on ?? promise.promised_on
    return [
      {
        number,
        account: account.name,
        contents,
        daysLate,
        cause: promise.promise_cause,
        placedOn: dayIn(row.placedAt, scope.who.timeZone),
        promisedFirst,
        expected,
      },
    ]
  })
  return { orders, more: after !== null }
}

/** What is new since the reader was last here (or in two weeks, whichever is shorter), newest first, at most 12. */
export async function sinceLastVisit(scope: Reads, sources: readonly TimelineSource[]) {
  const earliest = new Date(scope.now.getTime() - longestBack)
  const visit = scope.who.previousVisitAt
  const since = visit && visit > earliest ? visit : earliest
  return { since, changes: await recentChanges(scope, sources, since, 12) }
}

/**
 * Dead letters, invitations that wait, clashes of imports, and the last imports: what the host's own house needs. Counts stop at 100;
 * what this reader may not open is null.
 */
export async function houseState(scope: Scope<'staff', 'shell.see'>) {
  const seesImports = scope.may('imports.read') !== 'nowhere'
  const [dead, invitations, clashes, imports] = await Promise.all([
    scope.may('jobs.read') === 'nowhere'
      ? null
      : scope.rows.selectFrom('outbox').select('id').where('state', '=', 'dead').limit(mostCounted).execute(),
    scope.rows
      .selectFrom('mail_links')
      .select('id')
      .where('purpose', '=', 'invitation')
      .where('used_at', 'is', null)
      .where('revoked_at', 'is', null)
      .where('expires_at', '>', scope.now)
      .limit(mostCounted)
      .execute(),
    seesImports
      ? scope.rows.selectFrom('import_clashes').select('id').where('state', '=', 'open').limit(mostCounted).execute()
      : null,
    seesImports
      ? scope.rows
          .selectFrom('import_runs')
          .select(['code', 'source', 'state', 'started_at'])
          .orderBy('started_at', 'desc')
          .orderBy('id', 'desc')
          .limit(3)
          .execute()
      : [],
  ])
  const counts = { dead: dead?.length ?? null, invitations: invitations.length, clashes: clashes?.length ?? null }
  return { ...counts, imports }
}
