import type { Kysely } from 'kysely'
import type { Id, Tables } from '~/database/tables'
import type { AbilityOf, StaffRole } from './abilities'
import type { Who } from './reach'
import { Scope } from './scope.server'
import { grantsOf, seatsIn } from './session.server'

/** Everything that the access of an active person depends on, without a session; null for one who is not there any more. */
export async function whoIsPerson(handle: Kysely<Tables>, personId: Id): Promise<Who | null> {
  const rows = await handle
    .selectFrom('persons as p')
    .leftJoin('memberships as m', 'm.person_id', 'p.id')
    .leftJoin('accounts as a', (on) => on.onRef('a.id', '=', 'm.account_id').on('a.active', '=', 1))
    .select(['p.id', 'p.name', 'p.email', 'p.language', 'p.time_zone', 'p.staff_role', 'p.previous_visit_at'])
    .select(['m.role', 'm.inherits', 'a.id as account_id', 'a.root_account_id', 'a.distributes', 'a.supplies'])
    .where('p.id', '=', personId)
    .where('p.active', '=', 1)
    .execute()
  const [first] = rows
  if (!first) return null
  return {
    personId: first.id,
    name: first.name,
    email: first.email,
    language: first.language,
    timeZone: first.time_zone,
    staffRole: first.staff_role as StaffRole | null,
    grants: await grantsOf(seatsIn(rows)),
    previousVisitAt: first.previous_visit_at,
  }
}

/**
 * What a person would see now, for mail that must say no more than their page would. Null where they reach nothing with these
 * abilities. `scope` is the system's own, in a job.
 */
export async function asTheySee<A extends 'portal' | 'supplier' | 'staff', const Ab extends AbilityOf<A>>(
  scope: Scope<'staff', never>,
  personId: Id,
  audience: A,
  abilities: readonly Ab[],
): Promise<Scope<A, Ab> | null> {
  if (scope.who.personId !== '0') throw new Error('only the system looks with the eyes of others')
  const handle = Scope.connectionOf(scope)
  const who = await whoIsPerson(handle, personId)
  return who && Scope.prove(audience, abilities, who, { now: scope.now, handle })
}
