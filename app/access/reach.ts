import type { Ability, Audience, MemberRole, StaffRole } from './abilities'
import { memberMay, staffMay } from './abilities'

type Id = string

/** One membership as it counts for a request: a role for a whole ownership tree, or for the accounts listed. */
export type Grant = {
  role: MemberRole
  accountId: Id
  rootAccountId: Id
  /** The membership is at the top of its tree and inherited downward: every account of the tree, named by its root. */
  wholeTree: boolean
  /** The accounts it covers where it is not the whole tree: its own, and those below if it is inherited. */
  accountIds: readonly Id[]
  distributes: boolean
  supplies: boolean
}

/** Which accounts' rows are in reach: whole trees by their root, and single accounts. Staff reach everything. */
export type Reach = { everything: true } | { everything?: undefined; roots: readonly Id[]; accounts: readonly Id[] }

export type Who = {
  /** '0' for the system itself (jobs), which signs nothing. */
  personId: Id
  name: string
  email: string
  language: string
  timeZone: string
  staffRole: StaffRole | null
  grants: readonly Grant[]
  previousVisitAt: Date | null
}

const concerns = (audience: Audience, grant: Grant): boolean =>
  audience === 'distributor' ? grant.distributes : audience === 'supplier' ? grant.supplies : true

/**
 * What a person reaches as this audience with all of these abilities; null where that is nothing at all, which looks like a page
 * that is not there. A role counts only for the accounts of its own membership.
 */
export function reachOf(who: Who, audience: Audience, abilities: readonly Ability[]): Reach | null {
  if (audience === 'me') return { roots: [], accounts: [] }
  if (audience === 'staff') {
    const role = who.staffRole
    return role && abilities.every((one) => staffMay(role, one)) ? { everything: true } : null
  }
  const grants = who.grants.filter((grant) => concerns(audience, grant) && abilities.every((one) => memberMay(grant.role, one)))
  if (grants.length === 0) return null
  const roots = [...new Set(grants.filter((one) => one.wholeTree).map((one) => one.rootAccountId))]
  const inTree = (grant: Grant) => roots.includes(grant.rootAccountId)
  const accounts = [...new Set(grants.filter((one) => !one.wholeTree && !inTree(one)).flatMap((one) => one.accountIds))]
  return { roots, accounts }
}

/** Whether two reaches are the same set, as far as can be told without asking the database. */
export const sameReach = (a: Reach, b: Reach): boolean =>
  a.everything === true || b.everything === true
    ? a.everything === b.everything
    : same(a.roots, b.roots) && same(a.accounts, b.accounts)

const same = (a: readonly Id[], b: readonly Id[]) => a.length === b.length && a.every((one) => b.includes(one))
