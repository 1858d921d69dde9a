import type { Scope } from '~/access/scope.server'
import { idOf } from '~/access/seal.server'
import type { Id } from '~/database/tables'
import { Conflict, notFound } from '~/values/outcome'

// A person, an account, and the seat of the one in the other, locked in that order of accounts before people.

type Staff = Scope<'staff', never>

/** Locks an account by its code. */
export const lockAccount = (scope: Staff, code: string) =>
  scope.rows
    .selectFrom('accounts')
    .select(['id', 'root_account_id', 'buys', 'distributes', 'supplies', 'active', 'time_zone'])
    .where('code', '=', code)
    .forUpdate()
    .executeTakeFirst()

/** Locks a person by their handle. Refuses (404) one that is not there, and throws where somebody changed them meanwhile. */
export async function lockPerson(scope: Staff, handle: string, version?: number) {
  const person = await scope.rows
    .selectFrom('persons')
    .select(['id', 'email', 'active', 'staff_role', 'version'])
    .where('id', '=', idOf('person', handle) ?? notFound())
    .forUpdate()
    .executeTakeFirst()
  if (!person) return notFound()
  if (version !== undefined && person.version !== version) throw new Conflict()
  return person
}

/** A person and, where an account is named, their membership in it; 404 where there is no such seat, or the person is no staff. */
export async function lockSeat(scope: Staff, handle: string, code: string | undefined) {
  const account = code === undefined ? null : ((await lockAccount(scope, code)) ?? notFound())
  const person = await lockPerson(scope, handle)
  const seat = account ? await seatAt(scope, person.id, account.id) : undefined
  if (account ? !seat : person.staff_role === null) return notFound()
  return { person, account, seat, accountId: account?.id ?? null }
}

/** A person's membership in an account, locked. */
export const seatAt = (scope: Staff, personId: Id, accountId: Id) =>
  scope.rows
    .selectFrom('memberships')
    .select(['role', 'inherits'])
    .where('person_id', '=', personId)
    .where('account_id', '=', accountId)
    .forUpdate()
    .executeTakeFirst()

/** Ends a membership. */
export const deleteSeat = (scope: Staff, personId: Id, accountId: Id) =>
  scope.rows.deleteFrom('memberships').where('person_id', '=', personId).where('account_id', '=', accountId).execute()

/** Changes a person as others see them; whoever has a form of them open is told. */
export const updatePerson = (scope: Staff, personId: Id, values: { staff_role?: string | null; active?: number }) =>
  scope.rows
    .updateTable('persons')
    .set((eb) => ({ ...values, version: eb('version', '+', 1), updated_at: scope.now }))
    .where('id', '=', personId)
    .execute()
