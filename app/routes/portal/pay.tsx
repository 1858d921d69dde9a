import { randomUUID } from 'node:crypto'
import { useActionData, useLoaderData } from '@remix-run/react'
import { member } from '~/access/guards.server'
import { env } from '~/env.server'
import { beginCheckout, chosenInvoices, invoicesToChoose } from '~/features/payments/checkouts.server'
import { ChoosePage } from '~/features/payments/choose-page'
import { PayPage } from '~/features/payments/pay-page'
import { checkoutForm, mostInvoices, totalOf } from '~/features/payments/payment'
import { isTestMode, takesCards } from '~/integrations/stripe/stripe.server'
import type { PageHandle } from '~/page-context'
import { goTo, isRefusal, reasonOf, refuse } from '~/values/outcome'

export const handle: PageHandle = { i18n: ['payments'], title: (t) => t('payments:checkout.title' as never) }

export const loader = member.load(['orders.read', 'invoices.read', 'invoices.pay'], async ({ scope, url }) => {
  const asked = url.searchParams.getAll('invoice').slice(0, mostInvoices)
  const { chosen, refusal } = await chosenInvoices(scope, asked)
  const choices = asked.length > 0 ? null : await invoicesToChoose(scope, url.searchParams.get('account'))
  const shown = { cards: takesCards(), testMode: isTestMode(), host: env.HOST_NAME, formKey: randomUUID() }
  return {
    chosen,
    refusal: refusal && reasonOf(refusal),
    choices,
    noneChosen: url.searchParams.has('step'),
    total: totalOf(chosen),
    ...shown,
  }
})

export const action = member.act(['orders.read', 'invoices.read', 'invoices.pay'], checkoutForm, async ({ scope, form }) => {
  // What is not theirs is not there, whatever else is to be said; a refusal undoes what was begun.
  const outcome = await beginCheckout(scope, form.invoice)
  if (isRefusal(outcome)) return outcome
  return takesCards() ? goTo(`/portal/checkouts/${outcome.code}`) : refuse('', 'payments:checkout.noCards')
})

export default function Pay() {
  const { choices, noneChosen, ...given } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return choices ? <ChoosePage choices={choices} noneChosen={noneChosen} /> : <PayPage {...given} answer={answer} />
}
