import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import { notFound } from '~/values/outcome'
import type { TeamRole } from './account'
import { teamRoles } from './account'

/** Whoever sees an account may know whom to call. */
type Sees = Scope<'portal' | 'supplier' | 'staff', never>

/** One of the host's staff who is responsible for an account, as its members see them. */
export type ContactRow = { name: string; email: string; phone: string | null; jobTitle: string | null; role: TeamRole }

const order = (role: string) => teamRoles.indexOf(role as TeamRole)

/**
 * Who to turn to today: for the account with this code its own team, and for each role that it has nobody for, that of the
 * nearest account above it; without a code, the team of the accounts at the top of the reach. First who is asked first; at most 6.
 */
export async function contactsOf(scope: Sees, code?: string): Promise<ContactRow[]> {
  const ways = code === undefined ? await topsOf(scope) : [await wayUp(scope, code)]
  const rows = await teamOf(scope, [...new Set(ways.flat())])
  const found = new Map<string, ContactRow>()
  for (const way of ways)
    for (const role of teamRoles) {
      const nearest = way.find((id) => rows.some((row) => row.account_id === id && row.role === role))
      for (const row of rows.filter((one) => one.account_id === nearest && one.role === role))
        found.set(`${row.role} ${row.email}`, asContact(row))
    }
  return [...found.values()].sort((a, b) => order(a.role) - order(b.role)).slice(0, 6)
}

/** Those in the teams of these accounts today. */
export async function teamOf(scope: Sees, accountIds: readonly Id[]) {
  const today = scope.now.toISOString().slice(0, 10)
  return await scope.rows
    .selectFrom('account_team as t')
    .innerJoin('persons as p', 'p.id', 't.person_id')
    .select(['t.account_id', 't.person_id', 't.role', 't.valid_from', 'p.name', 'p.email', 'p.phone', 'p.job_title'])
    .where('t.account_id', 'in', accountIds)
    .where('t.valid_from', '<=', today)
    .where((row) => row.or([row('t.valid_to', 'is', null), row('t.valid_to', '>=', today)]))
    .where('p.active', '=', 1)
    .orderBy('t.valid_from', 'desc')
    .orderBy('t.id')
    .limit(500)
    .execute()
}

type Team = Awaited<ReturnType<typeof teamOf>>[number]
const asContact = ({ name, email, phone, job_title, role }: Team): ContactRow => ({
  name,
  email,
  phone,
  jobTitle: job_title,
  role: role as TeamRole,
})

/** The account and those above it, nearest first, as far as the reader reaches. Refuses (404) a code that is not in reach. */
export async function wayUp(scope: Sees, code: string): Promise<Id[]> {
  const start = await scope.rows.selectFrom('accounts').select(['id', 'parent_id']).where('code', '=', code).executeTakeFirst()
  if (!start) return notFound()
  const way = [start.id]
  for (let next = start.parent_id; next !== null && !way.includes(next); ) {
    const above = await scope.rows.selectFrom('accounts').select(['id', 'parent_id']).where('id', '=', next).executeTakeFirst()
    if (!above) break
    way.push(above.id)
    next = above.parent_id
  }
  return way
}

/** The accounts at the top of what a member reaches, at most 20: each one a way of its own. */
async function topsOf(scope: Sees): Promise<Id[][]> {
  const ids = scope.slices.flatMap((slice) => (slice ? [slice.id] : []))
  return ids.slice(0, 20).map((id) => [id])
}
