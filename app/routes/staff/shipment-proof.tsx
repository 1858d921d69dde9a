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

export const handle: PageHandle = { i18n: ['shipments', 'files'], title: (t) => t('shipments:proof.addTitle' as never) }

const abilities = ['shipments.read', 'files.add'] as const

export const loader = staff.load(abilities, async ({ scope, params }) => {
  const { number } = await placesOfShipment(scope, params.number ?? '')
  return { number, accept: accepted, size: mostBytes / 1_048_576, formKey: randomUUID() }
})

export const action = staff.act(abilities, proofForm, async ({ scope, params, form }) => {
  const number = params.number ?? ''
  const done = await addProof(scope, number, form)
  return isRefusal(done) ? done : goTo(`/staff/shipments/${encodeURIComponent(number)}?done=${done.did}#proof`)
})

export default function Proof() {
  return <ProofForm {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
}
