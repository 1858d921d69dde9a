import { randomUUID } from 'node:crypto'
import { useActionData, useLoaderData } from '@remix-run/react'
import { staff } from '~/access/guards.server'
import { eventOfShipment } from '~/features/shipments/shipment.queries.server'
import { RetractForm } from '~/features/shipments/shipment-forms'
import { retractEvent } from '~/features/shipments/shipments.commands.server'
import { retractForm } from '~/features/shipments/shipments.forms.server'
import type { PageHandle } from '~/page-context'
import { goTo, isRefusal } from '~/values/outcome'
import { namedBy, shipmentHref } from '../shipment-href'

export const handle: PageHandle = { i18n: ['shipments'], title: (t) => t('shipments:retract.title' as never) }

const abilities = ['orders.read', 'shipments.read', 'events.retract'] as const

export const loader = staff.load(abilities, async ({ scope, params, url }) => ({
  ...(await eventOfShipment(scope, params.number ?? '', url.searchParams.get('entity'), params.event ?? '')),
  formKey: randomUUID(),
}))

export const action = staff.act(abilities, retractForm, async ({ scope, params, url, form }) => {
  const named = namedBy(params, url)
  const done = await retractEvent(scope, named, params.event ?? '', form)
  return isRefusal(done) ? done : goTo(shipmentHref(named.number, url, done.did))
})

export default function Retract() {
  return <RetractForm {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
}
