import { useLoaderData, useLocation } from '@remix-run/react'
import { supplier } from '~/access/guards.server'
import { env } from '~/env.server'
import { readPurchaseFilter } from '~/features/purchases/purchase-filter'
import { PurchaseList } from '~/features/purchases/purchase-list'
import { listPurchases } from '~/features/purchases/purchases.queries.server'
import type { PageHandle } from '~/page-context'
import { pageAt } from '~/ui/pager'

export const handle: PageHandle = { i18n: ['purchases'], title: (t) => t('purchases:title' as never) }

export const loader = supplier.load('purchases.read', async ({ scope, url }) => {
  const filter = readPurchaseFilter(url.searchParams)
  return { filter, page: await listPurchases(scope, filter, pageAt(url.searchParams)), host: env.HOST_NAME }
})

export default function PurchaseOrders() {
  const { search } = useLocation()
  return <PurchaseList audience="supplier" search={search} {...useLoaderData<typeof loader>()} />
}
