import { randomUUID } from 'node:crypto'
import { useActionData, useLoaderData } from '@remix-run/react'
import { staff } from '~/access/guards.server'
import { openAmount } from '~/features/invoices/invoice'
import { findInvoice } from '~/features/invoices/invoice.queries.server'
import { transferForm } from '~/features/payments/payment'
import { bookTransfer } from '~/features/payments/payments.commands.server'
import { TransferPage } from '~/features/payments/transfer-page'
import type { PageHandle } from '~/page-context'
import { dayIn } from '~/values/local-date'
import { roundTo } from '~/values/money'
import { goTo, isRefusal } from '~/values/outcome'

export const handle: PageHandle<{ invoice: { number: string } }> = {
  i18n: ['payments', 'invoices'],
  title: (t, { invoice }) => t('payments:transfer.title', { number: invoice.number }),
}

export const loader = staff.load(['orders.read', 'invoices.read', 'payments.book'], async ({ scope, params, url }) => {
  const { row } = await findInvoice(scope, params.number ?? '', url.searchParams.get('entity'))
  const open = roundTo(openAmount(row.total, row.paid_total), row.currency)
  const invoice = {
    ...{ number: row.number, version: row.version, currency: row.currency, open, plainOpen: open, account: row.name },
    today: dayIn(scope.now, scope.who.timeZone),
  }
  return { invoice, formKey: randomUUID(), back: `/staff/invoices/${encodeURIComponent(row.number)}${url.search}` }
})

export const action = staff.act(
  ['orders.read', 'invoices.read', 'payments.book'],
  transferForm,
  async ({ scope, params, url, form }) => {
    const number = params.number ?? ''
    const outcome = await bookTransfer(scope, number, url.searchParams.get('entity'), form)
    if (isRefusal(outcome)) return outcome
    const search = new URLSearchParams({ ...Object.fromEntries(url.searchParams), done: outcome.payment })
    return goTo(`/staff/invoices/${encodeURIComponent(number)}?${search}`)
  },
)

export default function InvoicePayment() {
  const { invoice, formKey, back } = useLoaderData<typeof loader>()
  return <TransferPage invoice={invoice} formKey={formKey} back={back} answer={useActionData<typeof action>()} />
}
