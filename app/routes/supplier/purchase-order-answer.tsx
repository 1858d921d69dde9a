import { randomUUID } from 'node:crypto'
import { redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { supplier } from '~/access/guards.server'
import { env } from '~/env.server'
import { answerPurchase } from '~/features/purchases/answer.commands.server'
import { AnswerForm } from '~/features/purchases/answer-form'
import { getPurchase, readFrom } from '~/features/purchases/purchase.queries.server'
import { answerForm } from '~/features/purchases/purchases.forms.server'
import { tolerance } from '~/features/purchases/tolerance.server'
import type { PageHandle } from '~/page-context'
import { hrefWith } from '~/ui/pager'
import { goTo, isRefusal } from '~/values/outcome'

export const handle: PageHandle<{ purchase: { number: string } }> = {
  i18n: ['purchases'],
  title: (t, { purchase }) => t('purchases:answer.title', { number: purchase.number }),
}

const abilities = ['purchases.read', 'purchases.answer'] as const
const linesAtOnce = 20
const recordHref = (number: string, changes: Record<string, string | null>) =>
  hrefWith(`/supplier/purchase-orders/${encodeURIComponent(number)}`, '', changes)

export const loader = supplier.load(abilities, async ({ scope, params, url }) => {
  const { searchParams: search } = url
  const entity = search.get('entity')
  const purchase = await getPurchase(scope, params.number ?? '', entity, { from: readFrom(search), size: linesAtOnce })
  const back = recordHref(purchase.number, { entity, from: search.get('from') })
  // There is nothing to answer any more, as its page says.
  if (purchase.state === 'cancelled') throw redirect(back)
  return { purchase, tolerance, host: env.HOST_NAME, formKey: randomUUID(), back }
})

export const action = supplier.act(abilities, answerForm, async ({ scope, params, url, form }) => {
  const entity = url.searchParams.get('entity')
  const done = await answerPurchase(scope, params.number ?? '', entity, form)
  if (isRefusal(done)) return done
  return goTo(recordHref(done.number, { entity, from: url.searchParams.get('from'), done: done.state }))
})

export default function PurchaseOrderAnswer() {
  return <AnswerForm {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
}
