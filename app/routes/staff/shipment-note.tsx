import { randomUUID } from 'node:crypto'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { staff } from '~/access/guards.server'
import { NoteForm } from '~/features/history/note-form'
import { addNote, noteForm } from '~/features/history/notes.commands.server'
import { findShipment } from '~/features/shipments/shipment.queries.server'
import type { PageHandle } from '~/page-context'
import { goTo } from '~/values/outcome'
import { shipmentHref } from '../shipment-href'

export const handle: PageHandle<{ number: string }> = {
  i18n: ['history', 'shipments'],
  title: (t, { number }) => t('history:note.title', { number }),
}

export const loader = staff.load(['shipments.read', 'notes.write'], async ({ scope, params, url }) => {
  const { row } = await findShipment(scope, params.number ?? '', url.searchParams.get('entity'))
  return { number: row.number, formKey: randomUUID(), back: shipmentHref(row.number, url) }
})

export const action = staff.act(['shipments.read', 'notes.write'], noteForm, async ({ scope, params, url, form }) => {
  const { row } = await findShipment(scope, params.number ?? '', url.searchParams.get('entity'))
  await addNote(scope, 'shipment', row, form)
  return goTo(`${shipmentHref(row.number, url, 'note')}#timeline`)
})

export default function ShipmentNote() {
  const { t } = useTranslation('shipments')
  const answer = useActionData<typeof action>()
  return <NoteForm {...useLoaderData<typeof loader>()} answer={answer} section="/staff/shipments" sectionName={t('title')} />
}
