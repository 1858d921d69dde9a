import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { supplier } from '~/access/guards.server'
import { env } from '~/env.server'
import { listItems, sellsForMany } from '~/features/supply/catalog.queries.server'
import { isNarrowed, readItemFilter } from '~/features/supply/catalog-filter'
import { ItemFilters, ItemTable } from '~/features/supply/item-table'
import type { PageHandle } from '~/page-context'
import { ButtonLink } from '~/ui/button'
import { Empty } from '~/ui/empty'
import { PageHead } from '~/ui/page-head'
import { hrefWith, Pager, pageAt } from '~/ui/pager'

export const handle: PageHandle = { i18n: ['supply'], title: (t) => t('supply:catalog.title' as never) }

export const loader = supplier.load('catalog.read', async ({ scope, url }) => {
  const filter = readItemFilter(url.searchParams)
  const [page, many] = await Promise.all([listItems(scope, filter, pageAt(url.searchParams)), sellsForMany(scope)])
  const mayPropose = scope.may('catalog.propose') !== 'nowhere'
  return { ...page, many, mayPropose, filter, search: url.search, host: env.HOST_NAME }
})

const path = '/supplier/catalog'

export default function Catalog() {
  const { rows, before, after, many, mayPropose, filter, search, host } = useLoaderData<typeof loader>()
  const { t } = useTranslation('supply')
  return (
    <>
      <PageHead
        title={t('catalog.title')}
        lead={t('catalog.lead', { host })}
        actions={mayPropose ? <ButtonLink href="/supplier/proposals/upload">{t('catalog.upload')}</ButtonLink> : null}
      />
      <ItemFilters filter={filter} path={path} search={search} />
      {rows.length > 0 ? <ItemTable rows={rows} many={many} /> : <NoItem narrowed={isNarrowed(filter)} host={host} />}
      {before || after ? (
        <Pager
          byName
          newerHref={before && hrefWith(path, search, { before, after: null })}
          olderHref={after && hrefWith(path, search, { after, before: null })}
        />
      ) : null}
    </>
  )
}

function NoItem({ narrowed, host }: { narrowed: boolean; host: string }) {
  const { t } = useTranslation('supply')
  if (!narrowed) return <Empty title={t('none.first')}>{t('none.firstText', { host })}</Empty>
  return (
    <Empty title={t('none.title')} actions={<ButtonLink href={path}>{t('none.all')}</ButtonLink>}>
      {t('none.text')}
    </Empty>
  )
}
