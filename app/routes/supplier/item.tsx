import { useLoaderData } from '@remix-run/react'
import { PencilLine } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { supplier } from '~/access/guards.server'
import { getItem } from '~/features/supply/item.queries.server'
import { itemHref } from '~/features/supply/item-table'
import { ItemView } from '~/features/supply/item-view'
import type { PageHandle } from '~/page-context'
import { ButtonLink } from '~/ui/button'

export const handle: PageHandle<{ item: { sku: string } }> = { i18n: ['supply'], title: (_t, { item }) => item.sku }

export const loader = supplier.load('catalog.read', async ({ scope, params, url }) => {
  const account = url.searchParams.get('account')
  return {
    item: await getItem(scope, params.sku ?? '', account),
    account,
    mayPropose: scope.may('catalog.propose') !== 'nowhere',
  }
})

export default function Item() {
  const { item, account, mayPropose } = useLoaderData<typeof loader>()
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
  return <ItemView item={item} actions={actions} />
}
