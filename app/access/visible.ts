import type { Expression, SqlBool } from 'kysely'
import type { Audience, MemberAbility } from './abilities'
import type { Row, Rule } from './filter.server'
import type { Reach, Who } from './reach'
import { reachOf, sameReach } from './reach'

// What rules of visibility are made of. Which table has which rule: visibility.ts.

/** What a rule may know of the reader. */
export type Reader = { who: Who; reach: Reach; now: Date }
export type Visible = ((reader: Reader) => Rule) & { hidden?: true }

export const everything: Visible = () => () => true
/** Not even a table of that name, in types and at run time. */
export const nothing = Object.assign(
  (() =>
    ({ eb }) =>
      eb.lit(false)) satisfies Visible,
  { hidden: true as const },
)

/** Rows of accounts in reach, by the columns that name the account and the top of its tree. */
export const within =
  (account: string, root: string | null): Visible =>
  ({ reach }) =>
  (row) =>
    reach.everything ? true : inReach(row, reach, account, root)

export type Limited = Exclude<Reach, { everything: true }>

export function inReach({ eb, ref }: Row, reach: Limited, account: string, root: string | null): Expression<SqlBool> {
  const parts: Expression<SqlBool>[] = []
  if (root && reach.roots.length > 0) parts.push(amongst(eb, ref(root), reach.roots))
  if (!root && reach.roots.length > 0) parts.push(eb.exists(treeOf(eb, ref(account), reach.roots)))
  if (reach.accounts.length > 0) parts.push(amongst(eb, ref(account), reach.accounts))
  return parts.length === 0 ? eb.lit(false) : parts.length === 1 && parts[0] ? parts[0] : eb.or(parts)
}

// One value compares with `=`: the engines then see a constant prefix of the index and read it in order.
export const amongst = (eb: Row['eb'], column: Expression<unknown>, ids: readonly string[]) =>
  ids.length === 1 ? eb(column as never, '=', ids[0] as never) : eb(column as never, 'in', ids as never)

export const treeOf = (eb: Row['eb'], account: Expression<unknown>, roots: readonly string[]) =>
  eb
    .selectFrom('accounts as reached')
    .select('reached.id')
    .whereRef('reached.id', '=', account as never)
    .where('reached.root_account_id', 'in', roots)

/** Rows that carry account_id and root_account_id. */
export const own = within('account_id', 'root_account_id')

export const either =
  (...rules: Visible[]): Visible =>
  (reader) =>
  (row) => {
    const made = rules.map((rule) => rule(reader)(row))
    const parts = made.filter((one) => one !== true)
    return parts.length < made.length ? true : row.eb.or(parts)
  }

/** Own rows, where the role of the account besides has this ability: a receiver sees no invoice, whatever is read. */
export const ownFor =
  (ability: MemberAbility, audience: Audience = 'portal'): Visible =>
  ({ who, reach }) =>
  (row) => {
    if (reach.everything) return true
    const allowed = reachOf(who, audience, [ability])
    if (!allowed) return row.eb.lit(false)
    const within = inReach(row, reach, 'account_id', 'root_account_id')
    return sameReach(allowed, reach) ? within : row.eb.and([within, rowsWithin(row, allowed)])
  }
export const mine: Visible =
  ({ who }) =>
  ({ eb, ref }) =>
    eb(ref('person_id') as never, '=', who.personId as never)
export const myself: Visible =
  ({ who }) =>
  ({ eb, ref }) =>
    eb(ref('id') as never, '=', who.personId as never)

export const where =
  (column: string, operator: '<>' | 'is not', value: string | null): Visible =>
  () =>
  ({ eb, ref }) =>
    eb(ref(column) as never, operator, value as never)
export const both =
  (...rules: Visible[]): Visible =>
  (reader) =>
  (row) =>
    row.eb.and(rules.map((rule) => rule(reader)(row)).map((part) => (part === true ? row.eb.lit(true) : part)))

/** A predicate for rows with account_id and root_account_id that are within a reach. */
export const rowsWithin = (row: Row, reach: Reach): Expression<SqlBool> =>
  reach.everything ? row.eb.lit(true) : inReach(row, reach, 'account_id', 'root_account_id')
