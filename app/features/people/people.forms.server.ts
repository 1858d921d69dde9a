import { z } from 'zod'
import { memberRoles, staffRoles } from '~/access/abilities'
import { languages } from '~/languages/settings'
import { normalEmail } from '~/values/email'

// What each form about people may hold. Messages are keys of the languages.

const email = z.string('people:refused.email').transform((text, refuse) => {
  const address = normalEmail(text)
  if (address) return address
  refuse.addIssue({ code: 'custom', message: 'people:refused.email' })
  return z.NEVER
})

/** One line: no control characters, which have no place in the head of a mail. */
const name = z
  .string('people:refused.name')
  .transform((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim())
  .refine((text) => text.length > 0 && text.length <= 200 && !/\p{Cc}/u.test(text), 'people:refused.name')

const language = z.enum(languages, 'people:refused.choice')
const role = z.enum(memberRoles, 'people:refused.choice')
const staffRole = z.enum(staffRoles, 'people:refused.choice')
const reach = z.enum(['branch', 'account'], 'people:refused.choice')
const version = z.coerce.number().int().positive()
const code = z.string('people:refused.account').trim().min(1, 'people:refused.account').max(40, 'people:refused.account')

export const inviteForm = z.object({ email, name, language, role, reach })
export type InviteForm = z.output<typeof inviteForm>

/** A new password. It is taken exactly as it was typed; what it must be like is access/passwords' to say. */
export const passwordForm = z.object({ password: z.string('signin:password.missing').max(4000, 'signin:password.long') })

/** The same from the page of all people, where the account must be named. */
export const inviteAnywhereForm = z.object({ account: code, ...inviteForm.shape })

export const inviteStaffForm = z.object({ email, name, language, staff_role: staffRole })
export type InviteStaffForm = z.output<typeof inviteStaffForm>

/** What can be done to a person or a seat of theirs, by the button that was pressed. */
export const personForm = z.discriminatedUnion('do', [
  z.object({ do: z.literal('deactivate'), version }),
  z.object({ do: z.literal('reactivate'), version }),
  z.object({ do: z.literal('end-sessions') }),
  z.object({ do: z.literal('staff-role'), staff_role: staffRole, version }),
])
export type PersonForm = z.output<typeof personForm>

/** An invitation that is open: sent once more, or taken back. `account` is missing for the host's staff. */
export const invitationForm = z.object({ do: z.enum(['send-again', 'withdraw']), account: code.optional() })

/** A seat: another role, or none any more. */
export const seatForm = z.discriminatedUnion('do', [
  z.object({ do: z.literal('change'), account: code, role, reach, was: z.string().max(40) }),
  z.object({ do: z.literal('remove'), account: code }),
])
