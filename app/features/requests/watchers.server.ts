import { memberMay, memberRoles } from '~/access/abilities'
import type { Owner } from '~/access/scope.server'
import { handleOf, idOf } from '~/access/seal.server'
import type { Refusal } from '~/values/outcome'
import { refuse } from '~/values/outcome'
import type { Locked } from './request-moves.server'
import type { Raises, Reads } from './requests.reach'

const most = 200

/** Those of the own company who may be asked to watch: whoever has a seat at the account, or above it for what is below. */
export async function colleaguesOf(scope: Reads, request: Owner & { kind: string }) {
  const people = await seats(scope, request).execute()
  return people.map((one) => ({ handle: handleOf('person', one.id), name: one.name }))
}

/** Who sees prices: what is about bills is for nobody else. */
const pricing = memberRoles.filter((role) => memberMay(role, 'prices.see'))

const seats = (scope: Reads, { account_id, root_account_id, kind }: Owner & { kind: string }) =>
  scope.rows
    .selectFrom('memberships as m')
    .innerJoin('persons as p', 'p.id', 'm.person_id')
    .select(['p.id', 'p.name'])
    .distinct()
    .where('m.root_account_id', '=', root_account_id)
    .where((eb) => eb.or([eb('m.account_id', '=', account_id), eb('m.inherits', '=', 1)]))
    .where('p.active', '=', 1)
    .$if(kind === 'billing', (query) => query.where('m.role', 'in', pricing))
    .orderBy('p.name')
    .orderBy('p.id')
    .limit(most)

/** Adds a colleague, who is mailed from then on. Refuses everybody else alike. */
export async function addWatcher(scope: Raises, request: Locked, handle: string): Promise<{ done: 'watched' } | Refusal> {
  const id = idOf('person', handle)
  const colleague = id === null ? undefined : await seats(scope, request).where('p.id', '=', id).executeTakeFirst()
  if (!colleague) return refuse('watcher', 'requests:refused.watcher')
  const known = await scope.rows
    .selectFrom('request_watchers')
    .select('id')
    .where('request_id', '=', request.id)
    .where('person_id', '=', colleague.id)
    .executeTakeFirst()
  if (known) return { done: 'watched' }
  await scope.add('request_watchers', request, {
    request_id: request.id,
    person_id: colleague.id,
    added_by: scope.who.personId,
    created_at: scope.now,
  })
  await report(scope, request, 'requests.watch', colleague.id)
  return { done: 'watched' }
}

export async function removeWatcher(scope: Raises, request: Locked, handle: string): Promise<{ done: 'unwatched' }> {
  const id = idOf('person', handle) ?? '0'
  await scope.rows.deleteFrom('request_watchers').where('request_id', '=', request.id).where('person_id', '=', id).execute()
  await report(scope, request, 'requests.unwatch', id)
  return { done: 'unwatched' }
}

const report = (scope: Raises, request: Locked, action: string, personId: string) =>
  scope.audit({
    action,
    subject: { type: 'request', id: request.number },
    accountId: request.account_id,
    after: { watcher_id: personId },
  })
