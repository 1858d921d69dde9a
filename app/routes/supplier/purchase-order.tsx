import { randomUUID } from 'node:crypto'
import { useActionData, useLoaderData, useLocation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { supplier } from '~/access/guards.server'
import { env } from '~/env.server'
import { confirmPurchase } from '~/features/purchases/answer.commands.server'
import { ConfirmForm } from '~/features/purchases/confirm-form'
import { getPurchase, readFrom } from '~/features/purchases/purchase.queries.server'
import { PurchaseTimeline } from '~/features/purchases/purchase-timeline'
import { LinePager, PurchaseHead, PurchaseLines, PurchaseNext } from '~/features/purchases/purchase-view'
import { confirmForm } from '~/features/purchases/purchases.forms.server'
import type { PageHandle } from '~/page-context'
import { Notice } from '~/ui/notice'
import { hrefWith } from '~/ui/pager'
import { Columns } from '~/ui/record'
import { goTo, isRefusal } from '~/values/outcome'

export const handle: PageHandle<{ purchase: { number: string } }> = {
  i18n: ['purchases'],
  title: (t, { purchase }) => t('purchases:record.title', { number: purchase.number }),
}

const dones = ['accepted', 'waiting'] as const

export const loader = supplier.load('purchases.read', async ({ scope, params, url }) => {
  const { searchParams: search } = url
  return {
    purchase: await getPurchase(scope, params.number ?? '', search.get('entity'), { from: readFrom(search) }),
    mayAnswer: scope.may('purchases.answer') !== 'nowhere',
    done: dones.find((one) => one === search.get('done')) ?? null,
    formKey: randomUUID(),
    host: env.HOST_NAME,
  }
})

export const action = supplier.act(['purchases.read', 'purchases.answer'], confirmForm, async ({ scope, params, url, form }) => {
  const [number, entity] = [params.number ?? '', url.searchParams.get('entity')]
  const done = await confirmPurchase(scope, number, entity, form)
  if (isRefusal(done)) return done
  return goTo(hrefWith(`/supplier/purchase-orders/${encodeURIComponent(number)}`, '', { entity, done: done.state }))
})

export default function PurchaseOrder() {
  const { purchase, mayAnswer, done, formKey, host } = useLoaderData<typeof loader>()
  const { t } = useTranslation('purchases')
  const { search } = useLocation()
  const answer = useActionData<typeof action>()
  const section = '/supplier/purchase-orders'
  const path = `${section}/${encodeURIComponent(purchase.number)}`
  const answerHref = hrefWith(`${path}/answer`, search, { done: null })
  return (
    <>
      <PurchaseHead purchase={purchase} section={section} staff={false} />
      <div className="my-5">
        {done && !answer ? (
          <Notice tone="ok" live>
            {t(`record.done.${done}`, { host })}
          </Notice>
        ) : (
          <PurchaseNext purchase={purchase} staff={false} host={host} />
        )}
      </div>
      {mayAnswer ? <ConfirmForm {...{ purchase, formKey, answerHref, answer }} /> : null}
      <Columns side={<PurchaseTimeline purchase={purchase} />}>
        <PurchaseLines purchase={purchase} staff={false} host={host} />
        <LinePager purchase={purchase} path={path} search={search} />
      </Columns>
    </>
  )
}
