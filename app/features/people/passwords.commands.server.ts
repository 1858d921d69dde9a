import { setPasswordByLink } from '~/access/mail-links.server'
import { changeOwnPassword } from '~/access/own-password.server'
import type { ResetRequest } from '~/access/password-reset.server'
import { resetPause, resetTopic } from '~/access/password-reset.server'
import type { Scope } from '~/access/scope.server'
import type { Refusal } from '~/values/outcome'
import { isRefusal } from '~/values/outcome'
import type { JobHandler } from '~/work/jobs'
import { sendReset } from './invitations.commands.server'
import type { PeopleMail } from './people.mail.server'
import { peopleMail } from './people.mail.server'

type From = { ip: string; requestId: string }
type ByLink = { token: string; password: string }
type Entered = { personId: string; isStaff: boolean }

const changed = (personId: string, at: Date) => ({
  topic: peopleMail,
  payload: { letter: 'password-changed', personId, at: at.toISOString() } satisfies PeopleMail,
})

/** Sets the first password of somebody who was invited; they may be signed in with the answer. */
export const acceptInvitation = (form: ByLink, from: From): Promise<Entered | Refusal> =>
  setPasswordByLink({ ...form, purpose: 'invitation' }, from)

/** Sets a new password by a mailed link, and mails that it was done. All sessions of the person end. */
export const resetPassword = (form: ByLink, from: From): Promise<Entered | Refusal> =>
  setPasswordByLink({ ...form, purpose: 'reset' }, from, (personId) => [changed(personId, new Date())])

/** The reader chooses another password, and is told by mail that it was changed. Ends their other sessions. */
export async function changePassword(
  scope: Scope<'me', 'me.change'>,
  form: { current_password: string; password: string },
  cookies: string,
): Promise<{ endedSessions: number } | Refusal> {
  return await scope.transaction(async (scope) => {
    const done = await changeOwnPassword(scope, { current: form.current_password, password: form.password, cookies })
    if (!isRefusal(done)) await scope.queue(changed(scope.who.personId, scope.now))
    return done
  })
}

/** Looks up who asked for a new password and sends the link, at most one in ten minutes; nothing where nobody has the address. */
export const resetSender: JobHandler = {
  topic: resetTopic,
  async run(payload, { scope }) {
    const { email } = payload as ResetRequest
    await scope.transaction(async (scope) => {
      const person = await scope.rows
        .selectFrom('persons')
        .select('id')
        .where('email', '=', email)
        .where('active', '=', 1)
        .forUpdate()
        .executeTakeFirst()
      if (!person) return
      const recent = await scope.rows
        .selectFrom('mail_links')
        .select('id')
        .where('person_id', '=', person.id)
        .where('purpose', '=', 'reset')
        .where('created_at', '>', new Date(scope.now.getTime() - resetPause))
        .executeTakeFirst()
      if (!recent) await sendReset(scope, person.id)
    })
  },
}
