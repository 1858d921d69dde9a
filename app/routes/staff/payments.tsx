import { randomUUID } from 'node:crypto'
import { useActionData, useLoaderData, useLocation } from '@remix-run/react'
import { staff } from '~/access/guards.server'
import { settleForm } from '~/features/payments/payment'
import { PaymentList } from '~/features/payments/payment-list'
import { bookParked, settleParked } from '~/features/payments/payments.commands.server'
import { listPayments } from '~/features/payments/payments.queries.server'
import type { PageHandle } from '~/page-context'
import { pageAt } from '~/ui/pager'
import { goTo, isRefusal } from '~/values/outcome'

export const handle: PageHandle = { i18n: ['payments', 'invoices'], title: (t) => t('payments:list.title' as never) }

export const loader = staff.load('payments.book', async ({ scope, url }) => {
  const view = url.searchParams.get('view') === 'all' ? ('all' as const) : ('parked' as const)
  const page = await listPayments(scope, view, pageAt(url.searchParams))
  return { view, page, formKeys: page.rows.map(() => [randomUUID(), randomUUID()] as const), done: url.searchParams.get('done') }
})

export const action = staff.act(['orders.read', 'invoices.read', 'payments.book'], settleForm, async ({ scope, form }) => {
  const outcome = await (form.do === 'book' ? bookParked : settleParked)(scope, form)
  return isRefusal(outcome) ? outcome : goTo(`/staff/payments?done=${encodeURIComponent(outcome.payment)}`)
})

export default function Payments() {
  return <PaymentList {...useLoaderData<typeof loader>()} search={useLocation().search} answer={useActionData<typeof action>()} />
}
