import { sql } from 'kysely'
import type { Scope, Slice } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import { newestIn } from '~/features/orders/recent.server'
import type { Reads, Subject, TimelineEntry, TimelineLink, TimelineSource } from '~/features/registry.types'
import { tellsOfMoney } from './money'

/** Notes, and what features told of a record at the time ('<feature>.<name>' with facts). */

type Facts = TimelineEntry['facts']
const mostEntries = 500

const columnOf = (subject: Subject) => ('order' in subject ? 'order_id' : 'shipment_id')
const idOf = (subject: Subject): Id => ('order' in subject ? subject.order : subject.shipment)

export const notesQuery = (scope: Reads) =>
  scope.rows
    .selectFrom('notes as n')
    .leftJoin('persons as by', 'by.id', 'n.author_id')
    .leftJoin('orders as o', 'o.id', 'n.order_id')
    .leftJoin('shipments as s', 's.id', 'n.shipment_id')
    .select(['n.id', 'n.body', 'n.created_at', 'n.retracted_at', 'by.name as actor', 'o.number as order_number'])
    .select('s.number as shipment_number')

/** Facts are selected as a price is: what tells of money is read only where the reader may see prices. */
export const toldQuery = (scope: Reads) =>
  scope.rows
    .selectFrom('timeline_entries as e')
    .leftJoin('persons as by', 'by.id', 'e.actor_id')
    .leftJoin('orders as o', 'o.id', 'e.order_id')
    .leftJoin('shipments as s', 's.id', 'e.shipment_id')
    .select(['e.id', 'e.kind', 'e.at', 'e.facts', 'by.name as actor', 'o.number as order_number', 's.number as shipment_number'])
    .select(sql<string | null>`${scope.priced('e', 'kind')}`.as('priced_kind'))

type Note = Awaited<ReturnType<ReturnType<typeof notesQuery>['execute']>>[number]
type Told = Awaited<ReturnType<ReturnType<typeof toldQuery>['execute']>>[number]

const linkOf = (row: { order_number: string | null; shipment_number: string | null }): TimelineLink | null => {
  if (row.order_number !== null) return { number: row.order_number, to: 'orders' }
  return row.shipment_number === null ? null : { number: row.shipment_number, to: 'shipments' }
}

const noteEntry = (row: Note, index: number): TimelineEntry => ({
  id: `history.note.${row.created_at.getTime()}.${index}`,
  kind: row.retracted_at ? 'history.note-retracted' : 'history.note',
  at: row.created_at,
  actor: row.actor,
  facts: row.retracted_at ? {} : { body: row.body },
  group: 'talk',
  link: linkOf(row),
})

/** Only plain facts are shown; anything else that was written beside them stays where it is. */
function factsOf(text: string): Facts {
  const parsed = JSON.parse(text) as unknown
  if (typeof parsed !== 'object' || parsed === null) return {}
  const plain = Object.entries(parsed).filter(
    ([, value]) => value === null || typeof value === 'string' || typeof value === 'number',
  )
  return Object.fromEntries(plain)
}

function toldEntries(rows: readonly Told[]): TimelineEntry[] {
  return rows.flatMap((row, index) => {
    const facts = factsOf(row.facts)
    const money = tellsOfMoney(facts)
    if (money && row.priced_kind === null) return []
    const id = `history.told.${row.at.getTime()}.${index}`
    return [
      {
        id,
        kind: row.kind,
        at: row.at,
        actor: row.actor,
        facts,
        group: money ? ('money' as const) : ('goods' as const),
        link: linkOf(row),
      },
    ]
  })
}

async function of(scope: Reads, subject: Subject): Promise<TimelineEntry[]> {
  const [notes, told] = await Promise.all([
    notesQuery(scope)
      .where(`n.${columnOf(subject)}`, '=', idOf(subject))
      .orderBy('n.id', 'desc')
      .limit(mostEntries)
      .execute(),
    toldQuery(scope)
      .where(`e.${columnOf(subject)}`, '=', idOf(subject))
      .orderBy('e.at', 'desc')
      .orderBy('e.id', 'desc')
      .limit(mostEntries)
      .execute(),
  ])
  return [...notes.map(noteEntry), ...toldEntries(told)].map((entry) => ({ ...entry, link: null }))
}

const within = (slice: Slice) => slice?.column ?? 'account_id'

export const newNotesQuery = (scope: Reads, slice: Slice, since: Date, limit: number) =>
  notesQuery(scope)
    .where('n.created_at', '>', since)
    .$if(slice !== null, (query) => query.where(`n.${within(slice)}`, '=', slice?.id ?? ''))
    .orderBy('n.created_at', 'desc')
    .orderBy('n.id', 'desc')
    .limit(limit)

export const newToldQuery = (scope: Reads, slice: Slice, since: Date, limit: number) =>
  toldQuery(scope)
    .where('e.at', '>', since)
    .$if(slice !== null, (query) => query.where(`e.${within(slice)}`, '=', slice?.id ?? ''))
    .orderBy('e.at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(limit)

async function recent(scope: Reads, since: Date, limit: number): Promise<TimelineEntry[]> {
  return await newestIn(scope, limit, async (slice) => {
    const [notes, told] = await Promise.all([
      newNotesQuery(scope, slice, since, limit).execute(),
      newToldQuery(scope, slice, since, limit).execute(),
    ])
    return [...notes.map(noteEntry), ...toldEntries(told)].map((entry) => ({ ...entry, id: `${entry.id}.${entry.link?.number}` }))
  })
}

export const historyTimeline: TimelineSource = { name: 'history', of, recent }

/** What the staff wrote for themselves; a member's scope has no such table. */
export async function internalNotes(
  scope: Scope<'staff', 'orders.read' | 'shipments.read'>,
  subject: Subject,
): Promise<TimelineEntry[]> {
  const rows = await scope.rows
    .selectFrom('internal_notes as n')
    .leftJoin('persons as by', 'by.id', 'n.author_id')
    .select(['n.body', 'n.created_at', 'n.retracted_at', 'by.name as actor'])
    .where(`n.${columnOf(subject)}`, '=', idOf(subject))
    .orderBy('n.id', 'desc')
    .limit(mostEntries)
    .execute()
  return rows.map((row, index) => ({
    id: `history.internal.${row.created_at.getTime()}.${index}`,
    kind: row.retracted_at ? 'history.note-retracted' : 'history.internal-note',
    at: row.created_at,
    actor: row.actor,
    facts: row.retracted_at ? {} : { body: row.body },
    group: 'talk' as const,
  }))
}
