import { useTranslation } from 'react-i18next'
import { ButtonLink } from '~/ui/button'
import { formatAmount, formatMoney } from '~/ui/money'
import { Notice } from '~/ui/notice'
import { Breadcrumb, PageHead } from '~/ui/page-head'
import { useReader } from '~/ui/reader'
import { DataTable } from '~/ui/table'
import type { CheckoutPage } from './checkouts.server'

const tones = { paid: 'ok', parked: 'warn', expired: 'warn', open: 'info' } as const

/** One payment on its way: the door to the provider's page, and afterwards what became of it. */
export function CheckoutView({ checkout, path, testMode }: { checkout: CheckoutPage; path: string; testMode: boolean }) {
  const { t } = useTranslation('payments')
  const { locale } = useReader()
  const { currency, url } = checkout
  const state = checkout.state as keyof typeof tones
  const ready = state === 'open' && url !== null
  const amount = formatMoney(locale, checkout.amount, currency)
  const text =
    state === 'open' ? t(ready ? 'state.ready' : 'state.preparing') : t(`state.${state}`, { number: checkout.payment ?? '' })
  return (
    <>
      <Breadcrumb crumbs={[{ href: '/portal/invoices', label: t('invoices') }, { label: t('checkout.one') }]} />
      <PageHead title={t('checkout.oneTitle', { amount })} />
      {testMode ? <Notice tone="warn">{t('test.page')}</Notice> : null}
      <Notice
        tone={tones[state]}
        live
        action={
          ready ? (
            <ButtonLink tone="primary" href={url} data-reload="">
              {t('state.go', { amount })}
            </ButtonLink>
          ) : state === 'open' ? (
            <ButtonLink href={path} data-reload="">
              {t('state.look')}
            </ButtonLink>
          ) : undefined
        }
      >
        {text}
      </Notice>
      <DataTable
        caption={t('invoices')}
        columns={[
          {
            key: 'number',
            head: t('checkout.invoice'),
            cell: (row) => (
              <a className="no" href={`/portal/invoices/${encodeURIComponent(row.number)}`}>
                {row.number}
              </a>
            ),
            place: 1,
          },
          {
            key: 'amount',
            head: t('checkout.amountIn', { currency }),
            cell: (row) => formatAmount(locale, row.amount, currency),
            numeric: true,
            place: 2,
          },
        ]}
        rows={checkout.invoices}
        keyOf={(row) => row.number}
        sums={[
          {
            key: 'total',
            label: t('checkout.total', { currency }),
            value: formatAmount(locale, checkout.amount, currency),
            total: true,
          },
        ]}
      />
    </>
  )
}
