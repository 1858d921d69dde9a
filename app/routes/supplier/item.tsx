import { useLoaderData } from '@remix-run/react'
import { PencilLine } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { supplier } from '~/access/guards.server'
import { ItemPurchases } from '~/features/purchases/item-purchases'
import { purchasesOfItem } from '~/features/purchases/item-purchases.server'
import { getItem } from '~/features/supply/item.queries.server'
import { itemHref } from '~/features/supply/item-href'
import { ItemView } from '~/features/supply/item-view'
import type { PageHandle } from '~/page-context'
import { ButtonLink } from '~/ui/button'

export const handle: PageHandle<{ item: { sku: string } }> = {
  i18n: ['supply', 'purchases'],
  title: (_t, { item }) => item.sku,
}

export const loader = supplier.load(['catalog.read', 'purchases.read'], async ({ scope, params, url }) => {
  const account = url.searchParams.get('account')
  const item = await getItem(scope, params.sku ?? '', account)
  return {
    item,
    purchases: await purchasesOfItem(scope, item.sku, item.account.code),
    account,
    mayPropose: scope.may('catalog.propose') !== 'nowhere',
  }
})

export default function Item() {
  const { item, purchases, account, mayPropose } = useLoaderData<typeof loader>()
  const { t } = useTranslation('supply')
  const actions = mayPropose ? (
    <ButtonLink
      tone="primary"
      href={itemHref(item.sku, account, '/propose')}
      icon={<PencilLine className="icon" aria-hidden="true" />}
    >
      {t('catalog.propose')}
    </ButtonLink>
  ) : null
  return (
    <ItemView item={item} staff={false} actions={actions}>
      <ItemPurchases rows={purchases} sku={item.sku} section="/supplier/purchase-orders" />
    </ItemView>
  )
}
