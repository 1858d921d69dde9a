import type { Expression, SqlBool } from 'kysely'
import type { MemberRole } from './abilities'
import { memberMay } from './abilities'
import type { Row } from './filter.server'
import { reachOf, sameReach } from './reach'
import type { Limited, Reader, Visible } from './visible'
import { amongst, inReach, own } from './visible'

/** The trees in which a reader has a seat that counts for this reach. */
const rootsOf = ({ who, reach }: Reader, counts: (role: MemberRole) => boolean = () => true): string[] =>
  reach.everything
    ? []
    : [
        ...new Set(
          who.grants
            .filter((one) => reach.roots.includes(one.rootAccountId) || one.accountIds.some((id) => reach.accounts.includes(id)))
            .filter((one) => counts(one.role))
            .map((one) => one.rootAccountId),
        ),
      ]

/**
 * What is about bills names amounts: whoever sees no prices reads it only where they asked themselves, and is answered. `within` is where
 * the reader's role sees prices.
 */
const unbilled =
  ({ who }: Reader, within: (row: Row) => Expression<SqlBool>) =>
  (row: Row): Expression<SqlBool> => {
    const { eb, ref } = row
    return eb.or([
      eb(ref('kind') as never, '<>', 'billing' as never),
      eb(ref('requester_id') as never, '=', who.personId as never),
      within(row),
    ])
  }

/** Of requests of accounts in reach; nothing to ask where the reader sees prices in all of it. */
function unbilledNear(reader: Reader) {
  const allowed = reachOf(reader.who, 'portal', ['prices.see'])
  if (allowed && sameReach(allowed, reader.reach)) return () => []
  const rule = unbilled(reader, (row) =>
    allowed ? inReach(row, allowed as Limited, 'account_id', 'root_account_id') : row.eb.lit(false),
  )
  return (row: Row) => [rule(row)]
}

/** Of requests that are shown to these whole trees: a role that sees prices anywhere in the tree is enough. */
function unbilledInTrees(reader: Reader, trees: readonly string[]) {
  const roots = rootsOf(reader, (role) => memberMay(role, 'prices.see'))
  if (trees.every((id) => roots.includes(id))) return () => []
  const rule = unbilled(reader, ({ eb, ref }) => (roots.length > 0 ? amongst(eb, ref('root_account_id'), roots) : eb.lit(false)))
  return (row: Row) => [rule(row)]
}

/**
 * Service requests: those of accounts in reach, but for what is somebody's own affair, which only its requester and watchers see, and
 * for what names amounts; and those shown to the whole tree of companies.
 */
export const asked: Visible = (reader) => (row) => {
  const { who, reach } = reader
  const { eb, ref } = row
  if (reach.everything) return true
  // MySQL deletes from no table that a subquery reads, unless that is a table made first, which `distinct` sees to.
  const watched = eb
    .selectFrom((inner) =>
      inner.selectFrom('request_watchers').select('request_id').distinct().where('person_id', '=', who.personId).as('watched'),
    )
    .select('watched.request_id')
  const private_ = eb.or([
    eb(ref('requester_id') as never, '=', who.personId as never),
    eb(ref('id') as never, 'in', watched as never),
  ])
  const shown = eb.or([
    eb(ref('visibility') as never, 'in', ['account', 'tree'] as never),
    eb.and([eb(ref('visibility') as never, '=', 'me' as never), private_]),
  ])
  const near = eb.and([inReach(row, reach, 'account_id', 'root_account_id'), shown, ...unbilledNear(reader)(row)])
  const roots = rootsOf(reader).filter((id) => !reach.roots.includes(id))
  if (roots.length === 0) return near
  const ofTree = eb(ref('visibility') as never, '=', 'tree' as never)
  return eb.or([near, eb.and([ofTree, amongst(eb, ref('root_account_id'), roots), ...unbilledInTrees(reader, roots)(row)])])
}

/** What belongs to a request, for whoever sees that. */
export const ofAsked: Visible = (reader) => {
  const rule = asked(reader)
  return ({ eb, ref }) => {
    if (reader.reach.everything) return true
    const its = eb
      .selectFrom('requests as its_request')
      .select('its_request.id')
      .whereRef('its_request.id', '=', ref('request_id') as never)
    return eb.exists(its.where(() => rule({ eb, ref: (column) => eb.ref(`its_request.${column}` as never) }) as never))
  }
}

/** A rating is its author's own until it was approved. */
export const rated: Visible = (reader) => {
  const rule = own(reader)
  return (row) => {
    if (reader.reach.everything) return true
    const { eb, ref } = row
    const shown = eb.or([
      eb(ref('state') as never, '=', 'approved' as never),
      eb(ref('person_id') as never, '=', reader.who.personId as never),
    ])
    return eb.and([rule(row) as never, shown])
  }
}
