import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { staff } from '~/access/guards.server'
import { openClashCount } from '~/features/exchange/clashes.queries.server'
import { ImportTabs } from '~/features/exchange/import-tabs'
import { listRuns } from '~/features/exchange/imports.queries.server'
import { RunTable } from '~/features/exchange/run-table'
import type { PageHandle } from '~/page-context'
import { Empty } from '~/ui/empty'
import { PageHead } from '~/ui/page-head'
import { hrefWith, Pager, pageAt } from '~/ui/pager'

export const handle: PageHandle = { i18n: ['exchange'], title: (t) => t('exchange:run.title') }

export const loader = staff.load('imports.read', async ({ scope, url }) => {
  const [page, open] = await Promise.all([listRuns(scope, pageAt(url.searchParams)), openClashCount(scope)])
  return { ...page, open, search: url.search }
})

export default function Imports() {
  const { rows, before, after, open, search } = useLoaderData<typeof loader>()
  const { t } = useTranslation('exchange')
  return (
    <>
      <PageHead title={t('run.title')} lead={t('run.lead')} />
      <ImportTabs current="runs" open={open} />
      {rows.length === 0 ? <Empty title={t('run.empty')}>{t('run.emptyText')}</Empty> : <RunTable rows={rows} />}
      {before || after ? (
        <Pager
          newerHref={before && hrefWith('/staff/imports', search, { before, after: null })}
          olderHref={after && hrefWith('/staff/imports', search, { after, before: null })}
        />
      ) : null}
    </>
  )
}
