import { randomUUID } from 'node:crypto'
import { useActionData, useLoaderData } from '@remix-run/react'
import { staff } from '~/access/guards.server'
import { env } from '~/env.server'
import { placesOfShipment } from '~/features/shipments/shipment.queries.server'
import { RecordForm } from '~/features/shipments/shipment-forms'
import { recordEvent } from '~/features/shipments/shipments.commands.server'
import { recordForm } from '~/features/shipments/shipments.forms.server'
import type { PageHandle } from '~/page-context'
import { goTo, isRefusal } from '~/values/outcome'

export const handle: PageHandle = { i18n: ['shipments'], title: (t) => t('shipments:record.title' as never) }

const abilities = ['orders.read', 'shipments.read', 'events.record'] as const

export const loader = staff.load(abilities, async ({ scope, params }) => ({
  ...(await placesOfShipment(scope, params.number ?? '')),
  host: env.HOST_NAME,
  formKey: randomUUID(),
}))

export const action = staff.act(abilities, recordForm, async ({ scope, params, form }) => {
  const number = params.number ?? ''
  const done = await recordEvent(scope, number, form)
  return isRefusal(done) ? done : goTo(`/staff/shipments/${encodeURIComponent(number)}?done=${done.did}`)
})

export default function Record() {
  return <RecordForm {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
}
