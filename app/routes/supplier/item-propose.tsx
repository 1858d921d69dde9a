import { randomUUID } from 'node:crypto'
import { useActionData, useLoaderData } from '@remix-run/react'
import { supplier } from '~/access/guards.server'
import { env } from '~/env.server'
import { itemToPropose } from '~/features/supply/item.queries.server'
import { itemHref } from '~/features/supply/item-href'
import { proposeChange } from '~/features/supply/proposals.commands.server'
import { ProposeForm } from '~/features/supply/propose-form'
import { proposeForm } from '~/features/supply/supply.forms.server'
import type { PageHandle } from '~/page-context'
import { goTo, isRefusal } from '~/values/outcome'

export const handle: PageHandle<{ item: { sku: string } }> = {
  i18n: ['supply'],
  title: (t, { item }) => t('supply:form.title', { sku: item.sku }),
}

const abilities = ['catalog.read', 'catalog.propose'] as const

export const loader = supplier.load(abilities, async ({ scope, params, url }) => {
  const account = url.searchParams.get('account')
  const item = await itemToPropose(scope, params.sku ?? '', account)
  return { item, host: env.HOST_NAME, formKey: randomUUID(), back: itemHref(item.sku, account) }
})

export const action = supplier.act(abilities, proposeForm, async ({ scope, params, url, form }) => {
  const done = await proposeChange(scope, { sku: params.sku ?? '', account: url.searchParams.get('account') }, form)
  if (isRefusal(done)) return done
  return goTo(`/supplier/proposals/${done.number}?done=${form.do === 'submit' ? 'submitted' : 'draft'}`)
})

export default function ItemPropose() {
  return <ProposeForm {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
}
