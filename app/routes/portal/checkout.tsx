import { setTimeout as wait } from 'node:timers/promises'
import { useLoaderData, useLocation } from '@remix-run/react'
import { member } from '~/access/guards.server'
import { CheckoutView } from '~/features/payments/checkout-view'
import { getCheckout } from '~/features/payments/checkouts.server'
import { isTestMode } from '~/integrations/stripe/stripe.server'
import type { PageHandle } from '~/page-context'

export const handle: PageHandle = { i18n: ['payments'], title: (t) => t('payments:checkout.one' as never) }

const [looks, pause] = [8, 250]

/** Its page at the provider is made after the answer that led here, which takes a moment: better to wait here than to ask again. */
export const loader = member.load(['orders.read', 'invoices.read', 'invoices.pay'], async ({ scope, params, request }) => {
  let checkout = await getCheckout(scope, params.code ?? '')
  for (let look = 1; look < looks && checkout.state === 'open' && !checkout.url && !request.signal.aborted; look++) {
    await wait(pause)
    checkout = await getCheckout(scope, params.code ?? '')
  }
  return { checkout, testMode: isTestMode() }
})

export default function Checkout() {
  const { checkout, testMode } = useLoaderData<typeof loader>()
  return <CheckoutView checkout={checkout} testMode={testMode} path={useLocation().pathname} />
}
