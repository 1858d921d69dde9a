import { makeLink, revokeLinks } from '~/access/mail-links.server'
import { hasPassword, lockOrMakePerson } from '~/access/persons.server'
import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import type { Refusal } from '~/values/outcome'
import { refuse } from '~/values/outcome'
import type { InviteForm, InviteStaffForm } from './people.forms.server'
import type { PeopleMail } from './people.mail.server'
import { peopleMail } from './people.mail.server'
import { rolesFor } from './person'
import { deleteSeat, lockAccount, lockSeat, seatAt, updatePerson } from './seats.server'

type Invites = Scope<'staff', 'people.invite'>
type Manages = Scope<'staff', 'people.manage'>

/** What an invitation came to: a mail with a link; a membership for somebody who can sign in already; or nothing new. */
export type Invited = { email: string; how: 'invited' | 'added' | 'open-already' }

const send = (scope: Scope<'staff', never>, mail: PeopleMail, uniqueKey: string) =>
  scope.queue({ topic: peopleMail, payload: mail, uniqueKey })

type Account = NonNullable<Awaited<ReturnType<typeof lockAccount>>>
type Person = Awaited<ReturnType<typeof lockOrMakePerson>>
type Seat = Awaited<ReturnType<typeof seatAt>>

/**
 * Invites a person into an account by mail, as `role` in it and, where `reach` is 'branch', in all below it. Somebody who can
 * sign in already gets the membership and a mail that says so. The same invitation again, also at the same time, is one.
 * Refuses a role that the account has no use for, an address whose access was ended, and somebody who is a member already.
 */
export async function inviteMember(scope: Invites, code: string, form: InviteForm): Promise<Invited | Refusal> {
  return await scope.transaction(async (scope) => {
    const account = await lockAccount(scope, code)
    if (account?.active !== 1) return refuse('account', account ? 'people:refused.accountEnded' : 'people:refused.noAccount')
    const person = await lockOrMakePerson(scope, { ...form, timeZone: account.time_zone })
    const seat = await seatAt(scope, person.id, account.id)
    const may = await hasPassword(scope, person.id)
    const refusal = whyNotMember(account, person, form) ?? (seat && whyNotAgain(seat, may, form))
    if (refusal) return refusal
    if (seat && (await openInvitation(scope, person.id, account.id))) return { email: form.email, how: 'open-already' }
    if (!seat) await giveSeat(scope, account, person.id, form)
    return await sendAndRecord(scope, { personId: person.id, accountId: account.id, may, email: form.email }, form)
  })
}

type Sent = { personId: Id; accountId: Id | null; may: boolean; email: string }

/** The letter that fits whoever gets it, and the line in the audit. */
async function sendAndRecord(
  scope: Scope<'staff', never>,
  { personId, accountId, may, email }: Sent,
  given: { role: string; reach?: string },
): Promise<Invited> {
  await (may ? sendAdded(scope, personId, accountId) : sendInvitation(scope, personId, accountId))
  const after = { role: given.role, ...(given.reach && { reach: given.reach }) }
  await scope.audit({ action: 'people.invite', subject: { type: 'person', id: personId }, accountId, after })
  return { email, how: may ? 'added' : 'invited' }
}

function whyNotMember(account: Account, person: Person, form: InviteForm): Refusal | null {
  if (!rolesFor(account).includes(form.role)) return refuse('role', 'people:refused.role')
  if (person.active !== 1) return refuse('email', 'people:refused.ended')
  return person.staffRole === null ? null : refuse('email', 'people:refused.staff')
}

function whyNotAgain(seat: NonNullable<Seat>, may: boolean, form: InviteForm): Refusal | null {
  if (may) return refuse('email', 'people:refused.member')
  const same = seat.role === form.role && (seat.inherits === 1) === (form.reach === 'branch')
  return same ? null : refuse('role', 'people:refused.otherRole')
}

async function giveSeat(scope: Invites, account: Account, personId: Id, { role, reach }: InviteForm): Promise<void> {
  const owner = { account_id: account.id, root_account_id: account.root_account_id }
  const seat = { person_id: personId, role, inherits: reach === 'branch' ? 1 : 0, created_at: scope.now }
  await scope.add('memberships', owner, seat)
}

/**
 * Invites one more of the host's own staff. Somebody who can sign in already becomes staff at once. Refuses members of accounts,
 * who would see their own prices from the other side, and those whose access was ended.
 */
export async function inviteStaff(scope: Manages, form: InviteStaffForm): Promise<Invited | Refusal> {
  return await scope.transaction(async (scope) => {
    const person = await lockOrMakePerson(scope, { ...form, timeZone: scope.who.timeZone })
    const may = await hasPassword(scope, person.id)
    const refusal = await whyNotStaff(scope, person, may, form)
    if (refusal) return refusal
    const known = person.staffRole !== null
    if (known && (await openInvitation(scope, person.id, null))) return { email: form.email, how: 'open-already' }
    if (!known) await updatePerson(scope, person.id, { staff_role: form.staff_role })
    const sent = { personId: person.id, accountId: null, may, email: form.email }
    return await sendAndRecord(scope, sent, { role: form.staff_role })
  })
}

async function whyNotStaff(scope: Manages, person: Person, may: boolean, form: InviteStaffForm): Promise<Refusal | null> {
  if (person.active !== 1) return refuse('email', 'people:refused.ended')
  if (person.staffRole === null) return (await anySeat(scope, person.id)) ? refuse('email', 'people:refused.isMember') : null
  if (may) return refuse('email', 'people:refused.member')
  return person.staffRole === form.staff_role ? null : refuse('staff_role', 'people:refused.otherRole')
}

/**
 * Sends an invitation (again) to somebody who has not set a password yet; links sent earlier stop working. `account` is the code
 * of the account it is for; without it, the person is one of the staff. Refuses those who can sign in already.
 */
export async function inviteAgain(scope: Invites, handle: string, account: string | undefined): Promise<Invited | Refusal> {
  return await scope.transaction(async (scope) => {
    const { person, accountId } = await lockSeat(scope, handle, account)
    if (person.active !== 1) return refuse('', 'people:refused.ended')
    if (await hasPassword(scope, person.id)) return refuse('', 'people:refused.joined')
    await sendInvitation(scope, person.id, accountId)
    await scope.audit({ action: 'people.invite-again', subject: { type: 'person', id: person.id }, accountId })
    return { email: person.email, how: 'invited' }
  })
}

/**
 * Takes an invitation back: its link stops working, and the membership or staff role that came with it goes. Refuses where the
 * person has joined meanwhile.
 */
export async function withdrawInvitation(
  scope: Invites,
  handle: string,
  account: string | undefined,
): Promise<{ email: string } | Refusal> {
  return await scope.transaction(async (scope) => {
    const { person, accountId } = await lockSeat(scope, handle, account)
    if (await hasPassword(scope, person.id)) return refuse('', 'people:refused.joined')
    await revokeLinks(scope, { purpose: 'invitation', personId: person.id, accountId })
    if (accountId === null) await updatePerson(scope, person.id, { staff_role: null })
    else await deleteSeat(scope, person.id, accountId)
    await scope.audit({ action: 'people.withdraw', subject: { type: 'person', id: person.id }, accountId })
    return { email: person.email }
  })
}

const anySeat = (scope: Scope<'staff', never>, personId: Id) =>
  scope.rows.selectFrom('memberships').select('id').where('person_id', '=', personId).executeTakeFirst()

async function openInvitation(scope: Scope<'staff', never>, personId: Id, accountId: Id | null): Promise<boolean> {
  const link = await scope.rows
    .selectFrom('mail_links')
    .select('id')
    .where('person_id', '=', personId)
    .where('purpose', '=', 'invitation')
    .where('account_id', accountId === null ? 'is' : '=', accountId)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', scope.now)
    .executeTakeFirst()
  return link !== undefined
}

async function sendInvitation(scope: Scope<'staff', never>, personId: Id, accountId: Id | null): Promise<void> {
  const { id, sealed } = await makeLink(scope, { purpose: 'invitation', personId, accountId })
  await send(scope, { letter: 'invitation', personId, accountId, linkId: id, sealed, by: scope.who.personId }, `invitation:${id}`)
}

const sendAdded = (scope: Scope<'staff', never>, personId: Id, accountId: Id | null) =>
  send(
    scope,
    { letter: 'added', personId, accountId, by: scope.who.personId },
    `added:${personId}:${accountId}:${scope.now.getTime()}`,
  )

/** Sends a link to a new password; links sent earlier stop working. */
export async function sendReset(scope: Scope<'staff', never>, personId: Id): Promise<void> {
  const { id, sealed } = await makeLink(scope, { purpose: 'reset', personId, accountId: null })
  await send(scope, { letter: 'reset', personId, linkId: id, sealed }, `reset:${id}`)
}
