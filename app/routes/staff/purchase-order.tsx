import { randomUUID } from 'node:crypto'
import { useActionData, useLoaderData, useLocation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { staff } from '~/access/guards.server'
import { env } from '~/env.server'
import { decideAnswer } from '~/features/purchases/decide.commands.server'
import { DecideForm } from '~/features/purchases/decide-form'
import { getPurchase, readFrom } from '~/features/purchases/purchase.queries.server'
import { PurchaseTimeline } from '~/features/purchases/purchase-timeline'
import { LinePager, PurchaseHead, PurchaseLines, PurchaseNext } from '~/features/purchases/purchase-view'
import { decideForm } from '~/features/purchases/purchases.forms.server'
import type { PageHandle } from '~/page-context'
import { Notice } from '~/ui/notice'
import { hrefWith } from '~/ui/pager'
import { Columns } from '~/ui/record'
import { goTo, isRefusal } from '~/values/outcome'

export const handle: PageHandle<{ purchase: { number: string } }> = {
  i18n: ['purchases'],
  title: (t, { purchase }) => t('purchases:record.title', { number: purchase.number }),
}

const dids = ['accepted', 'rejected'] as const

export const loader = staff.load('purchases.read', async ({ scope, params, url }) => {
  const { searchParams: search } = url
  return {
    purchase: await getPurchase(scope, params.number ?? '', search.get('entity'), { from: readFrom(search) }),
    mayDecide: scope.may('purchases.decide') !== 'nowhere',
    done: dids.find((one) => one === search.get('done')) ?? null,
    formKey: randomUUID(),
    host: env.HOST_NAME,
  }
})

export const action = staff.act(['purchases.read', 'purchases.decide'], decideForm, async ({ scope, params, url, form }) => {
  const [number, entity] = [params.number ?? '', url.searchParams.get('entity')]
  const done = await decideAnswer(scope, number, entity, form)
  if (isRefusal(done)) return done
  return goTo(hrefWith(`/staff/purchase-orders/${encodeURIComponent(number)}`, '', { entity, done: done.did }))
})

export default function PurchaseOrder() {
  const { purchase, mayDecide, done, formKey, host } = useLoaderData<typeof loader>()
  const { t } = useTranslation('purchases')
  const { search } = useLocation()
  const answer = useActionData<typeof action>()
  const section = '/staff/purchase-orders'
  const path = `${section}/${encodeURIComponent(purchase.number)}`
  const deciding = mayDecide && purchase.state === 'waiting'
  return (
    <>
      <PurchaseHead purchase={purchase} section={section} staff />
      <div className="my-5">
        {done && !answer ? (
          <Notice tone="ok" live>
            {t(`record.decided.${done}`)}
          </Notice>
        ) : (
          <PurchaseNext purchase={purchase} staff host={host} />
        )}
      </div>
      <Columns side={<PurchaseTimeline purchase={purchase} />}>
        <PurchaseLines purchase={purchase} staff host={host} />
        <LinePager purchase={purchase} path={path} search={search} />
        {deciding || answer ? <DecideForm {...{ purchase, formKey, answer }} /> : null}
      </Columns>
    </>
  )
}
