import { randomUUID } from 'node:crypto'
import { useActionData, useLoaderData } from '@remix-run/react'
import { staff } from '~/access/guards.server'
import { accepted, mostBytes } from '~/features/files/file'
import { placesOfShipment } from '~/features/shipments/shipment.queries.server'
import { ProofForm } from '~/features/shipments/shipment-forms'
import { addProof } from '~/features/shipments/shipments.commands.server'
import { proofForm } from '~/features/shipments/shipments.forms.server'
import type { PageHandle } from '~/page-context'
import { goTo, isRefusal } from '~/values/outcome'
import { namedBy, shipmentHref } from '../shipment-href'

export const handle: PageHandle = { i18n: ['shipments', 'files'], title: (t) => t('shipments:proof.addTitle' as never) }

const abilities = ['shipments.read', 'files.add'] as const

export const loader = staff.load(abilities, async ({ scope, params, url }) => {
  const { number } = await placesOfShipment(scope, params.number ?? '', url.searchParams.get('entity'))
  return { number, accept: accepted, size: mostBytes / 1_048_576, formKey: randomUUID() }
})

export const action = staff.act(abilities, proofForm, async ({ scope, params, url, form }) => {
  const named = namedBy(params, url)
  const done = await addProof(scope, named, form)
  return isRefusal(done) ? done : goTo(`${shipmentHref(named.number, url, done.did)}#proof`)
})

export default function Proof() {
  return <ProofForm {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
}
