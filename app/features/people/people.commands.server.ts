import type { MemberRole, StaffRole } from '~/access/abilities'
import { revokeLinks } from '~/access/mail-links.server'
import type { Scope } from '~/access/scope.server'
import { endSessionsOf } from '~/access/sessions.server'
import type { Id } from '~/database/tables'
import type { Refusal } from '~/values/outcome'
import { Conflict, notFound, refuse } from '~/values/outcome'
import { rolesFor, seatStamp } from './person'
import { deleteSeat, lockPerson, lockSeat, updatePerson } from './seats.server'

type Manages = Scope<'staff', 'people.manage'>

export type RoleChange = { account: string; role: MemberRole; reach: 'branch' | 'account'; was: string }

/** Gives a member another role in an account, or another reach. Their sessions end, so that the next page shows the new one. */
export async function changeRole(scope: Manages, handle: string, form: RoleChange): Promise<{ done: 'role' } | Refusal> {
  return await scope.transaction(async (scope) => {
    const { person, accountId, account, seat } = await lockSeat(scope, handle, form.account)
    if (!account || !seat || accountId === null) return notFound()
    if (!rolesFor(account).includes(form.role)) return refuse('role', 'people:refused.role')
    const stamp = seatStamp({ role: seat.role, inherits: seat.inherits === 1 })
    if (stamp !== form.was) throw new Conflict({ role: stamp })
    await scope.rows
      .updateTable('memberships')
      .set({ role: form.role, inherits: form.reach === 'branch' ? 1 : 0 })
      .where('person_id', '=', person.id)
      .where('account_id', '=', accountId)
      .execute()
    await endSessionsOf(scope, person.id)
    const [role = '', reach = ''] = stamp.split(' ')
    await scope.audit({
      action: 'people.role-change',
      subject: { type: 'person', id: person.id },
      accountId,
      before: { role, reach },
      after: { role: form.role, reach: form.reach },
    })
    return { done: 'role' }
  })
}

/** Ends a membership. It counts from the next request on; the person's sessions end as well. */
export async function removeSeat(scope: Manages, handle: string, account: string): Promise<{ done: 'removed' }> {
  return await scope.transaction(async (scope) => {
    const { person, accountId, seat } = await lockSeat(scope, handle, account)
    if (!seat || accountId === null) return notFound()
    await revokeLinks(scope, { purpose: 'invitation', personId: person.id, accountId })
    await deleteSeat(scope, person.id, accountId)
    await endSessionsOf(scope, person.id)
    const before = { role: seat.role, reach: seat.inherits === 1 ? 'branch' : 'account' }
    await scope.audit({ action: 'people.remove', subject: { type: 'person', id: person.id }, accountId, before })
    return { done: 'removed' }
  })
}

/** Ends a person's access, or gives it back. Refuses to end one's own, and that of the last administrator. */
export async function setActive(
  scope: Manages,
  handle: string,
  form: { active: boolean; version: number },
): Promise<{ done: 'ended' | 'reactivated' } | Refusal> {
  return await scope.transaction(async (scope) => {
    const last = await lockAdmins(scope)
    const person = await lockPerson(scope, handle, form.version)
    if (!form.active && person.id === scope.who.personId) return refuse('', 'people:refused.oneself')
    if (!form.active && last === person.id) return refuse('', 'people:refused.lastAdmin')
    await updatePerson(scope, person.id, { active: form.active ? 1 : 0 })
    if (!form.active) await endAccess(scope, person.id)
    const action = form.active ? 'people.reactivate' : 'people.deactivate'
    await scope.audit({ action, subject: { type: 'person', id: person.id }, accountId: null })
    return { done: form.active ? 'reactivated' : 'ended' }
  })
}

/** Gives one of the staff another role; their sessions end. Refuses oneself and the last administrator. */
export async function changeStaffRole(
  scope: Manages,
  handle: string,
  form: { role: StaffRole; version: number },
): Promise<{ done: 'role' } | Refusal> {
  return await scope.transaction(async (scope) => {
    const last = await lockAdmins(scope)
    const person = await lockPerson(scope, handle, form.version)
    if (person.staff_role === null) return notFound()
    if (person.id === scope.who.personId) return refuse('staff_role', 'people:refused.ownRole')
    if (last === person.id && form.role !== 'admin') return refuse('staff_role', 'people:refused.lastAdmin')
    await updatePerson(scope, person.id, { staff_role: form.role })
    await endSessionsOf(scope, person.id)
    const [before, after] = [{ staff_role: person.staff_role }, { staff_role: form.role }]
    await scope.audit({ action: 'people.staff-role', subject: { type: 'person', id: person.id }, accountId: null, before, after })
    return { done: 'role' }
  })
}

/** Signs a person out everywhere. */
export async function endSessions(scope: Manages, handle: string): Promise<{ done: 'sessions' }> {
  return await scope.transaction(async (scope) => {
    const person = await lockPerson(scope, handle)
    const count = await endSessionsOf(scope, person.id)
    const after = { sessions: count }
    await scope.audit({ action: 'people.end-sessions', subject: { type: 'person', id: person.id }, accountId: null, after })
    return { done: 'sessions' }
  })
}

async function endAccess(scope: Manages, personId: Id): Promise<void> {
  await endSessionsOf(scope, personId)
  await scope.rows
    .updateTable('mail_links')
    .set({ revoked_at: scope.now })
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute()
}

/** Locks all administrators, in the order of their ids; answers the only one, or null where there are several. */
async function lockAdmins(scope: Manages): Promise<Id | null> {
  const admins = await scope.rows
    .selectFrom('persons')
    .select('id')
    .where('staff_role', '=', 'admin')
    .where('active', '=', 1)
    .orderBy('id')
    .forUpdate()
    .execute()
  return admins.length === 1 ? (admins[0]?.id ?? null) : null
}
