import type { Refusal } from '~/values/outcome'
import { refuse } from '~/values/outcome'
import { setPassword } from './mail-links.server'
import { fits, hashPassword, problemOf } from './passwords.server'
import { Scope } from './scope.server'
import { sessionIdOf } from './session.server'

/**
 * Replaces the reader's password by another one. Refuses a wrong present one at `current_password`, and one that cannot be taken
 * at `password`. Every other session of theirs ends, and every link in mail that would set a password.
 */
export async function changeOwnPassword(
  scope: Scope<'me', 'me.change'>,
  given: { current: string; password: string; cookies: string },
): Promise<{ endedSessions: number } | Refusal> {
  return await scope.transaction(async (scope) => {
    const handle = Scope.connectionOf(scope)
    const { personId } = scope.who
    const stored = await handle
      .selectFrom('credentials')
      .select('password_hash')
      .where('person_id', '=', personId)
      .executeTakeFirst()
    if (!(await fits(stored?.password_hash ?? null, given.current))) return refuse('current_password', 'signin:password.wrong')
    const problem = await problemOf(given.password, scope.who)
    if (problem) return refuse('password', problem)
    await setPassword(handle, personId, await hashPassword(given.password), scope.now)
    const ended = await handle
      .deleteFrom('sessions')
      .where('user_id', '=', personId)
      .where('id', '!=', sessionIdOf(given.cookies) ?? '')
      .executeTakeFirst()
    await handle
      .updateTable('mail_links')
      .set({ revoked_at: scope.now })
      .where('person_id', '=', personId)
      .where('used_at', 'is', null)
      .where('revoked_at', 'is', null)
      .execute()
    await scope.audit({ action: 'people.password-change', subject: { type: 'person', id: personId }, accountId: null })
    return { endedSessions: Number(ended.numDeletedRows) }
  })
}
