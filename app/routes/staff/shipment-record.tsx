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
import { namedBy, shipmentHref } from '../shipment-href'

export const handle: PageHandle = { i18n: ['shipments'], title: (t) => t('shipments:record.title' as never) }

const abilities = ['orders.read', 'shipments.read', 'events.record'] as const

export const loader = staff.load(abilities, async ({ scope, params, url }) => ({
  ...(await placesOfShipment(scope, params.number ?? '', url.searchParams.get('entity'))),
  host: env.HOST_NAME,
  formKey: randomUUID(),
}))

export const action = staff.act(abilities, recordForm, async ({ scope, params, url, form }) => {
  const named = namedBy(params, url)
  const done = await recordEvent(scope, named, form)
  return isRefusal(done) ? done : goTo(shipmentHref(named.number, url, done.did))
})

export default function Record() {
  return <RecordForm {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
}
