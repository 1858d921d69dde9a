import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'

export type AuditFilter = { account?: string; person?: string; action?: string; before?: string }

const pageSize = 50

/**
 * The audit, newest first, 50 to a page, narrowed to an account (its code), a person (their address) or an action. Times are UTC.
 * Each filter reads an index of its own.
 */
export async function listAudit(scope: Scope<'staff', 'audit.read'>, filter: AuditFilter) {
  const rows = await scope.rows
    .selectFrom('audit_entries as e')
    .leftJoin('persons as p', 'p.id', 'e.person_id')
    .leftJoin('accounts as a', 'a.id', 'e.account_id')
    .select([
      'e.id',
      'e.at',
      'e.action',
      'e.subject_type',
      'e.subject_id',
      'e.before_values',
      'e.after_values',
      'e.ip',
      'e.request_id',
    ])
    .select(['p.name as person', 'p.email', 'a.code as account', 'a.name as account_name'])
    .$if(filter.account !== undefined, (query) => query.where('a.code', '=', filter.account ?? ''))
    .$if(filter.person !== undefined, (query) => query.where('p.email', '=', filter.person?.trim().toLowerCase() ?? ''))
    .$if(filter.action !== undefined, (query) => query.where('e.action', '=', filter.action ?? ''))
    .$if(filter.before !== undefined, (query) => query.where('e.id', '<', filter.before ?? ''))
    .orderBy('e.id', 'desc')
    .limit(pageSize + 1)
    .execute()
  const entries = rows
    .slice(0, pageSize)
    .map(({ before_values, after_values, ...entry }) => ({ ...entry, changes: changesOf(before_values, after_values) }))
  return { entries: await withNames(scope, entries), older: rows.length > pageSize ? (entries.at(-1)?.id ?? null) : null }
}

const ofPeople: ReadonlySet<string> = new Set(['assignee_id', 'watcher_id', 'person_id'])

/** The audit keeps ids of people, so that it holds nobody's name; whoever reads it sees the names that they have now. */
async function withNames<E extends { subject_type: string; subject_id: string; changes: Change[] }>(
  scope: Scope<'staff', 'audit.read'>,
  entries: readonly E[],
): Promise<E[]> {
  const subjects = entries.filter((entry) => entry.subject_type === 'person').map((entry) => entry.subject_id)
  const told = entries.flatMap(({ changes }) => changes.filter(({ field }) => ofPeople.has(field)))
  const ids = [...new Set([...subjects, ...told.flatMap(({ from, to }) => [from, to])])].filter((id) => id !== null)
  const people = await scope.rows.selectFrom('persons').select(['id', 'name']).where('id', 'in', ids).execute()
  const names = new Map<Id | null, string>(people.map(({ id, name }) => [id, name]))
  const named = (id: Id | null) => names.get(id) ?? id
  return entries.map((entry) => ({
    ...entry,
    subject_id: entry.subject_type === 'person' ? (named(entry.subject_id) ?? '') : entry.subject_id,
    changes: entry.changes.map((change) =>
      ofPeople.has(change.field) ? { ...change, from: named(change.from), to: named(change.to) } : change,
    ),
  }))
}

export type AuditRow = Awaited<ReturnType<typeof listAudit>>['entries'][number]
export type Change = { field: string; from: string | null; to: string | null }

/** Field by field what differs between two JSON objects. */
function changesOf(before: string | null, after: string | null): Change[] {
  const [from, to] = [parsed(before), parsed(after)]
  const fields = [...new Set([...Object.keys(from), ...Object.keys(to)])]
  return fields
    .map((field) => ({ field, from: said(from[field]), to: said(to[field]) }))
    .filter((change) => change.from !== change.to)
}

const parsed = (json: string | null) => (json ? JSON.parse(json) : {}) as Record<string, unknown>
const said = (value: unknown) =>
  value === undefined || value === null ? null : typeof value === 'string' ? value : JSON.stringify(value)
