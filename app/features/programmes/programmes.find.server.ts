import { likeText } from '~/features/accounts/accounts.queries.server'
import type { Finder, Found, RebateReads } from '~/features/registry.types'
import type { Language } from '~/languages/settings'
import { texts } from '~/languages/texts.server'
import { spanDates } from '~/ui/when-text'
import type { LocalDate } from '~/values/local-date'
import { addDays } from '~/values/local-date'

/** Programmes and statements for the palette, of the staff and of distributors, who find their own. */

const beginning = (text: string) => `${likeText(text)}%`

/** Programmes by the beginning of their code or of a name. A host has dozens, and a distributor takes part in a few. */
async function findProgrammes(scope: RebateReads, text: string, limit: number): Promise<Found[]> {
  if (scope.may('programmes.read') === 'nowhere') return []
  const start = beginning(text)
  const rows = await scope.rows
    .selectFrom('programmes')
    .select(['code', 'name', 'local_name'])
    .where((eb) => eb.or([eb('code', 'like', start.toUpperCase()), eb('name', 'like', start), eb('local_name', 'like', start)]))
    .orderBy('code')
    .limit(limit)
    .execute()
  const staff = scope.audience === 'staff'
  return rows.map((row) => ({
    kind: 'programme',
    title: row.code,
    detail: scope.who.language === 'zh-CN' ? (row.local_name ?? row.name) : row.name,
    path: staff ? `programmes/${encodeURIComponent(row.code)}` : `programmes?programme=${encodeURIComponent(row.code)}`,
  }))
}

/**
 * A number begins with 'RS-' and the code of its programme, which is what people remember; a distributor finds its own statements by
 * their year or month besides. Of the host's, two ranges of the index of numbers are read, and of a distributor's its own.
 */
export function statementsQuery(scope: RebateReads, text: string, limit: number) {
  const staff = scope.audience === 'staff'
  const starts = [text, `RS-${text}`].map((one) => beginning(one.toUpperCase()))
  const span = spanOf(text)
  return scope.rows
    .selectFrom('rebate_statements as s')
    .innerJoin('accounts as a', 'a.id', 's.account_id')
    .innerJoin('programmes as p', 'p.id', 's.programme_id')
    .select(['s.number', 's.starts_on', 's.ends_on', 'p.code', 'a.code as account_code', 'a.name as account'])
    .where((eb) => {
      const named = starts.map((start) => eb('s.number', 'like', start))
      if (staff || !span) return eb.or(named)
      return eb.or([...named, eb.and([eb('s.starts_on', '<', span.before), eb('s.ends_on', '>=', span.from)])])
    })
    .$if(staff, (query) => query.orderBy('s.number'))
    .$if(!staff, (query) => query.orderBy('s.starts_on', 'desc').orderBy('s.id', 'desc'))
    .limit(limit)
}

/** The days of a year ('2026') or a month ('2026-02'): the first one, and the first one after. */
function spanOf(text: string): { from: LocalDate; before: LocalDate } | null {
  const [, year, month] = /^((?:19|20)\d\d)(?:-(0[1-9]|1[0-2]))?$/.exec(text) ?? []
  if (!year) return null
  const from = `${year}-${month ?? '01'}-01`
  // Not the 31st, which MySQL refuses where there is none; so many days on, the next month or year has begun.
  const within = addDays(from, month ? 31 : 366)
  return { from, before: month ? `${within.slice(0, 7)}-01` : `${within.slice(0, 4)}-01-01` }
}

async function findStatements(scope: RebateReads, text: string, limit: number): Promise<Found[]> {
  if (scope.may('programmes.read') === 'nowhere') return []
  const rows = await statementsQuery(scope, text, limit).execute()
  const language = scope.who.language as Language
  const said = (from: LocalDate, to: LocalDate) => texts[language].t('programmes:period.span', spanDates(language, from, to))
  return rows.map((row) => ({
    kind: 'statement',
    title: row.number,
    detail: `${row.account} · ${said(row.starts_on, row.ends_on)}`,
    path: `programmes/${encodeURIComponent(row.code)}/${row.starts_on.slice(0, 7)}?account=${encodeURIComponent(row.account_code)}`,
  }))
}

export const programmeFinder: Finder<RebateReads> = {
  kind: 'programme',
  audience: 'both',
  list: 'programmes',
  find: findProgrammes,
}
export const statementFinder: Finder<RebateReads> = {
  kind: 'statement',
  audience: 'both',
  // A list of its own have only distributors, and it knows numbers from their beginning on.
  list: (audience, text) => (audience === 'distributor' && /^rs-/i.test(text) ? 'programmes' : null),
  find: findStatements,
}
