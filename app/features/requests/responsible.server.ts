import type { Id } from '~/database/tables'
import type { Moves } from './request-moves.server'

/** Who of an account's team is to answer today: the first with one of these roles, in their order; else whoever is in it. */
export async function responsibleFor(scope: Moves, accountId: Id, roles: readonly string[]): Promise<Id | null> {
  const today = scope.now.toISOString().slice(0, 10)
  const team = await scope.rows
    .selectFrom('account_team as t')
    .innerJoin('persons as p', 'p.id', 't.person_id')
    .select(['t.person_id', 't.role'])
    .where('t.account_id', '=', accountId)
    .where('t.valid_from', '<=', today)
    .where((eb) => eb.or([eb('t.valid_to', 'is', null), eb('t.valid_to', '>=', today)]))
    .where('p.active', '=', 1)
    .orderBy('t.id')
    .limit(20)
    .execute()
  const named = roles.map((role) => team.find((one) => one.role === role))
  return [...named, team[0]].find((one) => one !== undefined)?.person_id ?? null
}
