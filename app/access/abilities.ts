/**
 * Who may do what: one table for each side, printed in the README from here. A person's abilities differ per account,
 * since a membership gives its role for one account or for a branch of the ownership tree.
 */
export const memberRoles = ['admin', 'buyer', 'approver', 'finance', 'receiver', 'viewer', 'catalog'] as const
export type MemberRole = (typeof memberRoles)[number]

export const staffRoles = ['agent', 'manager', 'finance', 'catalog', 'admin'] as const
export type StaffRole = (typeof staffRoles)[number]

const everyMember = memberRoles
/** Whoever works for an account in what it sells to the host. */
const sellers = ['admin', 'finance', 'viewer', 'catalog'] as const
const goods = ['admin', 'buyer', 'approver', 'finance', 'receiver', 'viewer'] as const
const doers = ['admin', 'buyer', 'approver', 'finance', 'receiver'] as const

/** Members of accounts: action → roles. `receiver` sees no prices anywhere. */
export const memberAbilities = {
  'shell.see': everyMember,
  'accounts.read': everyMember,
  'orders.read': goods,
  'shipments.read': goods,
  'prices.see': ['admin', 'buyer', 'approver', 'finance', 'viewer'],
  'invoices.read': ['admin', 'buyer', 'approver', 'finance', 'viewer'],
  'invoices.pay': ['admin', 'finance'],
  'contracts.read': ['admin', 'buyer', 'approver', 'finance', 'viewer'],
  'catalog.read': sellers,
  'catalog.propose': ['admin', 'catalog'],
  'purchases.read': sellers,
  'purchases.answer': ['admin', 'catalog'],
  'requests.read': goods,
  'requests.raise': doers,
  'programmes.read': ['admin', 'buyer', 'approver', 'finance', 'viewer'],
  'statements.answer': ['admin', 'finance'],
  'views.save': everyMember,
} as const satisfies Record<string, readonly MemberRole[]>

const everyStaff = staffRoles

/** The host's staff: action → roles. */
export const staffAbilities = {
  'shell.see': everyStaff,
  'accounts.read': everyStaff,
  'orders.read': everyStaff,
  'shipments.read': everyStaff,
  'prices.see': everyStaff,
  'invoices.read': everyStaff,
  'payments.book': ['finance', 'admin'],
  'contracts.read': everyStaff,
  'contracts.change': ['manager', 'finance', 'admin'],
  'catalog.read': everyStaff,
  'proposals.decide': ['manager', 'catalog', 'admin'],
  'purchases.read': everyStaff,
  'purchases.decide': ['manager', 'catalog', 'admin'],
  'notes.write': ['agent', 'manager', 'finance', 'admin'],
  'promises.change': ['agent', 'manager', 'admin'],
  'events.record': ['agent', 'manager', 'admin'],
  'events.retract': ['manager', 'admin'],
  'files.add': ['agent', 'manager', 'admin'],
  'requests.read': everyStaff,
  'requests.work': ['agent', 'manager', 'finance', 'admin'],
  'ratings.moderate': ['manager', 'admin'],
  'people.read': everyStaff,
  'people.invite': ['manager', 'admin'],
  'people.manage': ['admin'],
  'imports.read': ['manager', 'catalog', 'admin'],
  'imports.settle': ['manager', 'admin'],
  'jobs.read': ['manager', 'admin'],
  'jobs.retry': ['admin'],
  'audit.read': ['manager', 'admin'],
  'programmes.read': ['agent', 'manager', 'finance', 'admin'],
  'programmes.change': ['manager', 'finance', 'admin'],
  'views.save': everyStaff,
} as const satisfies Record<string, readonly StaffRole[]>

/** Anyone signed in, about themselves. */
export const ownAbilities = ['me.read', 'me.change'] as const

export type MemberAbility = keyof typeof memberAbilities
export type StaffAbility = keyof typeof staffAbilities
export type OwnAbility = (typeof ownAbilities)[number]

/** One audience for each first segment of the URLs that need a sign-in. */
export const audiences = ['portal', 'distributor', 'supplier', 'staff', 'me'] as const
export type Audience = (typeof audiences)[number]
export type AbilityOf<A extends Audience> = A extends 'staff' ? StaffAbility : A extends 'me' ? OwnAbility : MemberAbility
export type Ability = AbilityOf<Audience>

export const memberMay = (role: MemberRole, ability: string): boolean =>
  Object.hasOwn(memberAbilities, ability) && (memberAbilities[ability as MemberAbility] as readonly string[]).includes(role)

export const staffMay = (role: StaffRole, ability: string): boolean =>
  Object.hasOwn(staffAbilities, ability) && (staffAbilities[ability as StaffAbility] as readonly string[]).includes(role)
