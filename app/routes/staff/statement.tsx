import { useLoaderData, useLocation } from '@remix-run/react'
import { staff } from '~/access/guards.server'
import { getStatement, readStatementFilter } from '~/features/invoices/statement.queries.server'
import { StatementView } from '~/features/invoices/statement-view'
import type { PageHandle } from '~/page-context'
import { pageAt } from '~/ui/pager'

export const handle: PageHandle = { i18n: ['invoices'], title: (t) => t('invoices:statement.title' as never) }

export const loader = staff.load(['orders.read', 'invoices.read'], async ({ scope, url }) => ({
  statement: await getStatement(scope, readStatementFilter(url.searchParams), pageAt(url.searchParams)),
}))

export default function Statement() {
  const { search } = useLocation()
  const { statement } = useLoaderData<typeof loader>()
  return <StatementView audience="staff" search={search} accounts={true} statement={statement} />
}
