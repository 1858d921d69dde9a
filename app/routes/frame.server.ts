import type { AppLoadContext } from '@remix-run/node'
import type { Audience, MemberAbility, StaffAbility } from '~/access/abilities'
import { memberMay, staffMay } from '~/access/abilities'
import type { Who } from '~/access/reach'
import { env } from '~/env.server'

/** What one of the staff must be allowed for a page to be in the rail; the others are for all of them. */
const behindStaff: readonly [page: string, ability: StaffAbility][] = [
  ['imports', 'imports.read'],
  ['jobs', 'jobs.read'],
  ['audit', 'audit.read'],
  ['people', 'people.read'],
  ['programmes', 'programmes.read'],
  ['ratings', 'ratings.moderate'],
  ['payments', 'payments.book'],
]

/** What a member must be allowed for a page to be in the rail, and whether only as a distributor or as a supplier. */
const behind: readonly [page: string, ability: MemberAbility, as?: 'distributes' | 'supplies'][] = [
  ['home', 'orders.read'],
  ['orders', 'orders.read'],
  ['shipments', 'shipments.read'],
  ['invoices', 'invoices.read'],
  ['contracts', 'contracts.read'],
  ['requests', 'requests.read'],
  ['standing', 'programmes.read', 'distributes'],
  ['programmes', 'programmes.read', 'distributes'],
  ['catalog', 'catalog.read', 'supplies'],
  ['proposals', 'catalog.read', 'supplies'],
  ['purchases', 'purchases.read', 'supplies'],
]

/** Keys of pages that somebody may not open. The rail shows the pages of other audiences, too, so all are told everywhere. */
function hiddenFrom({ staffRole, grants }: Who): string[] {
  if (staffRole) return behindStaff.filter(([, ability]) => !staffMay(staffRole, ability)).map(([page]) => page)
  const open = (ability: MemberAbility, as?: 'distributes' | 'supplies') =>
    grants.some((one) => (as === undefined || one[as]) && memberMay(one.role, ability))
  return behind.filter(([, ability, as]) => !open(ability, as)).map(([page]) => page)
}

/** What every page of an audience shows around itself, whatever the page is. */
export function frameFacts(who: Who, context: AppLoadContext) {
  const audiences: Audience[] = [
    ...(who.grants.length > 0 ? (['portal'] as const) : []),
    ...(who.grants.some((one) => one.distributes) ? (['distributor'] as const) : []),
    ...(who.grants.some((one) => one.supplies) ? (['supplier'] as const) : []),
    ...(who.staffRole ? (['staff'] as const) : []),
  ]
  const { theme, rail } = context.preferences
  return { hidden: hiddenFrom(who), host: env.HOST_NAME, person: { name: who.name, email: who.email }, audiences, theme, rail }
}
export type FrameFacts = ReturnType<typeof frameFacts>
