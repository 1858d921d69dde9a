import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import { entriesOf, noonOf } from '~/features/history/entry'
import { merged } from '~/features/history/timeline.server'
import type { TimelineEntry } from '~/features/registry.types'
import { linesOf } from './stated.server'

/** What happened to programmes, agreements and statements. What staff do before a statement is sent is told to them alone. */

type Reads = Scope<'distributor' | 'staff', 'programmes.read'>
type Staff = Scope<'staff', 'programmes.read'>

const asEntry = entriesOf('programmes', 'money')
/** So many of each kind of thing that happened are told, the newest. */
const most = 100

// ---- Statements --------------------------------------------------------------------------------------------------------------

const statementsQuery = (scope: Reads) =>
  scope.rows
    .selectFrom('rebate_statements as s')
    .innerJoin('programmes as p', 'p.id', 's.programme_id')
    .innerJoin('programme_periods as c', 'c.id', 's.period_id')
    .innerJoin('programme_versions as v', 'v.id', 's.version_id')
    .innerJoin('accounts as a', 'a.id', 's.account_id')
    .leftJoin('persons as closer', 'closer.id', 'c.closed_by')
    .leftJoin('persons as sender', 'sender.id', 'c.sent_by')
    .leftJoin('persons as disputer', 'disputer.id', 's.disputed_by')
    .leftJoin('persons as answerer', 'answerer.id', 's.answered_by')
    .leftJoin('requests as q', 'q.id', 's.request_id')
    .select(['s.id', 's.number', 's.starts_on', 's.state', 's.currency', 's.amount', 's.lines_count', 's.calculated_at'])
    .select(['s.sent_at', 's.disputed_at', 's.dispute_reason', 's.answered_at', 'v.number as version', 'p.code'])
    .select(['a.code as account', 'closer.name as closer', 'sender.name as sender', 'disputer.name as disputer'])
    .select(['answerer.name as answerer', 'q.number as request'])

type Row = Awaited<ReturnType<ReturnType<typeof statementsQuery>['execute']>>[number]

/** Entries of one statement, the newest first; each leads to it but where it is the record itself. */
function statementEntries(scope: Reads, row: Row, linked: boolean): TimelineEntry[] {
  const { number, sent_at, answered_at } = row
  const amount = `${row.currency} ${row.amount}`
  const path = `programmes/${encodeURIComponent(row.code)}/${row.starts_on.slice(0, 7)}?account=${encodeURIComponent(row.account)}`
  const to = linked ? { link: { number, path } } : {}
  const calculated = { number, amount, lines: row.lines_count, version: row.version }
  return [
    ...(row.state === 'accepted' && answered_at
      ? [asEntry('accepted', number, answered_at, { number, amount }, { actor: row.answerer, tone: 'positive', ...to })]
      : []),
    ...disputedEntry(row, to),
    ...(sent_at ? [asEntry('sent', number, sent_at, { number, amount }, { actor: row.sender, ...to })] : []),
    ...(scope.audience === 'staff'
      ? [asEntry('calculated', number, row.calculated_at, calculated, { actor: row.closer, ...to })]
      : []),
  ]
}

/** A dispute leads to the request in which it is talked about, where the reader may see that. */
function disputedEntry({ number, request, ...row }: Row, to: Pick<TimelineEntry, 'link'>): TimelineEntry[] {
  if (!row.disputed_at) return []
  const name = request ? 'disputed-in' : 'disputed'
  const link = request ? { link: { number: request, to: 'requests' as const } } : to
  const facts = { number, request, reason: row.dispute_reason }
  return [asEntry(name, number, row.disputed_at, facts, { actor: row.disputer, tone: 'critical', group: 'talk', ...link })]
}

/** Everything that happened to one statement, newest first, and whether lines of a period that was closed before are in it. */
export async function statementTimeline(scope: Reads, id: Id): Promise<TimelineEntry[]> {
  const row = await statementsQuery(scope).where('s.id', '=', id).executeTakeFirst()
  if (!row) return []
  // Lines stand in the order of their days: what came late for its own period is at the beginning.
  const first = await linesOf(scope, id).select('dated').orderBy('position').limit(1).executeTakeFirst()
  const late = first && first.dated < row.starts_on
  const at = scope.audience === 'staff' ? row.calculated_at : (row.sent_at ?? row.calculated_at)
  return merged([
    ...statementEntries(scope, row, false),
    ...(late ? [asEntry('adjusted', row.number, at, { day: first.dated })] : []),
  ])
}

// ---- Agreements and programmes -----------------------------------------------------------------------------------------------

const agreementsQuery = (scope: Staff) =>
  scope.rows
    .selectFrom('programme_agreements as g')
    .innerJoin('accounts as a', 'a.id', 'g.account_id')
    .leftJoin('persons as maker', 'maker.id', 'g.created_by')
    .select(['g.id', 'g.joined_on', 'g.ended_on', 'g.created_at', 'a.code', 'a.name as account', 'maker.name as maker'])

type Made = Awaited<ReturnType<ReturnType<typeof agreementsQuery>['execute']>>[number]
const agreedEntry = ({ code, account, joined_on, created_at, maker }: Made) =>
  asEntry('agreed', code, created_at, { account, joined: joined_on }, { actor: maker })

const changesQuery = (scope: Staff) =>
  scope.rows
    .selectFrom('agreement_changes as c')
    .innerJoin('programme_agreements as g', 'g.id', 'c.agreement_id')
    .innerJoin('accounts as a', 'a.id', 'c.account_id')
    .leftJoin('persons as by', 'by.id', 'c.actor_id')
    .select(['c.id', 'c.territory_from', 'c.territory_to', 'c.ended_from', 'c.ended_to', 'c.at', 'a.code', 'a.name as account'])
    .select('by.name as actor')
    .orderBy('c.id', 'desc')
    .limit(most)

type Change = Awaited<ReturnType<ReturnType<typeof changesQuery>['execute']>>[number]
/** An empty territory is everywhere, and no end is none: what was set or taken away reads otherwise than what was changed. */
function changeEntries({ code, account, at, actor, ...row }: Change, index: number): TimelineEntry[] {
  const words = (list: string) => list.split(',').join(', ') || null
  const id = `${code}.${at.getTime()}.${index}`
  const changed = (name: string, from: string | null, to: string | null) =>
    from === to ? [] : [asEntry(name, id, at, { account, from, to }, { actor })]
  return [
    ...changed('ending', row.ended_from, row.ended_to),
    ...changed('territory', words(row.territory_from), words(row.territory_to)),
  ]
}

/** Versions as they were published, and what one of them will change. */
async function versionEntries(scope: Staff, programmeId: Id): Promise<TimelineEntry[]> {
  const rows = await scope.rows
    .selectFrom('programme_versions as v')
    .leftJoin('persons as maker', 'maker.id', 'v.created_by')
    .leftJoin('persons as publisher', 'publisher.id', 'v.published_by')
    .select([
      'v.number',
      'v.applies_from',
      'v.created_at',
      'v.published_at',
      'maker.name as maker',
      'publisher.name as publisher',
    ])
    .where('v.programme_id', '=', programmeId)
    .orderBy('v.number', 'desc')
    .limit(most)
    .execute()
  const today = scope.now.toISOString().slice(0, 10)
  return rows.flatMap(({ number: version, applies_from: on, ...row }) => [
    ...(on && on > today ? [asEntry('applies', String(version), noonOf(on), { version, on }, { planned: true })] : []),
    ...(row.published_at
      ? [asEntry('published', String(version), row.published_at, { version, day: on }, { actor: row.publisher })]
      : []),
    asEntry('drafted', String(version), row.created_at, { version }, { actor: row.maker }),
  ])
}

/** Everything that happened to one distributor's agreement, newest first, after its end where that is still to come. */
export async function agreementTimeline(scope: Staff, of: { id: Id; programmeId: Id }): Promise<TimelineEntry[]> {
  const [made, changes, versions, statements] = await Promise.all([
    agreementsQuery(scope).where('g.id', '=', of.id).executeTakeFirst(),
    changesQuery(scope).where('c.agreement_id', '=', of.id).execute(),
    versionEntries(scope, of.programmeId),
    statementsQuery(scope).where('s.agreement_id', '=', of.id).orderBy('s.starts_on', 'desc').limit(most).execute(),
  ])
  if (!made) return []
  const { ended_on: on } = made
  const ends = on && on >= scope.now.toISOString().slice(0, 10)
  return merged([
    ...(ends ? [asEntry('ends', made.code, noonOf(on), { on }, { planned: true })] : []),
    ...statements.flatMap((row) => statementEntries(scope, row, true)),
    ...changes.flatMap(changeEntries),
    ...versions.filter((entry) => entry.kind !== 'programmes.drafted'),
    agreedEntry(made),
  ])
}

/** Everything that happened to a programme: its versions, who takes part, and its periods. */
export async function programmeTimeline(scope: Staff, programmeId: Id): Promise<TimelineEntry[]> {
  const [versions, made, changes, periods] = await Promise.all([
    versionEntries(scope, programmeId),
    agreementsQuery(scope).where('g.programme_id', '=', programmeId).orderBy('g.id', 'desc').limit(most).execute(),
    changesQuery(scope).where('g.programme_id', '=', programmeId).execute(),
    periodEntries(scope, programmeId),
  ])
  return merged([...periods, ...changes.flatMap(changeEntries), ...made.map(agreedEntry), ...versions])
}

async function periodEntries(scope: Staff, programmeId: Id): Promise<TimelineEntry[]> {
  const rows = await scope.rows
    .selectFrom('programme_periods as c')
    .innerJoin('programmes as p', 'p.id', 'c.programme_id')
    .leftJoin('persons as closer', 'closer.id', 'c.closed_by')
    .leftJoin('persons as sender', 'sender.id', 'c.sent_by')
    .select(['c.starts_on', 'c.ends_on', 'c.closed_at', 'c.sent_at', 'p.code', 'closer.name as closer', 'sender.name as sender'])
    .where('c.programme_id', '=', programmeId)
    .orderBy('c.starts_on', 'desc')
    .limit(most)
    .execute()
  return rows.flatMap((row) => {
    const facts = { starts: row.starts_on, ends: row.ends_on }
    return [
      ...(row.sent_at ? [asEntry('period-sent', row.starts_on, row.sent_at, facts, { actor: row.sender })] : []),
      asEntry('period-closed', row.starts_on, row.closed_at, facts, { actor: row.closer }),
    ]
  })
}
