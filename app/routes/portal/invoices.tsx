import { useLoaderData, useLocation } from '@remix-run/react'
import { member } from '~/access/guards.server'
import { env } from '~/env.server'
import { readInvoiceFilter } from '~/features/invoices/invoice-filter'
import { InvoiceList } from '~/features/invoices/invoice-list'
import { listInvoices } from '~/features/invoices/invoices.queries.server'
import type { PageHandle } from '~/page-context'
import { pageAt } from '~/ui/pager'

export const handle: PageHandle = { i18n: ['invoices'], title: (t) => t('invoices:title' as never) }

export const loader = member.load(['orders.read', 'invoices.read'], async ({ scope, url }) => {
  const filter = readInvoiceFilter(url.searchParams)
  return {
    filter,
    page: await listInvoices(scope, filter, pageAt(url.searchParams)),
    host: env.HOST_NAME,
    mayPay: scope.may('invoices.pay') !== 'nowhere',
  }
})

export default function Invoices() {
  const { search } = useLocation()
  return <InvoiceList audience="portal" search={search} accounts={false} {...useLoaderData<typeof loader>()} />
}
