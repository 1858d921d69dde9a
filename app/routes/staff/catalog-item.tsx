import { useLoaderData } from '@remix-run/react'
import { staff } from '~/access/guards.server'
import { ItemPurchases } from '~/features/purchases/item-purchases'
import { purchasesOfItem } from '~/features/purchases/item-purchases.server'
import { getItem } from '~/features/supply/item.queries.server'
import { ItemView } from '~/features/supply/item-view'
import type { PageHandle } from '~/page-context'

export const handle: PageHandle<{ item: { sku: string } }> = {
  i18n: ['supply', 'purchases'],
  title: (_t, { item }) => item.sku,
}

export const loader = staff.load(['catalog.read', 'purchases.read'], async ({ scope, params, url }) => {
  const item = await getItem(scope, params.sku ?? '', url.searchParams.get('account'))
  return { item, purchases: await purchasesOfItem(scope, item.sku, item.account.code) }
})

export default function CatalogItem() {
  const { item, purchases } = useLoaderData<typeof loader>()
  return (
    <ItemView item={item} staff>
      <ItemPurchases rows={purchases} sku={item.sku} section="/staff/purchase-orders" />
    </ItemView>
  )
}
