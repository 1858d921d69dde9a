import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { supplier } from '~/access/guards.server'
import { env } from '~/env.server'
import { companyName, listItems, sellsForMany } from '~/features/supply/catalog.queries.server'
import { readItemFilter } from '~/features/supply/catalog-filter'
import { ItemList } from '~/features/supply/item-table'
import type { PageHandle } from '~/page-context'
import { ButtonLink } from '~/ui/button'
import { PageHead } from '~/ui/page-head'
import { pageAt } from '~/ui/pager'

export const handle: PageHandle = { i18n: ['supply'], title: (t) => t('supply:catalog.title' as never) }

export const loader = supplier.load('catalog.read', async ({ scope, url }) => {
  const filter = readItemFilter(url.searchParams)
  const [page, many, company] = await Promise.all([
    listItems(scope, filter, pageAt(url.searchParams)),
    sellsForMany(scope),
    companyName(scope, filter.account),
  ])
  const mayPropose = scope.may('catalog.propose') !== 'nowhere'
  return { list: { page, many, company, filter, search: url.search, host: env.HOST_NAME }, mayPropose }
})

export default function Catalog() {
  const { list, mayPropose } = useLoaderData<typeof loader>()
  const { t } = useTranslation('supply')
  return (
    <>
      <PageHead
        title={t('catalog.title')}
        lead={t('catalog.lead', { host: list.host })}
        actions={mayPropose ? <ButtonLink href="/supplier/proposals/upload">{t('catalog.upload')}</ButtonLink> : null}
      />
      <ItemList {...list} staff={false} />
    </>
  )
}
