import { hasPassword } from '~/access/persons.server'
import type { Scope } from '~/access/scope.server'
import { handleOf } from '~/access/seal.server'
import type { Language } from '~/languages/settings'
import type { Refusal } from '~/values/outcome'
import { isRefusal } from '~/values/outcome'
import type { Invited } from './invitations.commands.server'
import { inviteAgain, inviteStaff } from './invitations.commands.server'

type First = { email: string; name: string; language: Language }

/**
 * Invites the first administrator of an installation, or sends the invitation again to one who has not come in yet. Refuses
 * ('there-is-one') where an administrator exists, and ('another-invited') where somebody else was invited as the first.
 */
export async function inviteFirstAdmin(
  scope: Scope<'staff', 'people.manage' | 'people.invite'>,
  first: First,
): Promise<Invited | Refusal | 'there-is-one' | 'another-invited'> {
  return await scope.transaction(async (scope) => {
    const admins = await scope.rows
      .selectFrom('persons')
      .select(['id', 'email'])
      .where('staff_role', '=', 'admin')
      .where('active', '=', 1)
      .orderBy('id')
      .limit(100)
      .forUpdate()
      .execute()
    for (const admin of admins) if (await hasPassword(scope, admin.id)) return 'there-is-one'
    const same = admins.find((admin) => admin.email === first.email)
    if (same) return await inviteAgain(scope, handleOf('person', same.id), undefined)
    if (admins.length > 0) return 'another-invited'
    const invited = await inviteStaff(scope, { ...first, staff_role: 'admin' })
    return isRefusal(invited) || invited.how !== 'open-already' ? invited : 'another-invited'
  })
}
