import type { MemberRole } from '~/access/abilities'

/** What an account does decides which roles make sense in it. */
type Does = { buys: number; distributes: number; supplies: number }

const forGoods: readonly MemberRole[] = ['admin', 'buyer', 'approver', 'finance', 'receiver', 'viewer']
const forSupply: readonly MemberRole[] = ['admin', 'catalog', 'viewer']

/** The roles that a member of an account may have. An account that does nothing yet is treated as one that will buy. */
export function rolesFor({ buys, distributes, supplies }: Does): readonly MemberRole[] {
  const goods = buys === 1 || distributes === 1 || supplies === 0
  if (goods && supplies === 1) return [...forGoods, 'catalog']
  return goods ? forGoods : forSupply
}

export const personStates = ['active', 'invited', 'expired', 'waiting', 'ended'] as const
/**
 * How far a person is: has signed in; has an invitation that still works; has one that ran out; has none and never signed in; or
 * may not sign in any more.
 */
export type PersonState = (typeof personStates)[number]

/** Views of the list of people. */
export const peopleViews = ['all', 'staff', 'members', 'invited', 'waiting', 'ended'] as const
export type PeopleView = (typeof peopleViews)[number]

type Facts = { active: number; visit_at: Date | null; invitation: { expires_at: Date } | null }

export function stateOf({ active, visit_at, invitation }: Facts, now: Date): PersonState {
  if (active !== 1) return 'ended'
  if (visit_at) return 'active'
  if (!invitation) return 'waiting'
  return invitation.expires_at > now ? 'invited' : 'expired'
}

/** How a seat stood when its form was shown, so that two who change it at once do not undo one another unseen. */
export const seatStamp = (seat: { role: string; inherits: boolean }): string =>
  `${seat.role} ${seat.inherits ? 'branch' : 'account'}`
