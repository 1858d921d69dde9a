import ical from 'ical-generator'
import type { Language } from '~/languages/settings'
import { texts } from '~/languages/texts.server'
import type { LocalDate } from '~/values/local-date'
import { addDays, dayIn } from '~/values/local-date'
import type { Reads } from './contracts.queries.server'
import { renewedOn, standingOn } from './terms'

/** More than anybody has open at once; those to mind next come first. */
const most = 1000

export const calendarQuery = (scope: Reads) =>
  scope.rows
    .selectFrom('contracts as c')
    .innerJoin('accounts as a', 'a.id', 'c.account_id')
    .innerJoin('legal_entities as h', 'h.id', 'c.legal_entity_id')
    .select(['c.number', 'c.title', 'c.starts_on', 'c.ends_on', 'c.open_ended', 'c.renewal', 'c.renewal_text', 'c.notice'])
    .select(['c.terminated_on', 'c.updated_at', 'a.name as account', 'a.time_zone', 'h.code as entity'])
    .where('c.is_open', '=', 1)
    .orderBy('c.next_on')
    .orderBy('c.id')
    .limit(most)

type Row = Awaited<ReturnType<ReturnType<typeof calendarQuery>['execute']>>[number]
type Dated = { kind: 'starts' | 'notice' | 'renewed' | 'ends'; on: LocalDate }

/** The days of a contract that a calendar shows: its first, the last one for notice, and what comes after the running term. */
export function datesOf(row: Row, today: LocalDate): Dated[] {
  const { notice_on, term_ends_on } = standingOn(row, today)
  const renewed = renewedOn(row, today)
  const all: (Dated | false)[] = [
    row.starts_on !== null && { kind: 'starts', on: row.starts_on },
    notice_on !== null && { kind: 'notice', on: notice_on },
    renewed !== null && { kind: 'renewed', on: renewed },
    renewed === null && term_ends_on !== null && { kind: 'ends', on: term_ends_on },
  ]
  return all.filter((one) => one !== false).filter((one) => one.on < '9999')
}

/**
 * The days of the contracts that the reader sees as a calendar (RFC 5545): whole days, each named by what it is of the contract, and
 * by its date where there is one in every term. `origin` is where the portal is.
 */
export async function contractCalendar(scope: Reads, origin: string, host: string): Promise<string> {
  const rows = await calendarQuery(scope).execute()
  const language = scope.who.language as Language
  const t = texts[language].getFixedT(language, 'contracts')
  const calendar = ical({
    name: t('calendar.name', { host }),
    prodId: { company: 'Quayside', product: 'Contracts', language: 'EN' },
  })
  calendar.ttl(6 * 3600)
  for (const row of rows)
    for (const { kind, on } of datesOf(row, dayIn(scope.now, row.time_zone)))
      calendar.createEvent({
        id: `${row.entity}-${row.number}-${kind}${kind === 'starts' ? '' : `-${on}`}@${new URL(origin).hostname}`,
        allDay: true,
        start: new Date(`${on}T00:00:00Z`),
        end: new Date(`${addDays(on, 1)}T00:00:00Z`),
        timezone: 'UTC',
        stamp: row.updated_at,
        summary: t(`calendar.${kind}`, { number: row.number, title: row.title }),
        description: `${row.title}\n${row.account}`,
        url: `${origin}/portal/contracts/${encodeURIComponent(row.number)}?entity=${encodeURIComponent(row.entity)}`,
      })
  return calendar.toString()
}
