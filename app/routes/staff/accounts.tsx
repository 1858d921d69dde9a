import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { staff } from '~/access/guards.server'
import { isNarrowed, readFilter } from '~/features/accounts/account'
import { AccountFilters } from '~/features/accounts/account-filters'
import { AccountTable } from '~/features/accounts/account-table'
import { listAccounts } from '~/features/accounts/accounts.list.server'
import type { PageHandle } from '~/page-context'
import { ButtonLink } from '~/ui/button'
import { Empty } from '~/ui/empty'
import { PageHead } from '~/ui/page-head'
import { hrefWith, Pages, pageAt } from '~/ui/pager'

export const handle: PageHandle = { i18n: ['accounts'], title: (t) => t('accounts:title' as never) }

export const loader = staff.load('accounts.read', async ({ scope, url }) => {
  const filter = readFilter(url.searchParams)
  return { ...(await listAccounts(scope, filter, pageAt(url.searchParams))), filter, search: url.search }
})

const path = '/staff/accounts'

export default function Accounts() {
  const { rows, before, after, filter, search } = useLoaderData<typeof loader>()
  const { t } = useTranslation('accounts')
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <AccountFilters filter={filter} path={path} search={search} exportHref={hrefWith('/staff/accounts.csv', search, {})} />
      {rows.length > 0 ? <AccountTable rows={rows} /> : <NoAccount narrowed={isNarrowed(filter)} />}
      <Pages page={{ before, after }} path={path} search={search} byName />
    </>
  )
}

function NoAccount({ narrowed }: { narrowed: boolean }) {
  const { t } = useTranslation('accounts')
  if (!narrowed) return <Empty title={t('none.first')}>{t('none.firstText')}</Empty>
  return (
    <Empty title={t('none.title')} actions={<ButtonLink href={path}>{t('none.all')}</ButtonLink>}>
      {t('none.text')}
    </Empty>
  )
}
