import type { Id } from '~/database/tables'
import { Scope } from './scope.server'

// What the features may know of people beyond the tables that a scope shows.

/** Whether a person has a password, so that they can sign in without another invitation. */
export async function hasPassword(scope: Scope<'staff', never>, personId: Id): Promise<boolean> {
  const row = await Scope.connectionOf(scope)
    .selectFrom('credentials')
    .select('person_id')
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row !== undefined
}

/** Finds a person by their address and locks the row; makes one where there is none. Asked at once by many, it makes one. */
export async function lockOrMakePerson(
  scope: Scope<'staff', never>,
  given: { email: string; name: string; language: string; timeZone: string },
): Promise<{ id: Id; active: number; staffRole: string | null }> {
  const handle = Scope.connectionOf(scope)
  const locked = () =>
    handle
      .selectFrom('persons')
      .select(['id', 'active', 'staff_role as staffRole'])
      .where('email', '=', given.email)
      .forUpdate()
      .executeTakeFirst()
  const known = await locked()
  if (known) return known
  const { email, name, language, timeZone } = given
  const stamps = { created_at: scope.now, updated_at: scope.now }
  await handle
    .insertInto('persons')
    .ignore()
    .values({ email, name, language, time_zone: timeZone, ...stamps })
    .execute()
  const row = await locked()
  if (!row) throw new Error('a person was made and is not there')
  return row
}
