import { randomUUID } from 'node:crypto'
import { useActionData, useLoaderData } from '@remix-run/react'
import { staff } from '~/access/guards.server'
import { CompletePage } from '~/features/contracts/complete-page'
import { getContract } from '~/features/contracts/contract.queries.server'
import { completeContract } from '~/features/contracts/contracts.commands.server'
import { completeForm } from '~/features/contracts/contracts.forms.server'
import type { PageHandle } from '~/page-context'
import { goTo, isRefusal } from '~/values/outcome'

export const handle: PageHandle<{ contract: { number: string } }> = {
  i18n: ['contracts'],
  title: (t, { contract }) => t('contracts:complete.title', { number: contract.number }),
}

const may = ['orders.read', 'contracts.read', 'contracts.change'] as const

export const loader = staff.load(may, async ({ scope, params, url }) => {
  const { contract } = await getContract(scope, params.number ?? '', url.searchParams.get('entity'))
  return { contract, formKey: randomUUID(), back: `/staff/contracts/${encodeURIComponent(contract.number)}${url.search}` }
})

export const action = staff.act(may, completeForm, async ({ scope, params, url, form }) => {
  const number = params.number ?? ''
  const outcome = await completeContract(scope, number, url.searchParams.get('entity'), form)
  if (isRefusal(outcome)) return outcome
  const search = new URLSearchParams({ ...Object.fromEntries(url.searchParams), done: 'completed' })
  return goTo(`/staff/contracts/${encodeURIComponent(number)}?${search}`)
})

export default function ContractComplete() {
  return <CompletePage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
}
