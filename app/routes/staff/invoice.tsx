import { useLoaderData, useLocation } from '@remix-run/react'
import { staff } from '~/access/guards.server'
import { TimelineView } from '~/features/history/timeline-view'
import { getInvoice } from '~/features/invoices/invoice.queries.server'
import { InvoiceView } from '~/features/invoices/invoice-view'
import { invoiceTimeline } from '~/features/invoices/invoices.timeline.server'
import type { PageHandle } from '~/page-context'

export const handle: PageHandle<{ invoice: { number: string } }> = {
  i18n: ['invoices', 'orders', 'history'],
  title: (t, { invoice }) => t('invoices:invoiceNumber', { number: invoice.number }),
}

export const loader = staff.load(['orders.read', 'shipments.read', 'invoices.read'], async ({ scope, params, url }) => {
  const { id, invoice } = await getInvoice(scope, params.number ?? '', url.searchParams.get('entity'))
  return { invoice, timeline: await invoiceTimeline(scope, id) }
})

export default function Invoice() {
  const { invoice, timeline } = useLoaderData<typeof loader>()
  const { pathname, search } = useLocation()
  return (
    <InvoiceView audience="staff" invoice={invoice} side={<TimelineView entries={timeline} path={pathname} search={search} />} />
  )
}
