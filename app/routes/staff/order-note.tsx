import { randomUUID } from 'node:crypto'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { staff } from '~/access/guards.server'
import { NoteForm } from '~/features/history/note-form'
import { addNote, noteForm } from '~/features/history/notes.commands.server'
import { findOrder } from '~/features/orders/order.queries.server'
import type { PageHandle } from '~/page-context'
import { goTo } from '~/values/outcome'

export const handle: PageHandle<{ number: string }> = {
  i18n: ['history', 'orders'],
  title: (t, { number }) => t('history:note.title', { number }),
}

export const loader = staff.load(['orders.read', 'notes.write'], async ({ scope, params, url }) => {
  const { row } = await findOrder(scope, params.number ?? '', url.searchParams.get('entity'))
  return { number: row.number, formKey: randomUUID(), back: `/staff/orders/${encodeURIComponent(row.number)}${url.search}` }
})

export const action = staff.act(['orders.read', 'notes.write'], noteForm, async ({ scope, params, url, form }) => {
  const { row } = await findOrder(scope, params.number ?? '', url.searchParams.get('entity'))
  await addNote(scope, 'order', row, form)
  const search = new URLSearchParams({ ...Object.fromEntries(url.searchParams), done: 'note' })
  return goTo(`/staff/orders/${encodeURIComponent(row.number)}?${search}#timeline`)
})

export default function OrderNote() {
  const { t } = useTranslation('orders')
  const answer = useActionData<typeof action>()
  return <NoteForm {...useLoaderData<typeof loader>()} answer={answer} section="/staff/orders" sectionName={t('title')} />
}
