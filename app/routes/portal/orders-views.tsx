import { randomUUID } from 'node:crypto'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { member } from '~/access/guards.server'
import { queryOf } from '~/features/orders/order-list'
import { changeViews, savedViews, viewForm } from '~/features/orders/saved-views.server'
import { SavedViewsPage } from '~/features/orders/saved-views-page'
import type { PageHandle } from '~/page-context'
import { goTo, isRefusal } from '~/values/outcome'

export const handle: PageHandle = { i18n: ['orders'], title: (t) => t('orders:views.title') }

const path = '/portal/orders'

export const loader = member.load(['orders.read', 'views.save'], async ({ scope, url }) => {
  const views = await savedViews(scope, 'orders')
  return { views, query: queryOf(url.search), formKeys: [randomUUID(), ...views.map(() => randomUUID())] }
})

export const action = member.act(['orders.read', 'views.save'], viewForm, async ({ scope, form }) => {
  const outcome = await changeViews(scope, 'orders', form)
  if (isRefusal(outcome)) return outcome
  return goTo(form.does === 'save' && form.query !== '' ? `${path}?${queryOf(form.query)}` : path)
})

export default function Views() {
  const { t } = useTranslation('orders')
  const answer = useActionData<typeof action>()
  return <SavedViewsPage {...useLoaderData<typeof loader>()} path={path} list={t('title')} answer={answer} />
}
