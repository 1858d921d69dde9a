import { setTimeout as wait } from 'node:timers/promises'
import { useLoaderData, useLocation } from '@remix-run/react'
import { member } from '~/access/guards.server'
import { CheckoutView } from '~/features/payments/checkout-view'
import { getCheckout } from '~/features/payments/checkouts.server'
import { isTestMode } from '~/integrations/stripe/stripe.server'
import type { PageHandle } from '~/page-context'

export const handle: PageHandle = { i18n: ['payments'], title: (t) => t('payments:checkout.one' as never) }

const [looks, pause] = [8, 250]

/**
 * Its page at the provider is made after the answer that led here, and the provider tells that it was paid after it sent the payer back:
 * each takes a moment, and better to wait here than to ask again.
 */
export const loader = member.load(['orders.read', 'invoices.read', 'invoices.pay'], async ({ scope, params, url, request }) => {
  const returned = url.searchParams.get('back') === 'paid'
  let checkout = await getCheckout(scope, params.code ?? '')
  const comes = () => checkout.state === 'open' && (returned || !checkout.url) && !request.signal.aborted
  for (let look = 1; look < looks && comes(); look++) {
    await wait(pause)
    checkout = await getCheckout(scope, params.code ?? '')
  }
  return { checkout, testMode: isTestMode(), returned }
})

export default function Checkout() {
  const { pathname, search } = useLocation()
  return <CheckoutView {...useLoaderData<typeof loader>()} path={`${pathname}${search}`} />
}
