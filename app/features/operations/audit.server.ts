import type { Scope } from '~/access/scope.server'

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
  return { entries, older: rows.length > pageSize ? (entries.at(-1)?.id ?? null) : null }
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
