import { z } from 'zod'
import type { Scope } from '~/access/scope.server'
import { languages } from '~/languages/settings'
import { isTimeZone } from '~/values/local-date'
import type { Refusal } from '~/values/outcome'
import { Conflict, notFound } from '~/values/outcome'

/** All time zones that this server knows, by name. */
export const timeZones: readonly string[] = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]

const name = z
  .string('me:profile.nameMissing')
  .transform((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim())
  .refine((text) => text.length > 0 && text.length <= 200 && !/\p{Cc}/u.test(text), 'me:profile.nameMissing')

export const profileForm = z.object({
  name,
  language: z.enum(languages, 'me:profile.choice'),
  time_zone: z.string('me:profile.choice').refine(isTimeZone, 'me:profile.choice'),
  version: z.coerce.number().int().positive(),
})

export const ownPasswordForm = z.object({
  do: z.literal('password'),
  current_password: z.string('me:password.missing').max(4000, 'signin:password.wrong'),
  password: z.string('signin:password.missing').max(4000, 'signin:password.long'),
})

/** On the page of password and devices, by the button that was pressed. */
export const securityForm = z.discriminatedUnion('do', [
  ownPasswordForm,
  z.object({ do: z.literal('end'), session: z.string().max(64) }),
  z.object({ do: z.literal('end-others') }),
])

/** The reader about themselves: what can be changed, and what they reach. */
export async function getMe(scope: Scope<'me', 'me.read'>) {
  const person = await scope.rows
    .selectFrom('persons')
    .select(['name', 'email', 'language', 'time_zone', 'staff_role', 'version'])
    .where('id', '=', scope.who.personId)
    .executeTakeFirst()
  if (!person) return notFound()
  const seats = await scope.rows
    .selectFrom('memberships as m')
    .innerJoin('accounts as a', 'a.id', 'm.account_id')
    .select(['a.code', 'a.name', 'm.role', 'm.inherits'])
    .where('m.person_id', '=', scope.who.personId)
    .where('a.active', '=', 1)
    .orderBy('a.name')
    .orderBy('a.id')
    .limit(200)
    .execute()
  return { ...person, seats: seats.map(({ inherits, ...seat }) => ({ ...seat, inherits: inherits === 1 })) }
}

export type Me = Awaited<ReturnType<typeof getMe>>

/** Changes how the reader is addressed. Throws where they changed it on another device meanwhile. */
export async function changeProfile(
  scope: Scope<'me', 'me.change'>,
  { version, ...form }: z.output<typeof profileForm>,
): Promise<{ saved: true } | Refusal> {
  return await scope.transaction(async (scope) => {
    const done = await scope.rows
      .updateTable('persons')
      .set((eb) => ({ ...form, version: eb('version', '+', 1), updated_at: scope.now }))
      .where('id', '=', scope.who.personId)
      .where('version', '=', version)
      .executeTakeFirst()
    if (done.numUpdatedRows !== 1n) throw new Conflict()
    return { saved: true }
  })
}
