import { z } from 'zod'
import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'

export const longestNote = 4000

export const accountNoteForm = z.object({
  body: z.string('accounts:note.missing').trim().min(1, 'accounts:note.missing').max(longestNote, 'accounts:note.long'),
})

export type AccountNote = { id: Id; body: string; by: string; at: Date }
type About = { id: Id; root_account_id: Id; code: string }

/** What the staff wrote about an account as such, newest first; at most 30. Its members never see it. */
export async function notesAbout(scope: Scope<'staff', 'accounts.read'>, accountId: Id): Promise<AccountNote[]> {
  const rows = await scope.rows
    .selectFrom('internal_notes as n')
    .innerJoin('persons as p', 'p.id', 'n.author_id')
    .select(['n.id', 'n.body', 'n.created_at', 'p.name'])
    .where('n.account_id', '=', accountId)
    .where('n.order_id', 'is', null)
    .where('n.shipment_id', 'is', null)
    .where('n.retracted_at', 'is', null)
    .orderBy('n.created_at', 'desc')
    .orderBy('n.id', 'desc')
    .limit(30)
    .execute()
  return rows.map(({ id, body, created_at, name }) => ({ id, body, by: name, at: created_at }))
}

/** Writes a note about an account, for the staff alone. It cannot be changed afterwards; audited without its text. */
export async function noteAbout(
  scope: Scope<'staff', 'notes.write'>,
  account: About,
  form: z.output<typeof accountNoteForm>,
): Promise<{ noted: true }> {
  return await scope.transaction(async (scope) => {
    const owner = { account_id: account.id, root_account_id: account.root_account_id }
    const author = scope.who.personId
    await scope.add('internal_notes', owner, { body: form.body, author_id: author, created_at: scope.now })
    await scope.audit({
      action: 'notes.add',
      subject: { type: 'account', id: account.code },
      accountId: account.id,
      after: { audience: 'staff', length: form.body.length },
    })
    return { noted: true }
  })
}
