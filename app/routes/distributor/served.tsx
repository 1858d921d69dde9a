import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { distributor } from '~/access/guards.server'
import { env } from '~/env.server'
import { listServed } from '~/features/accounts/served.queries.server'
import { ServedTable } from '~/features/accounts/served-table'
import type { PageHandle } from '~/page-context'
import { ButtonLink } from '~/ui/button'
import { Empty } from '~/ui/empty'
import { Filters } from '~/ui/filters'
import { PageHead } from '~/ui/page-head'
import { hrefWith, Pager, pageAt } from '~/ui/pager'

export const handle: PageHandle = { i18n: ['accounts'], title: (t) => t('accounts:served.title' as never) }

export const loader = distributor.load('accounts.read', async ({ scope, url }) => {
  const sought = z.string().trim().max(80).catch('').parse(url.searchParams.get('q'))
  return { ...(await listServed(scope, sought, pageAt(url.searchParams))), sought, search: url.search, host: env.HOST_NAME }
})

const path = '/distributor/served'

export default function Served() {
  const { rows, before, after, sought, search, host } = useLoaderData<typeof loader>()
  const { t } = useTranslation('accounts')
  return (
    <>
      <PageHead title={t('served.title')} lead={t('served.lead', { host })} />
      {rows.length > 0 || sought ? (
        <Filters action={path} search={{ name: 'q', label: t('served.search'), value: sought }} />
      ) : null}
      {rows.length > 0 ? <ServedTable rows={rows} /> : null}
      {rows.length === 0 && sought ? (
        <Empty title={t('served.notFound')} actions={<ButtonLink href={path}>{t('served.all')}</ButtonLink>}>
          {t('served.notFoundText')}
        </Empty>
      ) : null}
      {rows.length === 0 && !sought ? <Empty title={t('served.none')}>{t('served.noneText', { host })}</Empty> : null}
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
