import { useLoaderData, useLocation } from '@remix-run/react'
import { member } from '~/access/guards.server'
import { env } from '~/env.server'
import { readFilter } from '~/features/orders/order-filter'
import { OrderList } from '~/features/orders/order-list'
import { placesToChoose } from '~/features/orders/order-places.server'
import { listOrders } from '~/features/orders/orders.queries.server'
import { savedViews } from '~/features/orders/saved-views.server'
import type { PageHandle } from '~/page-context'
import { pageAt } from '~/ui/pager'

export const handle: PageHandle = { i18n: ['orders'], title: (t) => t('orders:title' as never) }

export const loader = member.load('orders.read', async ({ scope, url }) => {
  const filter = readFilter(url.searchParams)
  const [page, places, views] = await Promise.all([
    listOrders(scope, filter, pageAt(url.searchParams)),
    placesToChoose(scope, filter.account),
    savedViews(scope, 'orders'),
  ])
  return { filter, page, places, views, host: env.HOST_NAME, prices: scope.may('prices.see') !== 'nowhere' }
})

export default function Orders() {
  const { search } = useLocation()
  return <OrderList audience="portal" search={search} accounts={false} {...useLoaderData<typeof loader>()} />
}
