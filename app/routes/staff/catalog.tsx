import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { staff } from '~/access/guards.server'
import { env } from '~/env.server'
import { companyName, listItems } from '~/features/supply/catalog.queries.server'
import { readItemFilter } from '~/features/supply/catalog-filter'
import { ItemList } from '~/features/supply/item-table'
import type { PageHandle } from '~/page-context'
import { PageHead } from '~/ui/page-head'
import { pageAt } from '~/ui/pager'

export const handle: PageHandle = { i18n: ['supply'], title: (t) => t('supply:catalog.staffTitle' as never) }

export const loader = staff.load('catalog.read', async ({ scope, url }) => {
  const filter = readItemFilter(url.searchParams)
  const [page, company] = await Promise.all([
    listItems(scope, filter, pageAt(url.searchParams)),
    companyName(scope, filter.account),
  ])
  return { page, company, filter, search: url.search, host: env.HOST_NAME }
})

export default function Catalog() {
  const { t } = useTranslation('supply')
  return (
    <>
      <PageHead title={t('catalog.staffTitle')} lead={t('catalog.staffLead')} />
      <ItemList {...useLoaderData<typeof loader>()} staff many />
    </>
  )
}
