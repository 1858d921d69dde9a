import { useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { ButtonLink } from '~/ui/button'
import { formatAmount, formatMoney } from '~/ui/money'
import { Notice } from '~/ui/notice'
import { Breadcrumb, PageHead } from '~/ui/page-head'
import { useReader } from '~/ui/reader'
import { DataTable } from '~/ui/table'
import type { CheckoutPage } from './checkouts.server'

const tones = { paid: 'ok', parked: 'warn', expired: 'warn', open: 'info' } as const

type Props = {
  checkout: CheckoutPage
  /** Of this page, with what its address asks. */
  path: string
  testMode: boolean
  /** Whether the provider has sent the payer back as somebody who has paid. */
  returned: boolean
}

/** Where an open one stands. Nobody is sent to pay who has just paid, nor for what somebody else has paid. */
const stageOf = ({ url, settled }: CheckoutPage, returned: boolean) =>
  returned ? 'waiting' : settled !== null ? 'settled' : url === null ? 'preparing' : 'ready'

const [looks, pause] = [40, 3000]

/** Looks again every few seconds, two minutes long, while what comes next is not here yet. */
function useLooks(waiting: boolean): void {
  const { revalidate } = useRevalidator()
  useEffect(() => {
    let left = looks
    const timer = waiting
      ? setInterval(() => {
          if (left-- > 0) revalidate()
        }, pause)
      : undefined
    return () => clearInterval(timer)
  }, [waiting, revalidate])
}

/** One payment on its way: the door to the provider's page, and afterwards what became of it. */
export function CheckoutView({ checkout, path, testMode, returned }: Props) {
  const { t } = useTranslation('payments')
  const { locale } = useReader()
  const { currency } = checkout
  const state = checkout.state as keyof typeof tones
  const stage = state === 'open' ? stageOf(checkout, returned) : null
  const amount = formatMoney(locale, checkout.amount, currency)
  const number = stage === 'settled' ? checkout.settled : checkout.payment
  useLooks(stage === 'waiting' || stage === 'preparing')
  return (
    <>
      <Breadcrumb crumbs={[{ href: '/portal/invoices', label: t('invoices') }, { label: t('checkout.one') }]} />
      <PageHead title={t('checkout.oneTitle', { amount })} />
      {testMode ? <Notice tone="warn">{t('test.page')}</Notice> : null}
      <Notice
        tone={stage === 'settled' ? 'warn' : tones[state]}
        live
        action={
          stage === 'ready' ? (
            <ButtonLink tone="primary" href={checkout.url ?? path} data-reload="">
              {t('state.go', { amount })}
            </ButtonLink>
          ) : stage === 'waiting' || stage === 'preparing' ? (
            <ButtonLink href={path} data-reload="">
              {t('state.look')}
            </ButtonLink>
          ) : undefined
        }
      >
        {t(`state.${stage ?? state}` as 'state.paid', { number: number ?? '' })}
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
