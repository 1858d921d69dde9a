import { useLoaderData, useLocation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { member } from '~/access/guards.server'
import { TimelineView } from '~/features/history/timeline-view'
import { getInvoice } from '~/features/invoices/invoice.queries.server'
import { InvoiceView } from '~/features/invoices/invoice-view'
import { invoiceTimeline } from '~/features/invoices/invoices.timeline.server'
import type { PageHandle } from '~/page-context'
import { ButtonLink } from '~/ui/button'
import { formatMoney } from '~/ui/money'
import { useReader } from '~/ui/reader'

export const handle: PageHandle<{ invoice: { number: string } }> = {
  i18n: ['invoices', 'orders', 'history'],
  title: (t, { invoice }) => t('invoices:invoiceNumber', { number: invoice.number }),
}

export const loader = member.load(['orders.read', 'shipments.read', 'invoices.read'], async ({ scope, params, url }) => {
  const { id, invoice } = await getInvoice(scope, params.number ?? '', url.searchParams.get('entity'))
  const mayPay = scope.may('invoices.pay') !== 'nowhere' && invoice.state !== 'paid'
  return { invoice, timeline: await invoiceTimeline(scope, id), mayPay }
})

export default function Invoice() {
  const { invoice, timeline, mayPay } = useLoaderData<typeof loader>()
  const { t } = useTranslation('invoices')
  const { locale } = useReader()
  const { pathname, search } = useLocation()
  return (
    <InvoiceView
      audience="portal"
      invoice={invoice}
      actions={
        mayPay ? (
          <ButtonLink
            tone="primary"
            href={`/portal/pay?invoice=${encodeURIComponent(`${invoice.entity.code}/${invoice.number}`)}`}
          >
            {t('record.pay', { amount: formatMoney(locale, invoice.open, invoice.currency) })}
          </ButtonLink>
        ) : null
      }
      side={<TimelineView entries={timeline} path={pathname} search={search} />}
    />
  )
}
