import { useLoaderData, useLocation } from '@remix-run/react'
import { staff } from '~/access/guards.server'
import { env } from '~/env.server'
import { readContractFilter } from '~/features/contracts/contract-filter'
import { ContractList } from '~/features/contracts/contract-list'
import { listContracts } from '~/features/contracts/contracts.queries.server'
import type { PageHandle } from '~/page-context'
import { pageAt } from '~/ui/pager'

export const handle: PageHandle = { i18n: ['contracts'], title: (t) => t('contracts:title' as never) }

export const loader = staff.load(['orders.read', 'contracts.read'], async ({ scope, url }) => {
  const filter = readContractFilter(url.searchParams, 'staff')
  return { filter, page: await listContracts(scope, filter, pageAt(url.searchParams)), host: env.HOST_NAME }
})

export default function Contracts() {
  const { search } = useLocation()
  return <ContractList audience="staff" search={search} accounts={true} {...useLoaderData<typeof loader>()} />
}
