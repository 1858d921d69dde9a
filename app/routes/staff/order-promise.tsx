import { randomUUID } from 'node:crypto'
import { useActionData, useLoaderData } from '@remix-run/react'
import { staff } from '~/access/guards.server'
import { findOrder } from '~/features/orders/order.queries.server'
import { changePromise } from '~/features/orders/orders.commands.server'
import { promiseForm } from '~/features/orders/orders.forms.server'
import { PromiseForm } from '~/features/orders/promise-form'
import type { PageHandle } from '~/page-context'
import { dayIn } from '~/values/local-date'
import { goTo, isRefusal } from '~/values/outcome'

export const handle: PageHandle<{ order: { number: string } }> = {
  i18n: ['orders'],
  title: (t, { order }) => t('orders:promise.title', { number: order.number }),
}

export const loader = staff.load(['orders.read', 'promises.change'], async ({ scope, params, url }) => {
  const { row } = await findOrder(scope, params.number ?? '', url.searchParams.get('entity'))
  const order = {
    number: row.number,
    version: row.version,
    promisedOn: row.promised_on,
    dispatch: row.promise_of === 'dispatch',
    city: row.to_city,
    today: dayIn(scope.now, row.to_zone ?? row.account_zone),
  }
  return { order, formKey: randomUUID(), back: `/staff/orders/${encodeURIComponent(row.number)}${url.search}` }
})

export const action = staff.act(['orders.read', 'promises.change'], promiseForm, async ({ scope, params, url, form }) => {
  const number = params.number ?? ''
  const outcome = await changePromise(scope, number, url.searchParams.get('entity'), form)
  if (isRefusal(outcome)) return outcome
  const search = new URLSearchParams({ ...Object.fromEntries(url.searchParams), done: 'promise' })
  return goTo(`/staff/orders/${encodeURIComponent(number)}?${search}`)
})

export default function OrderPromise() {
  const { order, formKey, back } = useLoaderData<typeof loader>()
  return <PromiseForm order={order} formKey={formKey} back={back} answer={useActionData<typeof action>()} />
}
