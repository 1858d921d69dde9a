import { z } from 'zod'
import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import type { Subject } from '~/features/registry.types'

/** Nobody writes, and nobody reads, a longer one. */
export const longestNote = 4000

export const noteForm = z.object({
  body: z.string('history:note.missing').trim().min(1, 'history:note.missing').max(longestNote, 'history:note.long'),
  /** Who may read it. */
  audience: z.enum(['everyone', 'staff'], 'history:note.audience'),
})
export type NoteForm = z.output<typeof noteForm>

/** The record that is written about, as it was read through the scope. */
type About = { id: Id; account_id: Id; root_account_id: Id; number: string }

/**
 * Writes a note on an order or a shipment: for everyone who sees the record, or for the staff alone. It cannot be changed
 * afterwards. Audited without its text, which stays in one place.
 */
export async function addNote(
  scope: Scope<'staff', 'notes.write'>,
  kind: 'order' | 'shipment',
  about: About,
  form: NoteForm,
): Promise<{ noted: NoteForm['audience'] }> {
  return await scope.transaction(async (inner) => {
    const subject: Subject = kind === 'order' ? { order: about.id } : { shipment: about.id }
    const table = form.audience === 'staff' ? 'internal_notes' : 'notes'
    await inner.add(table, about, {
      order_id: 'order' in subject ? subject.order : null,
      shipment_id: 'shipment' in subject ? subject.shipment : null,
      body: form.body,
      author_id: inner.who.personId,
      created_at: inner.now,
    })
    if (form.audience === 'everyone')
      await inner.emit({ name: 'history.note-added', facts: { record: kind, number: about.number, accountId: about.account_id } })
    await inner.audit({
      action: 'notes.add',
      subject: { type: kind, id: about.number },
      accountId: about.account_id,
      after: { audience: form.audience, length: form.body.length },
    })
    return { noted: form.audience }
  })
}
