import { useLoaderData, useLocation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { staff } from '~/access/guards.server'
import { TimelineView } from '~/features/history/timeline-view'
import { getInvoice } from '~/features/invoices/invoice.queries.server'
import { InvoiceView } from '~/features/invoices/invoice-view'
import { invoiceTimeline } from '~/features/invoices/invoices.timeline.server'
import type { PageHandle } from '~/page-context'
import { ButtonLink } from '~/ui/button'
import { Notice } from '~/ui/notice'

export const handle: PageHandle<{ invoice: { number: string } }> = {
  i18n: ['invoices', 'payments', 'orders', 'history'],
  title: (t, { invoice }) => t('invoices:invoiceNumber', { number: invoice.number }),
}

export const loader = staff.load(['orders.read', 'shipments.read', 'invoices.read'], async ({ scope, params, url }) => {
  const { id, invoice } = await getInvoice(scope, params.number ?? '', url.searchParams.get('entity'))
  const mayBook = scope.may('payments.book') !== 'nowhere' && invoice.state !== 'paid'
  return { invoice, timeline: await invoiceTimeline(scope, id), mayBook, done: url.searchParams.get('done') }
})

export default function Invoice() {
  const { invoice, timeline, mayBook, done } = useLoaderData<typeof loader>()
  const { t } = useTranslation('payments')
  const { pathname, search } = useLocation()
  return (
    <InvoiceView
      audience="staff"
      invoice={invoice}
      notice={
        done ? (
          <Notice tone="ok" live>
            {t('transfer.done', { number: done })}
          </Notice>
        ) : null
      }
      actions={mayBook ? <ButtonLink href={`${pathname}/payment${search}`}>{t('transfer.action')}</ButtonLink> : null}
      side={<TimelineView entries={timeline} path={pathname} search={search} />}
    />
  )
}
